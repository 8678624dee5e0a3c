/** Seconds in one of each unit of time; months and years are the Gregorian mean (30.436875 and 365.2425 days). */
const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const month = 2_629_746;
const year = 31_556_952;

const durations: readonly (readonly [readonly string[], number])[] = [
  [['ms', 'msec', 'millisecond', 'milliseconds'], 0.001],
  [['s', 'sec', 'secs', 'second', 'seconds'], 1],
  [['min', 'mins', 'minute', 'minutes'], minute],
  [['h', 'hr', 'hrs', 'hour', 'hours'], hour],
  [['d', 'day', 'days'], day],
  [['w', 'wk', 'wks', 'week', 'weeks'], 7 * day],
  [['mo', 'mos', 'month', 'months'], month],
  [['y', 'yr', 'yrs', 'year', 'years'], year],
];

/** Seconds by the words people use for a unit of time. */
export const durationSeconds: ReadonlyMap<string, number> = new Map(
  durations.flatMap(([words, seconds]) => words.map((word) => [word, seconds] as const)),
);

const periodNames: Readonly<Record<number, string>> = {
  1: 'second',
  [minute]: 'minute',
  [hour]: 'hour',
  [day]: 'day',
  [7 * day]: 'week',
  [month]: 'month',
  [year]: 'year',
};

/** One name for what follows "per" or "/": `mo` and `months` are `month`; other words in lower case, singular. */
export function ratePeriod(words: string): string {
  const lower = words.trim().toLowerCase();
  const seconds = durationSeconds.get(lower);
  return (seconds === undefined ? undefined : periodNames[seconds]) ?? singular(lower);
}

/** Factors by the words people put behind a number. `m` is left out: it is minutes, metres or millions. */
const scaleFactors: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['K', 1e3],
  ['Tsd', 1e3],
  ['M', 1e6],
  ['MM', 1e6],
  ['mn', 1e6],
  ['mio', 1e6],
  ['mln', 1e6],
  ['Mln', 1e6],
  ['Mio', 1e6],
  ['B', 1e9],
  ['bn', 1e9],
  ['Bn', 1e9],
  ['Mrd', 1e9],
]);

/** Scales that are written out, in any case and number, as they stand behind a number. */
const scaleWords: readonly (readonly [RegExp, number])[] = [
  [/^hundreds?$/, 1e2],
  [/^(?:thousands?|tausend)$/, 1e3],
  [/^lakhs?$/, 1e5],
  [/^million(?:s|en)?$/, 1e6],
  [/^crores?$/, 1e7],
  [/^(?:billions?|milliarden?)$/, 1e9],
  [/^trillions?$/, 1e12],
];

/** What a word behind a number multiplies it by; undefined when it is none of these. */
export function scaleOf(word: string): number | undefined {
  return scaleFactors.get(word) ?? scaleWords.find(([pattern]) => pattern.test(word.toLowerCase()))?.[1];
}

/** Scales that are clear only beside a currency. */
export const moneyScaleFactors: ReadonlyMap<string, number> = new Map([
  ['m', 1e6],
  ['mm', 1e6],
  ['b', 1e9],
  ['T', 1e12],
]);

/** Currency signs, the longer first, with the code under which two ways of writing are compared. */
export const currencySigns: readonly (readonly [string, string])[] = [
  ['US$', 'USD'],
  ['CA$', 'CAD'],
  ['C$', 'CAD'],
  ['A$', 'AUD'],
  ['$', 'USD'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['¥', 'JPY'],
  ['₹', 'INR'],
  ['₩', 'KRW'],
  ['₽', 'RUB'],
  ['₺', 'TRY'],
  ['zł', 'PLN'],
];

export const currencyCodes: ReadonlySet<string> = new Set(
  'USD EUR GBP JPY INR CHF CAD AUD NZD SEK NOK DKK PLN CZK HUF BRL MXN CNY HKD SGD KRW ZAR TRY ILS'.split(
    ' ',
  ),
);

/** Currencies in words and in lower case; of the codes only those that are no English words. */
export const currencyWords: ReadonlyMap<string, string> = new Map([
  ...['usd', 'eur', 'gbp', 'chf', 'jpy', 'inr', 'cad', 'aud'].map(
    (code) => [code, code.toUpperCase()] as const,
  ),
  ['euro', 'EUR'],
  ['euros', 'EUR'],
  ['dollar', 'USD'],
  ['dollars', 'USD'],
]);

/** `users` and `user` are one unit. */
export function singular(word: string): string {
  const lower = word.toLowerCase();
  if (lower.length > 4 && lower.endsWith('ies')) return `${lower.slice(0, -3)}y`;
  return lower.length > 3 && lower.endsWith('s') && !lower.endsWith('ss') ? lower.slice(0, -1) : lower;
}
