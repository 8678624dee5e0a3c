/** Far above any filter of the board. */
const longest = 2_000;

/** Where a form leads back to: a place of the board, or the mission's own page; nothing outside is ever followed. */
export function backPath(given: string, otherwise: string): string {
  if (given.length > longest || !given.startsWith('/')) return otherwise;
  const base = 'http://waymark.invalid';
  if (!URL.canParse(given, base)) return otherwise;
  const { origin, pathname, search } = new URL(given, base);
  const isOurs = origin === base && (pathname === '/board' || pathname.startsWith('/missions/'));
  return isOurs ? `${pathname}${search}` : otherwise;
}
