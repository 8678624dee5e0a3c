import { describe, expect, test } from 'vitest';
import { isOwnEdit } from '../../../../src/domain/write-back/own-edit.ts';

const writes = [
  { after: 'need', at: '2' },
  { after: 0.5, at: '2' },
  { after: 'recipe', at: '1' },
];

describe('an edit is Waymark’s own', () => {
  test.each([
    ['with exactly the values of its newest call, in any order', ['0.5', 'Need'], true],
    ['not with only some of them', ['need'], false],
    ['not with one more', ['need', '0.5', 'today'], false],
    ['not with one of them twice', ['need', 'need'], false],
    ['not with what an older call wrote', ['recipe'], false],
    ['not without values', [], false],
  ])('%s', (_, values, expected) => {
    expect(isOwnEdit(values, writes)).toBe(expected);
  });

  test('never when nothing was written', () => {
    expect(isOwnEdit(['need'], [])).toBe(false);
  });
});
