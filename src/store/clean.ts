import { createHash } from 'node:crypto';

/** Deeper structures than any tracker sends; a hostile body must not overflow a stack here or in the database. */
const maxDepth = 100;
/** An index entry may hold some 2,700 bytes, and one character may take four. */
const maxKeyLength = 300;
/** What PostgreSQL refuses in text and `jsonb`: NUL, and halves of a character pair. */
const unstorable = /\0|\p{Surrogate}/gu;
/** The same as `JSON.stringify` escapes it; that the text spoke of an escape is taken for one, which costs time only. */
const unstorableInJson = /\\u(?:0000|d[89a-f])/;

/** The text with what the database cannot hold replaced by U+FFFD. */
export function cleanText(text: string): string {
  return text.replace(unstorable, '\uFFFD');
}

/** A cleaned text short enough for an index: a long one keeps its beginning and ends in a hash of the whole. */
export function cleanKey(text: string): string {
  const clean = cleanText(text);
  if (clean.length <= maxKeyLength) return clean;
  const hash = createHash('sha256').update(text).digest('hex');
  return `${cleanText(clean.slice(0, maxKeyLength - hash.length - 1))}#${hash}`;
}

/** JSON text of a value, in the form that `jsonb` takes whatever people wrote into it. */
export function cleanJson(value: unknown): string {
  if (isFlatEnough(value, 0)) {
    const text = JSON.stringify(value) ?? 'null';
    if (!unstorableInJson.test(text)) return text;
  }
  return JSON.stringify(cleanValue(value, 0)) ?? 'null';
}

/** Plain data that is not nested too deep; what else there may be goes the long way. */
function isFlatEnough(value: unknown, depth: number): boolean {
  if (typeof value === 'bigint') return false;
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= maxDepth || 'toJSON' in value) return false;
  for (const item of Array.isArray(value) ? value : Object.values(value)) {
    if (!isFlatEnough(item, depth + 1)) return false;
  }
  return true;
}

function cleanValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= maxDepth) return '[nested too deep]';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [cleanText(key), cleanValue(item, depth + 1)]),
  );
}
