import { tidy } from './lenient.ts';

/** Bodies beyond this many bytes are recorded as a summary. */
const BODY_LIMIT = 64 * 1024;
const DEPTH_LIMIT = 24;
const TEXT_LIMIT = 16 * 1024;
const SUMMARY_KEYS = 40;
/** Those that JSON may hold as they are, and that are not kept. */
const EXPONENT = /\d[eE][+-]?\d{3}/;
const CONTROLS = /[\x7f-\x9f]/;
const SECRET_KEY =
  /password|passwd|secret|token|api[-_]?key|private[-_]?key|authorization|cookie|credential/i;

/**
 * A webhook body as it may be kept: what is named like a secret is gone, texts can be stored anywhere (no NUL, no lone
 * surrogates), and a body over 64 kB is reduced to its size and its top-level scalars.
 */
export function bodyForRecord(body: Readonly<Record<string, unknown>>, bytes: number): unknown {
  if (bytes <= BODY_LIMIT) return cleaned(body, 0);
  const scalars = Object.entries(body)
    .filter(([key, value]) => !SECRET_KEY.test(key) && (value === null || typeof value !== 'object'))
    .slice(0, SUMMARY_KEYS)
    .map(([key, value]) => [tidy(key, 100), typeof value === 'string' ? tidy(value, 500) : value]);
  return { summary: 'body too large to keep', bytes, ...Object.fromEntries(scalars) };
}

/** As it goes on record: the value, or its JSON text where that may be kept as it came. */
export type RecordedBody = { readonly body: unknown } | { readonly bodyText: string };

/**
 * What goes on record of a body that came as `text`. Nearly all texts may be kept as they are: writing one anew costs
 * more than everything else that is done with it, and so does holding on to what was read out of it.
 */
export function recordedBody(
  text: string,
  body: Readonly<Record<string, unknown>>,
  bytes: number,
): RecordedBody {
  const isPlain = text.length <= TEXT_LIMIT && !text.includes('\\u') && !CONTROLS.test(text);
  return isPlain && isKept(body, EXPONENT.test(text), 0)
    ? { bodyText: text }
    : { body: bodyForRecord(body, bytes) };
}

/** Whether `cleaned` would leave all of it as it is, when its texts are plain. */
function isKept(value: unknown, hasExponent: boolean, depth: number): boolean {
  // A database reads more digits than a number here has, and not endlessly many.
  if (typeof value === 'number') return (value !== 0 && Number.isSafeInteger(value)) || !hasExponent;
  if (value === null || typeof value !== 'object') return true;
  if (depth >= DEPTH_LIMIT) return false;
  if (Array.isArray(value)) return value.every((item) => isKept(item, hasExponent, depth + 1));
  for (const key in value) {
    const item = (value as Record<string, unknown>)[key];
    if (nameToKeep(key) !== key || !isKept(item, hasExponent, depth + 1)) return false;
  }
  return true;
}

function cleaned(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return tidy(value, TEXT_LIMIT);
  if (value === null || typeof value !== 'object') return value;
  if (depth >= DEPTH_LIMIT) return '[nested too deep]';
  if (Array.isArray(value)) return value.map((item) => cleaned(item, depth + 1));
  // One assignment each and no pairs: every delivery comes by here.
  const kept: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const name = nameToKeep(key);
    if (name !== null) define(kept, name, cleaned(item, depth + 1));
  }
  return kept;
}

/** Vendors use the same few hundred names again and again. */
const names = new Map<string, string | null>();
const MOST_NAMES = 2_000;

/** Null for what is named like a secret. */
function nameToKeep(key: string): string | null {
  const known = names.get(key);
  if (known !== undefined) return known;
  const name = SECRET_KEY.test(key) ? null : tidy(key, 200);
  if (names.size >= MOST_NAMES) names.clear();
  if (key.length <= 200) names.set(key, name);
  return name;
}

/** An assignment to `__proto__` would set the prototype, and not a property. */
function define(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  } else target[name] = value;
}
