import type { Bound, Unit, Value, ValueProblem, ValueReading } from './value.ts';
import { type DecimalMark, readNumber } from './value-number.ts';
import {
  currencyCodes,
  currencySigns,
  durationSeconds,
  moneyScaleFactors,
  ratePeriod,
  scaleFactors,
} from './value-units.ts';

const maxLength = 120;

class Unreadable extends Error {
  readonly problem: ValueProblem;
  constructor(position: number, message: string) {
    super(message);
    this.problem = { position, message };
  }
}

const bounds: readonly (readonly [RegExp, Bound])[] = [
  [/(?:<=|≤|=<|at most\b|no more than\b|up to\b|max(?:imum)?\b\.?)/iy, '<='],
  [/(?:>=|≥|=>|at least\b|no less than\b|min(?:imum)?\b\.?)/iy, '>='],
  [/(?:<|less than\b|fewer than\b|under\b|below\b)/iy, '<'],
  [/(?:>|more than\b|over\b|above\b)/iy, '>'],
  [/(?:~|≈|about\b|around\b|ca\.|approx(?:imately)?\b\.?)/iy, '~'],
];

/** A place in the text that moves on. */
interface Cursor {
  readonly text: string;
  at: number;
}

const rest = (cursor: Cursor) => cursor.text.slice(cursor.at);

function take(cursor: Cursor, pattern: RegExp): string | null {
  pattern.lastIndex = cursor.at;
  const match = pattern.exec(cursor.text);
  if (match === null) return null;
  cursor.at += match[0].length;
  return match[0];
}

const skip = (cursor: Cursor) => take(cursor, /\s*/y);

/**
 * Reads a value as people write it: `5000`, `4.5/5`, `$50k/month`, `95%`, `< 1%`, `48hr`, `1.2M`, `2:30 min`, `4,5`,
 * `1 234 567 €`. What is ambiguous (`1.234`, `5m`, `2:30`, `10-15`, `+20%`) is a problem that says where and what to
 * write instead. `decimal` settles `1.234`.
 */
export function readValue(text: string, decimal: DecimalMark = 'auto'): ValueReading {
  const first = attempt(text, decimal);
  if (!first.ok || decimal === 'auto') return first;
  // The text must mean the same in a file that does not say which decimal mark it uses.
  const plain = attempt(text, 'auto');
  if (plain.ok && plain.value.amount === first.value.amount) return plain;
  return {
    ok: true,
    value: valueLike(
      first.value.amount,
      { ...first.value, style: { ...first.value.style, decimal: '.', group: '' } },
      first.value.bound,
    ),
  };
}

function attempt(text: string, decimal: DecimalMark): ValueReading {
  try {
    return { ok: true, value: parse(text, decimal) };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, problem: error.problem };
    throw error;
  }
}

function parse(source: string, mark: DecimalMark): Value {
  if (source.trim() === '') throw new Unreadable(0, 'There is no value.');
  if (source.length > maxLength) throw new Unreadable(0, `A value has at most ${maxLength} characters.`);
  const cursor: Cursor = { text: source, at: 0 };
  skip(cursor);
  let bound = takeBound(cursor);
  skip(cursor);
  let negative = takeSign(cursor);
  let before = takeCurrency(cursor);
  if (before !== null && !negative) negative = takeSign(cursor);

  const numberAt = cursor.at;
  const number = readNumber(source, numberAt, mark);
  if (number === null) {
    const found = rest(cursor).slice(0, 12);
    throw new Unreadable(
      numberAt,
      found === '' ? 'A number is missing.' : `“${found}” does not start with a number.`,
    );
  }
  cursor.at = number.end;
  refuseRange(cursor);

  const state = { money: before, factor: 1, clock: null as 'm:s' | 'h:m' | null };
  const afterStart = cursor.at;
  let amount = number.amount;
  let unit: Unit = { kind: 'number', name: null, outOf: null, per: null };

  const clock = takeClock(cursor, number.amount);
  if (clock !== null) {
    amount = clock.seconds;
    state.clock = clock.style;
    unit = { kind: 'duration', name: null, outOf: null, per: null };
  } else {
    state.factor = takeScale(cursor, state.money !== null);
    skip(cursor);
    const suffixed = takeCurrency(cursor);
    if (suffixed !== null) {
      if (state.money !== null)
        throw new Unreadable(cursor.at - suffixed.text.length, 'There are two currencies.');
      state.money = suffixed;
    }
    const top = state.money === null ? takeTop(cursor, mark) : null;
    if (state.money !== null) unit = { ...unit, kind: 'money', name: state.money.code };
    else if (top !== null) unit = { ...unit, kind: 'ratio', outOf: top };
    else {
      const counted = takeUnit(cursor, numberAt);
      unit = counted.unit;
      if (counted.seconds !== null) state.factor *= counted.seconds;
    }
    amount *= state.factor;
    if (unit.kind === 'duration' && state.factor >= 1) amount += takeMoreTime(cursor, mark);
  }
  if (unit.kind === 'ratio') unit = { ...unit, name: takeName(cursor) };
  unit = { ...unit, per: takePer(cursor) };
  const trailing = take(cursor, /\s*(?:\+|(?:or|and) (?:more|above)\b)/iy);
  if (trailing !== null) bound = bound ?? '>=';
  else if (take(cursor, /\s*(?:or|and) (?:less|fewer|below)\b/iy) !== null) bound = bound ?? '<=';
  skip(cursor);
  if (cursor.at < source.length) {
    throw new Unreadable(cursor.at, `“${rest(cursor).slice(0, 20)}” is not part of a value.`);
  }
  if (number.ambiguous && unit.kind !== 'percent' && unit.kind !== 'ratio' && state.factor === 1) {
    const written = source.slice(numberAt, number.end);
    throw new Unreadable(
      numberAt,
      `“${written}” is either ${written.replace('.', '')} or a decimal number: write ${written.replace('.', '')} or ${written}0.`,
    );
  }
  before = state.money !== null && before !== null ? before : null;
  return {
    amount: tidy(negative ? -amount : amount),
    unit,
    bound,
    style: {
      decimal: number.decimal,
      group: number.group,
      factor: state.factor,
      before: before?.text ?? '',
      after: styleAfter(source.slice(afterStart), trailing, unit.kind, state.clock),
      clock: state.clock,
    },
    text: source.trim(),
  };
}

/** What follows the number, without the part that belongs to this amount only. */
function styleAfter(
  after: string,
  trailing: string | null,
  kind: Unit['kind'],
  clock: 'm:s' | 'h:m' | null,
): string {
  const trimmed = after.trimEnd();
  const words =
    trailing === null ? trimmed : trimmed.slice(0, trimmed.length - trailing.trim().length).trimEnd();
  const plain = words.replace(/\s*(?:or|and) (?:less|fewer|below)$/i, '');
  if (clock !== null) return plain.replace(/^[:\d]*/, '');
  return kind === 'duration' ? plain.replace(/^(\s*[a-z]+)\s*\d.*$/i, '$1') : plain;
}

function takeBound(cursor: Cursor): Bound | null {
  for (const [pattern, bound] of bounds) if (take(cursor, pattern) !== null) return bound;
  return null;
}

function takeSign(cursor: Cursor): boolean {
  const plus = cursor.at;
  if (take(cursor, /\+/y) !== null) {
    throw new Unreadable(plus, '“+” tells a change, not a value: write the value that is to be reached.');
  }
  const minus = take(cursor, /[-−]\s*/y) !== null;
  return minus;
}

function takeCurrency(cursor: Cursor): { readonly text: string; readonly code: string } | null {
  for (const [sign, code] of currencySigns) {
    if (cursor.text.startsWith(sign, cursor.at)) {
      const from = cursor.at;
      cursor.at += sign.length;
      if (/[\s\d-]/.test(cursor.text[cursor.at] ?? '')) take(cursor, /\s*(?=[\d-])/y);
      return { text: cursor.text.slice(from, cursor.at), code };
    }
  }
  const from = cursor.at;
  const word = take(cursor, /[A-Z]{3}(?![A-Za-z])/y);
  if (word !== null && currencyCodes.has(word)) {
    take(cursor, /\s*(?=[\d-])/y);
    return { text: cursor.text.slice(from, cursor.at), code: word };
  }
  cursor.at = from;
  return null;
}

function refuseRange(cursor: Cursor): void {
  if (/^\s*(?:[-–—]|\.\.+)\s*[$€£]?\d/.test(rest(cursor))) {
    throw new Unreadable(cursor.at, 'This is a range: write the one value that counts as reached.');
  }
}

function takeClock(cursor: Cursor, whole: number): { seconds: number; style: 'm:s' | 'h:m' } | null {
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

function takeScale(cursor: Cursor, money: boolean): number {
  const from = cursor.at;
  const word = take(cursor, /\s?[A-Za-z]+/y)?.trim();
  if (word === undefined) return 1;
  const factor = scaleFactors.get(word) ?? (money ? moneyScaleFactors.get(word) : undefined);
  if (factor !== undefined) return factor;
  const glued = /^([kKM])(?=[A-Z]{3}$)/.exec(word)?.[1];
  if (glued !== undefined && currencyCodes.has(word.slice(1))) {
    cursor.at -= 3;
    return scaleFactors.get(glued) ?? 1;
  }
  if (word === 'm' && !/^\s*[€£$]|^\s*[A-Z]{3}\b/.test(rest(cursor))) {
    throw new Unreadable(from, '“m” may be minutes, metres or millions: write min, metres or M.');
  }
  if (word === 'm') return 1e6;
  cursor.at = from;
  return 1;
}

/** The 5 of `4.5/5` and `4.5 out of 5`. */
function takeTop(cursor: Cursor, mark: DecimalMark): number | null {
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

function takeName(cursor: Cursor): string | null {
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

function takeUnit(cursor: Cursor, numberAt: number): { unit: Unit; seconds: number | null } {
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
  const seconds = durationSeconds.get(name) ?? durationSeconds.get(name.toLowerCase());
  const first = /^[a-z]+/i.exec(name)?.[0] ?? '';
  if (/^e\d/i.test(name)) throw new Unreadable(numberAt, 'Write the number in full, without an exponent.');
  if (seconds !== undefined) return { unit: { ...plain, kind: 'duration' }, seconds };
  if (/^to$/i.test(first))
    throw new Unreadable(from, 'This is a range: write the one value that counts as reached.');
  // `1h30m`: the first unit ends where the next number starts.
  const compound = /^(h|d|min|w)(?=\d)/.exec(name)?.[1];
  if (compound !== undefined) {
    cursor.at =
      from + compound.length + (cursor.text.slice(from).length - cursor.text.slice(from).trimStart().length);
    return { unit: { ...plain, kind: 'duration' }, seconds: durationSeconds.get(compound) ?? 1 };
  }
  if (name.length > 60) throw new Unreadable(numberAt, 'The unit is too long.');
  return { unit: { ...plain, kind: 'number', name }, seconds: null };
}

/** The `30m` of `1h 30m`; here `m` can only be minutes. */
function takeMoreTime(cursor: Cursor, mark: DecimalMark): number {
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
    const worth = word === 'm' ? 60 : durationSeconds.get(word.replace(/\d.*$/, ''));
    if (worth === undefined) throw new Unreadable(from, 'There is a second number.');
    seconds += number.amount * worth;
  }
  return seconds;
}

function takePer(cursor: Cursor): string | null {
  const from = cursor.at;
  if (take(cursor, /\s*(?:\/|per\b)\s*/iy) === null) return null;
  const name = take(
    cursor,
    /(?:\d{1,3}(?:[ ,.]?\d{3})*\s*)?\p{L}[\p{L}\d-]*(?:\s+(?!or\b|and\b)\p{L}[\p{L}\d-]*){0,3}/uy,
  );
  if (name === null) throw new Unreadable(from, 'After “/” or “per” a unit is missing.');
  return ratePeriod(name);
}

/** Rounds away what binary arithmetic adds, e.g. 0.1 + 0.2. */
const tidy = (amount: number) => Number(amount.toPrecision(12));

function writeNumber(amount: number, decimal: '.' | ',', group: string, unsafe: boolean): string {
  let [whole = '0', fraction = ''] = plainDigits(Math.abs(amount)).split('.');
  // `1.234` and `1,234` could be read as thousands.
  if (fraction.length === 3 && unsafe && /^[1-9]\d{0,2}$/.test(whole)) fraction += '0';
  if (group === ',' && decimal === '.') whole = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${amount < 0 ? '-' : ''}${whole}${fraction === '' ? '' : decimal + fraction}`;
}

function plainDigits(amount: number): string {
  if (amount >= 1e21) return BigInt(amount).toString();
  const short = String(amount);
  return short.includes('e') ? amount.toFixed(30).replace(/\.?0+$/, '') : short;
}

function writeClock(seconds: number, style: 'm:s' | 'h:m'): string | null {
  const steps = style === 'm:s' ? seconds : seconds / 60;
  if (!Number.isInteger(steps) || steps < 0) return null;
  return `${Math.floor(steps / 60)}:${String(steps % 60).padStart(2, '0')}`;
}

/**
 * Writes an amount in the way `like` is written: 62500 like `$50k/month` is `$62.5k/month`. Reading the text again
 * gives the same amount. `places` rounds for showing.
 */
export function formatAmount(amount: number, like: Pick<Value, 'style' | 'unit'>, places?: number): string {
  const { style, unit } = like;
  const after = style.after;
  if (style.clock !== null) {
    const clock = writeClock(places === undefined ? amount : Math.round(amount), style.clock);
    if (clock !== null && after.trim() !== '') return `${clock}${after}`;
    const rounded = places === undefined ? tidy(amount) : Number(amount.toFixed(places));
    return `${writeNumber(rounded, style.decimal, '', true)} s${unit.per === null ? '' : `/${unit.per}`}`;
  }
  const scaled = tidy(amount / style.factor);
  if (unit.kind === 'duration' && places === undefined && tidy(scaled * style.factor) !== tidy(amount)) {
    return `${writeNumber(tidy(amount), '.', '', true)} s${unit.per === null ? '' : `/${unit.per}`}`;
  }
  const shown = places === undefined ? scaled : Number(scaled.toFixed(places));
  const safe = unit.kind === 'percent' || unit.kind === 'ratio' || style.factor !== 1;
  const number = writeNumber(Math.abs(shown), style.decimal, style.group, !safe || style.decimal === ',');
  return `${shown < 0 ? '-' : ''}${style.before}${number}${after}`;
}

/** A value of this amount, written like another. */
export function valueLike(
  amount: number,
  like: Pick<Value, 'style' | 'unit'>,
  bound: Bound | null = null,
): Value {
  const text = `${bound === null ? '' : `${bound} `}${formatAmount(amount, like)}`;
  // Its own words decide its style, so that it stays the same value when it is read back from a file.
  const reading = attempt(text, 'auto');
  return reading.ok ? reading.value : { amount, unit: like.unit, bound, style: like.style, text };
}

/** A bare number, e.g. from JSON or from a measurement. */
export function numberValue(exact: number): Value {
  const amount = Math.abs(exact) < 1e-12 ? 0 : tidy(exact);
  const unit: Unit = { kind: 'number', name: null, outOf: null, per: null };
  const style = { decimal: '.', group: '', factor: 1, before: '', after: '', clock: null } as const;
  return { amount, unit, bound: null, style, text: formatAmount(amount, { unit, style }) };
}
