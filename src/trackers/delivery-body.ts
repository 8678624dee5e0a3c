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
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !SECRET_KEY.test(key))
      .map(([key, item]) => [tidy(key, 200), cleaned(item, depth + 1)]),
  );
}
