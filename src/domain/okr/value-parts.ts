import type { Bound, Unit } from './value.ts';
import { type Cursor, rest, skip, take, Unreadable } from './value-cursor.ts';
import { type DecimalMark, readNumber } from './value-number.ts';
import {
  currencyCodes,
  currencySigns,
  currencyWords,
  durationSeconds,
  moneyScaleFactors,
  ratePeriod,
  scaleOf,
} from './value-units.ts';

// The parts of a written value, each read where the cursor stands. They move it behind what they took.

const bounds: readonly (readonly [RegExp, Bound])[] = [
  [/(?:<=|≤|=<|at most\b|no more than\b|up to\b|max(?:imum)?\b\.?)/iy, '<='],
  [/(?:>=|≥|=>|at least\b|no less than\b|min(?:imum)?\b\.?)/iy, '>='],
  [/(?:<|less than\b|fewer than\b|under\b|below\b)/iy, '<'],
  [/(?:>|more than\b|over\b|above\b)/iy, '>'],
  [/(?:~|≈|about\b|around\b|ca\.|approx(?:imately)?\b\.?)/iy, '~'],
];

export function takeBound(cursor: Cursor): Bound | null {
  for (const [pattern, bound] of bounds) if (take(cursor, pattern) !== null) return bound;
  return null;
}

export function takeSign(cursor: Cursor): boolean {
  const plus = cursor.at;
  if (take(cursor, /\+/y) !== null) {
    throw new Unreadable(plus, '“+” tells a change, not a value: write the value that is to be reached.');
  }
  const minus = take(cursor, /[-−–]\s*/y) !== null;
  return minus;
}

export function takeCurrency(cursor: Cursor): { readonly text: string; readonly code: string } | null {
  for (const [sign, code] of currencySigns) {
    if (cursor.text.startsWith(sign, cursor.at)) {
      const from = cursor.at;
      cursor.at += sign.length;
      if (/[\s\d-]/.test(cursor.text[cursor.at] ?? '')) take(cursor, /\s*(?=[\d-])/y);
      return { text: cursor.text.slice(from, cursor.at), code };
    }
  }
  const from = cursor.at;
  const word = take(cursor, /[A-Za-z]{3,7}(?![A-Za-z])/y) ?? '';
  const code = currencyCodes.has(word) ? word : currencyWords.get(word.toLowerCase());
  if (code !== undefined) {
    take(cursor, /\s*(?=[\d-])/y);
    return { text: cursor.text.slice(from, cursor.at), code };
  }
  cursor.at = from;
  return null;
}

export function refuseRange(cursor: Cursor): void {
  if (/^\s*(?:[-–—]|\.\.+)\s*[$€£]?\d/.test(rest(cursor))) {
    throw new Unreadable(cursor.at, 'This is a range: write the one value that counts as reached.');
  }
}

export function takeClock(cursor: Cursor, whole: number): { seconds: number; style: 'm:s' | 'h:m' } | null {
  const from = cursor.at;
  const three = take(cursor, /:[0-5]\d:[0-5]\d(?!\d)/y);
  if (three !== null) {
    const [, minutes = '0', seconds = '0'] = three.split(':');
    take(cursor, /\s*h(?:(?:ou)?rs?)?\b/iy);
    return { seconds: whole * 3600 + Number(minutes) * 60 + Number(seconds), style: 'm:s' };
  }
  const two = take(cursor, /:[0-5]\d(?!\d)/y);
  if (two === null) return null;
  const part = Number(two.slice(1));
  if (take(cursor, /\s*min(?:ute)?s?\b/iy) !== null) return { seconds: whole * 60 + part, style: 'm:s' };
  if (take(cursor, /\s*h(?:(?:ou)?rs?)?\b/iy) !== null)
    return { seconds: whole * 3600 + part * 60, style: 'h:m' };
  throw new Unreadable(
    from,
    `Say whether “${whole}${two}” is minutes and seconds (min) or hours and minutes (h).`,
  );
}

export function takeScale(cursor: Cursor, money: boolean): number {
  const from = cursor.at;
  const word = take(cursor, /\s?[A-Za-z]+/y)?.trim();
  if (word === undefined) return 1;
  const factor = scaleOf(word) ?? (money ? moneyScaleFactors.get(word) : undefined);
  if (factor !== undefined) {
    // An abbreviation may end in a dot: `1,2 Mio. €`.
    if (/^(?:mio|mrd|mln|tsd)$/i.test(word)) take(cursor, /\.(?!\d)/y);
    return factor;
  }
  const glued = /^([kKM])(?=[A-Z]{3}$)/.exec(word)?.[1];
  if (glued !== undefined && currencyCodes.has(word.slice(1))) {
    cursor.at -= 3;
    return scaleOf(glued) ?? 1;
  }
  if (word === 'm' && /^\s?\d{1,2}\s?s(?:ec)?\b/.test(rest(cursor))) {
    cursor.at = from;
    return 1;
  }
  if (word === 'm' && !/^\s*[€£$]|^\s*[A-Z]{3}\b/.test(rest(cursor))) {
    throw new Unreadable(from, '“m” may be minutes, metres or millions: write min, metres or M.');
  }
  if (word === 'm') return 1e6;
  cursor.at = from;
  return 1;
}

/** The 5 of `4.5/5` and `4.5 out of 5`. */
export function takeTop(cursor: Cursor, mark: DecimalMark): number | null {
  const from = cursor.at;
  if (take(cursor, /(?:\/|out of\b|of\b)\s*(?=\d)/iy) === null) return null;
  const number = readNumber(cursor.text, cursor.at, mark);
  if (number === null || number.amount <= 0) {
    throw new Unreadable(from, 'The top of the scale must be above zero.');
  }
  cursor.at = number.end;
  return number.amount;
}

const namePattern =
  /\p{L}[\p{L}\p{M}\d.&'’()_-]*(?:\s+(?!per\b|or\b|and more|and above)\p{L}[\p{L}\p{M}\d.&'’()_-]*){0,5}/uy;

export function takeName(cursor: Cursor): string | null {
  const from = cursor.at;
  skip(cursor);
  if (/^(?:per|or)\b/i.test(rest(cursor))) {
    cursor.at = from;
    return null;
  }
  const name = take(cursor, namePattern);
  if (name === null) cursor.at = from;
  return name;
}

export function takeUnit(cursor: Cursor, numberAt: number): { unit: Unit; seconds: number | null } {
  const plain = { name: null, outOf: null, per: null };
  if (take(cursor, /(?:pp|p\.p\.|%-points|percentage points?|% points?)(?![\p{L}])/iuy) !== null) {
    return { unit: { ...plain, kind: 'points' }, seconds: null };
  }
  if (take(cursor, /(?:%|percent\b|per cent\b|pct\b)/iy) !== null) {
    return { unit: { ...plain, kind: 'percent', name: takeName(cursor) }, seconds: null };
  }
  const from = cursor.at;
  const name = takeName(cursor);
  if (name === null) return { unit: { ...plain, kind: 'number' }, seconds: null };
  // `m` gets here only in front of seconds.
  const seconds = name === 'm' ? 60 : secondsOf(name);
  const first = /^[a-z]+/i.exec(name)?.[0] ?? '';
  if (/^[ex]\d/i.test(name))
    throw new Unreadable(numberAt, 'Write the number in plain digits, without an exponent.');
  if (seconds !== undefined) return { unit: { ...plain, kind: 'duration' }, seconds };
  if (/^to$/i.test(first))
    throw new Unreadable(from, 'This is a range: write the one value that counts as reached.');
  // `1h30m`: the first unit ends where the next number starts.
  const compound = /^(h|d|min|m|w)(?=\d)/.exec(name)?.[1];
  if (compound !== undefined) {
    cursor.at =
      from + compound.length + (cursor.text.slice(from).length - cursor.text.slice(from).trimStart().length);
    return {
      unit: { ...plain, kind: 'duration' },
      seconds: compound === 'm' ? 60 : (durationSeconds.get(compound) ?? 1),
    };
  }
  // `200ms p95`: how it is measured stands behind the unit.
  const measured = /^([a-z]+\.?)\s+\S+(?:\s+\S+)?$/i.exec(name)?.[1];
  const worth = measured === undefined ? undefined : secondsOf(measured);
  if (measured !== undefined && worth !== undefined) {
    cursor.at = cursor.text.indexOf(measured, from) + measured.length;
    return { unit: { ...plain, kind: 'duration' }, seconds: worth };
  }
  if (name.length > 60) throw new Unreadable(numberAt, 'The unit is too long.');
  return { unit: { ...plain, kind: 'number', name }, seconds: null };
}

function secondsOf(word: string): number | undefined {
  const plain = word.replace(/\.$/, '');
  return durationSeconds.get(plain) ?? durationSeconds.get(plain.toLowerCase());
}

// What bounds or multiplies is no mere description: `€5 max`, `$5 mil`.
const noDescription = '(?:per|or|and|to|max|min|maximum|minimum|mil|mill|grand|dozen)\\b';
const descriptionPattern = new RegExp(
  `(?!${noDescription})\\p{L}[\\p{L}\\p{M}\\d&-]*(?: (?!${noDescription})\\p{L}[\\p{L}\\p{M}\\d&-]*)?`,
  'iuy',
);

/** At most two words behind a unit, such as `MRR` and `net revenue`. */
export function takeWords(cursor: Cursor): string | null {
  const from = cursor.at;
  skip(cursor);
  const words = take(cursor, descriptionPattern);
  if (words === null) cursor.at = from;
  return words;
}

/** The `30m` of `1h 30m` and the `30` of `1h30`; here `m` can only be minutes. `worth` is that of the unit before. */
export function takeMoreTime(cursor: Cursor, mark: DecimalMark, worth: number): number {
  let seconds = 0;
  for (let parts = 0; parts < 3; parts += 1) {
    const from = cursor.at;
    skip(cursor);
    const number = readNumber(cursor.text, cursor.at, mark);
    if (number === null) {
      cursor.at = from;
      break;
    }
    cursor.at = number.end;
    const word =
      take(cursor, /\s?[a-z]+/iy)
        ?.trim()
        .toLowerCase() ?? '';
    const bare = word === '' && worth === 3600 && number.amount < 60 && rest(cursor).trim() === '';
    const each = word === 'm' || bare ? 60 : durationSeconds.get(word.replace(/\d.*$/, ''));
    if (each === undefined) throw new Unreadable(from, 'There is a second number.');
    seconds += number.amount * each;
  }
  return seconds;
}

export function takePer(cursor: Cursor): string | null {
  const from = cursor.at;
  if (take(cursor, /\s*(?:\/|per\b)\s*/iy) === null) return null;
  const name = take(
    cursor,
    /(?:\d{1,3}(?:[ ,.]?\d{3})*\s*)?\p{L}[\p{L}\d-]*(?:\s+(?!or\b|and\b)\p{L}[\p{L}\d-]*){0,3}/uy,
  );
  if (name === null) throw new Unreadable(from, 'After “/” or “per” a unit is missing.');
  // `$50k/month MRR`: only the month is what it is measured per.
  const [first = name] = name.split(/\s/, 1);
  if (first === name || secondsOf(first) === undefined) return ratePeriod(name);
  cursor.at -= name.length - first.length;
  return ratePeriod(first);
}
