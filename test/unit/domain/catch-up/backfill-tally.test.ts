import { describe, expect, test } from 'vitest';
import {
  addToTally,
  emptyTally,
  type TallyEntry,
  writeCallsOf,
} from '../../../../src/domain/catch-up/backfill-tally.ts';

const entry = (over: Partial<TallyEntry> = {}): TallyEntry => ({
  framing: 'recipe',
  findings: [],
  comment: null,
  changes: [],
  ...over,
});
const framing = { field: 'framing', from: null, to: 'recipe' } as const;

describe('the tally of a backfill', () => {
  test('counts issues, framings, and each check once an issue', () => {
    const tally = addToTally(emptyTally, [
      entry({ findings: ['recipe', 'no-owner', 'no-owner'] }),
      entry({ framing: 'need', findings: ['no-owner'] }),
    ]);
    expect(tally.issues).toBe(2);
    expect(tally.framing).toEqual({ recipe: 1, need: 1, hypothesis: 0 });
    expect(tally.findings).toEqual({ recipe: 1, 'no-owner': 2 });
  });

  test('tells for each field how many go from empty, or from something else, to which value', () => {
    const tally = addToTally(emptyTally, [
      entry({ changes: [framing] }),
      entry({ changes: [framing] }),
      entry({ changes: [{ ...framing, from: 'need' }] }),
    ]);
    expect(tally.fields).toEqual([
      { field: 'framing', from: 'empty', to: 'recipe', issues: 2 },
      { field: 'framing', from: 'other', to: 'recipe', issues: 1 },
    ]);
  });

  test('does not list the words of every issue', () => {
    const changes = (index: number) => [{ field: 'persona', from: null, to: `shopper ${index}` } as const];
    const entries = Array.from({ length: 100 }, (_, index) => entry({ changes: changes(index) }));
    const { fields } = addToTally(emptyTally, entries);
    expect(fields.length).toBeLessThan(20);
    expect(fields.reduce((sum, { issues }) => sum + issues, 0)).toBe(100);
  });
});

describe('what it costs to write what was counted', () => {
  const single = Array.from({ length: 2_500 }, () => entry({ changes: [framing], comment: 'created' }));
  const several = entry({ changes: [framing, { field: 'size', from: null, to: 'meso' }] });
  const tally = addToTally(emptyTally, [...single, several]);

  test('is one call for so many issues as take a value together, and one for each that needs several', () => {
    expect(writeCallsOf(tally, 1_000, 2_000)).toEqual({ fields: 3 + 1, comments: 2_500, looks: 2 });
  });

  test('is one call for each issue where they cannot be written together', () => {
    expect(writeCallsOf(tally, null)).toEqual({ fields: 2_501, comments: 2_500, looks: 0 });
  });
});
