import type { Day } from '../okr/days.ts';
import type { Value } from '../okr/value.ts';
import { formatAmount, tidy } from '../okr/value-format.ts';
import { shown } from '../quoted.ts';
import type { Span } from './digest.ts';

/** How one audience's dates and numbers are written. */
export interface Wording {
  /** `16 Nov` */
  date(day: Day): string;
  /** `16 November 2026` */
  longDate(day: Day): string;
  /** `9 – 16 November 2026` */
  span(from: Day, to: Day): string;
  /** `64%`, of a share from 0 to 1. */
  percent(share: number): string;
  /** `1,234.5` */
  number(value: number): string;
  /** A value as its goal writes it, its number as the audience does: `< 1.5%`, `64,5%`. */
  value(value: Value): string;
  /** The same of another amount of that thing; `places` rounds. */
  amount(amount: number, like: Pick<Value, 'style' | 'unit'>, places?: number): string;
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
  const exact = new Intl.NumberFormat(language, { maximumFractionDigits: 10 });
  const minus = exact.formatToParts(-1).find(({ type }) => type === 'minusSign')?.value ?? '-';
  const percents = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const at = (day: Day) => new Date(`${day}T00:00:00Z`);
  const amount: Wording['amount'] = (one, like, places) => {
    const { clock, before, after, factor } = like.style;
    if (clock !== null) return formatAmount(one, like, places);
    const scaled = tidy(one / factor);
    const number = places === undefined ? scaled : Number(scaled.toFixed(places));
    return shown(
      `${number < 0 ? minus : ''}${before}${exact.format(Math.abs(number))}${after}`,
      longestValue,
    );
  };
  const wording: Wording = {
    date: (day) => short.format(at(day)),
    longDate: (day) => long.format(at(day)),
    // Some languages put thin spaces around the dash, which not every font of a mail program has.
    span: (from, to) => long.formatRange(at(from), at(to)).replaceAll('\u2009', ' '),
    value: (one) => `${one.bound === null ? '' : `${one.bound} `}${amount(one.amount, one)}`,
    amount,
    percent: (share) => percents.format(share),
    number: (value) => numbers.format(value),
    count: (value, word, plural = `${word}s`) => `${numbers.format(value)} ${value === 1 ? word : plural}`,
  };
  wordings.set(language, wording);
  return wording;
}

const longestTitle = 110;
const longestValue = 60;

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
