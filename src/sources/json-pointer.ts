/** What a JSON pointer (RFC 6901) leads to; undefined where there is nothing. */
export function atPointer(document: unknown, pointer: string): unknown {
  if (pointer === '') return document;
  let at: unknown = document;
  for (const written of pointer.split('/').slice(1)) {
    // First `~1`, then `~0`: `~01` stands for `~1` (RFC 6901, section 4).
    const token = written.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(at)) {
      if (!/^(?:0|[1-9]\d{0,9})$/.test(token)) return undefined;
      at = at[Number(token)];
    } else if (typeof at === 'object' && at !== null && Object.hasOwn(at, token)) {
      at = (at as Record<string, unknown>)[token];
    } else return undefined;
  }
  return at;
}
