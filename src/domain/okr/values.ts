import type { Bound, Unit, Value, ValueReading } from './value.ts';
import { type Cursor, rest, skip, take, Unreadable } from './value-cursor.ts';
import { formatAmount, tidy } from './value-format.ts';
import { type DecimalMark, readNumber } from './value-number.ts';
import {
  refuseRange,
  takeBound,
  takeClock,
  takeCurrency,
  takeMoreTime,
  takeName,
  takePer,
  takeScale,
  takeSign,
  takeTop,
  takeUnit,
  takeWords,
} from './value-parts.ts';

const maxLength = 120;

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
    throw new Unreadable(numberAt, noNumber(rest(cursor)));
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
    if (unit.kind === 'duration' && state.factor >= 1) amount += takeMoreTime(cursor, mark, state.factor);
  }
  if (unit.kind === 'ratio') unit = { ...unit, name: takeName(cursor) };
  const describes = unit.kind === 'money' || unit.kind === 'duration';
  const described = describes ? takeWords(cursor) : null;
  unit = { ...unit, per: takePer(cursor) };
  const words = described ?? (describes ? takeWords(cursor) : null);
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
      ...(words === null ? {} : { words }),
    },
    text: source.trim(),
  };
}

function noNumber(found: string): string {
  if (found === '') return 'A number is missing.';
  const marked = /^\d[\d.,]*\d/.exec(found)?.[0];
  if (marked !== undefined)
    return `The marks in “${marked.slice(0, 24)}” contradict each other: write plain digits.`;
  const first = `“${found.slice(0, 12)}” does not start with a number`;
  return /\d/.test(found) ? `${first}: write the number first, and what it counts behind it.` : `${first}.`;
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
