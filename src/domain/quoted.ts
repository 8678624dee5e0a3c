const LOOK_AT = 4_000;
const LEFT_QUOTE = '“';
const RIGHT_QUOTE = '”';

// Zero-width, bidirectional, tag and other format characters, controls and lone surrogates: none may reach a reader,
// since they can hide words or turn the line around.
const UNSEEN =
  /\p{Cc}|\p{Cf}|\p{Cs}|\p{Zl}|\p{Zp}|\p{Variation_Selector}|\u034f|[\u115f\u1160\u2800\u3164\uffa0]|\u17b4|\u17b5/gu;

/**
 * Somebody's words as they may be shown: one line, light markup and unseen characters taken off, at most `longest`
 * characters and cut between words. Not an exact substring any more: evidence is kept apart.
 */
export function shown(words: string, longest: number): string {
  const tidy = withoutMarkup(
    words.slice(0, LOOK_AT).replace(UNSEEN, (unseen) => (isBreak(unseen) ? '\n' : '')),
  )
    .replace(/\s+/g, ' ')
    .trim();
  return shorten(trimEnds(tidy), longest);
}

/** The same between quotation marks; quotation marks inside become single ones. */
export function quoted(words: string, longest = 90): string {
  return LEFT_QUOTE + shown(words, longest).replace(/["“”„]/g, "'") + RIGHT_QUOTE;
}

/** Somebody's words as a sentence of ours: shown, and ended with a full stop. */
export function sentence(words: string): string {
  return `${shown(words, 300).replace(/[.!]$/, '')}.`;
}

/** Cuts between words, with an ellipsis, so that the whole is at most `longest` characters; never inside a surrogate pair. */
export function shorten(words: string, longest: number): string {
  if (words.length <= longest) return words;
  const cut = words.slice(0, Math.max(1, longest - 1));
  const gap = cut.lastIndexOf(' ');
  const kept = gap > longest / 2 ? cut.slice(0, gap) : cut.replace(/[\ud800-\udbff]$/, '');
  return `${kept.replace(/[\s,;:.–-]{1,20}$/, '')}…`;
}

function isBreak(unseen: string): boolean {
  return /[\t\n\v\f\r\u0085\u2028\u2029]/.test(unseen);
}

// Links keep their words, emphasis and code lose their marks. Linear: each pattern is bounded or cannot overlap itself.
function withoutMarkup(words: string): string {
  return words
    .replace(/!?\[([^[\]\n]{0,300})\]\((?:[^()\s]{0,300})\)/g, '$1')
    .replace(/\{\{|\}\}|\*\*|__|`+|~~/g, '')
    .replace(/(?:^|\n)[ \t]{0,8}(?:#{1,6}|h[1-6]\.|[-*+>]|\d{1,3}[.)])[ \t]+/g, ' ');
}

function trimEnds(words: string): string {
  return words.replace(/^[\s,;:.*_]{1,20}/, '').replace(/[\s,;:*_]{1,20}$/, '');
}

/** Somebody's text as it stands, line breaks and tabs kept, without characters that are not seen. */
export function visible(words: string): string {
  return words.replace(UNSEEN, (unseen) => (unseen === '\t' ? '\t' : isBreak(unseen) ? '\n' : ''));
}
