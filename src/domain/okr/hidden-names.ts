import type { Sight } from '../access.ts';

/** What is put where the key of a hidden issue stood. */
const gap = '…';

/** Only what means something in a pattern: before anything else, such as `_`, a backslash makes it invalid. */
const escaped = (text: string) => text.replace(/[$()*+./?[\\\]^{|}]/g, '\\$&');

function keysOf({ hidden }: Sight, after: string): RegExp | null {
  const projects = hidden.map(({ project }) => escaped(project)).filter((project) => project !== '');
  if (projects.length === 0) return null;
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${projects.join('|')})${after}(?![\\p{L}\\p{N}])`, 'giu');
}

/** Whether a link or a rule names a hidden project or an issue of one. */
export const namesHidden = (text: string, sight: Sight): boolean =>
  keysOf(sight, '(?:-\\d{1,12})?')?.test(text) ?? false;

/** Somebody's words without the keys of hidden issues. */
export function withoutHidden(text: string, sight: Sight): string {
  const keys = keysOf(sight, '-\\d{1,12}');
  return keys === null ? text : text.replace(keys, gap);
}
