/** Stands in a list for the items of the list that it overrides. */
export const REST = '...';

type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Lays `over` on `base`: objects are joined key by key, everything else replaces what was there. In a list the item
 * `...` stands for the items replaced; null takes a key away, so that its default comes back.
 */
export function mergeSettings(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (Array.isArray(over)) {
    return over.flatMap((item: unknown) => (item === REST ? (Array.isArray(base) ? base : []) : [item]));
  }
  if (!isFields(over)) return over;
  const merged = new Map(isFields(base) ? Object.entries(base) : []);
  for (const [key, value] of Object.entries(over)) {
    if (value === null) merged.delete(key);
    else merged.set(key, mergeSettings(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}
