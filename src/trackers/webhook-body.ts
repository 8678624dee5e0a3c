import { sha256 } from './signature.ts';

const KEY_LIMIT = 200;

const decoder = new TextDecoder();

/** The JSON object that a webhook carries, and its text; null when it is not JSON or not an object. Never throws. */
export function jsonObject(
  rawBody: Uint8Array,
): { readonly text: string; readonly json: Readonly<Record<string, unknown>> } | null {
  try {
    const text = decoder.decode(rawBody);
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json)
      ? { text, json: json as Readonly<Record<string, unknown>> }
      : null;
  } catch {
    return null;
  }
}

/** A key that fits a column and an index whatever its origin: long ones become their hash. */
export function boundedKey(key: string): string {
  return key.length <= KEY_LIMIT && /^[\x20-\x7e]*$/.test(key) ? key : `sha256:${sha256(key)}`;
}
