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

function clockWorth(like: Value): number {
  if (like.style.clock !== null) return like.style.clock === 'm:s' ? 60 : 3600;
  return like.style.factor;
}
