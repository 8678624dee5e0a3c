/** Where somebody wanted to go: a path of ours, else the overview. */
export function ownPath(from: unknown): string {
  const to = typeof from === 'object' && from !== null && 'to' in from ? from.to : null;
  return typeof to === 'string' && /^\/(?![/\\])[!-~]{0,500}$/.test(to) && !to.includes('\\') ? to : '/';
}
