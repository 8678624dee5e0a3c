import type { Unit, Value } from './value.ts';
import { singular } from './value-units.ts';
import { valueLike } from './values.ts';

const isBare = (unit: Unit) => unit.kind === 'number' && unit.name === null && unit.per === null;

/** Whether two amounts measure the same thing. `user` and `users` do; `$` and `$/month` do not. */
export function sameUnit(a: Unit, b: Unit): boolean {
  if (a.kind !== b.kind || a.per !== b.per || a.outOf !== b.outOf) return false;
  if (a.kind === 'money') return a.name === b.name;
  if (a.kind !== 'number') return true;
  if (a.name === null || b.name === null) return a.name === b.name;
  return singular(a.name) === singular(b.name);
}

/**
 * The value in the unit of `like`: a bare number takes that unit (`0` beside `95%` is 0 %, `5` beside `48hr` is five
 * hours). Null when the two measure different things.
 */
export function inUnitOf(value: Value, like: Value): Value | null {
  if (sameUnit(value.unit, like.unit)) return value;
  if (!isBare(value.unit)) return isBare(like.unit) ? value : null;
  const worth = like.unit.kind === 'duration' ? clockWorth(like) : 1;
  return valueLike(value.amount * worth, like, value.bound);
}

/**
 * What to ask when a bare share of one is given where percent are counted: 0.66 is 66% to one person and 0.66% to the
 * next. Null when there is no doubt.
 */
export function fractionProblem(value: Value, like: Value): string | null {
  const size = Math.abs(value.amount);
  if (like.unit.kind !== 'percent' || !isBare(value.unit) || size === 0 || size >= 1) return null;
  if (Math.abs(like.amount) < 1) return null;
  const percent = Number((value.amount * 100).toPrecision(12));
  return `“${value.text}” may be ${value.text}% or ${percent}%: write which of them.`;
}

function clockWorth(like: Value): number {
  if (like.style.clock !== null) return like.style.clock === 'm:s' ? 60 : 3600;
  return like.style.factor;
}
