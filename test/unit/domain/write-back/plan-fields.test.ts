import { describe, expect, test } from 'vitest';
import { missionFields } from '../../../../src/domain/mission/mission.ts';
import { defaultSettings } from '../../../../src/domain/settings.ts';
import type { FieldValues, SyncedField } from '../../../../src/domain/write-back/fields.ts';
import { planFields } from '../../../../src/domain/write-back/plan-fields.ts';

const { fill } = defaultSettings.writeBack;
const suggest = { ...fill, value: 'suggest' as const };

function plan(
  desired: FieldValues,
  actual: FieldValues,
  over: { lastWritten?: FieldValues; fill?: typeof fill; shownOnly?: readonly SyncedField[] } = {},
) {
  return planFields({ desired, actual, lastWritten: {}, fill, ...over });
}

describe('an owned field', () => {
  test('is overwritten when it differs, whoever wrote it', () => {
    const found = plan({ framing: 'need' }, { framing: 'recipe' }, { lastWritten: { framing: 'need' } });
    expect(found).toEqual([{ field: 'framing', from: 'recipe', to: 'need' }]);
  });

  test.each([
    ['the same', 'need', 'need'],
    ['an option with a capital', 'need', 'Need'],
    ['a number as text', 0.5, '0.50'],
    ['empty both', null, ' '],
  ])('is left when nothing differs: %s', (_, to, from) => {
    expect(plan({ framing: to }, { framing: from })).toEqual([]);
  });

  test('can be emptied', () => {
    expect(plan({ okrScore: null }, { okrScore: 0.7 })).toEqual([{ field: 'okrScore', from: 0.7, to: null }]);
  });

  test('that the issue does not have is skipped', () => {
    expect(plan({ framing: 'need' }, {})).toEqual([]);
  });

  test('of which nothing is known is left', () => {
    expect(plan({}, { framing: 'need', keyResult: 'KR 1' })).toEqual([]);
  });
});

describe('a mission field', () => {
  test('is left alone by default', () => {
    const desired = Object.fromEntries(missionFields.map((field) => [field, 'x']));
    const empty = Object.fromEntries(missionFields.map((field) => [field, null]));
    expect(plan(desired, empty)).toEqual([]);
  });

  test('is filled when it is empty and the settings say so', () => {
    expect(plan({ value: 'cost' }, { value: null }, { fill: suggest })).toEqual([
      { field: 'value', from: null, to: 'cost' },
    ]);
  });

  test('keeps a person’s value', () => {
    expect(plan({ value: 'cost' }, { value: 'risk' }, { fill: suggest })).toEqual([]);
  });

  test('keeps what Waymark filled before', () => {
    const lastWritten = { value: 'revenue' };
    expect(plan({ value: 'cost' }, { value: 'revenue' }, { fill: suggest, lastWritten })).toEqual([]);
  });

  test('that a person cleared is not written again, not even with another value', () => {
    for (const value of ['revenue', 'cost']) {
      const lastWritten = { value: 'revenue' };
      expect(plan({ value }, { value: null }, { fill: suggest, lastWritten })).toEqual([]);
    }
  });
});

describe('a mission field that the tracker only shows', () => {
  const shown = { fill: suggest, shownOnly: ['value'] as const };

  test('is kept up to date once Waymark has filled it', () => {
    const found = plan(
      { value: 'cost' },
      { value: 'revenue' },
      { ...shown, lastWritten: { value: 'revenue' } },
    );
    expect(found).toEqual([{ field: 'value', from: 'revenue', to: 'cost' }]);
  });

  test('stays away when a person took it away', () => {
    expect(plan({ value: 'cost' }, { value: null }, { ...shown, lastWritten: { value: 'revenue' } })).toEqual(
      [],
    );
  });

  test('is left when the settings no longer say to fill it', () => {
    expect(plan({ value: 'cost' }, { value: 'revenue' }, { ...shown, fill })).toEqual([]);
  });
});
