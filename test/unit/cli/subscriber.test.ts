import { describe, expect, test } from 'vitest';
import { addSubscriber, listSubscribers, testSubscriber } from '../../../src/cli/subscriber.ts';
import type { CallOutcome } from '../../../src/domain/ports.ts';
import type {
  AddOutcome,
  SubscriberStanding,
  SubscriberWish,
} from '../../../src/workflows/subscriber-desk.ts';
import { createCliContext } from '../../helpers/cli.ts';

const subscriber: SubscriberStanding = {
  ...{ id: 'sub_1', name: 'the warehouse', url: 'https://warehouse.example/hook', topics: 'okr.*' },
  ...{ groups: [], position: 7, behind: 2, state: 'enabled', because: null },
  ...{ createdBy: 'ada', createdAt: '2026-11-20T12:00:00.000Z' },
  ...{ failures: 0, failingSince: null, waitedMs: 0, nextTryAt: null, problem: null, takenAt: null },
};

describe('subscriber add', () => {
  const asked: SubscriberWish[] = [];
  const add = async (wish: SubscriberWish): Promise<AddOutcome> => {
    asked.push(wish);
    return wish.url.startsWith('https:')
      ? { outcome: 'added', subscriber, secret: 'whsec_x' }
      : { outcome: 'refused', message: 'It must be reached by https.' };
  };

  test('shows the secret, once', async () => {
    const { context, stdout } = createCliContext();
    const named = { name: 'the warehouse', url: 'https://warehouse.example/hook' };
    await addSubscriber({ add }, named, { topics: 'okr.*', group: ['finance'], from: 3 }, context);
    expect(asked).toEqual([{ ...named, topics: 'okr.*', groups: ['finance'], from: 3 }]);
    expect(stdout()).toBe(
      'sub_1 is called with okr.*, from position 7 on.\nIts secret, shown this once: whsec_x\n',
    );
  });

  test('says what is wrong with an address', async () => {
    const { context, stdout } = createCliContext();
    const named = { name: 'x', url: 'http://inside/' };
    await expect(addSubscriber({ add }, named, { group: [] }, context)).rejects.toThrow('https');
    expect(stdout()).toBe('');
  });
});

describe('subscriber list', () => {
  test('shows a table, with what is wrong', async () => {
    const { context, stdout } = createCliContext();
    const failing = { ...subscriber, id: 'sub_2', failures: 3, problem: 'It answered 500.' };
    await listSubscribers({ list: async () => [subscriber, failing] }, {}, context);
    expect(stdout().split('\n')).toEqual([
      'ID     NAME           TOPICS  POSITION  BEHIND  STATE                          URL',
      'sub_1  the warehouse  okr.*   7         2       enabled                        https://warehouse.example/hook',
      'sub_2  the warehouse  okr.*   7         2       failing (3): It answered 500.  https://warehouse.example/hook',
      '',
    ]);
  });

  test('as JSON is one array', async () => {
    const { context, stdout } = createCliContext();
    await listSubscribers({ list: async () => [subscriber] }, { json: true }, context);
    expect(JSON.parse(stdout())).toEqual([subscriber]);
  });
});

describe('subscriber test', () => {
  test.each<[CallOutcome | null, string]>([
    [null, 'no subscriber sub_1'],
    [{ outcome: 'gone' }, '410'],
    [{ outcome: 'no-secret' }, 'SUBSCRIBER_KEY'],
    [{ outcome: 'failed', problem: 'It answered 500.', retryAfterMs: null }, 'It answered 500.'],
  ])('%o fails with “%s”', async (answer, words) => {
    const { context } = createCliContext();
    await expect(testSubscriber({ test: async () => answer }, 'sub_1', context)).rejects.toThrow(words);
  });

  test('says when the message was taken', async () => {
    const { context, stdout } = createCliContext();
    await testSubscriber({ test: async () => ({ outcome: 'taken' }) }, 'sub_1', context);
    expect(stdout()).toBe('sub_1 took the test message.\n');
  });
});
