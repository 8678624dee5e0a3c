import { SECTION_WORDS, type Section } from './section-words.ts';

export type { Section } from './section-words.ts';

const BY_WORD = new Map<string, { readonly section: Section; readonly rank: number }>();
SECTION_WORDS.forEach(([section, words], rank) => {
  for (const word of words) BY_WORD.set(word, { section, rank });
});

const LONGEST_HEADING = 14;

/** The section that a heading opens; `known` is false when none of its words says. */
export function sectionOf(heading: string): { readonly section: Section; readonly known: boolean } {
  const words = heading
    .slice(0, 160)
    .toLowerCase()
    .replace(/[^a-z' -]+/g, ' ')
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, LONGEST_HEADING);
  let best: { readonly section: Section; readonly rank: number } | undefined;
  for (let from = 0; from < words.length; from++) {
    for (let length = 1; length <= 5 && from + length <= words.length; length++) {
      const found = BY_WORD.get(words.slice(from, from + length).join(' '));
      if (found && (!best || found.rank < best.rank)) best = found;
    }
  }
  return best ? { section: best.section, known: true } : { section: 'other', known: false };
}
