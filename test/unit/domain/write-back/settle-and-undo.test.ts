import { describe, expect, test } from 'vitest';
import type { FieldValue, SyncedField } from '../../../../src/domain/write-back/fields.ts';
import { type OpenIntent, settleIntents } from '../../../../src/domain/write-back/settle-intents.ts';
import { planUndo } from '../../../../src/domain/write-back/undo-plan.ts';

const then = '2026-01-06T09:00:00.000Z';
const later = '2026-01-06T09:01:00.000Z';

describe('a write whose end is not on record', () => {
  const intent: OpenIntent = {
    ...{ seq: 1, field: 'value', before: null, after: 'cost', issueUpdatedAt: then, reason: null },
  };
  const settle = (intents: OpenIntent[], value: FieldValue, updatedAt = then) =>
    settleIntents(intents, { fields: { value }, updatedAt }).map(({ state }) => state);

  test('happened when its value is there', () => {
    expect(settle([intent], 'Cost', later)).toEqual(['written']);
  });

  test('did not happen when the old value is there and nobody has touched the issue', () => {
    expect(settle([intent], null)).toEqual(['dropped']);
  });

  test('counts as written when somebody has touched the issue: a person may have cleared it', () => {
    expect(settle([intent], null, later)).toEqual(['written']);
    expect(settle([intent], 'risk', later)).toEqual(['written']);
  });

  test('did not happen when the tracker turned it away, whoever touched the issue since', () => {
    expect(settle([{ ...intent, reason: 'turned away' }], null, later)).toEqual(['dropped']);
    expect(settle([{ ...intent, reason: 'turned away' }], 'cost', later)).toEqual(['written']);
  });
});

describe('undoing the writes to an issue', () => {
  const write = (seq: number, before: FieldValue, after: FieldValue, field: SyncedField = 'framing') => ({
    ...{ seq, field, before, after },
  });

  test('a field gets back the oldest value', () => {
    const plan = planUndo([write(2, 'need', 'recipe'), write(1, null, 'need')], { framing: 'recipe' });
    expect(plan.changes).toEqual([{ field: 'framing', from: 'recipe', to: null }]);
    expect([...plan.settled]).toEqual([['framing', [2, 1]]]);
  });

  test('a value that a person had put in between comes back, not the one before it', () => {
    const plan = planUndo([write(2, 'hypothesis', 'recipe'), write(1, null, 'recipe')], {
      framing: 'recipe',
    });
    expect(plan.changes).toEqual([{ field: 'framing', from: 'recipe', to: 'hypothesis' }]);
    expect([...plan.settled]).toEqual([['framing', [2, 1]]]);
  });

  test('a field that a person has changed since is left alone', () => {
    const plan = planUndo([write(1, null, 'recipe'), write(2, null, 'cost', 'value')], {
      framing: 'need',
      value: 'cost',
    });
    expect(plan.leftAlone).toEqual([{ field: 'framing', written: 'recipe', found: 'need' }]);
    expect(plan.changes).toEqual([{ field: 'value', from: 'cost', to: null }]);
    expect([...plan.settled.keys()]).toEqual(['value']);
  });

  test('a field that is back already needs no write, and is settled', () => {
    const plan = planUndo([write(1, null, 'recipe')], { framing: null });
    expect(plan.changes).toEqual([]);
    expect([...plan.settled]).toEqual([['framing', [1]]]);
  });

  test('a field that the issue no longer has is left alone', () => {
    const plan = planUndo([write(1, null, 'recipe')], {});
    expect(plan.leftAlone).toEqual([{ field: 'framing', written: 'recipe', found: undefined }]);
    expect(plan.changes).toEqual([]);
  });
});
