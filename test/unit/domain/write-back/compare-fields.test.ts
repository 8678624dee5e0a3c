import { describe, expect, test } from 'vitest';
import { type ComparisonInput, compareFields } from '../../../../src/domain/write-back/compare-fields.ts';
import { settingsWith } from '../../../helpers/desk.ts';

const settings = (raw: object = {}) => settingsWith({ writeBack: raw }).everywhere;
const input = (over: Partial<ComparisonInput>): ComparisonInput => ({
  ...{ desired: { framing: 'recipe' }, actual: { framing: null }, lastWritten: {}, problems: [], held: {} },
  ...{ settings: settings(), stop: null },
  ...over,
});
const why = (over: Partial<ComparisonInput>) => compareFields(input(over))[0]?.why;

describe('what Waymark wants in a field against what is there', () => {
  test('is the same whatever the case, or is written next', () => {
    expect(why({ actual: { framing: 'Recipe' } })).toBeNull();
    expect(why({})).toBe('It is written at the next look.');
    expect(compareFields(input({ desired: {} }))).toEqual([]);
    expect(compareFields(input({ desired: { okrScore: null }, actual: {} }))).toEqual([]);
  });

  test('differs where writing is off, refused, stopped or held, and says so', () => {
    expect(why({ settings: settings({ mode: 'off' }) })).toContain('writeBack.mode is off');
    expect(why({ actual: {} })).toContain('waymark provision');
    const problem = {
      project: 'SHOP',
      field: 'framing',
      message: 'not on the screen',
      remedy: 'Add it',
    } as const;
    expect(why({ problems: [problem] })).toBe('Refused: not on the screen. Add it.');
    expect(why({ stop: 'values went to and fro' })).toContain('values went to and fro');
    expect(why({ held: { framing: 'quiet-hours' } })).toBe('Held: quiet hours.');
  });

  test('is a person’s where a person has said it, cleared it, or is to say it', () => {
    const filling = settings({ fill: { size: 'suggest' } });
    const size = { desired: { size: 'meso' }, settings: filling };
    expect(why({ ...size, actual: { size: 'macro' } })).toBe('A person’s value stays.');
    expect(why({ ...size, actual: { size: null }, lastWritten: { size: 'meso' } })).toContain(
      'has cleared it',
    );
    expect(why({ ...size, actual: { size: null } })).toBe('It is written at the next look.');
    const [left] = compareFields(input({ desired: { size: 'meso' }, actual: { size: null } }));
    expect(left).toMatchObject({ isLeft: true, why: expect.stringContaining('writeBack.fill.size is off') });
  });
});
