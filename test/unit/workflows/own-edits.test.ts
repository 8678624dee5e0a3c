import { describe, expect, test } from 'vitest';
import { TrackerError } from '../../../src/domain/errors.ts';
import type { IncomingEvent } from '../../../src/domain/ports.ts';
import { createIsOwnEdit } from '../../../src/workflows/own-edits.ts';
import { createFakeTracker } from '../../helpers/fakes/fake-tracker.ts';
import { createRecordedLog } from '../../helpers/recorded-log.ts';

function setUp() {
  const tracker = createFakeTracker({ name: 'jira' });
  let looks = 0;
  let now = Date.parse('2026-01-06T09:00:00.000Z');
  const isOwnEdit = createIsOwnEdit({
    writes: {
      async list() {
        looks += 1;
        return [];
      },
    },
    clock: { now: () => new Date(now) },
    log: createRecordedLog(),
  });
  const event = (by: string): IncomingEvent => ({
    deliveryKey: 'd-1',
    contentKey: null,
    type: 'jira:issue_updated',
    issue: { id: '10001', key: 'SHOP-1' },
    occurredAt: null,
    body: {},
    edit: { by, values: [] },
  });
  return {
    tracker,
    looks: () => looks,
    later: (ms: number) => {
      now += ms;
    },
    async edited(by: string) {
      const answer = await isOwnEdit(tracker, event(by));
      // Lets a question that went out beside the work come back.
      await new Promise(setImmediate);
      return answer;
    },
  };
}

describe('whose edit it was', () => {
  test('is told without the store once it is known who we are', async () => {
    const { tracker, looks, edited } = setUp();
    await edited('a person');
    expect(await edited('a person')).toBe(false);
    expect(await edited('another person')).toBe(false);
    expect(looks()).toBe(1);
    expect(tracker.callsOf('whoAmI')).toBe(1);
  });

  test('is looked up when it may be our own', async () => {
    const { tracker, looks, edited } = setUp();
    await edited('a person');
    await edited(tracker.account.id);
    expect(looks()).toBe(2);
  });

  test('does not wait for a tracker, nor ask one in trouble again and again', async () => {
    const { tracker, later, edited } = setUp();
    tracker.failNext('whoAmI', new TrackerError('unavailable', 'it is down'));
    for (let count = 0; count < 5; count += 1) expect(await edited('a person')).toBe(false);
    expect(tracker.callsOf('whoAmI')).toBe(1);
    later(60_000);
    await edited('a person');
    expect(tracker.callsOf('whoAmI')).toBe(2);
  });
});
