import { sha256 } from './signature.ts';

const KEY_LIMIT = 200;

/** The JSON object that a webhook carries; null when it is not JSON or not an object. Never throws. */
export function jsonObject(rawBody: Uint8Array): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(rawBody));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}

/** A key that fits a column and an index whatever its origin: long ones become their hash. */
export function boundedKey(key: string): string {
  return key.length <= KEY_LIMIT && /^[\x20-\x7e]*$/.test(key) ? key : `sha256:${sha256(key)}`;
}
