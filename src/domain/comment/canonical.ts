import type { RichText } from '../rich-text.ts';

/** One text for one body, whatever order its keys were built in: what the hash of a comment is taken of. */
export function canonical(body: RichText): string {
  return JSON.stringify(body, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
