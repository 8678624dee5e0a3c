import { describe, expect, test } from 'vitest';
import { extendPosition, readPosition, writePosition } from '../../../../src/domain/okr/fan-out.ts';
import { okrFields } from '../../../../src/domain/okr/issue-standing.ts';
import { aKeyResult } from '../../../helpers/okr.ts';

const one = { ...aKeyResult(), id: 'one', statement: 'Orders without help' };
const two = { ...aKeyResult(), id: 'two', statement: 'Questions about payment' };
const told = new Map([
  ['one', { progress: 40, score: 0.4, status: 'at-risk' as const }],
  ['two', { progress: 90, score: 0.9, status: 'on-track' as const }],
]);

describe('what an issue shows of the goals', () => {
  test('is the key result that it serves', () => {
    expect(okrFields(['two'], [one, two], told)).toEqual({
      okrProgress: 90,
      okrScore: 0.9,
      okrStatus: 'on-track',
      keyResult: 'Questions about payment',
    });
  });

  test('of several is the first in the order of the goals, with the number of the others', () => {
    expect(okrFields(['two', 'one'], [one, two], told)).toMatchObject({
      okrProgress: 40,
      keyResult: 'Orders without help (+1 more)',
    });
  });

  test('is nothing while nothing was told', () => {
    expect(okrFields(['one'], [one], new Map())).toBeNull();
    expect(okrFields([], [one], told)).toBeNull();
  });

  test('fits into a line of text', () => {
    const long = { ...one, statement: '🛒'.repeat(300) };
    const shown = String(okrFields(['one', 'two'], [long, two], told)?.keyResult);
    expect(shown.length).toBeLessThanOrEqual(255);
    expect(encodeURIComponent(shown)).toContain('%F0%9F%9B%92');
    expect(shown).toMatch(/… \(\+1 more\)$/);
  });
});

describe('the position of a telling', () => {
  test('comes back as it was written, and anything else is none', () => {
    const position = { keyResults: ['one'], after: 'jira:10001' };
    expect(readPosition(writePosition(position))).toEqual(position);
    for (const odd of [null, undefined, '', '{', '{"keyResults":1}']) expect(readPosition(odd)).toBeNull();
  });

  test('begins anew when there is more to tell', () => {
    const open = { keyResults: ['one'], after: 'jira:10001' };
    expect(extendPosition(open, [])).toEqual(open);
    expect(extendPosition(open, ['two'])).toEqual({ keyResults: ['one', 'two'], after: null });
    expect(extendPosition(null, [])).toBeNull();
  });
});
