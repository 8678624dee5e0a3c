import { tidy } from './lenient.ts';

/** Bodies beyond this many bytes are recorded as a summary. */
const BODY_LIMIT = 64 * 1024;
const DEPTH_LIMIT = 24;
const TEXT_LIMIT = 16 * 1024;
const SUMMARY_KEYS = 40;
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
