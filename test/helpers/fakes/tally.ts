/** Counts items that have the same key, ordered by the key; each group with its first item. */
export function tally<Item>(
  items: Iterable<Item>,
  key: (item: Item) => string,
): readonly { readonly first: Item; readonly count: number }[] {
  const groups = new Map<string, { first: Item; count: number }>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.count += 1;
    else groups.set(key(item), { first: item, count: 1 });
  }
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
