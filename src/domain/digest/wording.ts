import type { Day } from '../okr/days.ts';
import { shown } from '../quoted.ts';
import type { Span } from './digest.ts';

/** How one audience's dates and numbers are written. */
export interface Wording {
  /** `16 Nov` */
  date(day: Day): string;
  /** `16 November 2026` */
  longDate(day: Day): string;
  /** `64%`, of a share from 0 to 1. */
  percent(share: number): string;
  /** `1,234.5` */
  number(value: number): string;
  /** `3 days`: the word takes an s unless the count is one. */
  count(value: number, word: string, plural?: string): string;
}

const wordings = new Map<string, Wording>();

export function wordingFor(language: string): Wording {
  const known = wordings.get(language);
  if (known) return known;
  const dates = (style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...style, timeZone: 'UTC' });
  const [short, long] = [
    dates({ day: 'numeric', month: 'short' }),
    dates({ day: 'numeric', month: 'long', year: 'numeric' }),
  ];
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const percents = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const at = (day: Day) => new Date(`${day}T00:00:00Z`);
  const wording: Wording = {
    date: (day) => short.format(at(day)),
    longDate: (day) => long.format(at(day)),
    percent: (share) => percents.format(share),
    number: (value) => numbers.format(value),
    count: (value, word, plural = `${word}s`) => `${numbers.format(value)} ${value === 1 ? word : plural}`,
  };
  wordings.set(language, wording);
  return wording;
}

const longestTitle = 110;

/** Somebody's words as one piece of a line: nothing unseen in them, and not too long. */
export const words = (text: string, longest = longestTitle): Span => ({ text: shown(text, longest) });

/** An issue as a link: its key, then its title. */
export function issueSpans(issue: {
  readonly key: string;
  readonly title: string;
  readonly url: string;
}): readonly Span[] {
  const href = safeHref(issue.url);
  return [
    { text: shown(issue.key, 40), strong: true, ...(href && { href }) },
    { text: ` ${shown(issue.title, longestTitle)}` },
  ];
}

/** An address that a mail may link to; null for any other scheme. */
export function safeHref(url: string): string | null {
  if (!/^https?:\/\//i.test(url) || url.length > 2_000) return null;
  return /[\s"'<>`\\\p{Cc}\p{Cf}]/u.test(url) ? null : url;
}
