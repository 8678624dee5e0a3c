import { expect, test } from 'vitest';
import { readPeriod } from '../../../../src/domain/okr/period.ts';
import { standingOf } from '../../../../src/domain/okr/standing.ts';
import { weekChange } from '../../../../src/domain/okr/week-change.ts';
import { aCheckIn, aKeyResult } from '../../../helpers/okr.ts';

const period = readPeriod('Q4-2026');
const today = '2026-11-20';

function changeOf(course: { start: string; target: string }, values: readonly (readonly [string, string])[]) {
  const checkIns = values.map(([day, value]) => aCheckIn(day, value));
  return weekChange(standingOf(aKeyResult(course), checkIns, period, today), checkIns, today);
}

test.each([
  ['up is forward where it is to rise', { start: '60%', target: '80%' }, '64%', '66%', 'forward'],
  ['down is back there', { start: '60%', target: '80%' }, '66%', '64%', 'back'],
  ['down is forward where it is to fall', { start: '400', target: '100' }, '300', '250', 'forward'],
  ['the same is none', { start: '60%', target: '80%' }, '64%', '64%', 'not'],
] as const)('%s', (_, course, before, after, moved) => {
  const change = changeOf(course, [
    ['2026-11-13', before],
    ['2026-11-18', after],
  ]);
  expect(change.moved).toBe(moved);
  expect(change.from?.text).toBe(before);
});

test('what was said more than a week ago only is no change, and without a value before nobody knows', () => {
  expect(changeOf({ start: '60%', target: '80%' }, [['2026-11-01', '64%']]).moved).toBe('not');
  expect(changeOf({ start: '60%', target: '80%' }, [['2026-11-18', '64%']]).moved).toBe('unknown');
  expect(changeOf({ start: '60%', target: '80%' }, []).moved).toBe('unknown');
});
