import { shorten, shown } from '../quoted.ts';
import type { BuiltSection, Headline } from './digest.ts';

/** Mail programs on phones show some forty characters, on desks some seventy; the rest would be cut by them. */
const longest = 78;
/** More than that of an audience's title would leave no room for what there is to say. */
const longestTitle = 32;
const mostInOpening = 3;

type Headed = Pick<BuiltSection, 'headline'>;

/** Says the one thing that matters most; without one, which week it is. */
export function subjectOf(title: string, sections: readonly Headed[], day: string): string {
  const [first] = headlinesOf(sections);
  const what = first?.words ?? `the week to ${day}`;
  return shorten(shown(`${shorten(title, longestTitle)}: ${what}`, 400), longest);
}

/** The sentence under the title: which week it is, and the few things that matter in it. */
export function openingOf(sections: readonly Headed[], week: string): string {
  const told = headlinesOf(sections)
    .slice(0, mostInOpening)
    .map(({ words }) => words);
  return told.length === 0 ? `${week}.` : `${week}: ${told.join('; ')}.`;
}

/** The most urgent first. */
function headlinesOf(sections: readonly Headed[]): readonly Headline[] {
  return sections
    .flatMap(({ headline }) => (headline === null ? [] : [headline]))
    .toSorted((a, b) => a.rank - b.rank);
}
