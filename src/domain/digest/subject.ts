import { shorten, shown } from '../quoted.ts';
import type { BuiltSection } from './digest.ts';

/** Mail programs on phones show some forty characters, on desks some seventy; the rest would be cut by them. */
const longest = 78;

/** Says the one thing that matters most; without one, which week it is. */
export function subjectOf(
  title: string,
  sections: readonly Pick<BuiltSection, 'headline'>[],
  day: string,
): string {
  const [first] = sections
    .flatMap(({ headline }) => (headline === null ? [] : [headline]))
    .toSorted((a, b) => a.rank - b.rank);
  return shorten(shown(`${title}: ${first?.words ?? `the week to ${day}`}`, 400), longest);
}
