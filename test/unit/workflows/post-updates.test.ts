import { beforeEach, describe, expect, test } from 'vitest';
import type { ProgressUpdate, ProgressUpdates } from '../../../src/domain/ports.ts';
import { plainText } from '../../../src/domain/rich-text.ts';
import { defaultSettings } from '../../../src/domain/settings.ts';
import { createCurrentStandings } from '../../../src/workflows/current-standings.ts';
import { createPostUpdates } from '../../../src/workflows/post-updates.ts';
import { createRecordCheckIn } from '../../../src/workflows/record-check-in.ts';
import { createFakeTracker } from '../../helpers/fakes/fake-tracker.ts';
import { createFakes } from '../../helpers/fakes/index.ts';
import { createOkrDesk, hour } from '../../helpers/okr-desk.ts';

const day = 24 * hour;
const work = { by: 'linear-project', value: 'Checkout' } as const;
const keyResult = { statement: 'Orders without help', start: '0%', target: '100%', work };
const goals = {
  objectives: [
    {
      id: 'finish',
      statement: 'Shoppers finish',
      period: 'Q4-2026',
      keyResults: [{ id: 'orders', ...keyResult }],
    },
    {
      id: 'return',
      statement: 'Shoppers return',
      period: 'Q4-2026',
      keyResults: [{ id: 'back', ...keyResult }],
    },
  ],
};

describe('the updates of a project', () => {
  let desk: Awaited<ReturnType<typeof createOkrDesk>>;
  let posted: Map<string, ProgressUpdate>;
  let calls: string[];
  let takenAway: Set<string>;
  /** Dies here, once. */
  let dies: 'before the call' | 'after the call' | null;
  let post: ReturnType<typeof createPostUpdates>;
  let checkIn: (id: string, words: string) => Promise<unknown>;
  let writes: ReturnType<typeof createFakes>['writes'];

  beforeEach(async () => {
    desk = await createOkrDesk(goals, '2026-11-16T09:00:00.000Z');
    posted = new Map();
    calls = [];
    takenAway = new Set();
    dies = null;
    writes = createFakes().writes;
    const progressUpdates: ProgressUpdates = {
      findPlaces: async (kind, name) => [{ kind, id: 'p-1', name }],
      async create(_place, update, key) {
        const at = dies;
        dies = null;
        if (at === 'before the call') throw new Error('killed');
        calls.push(`create ${key}`);
        posted.set(key, update);
        if (at === 'after the call') throw new Error('killed');
        return { id: key };
      },
      async look(_place, key) {
        const here = posted.get(key);
        return here === undefined
          ? { state: 'missing' }
          : { state: takenAway.has(key) ? 'taken-away' : 'there', id: key };
      },
      async edit(_kind, id, update) {
        if (!posted.has(id)) return 'missing';
        calls.push(`edit ${id}`);
        posted.set(id, update);
        return 'edited';
      },
      async remove(_kind, id) {
        posted.delete(id);
      },
    };
    post = createPostUpdates({
      ...desk,
      currentStandings: createCurrentStandings(desk),
      trackers: new Map([['linear', { ...createFakeTracker({ name: 'linear' }), progressUpdates }]]),
      writes,
      settings: defaultSettings,
    });
    const record = createRecordCheckIn(desk);
    checkIn = (id, words) => record({ keyResult: id, words, by: 'ada' });
  });

  test('wait for a value, and then are one for all objectives there', async () => {
    expect(await post('finish')).toMatchObject({ created: 0, unchanged: 1 });
    await checkIn('orders', '60%');
    expect(await post('finish')).toMatchObject({ created: 1 });
    expect(await post('return')).toMatchObject({ created: 0, unchanged: 1 });
    const words = plainText(posted.get('2026-11-16')?.body ?? []);
    expect(words).toContain('Shoppers finish');
    expect(words).toContain('Shoppers return');
  });

  test('are edited on their day, wait within the week, and come again after it', async () => {
    for (const id of ['orders', 'back']) await checkIn(id, '60%');
    await post('finish');
    await checkIn('orders', '80%');
    expect(await post('finish')).toMatchObject({ edited: 1 });
    desk.wait(day);
    await checkIn('orders', '100%');
    expect(await post('finish')).toMatchObject({ waiting: 1 });
    desk.wait(6 * day);
    expect(await post('finish')).toMatchObject({ created: 1 });
    expect(calls).toEqual(['create 2026-11-16', 'edit 2026-11-16', 'create 2026-11-23']);
  });

  test('come at once when the status changes', async () => {
    for (const id of ['orders', 'back']) await checkIn(id, '60%');
    await post('finish');
    desk.wait(day);
    await checkIn('back', '5%');
    expect(await post('finish')).toMatchObject({ created: 1 });
    expect(posted.get('2026-11-17')?.health).toBe('offTrack');
  });

  describe('when the process dies at midnight', () => {
    const dying = async (at: NonNullable<typeof dies>) => {
      for (const id of ['orders', 'back']) await checkIn(id, '60%');
      dies = at;
      await expect(post('finish')).rejects.toThrow('killed');
      desk.wait(day);
    };

    test('after the call, are found again and not posted twice in a week', async () => {
      await dying('after the call');
      expect(await post('finish')).toMatchObject({ created: 0, unchanged: 1 });
      await checkIn('orders', '80%');
      expect(await post('finish')).toMatchObject({ created: 0, waiting: 1 });
      expect(calls).toEqual(['create 2026-11-16']);
      const log = await writes.list({ tracker: 'linear', limit: 10 });
      expect(log.map(({ commentId, before }) => [commentId, before])).toEqual([['project:2026-11-16', null]]);
      desk.wait(6 * day);
      expect(await post('finish')).toMatchObject({ created: 1 });
    });

    test('before the call, are posted on the next day', async () => {
      await dying('before the call');
      expect(await post('finish')).toMatchObject({ created: 1 });
      expect(calls).toEqual(['create 2026-11-17']);
      expect(await post('finish')).toMatchObject({ created: 0, unchanged: 1 });
    });

    test('and a person took it away meanwhile, are not put back', async () => {
      await dying('after the call');
      takenAway.add('2026-11-16');
      await checkIn('orders', '80%');
      expect(await post('finish')).toMatchObject({ created: 0, waiting: 1 });
      expect(calls).toEqual(['create 2026-11-16']);
    });
  });

  test('that a person took away are not put back before the next is due', async () => {
    for (const id of ['orders', 'back']) await checkIn(id, '60%');
    await post('finish');
    posted.clear();
    await checkIn('orders', '80%');
    expect(await post('finish')).toMatchObject({ waiting: 1 });
    await checkIn('orders', '90%');
    expect(await post('finish')).toMatchObject({ waiting: 1 });
    expect(posted.size).toBe(0);
  });

  test('are on record with what stood there before', async () => {
    for (const id of ['orders', 'back']) await checkIn(id, '60%');
    await post('finish');
    await checkIn('orders', '80%');
    await post('finish');
    const log = await writes.list({ tracker: 'linear', limit: 10 });
    expect(log.map(({ kind, commentId }) => `${kind} ${commentId}`)).toEqual([
      'update project:2026-11-16',
      'update project:2026-11-16',
    ]);
    expect(log[1]?.before).toBeNull();
    expect(log[0]?.before).toBe(log[1]?.after);
  });
});
