import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  BackfillOptions,
  Backfills,
  DeferredWrite,
  EventLog,
  Leases,
  QuietIssues,
  Reviews,
  SavedIssues,
  Watermarks,
} from '../../../src/domain/ports.ts';
import { createBackfills } from '../../../src/store/backfills.ts';
import { createEventLog } from '../../../src/store/events.ts';
import { createLeases } from '../../../src/store/leases.ts';
import { createQuietIssues } from '../../../src/store/quiet-issues.ts';
import { createReviews } from '../../../src/store/reviews.ts';
import { createSavedIssues } from '../../../src/store/saved-issues.ts';
import { createWatermarks } from '../../../src/store/watermarks.ts';
import { storeBindings } from '../../helpers/databases.ts';
import { createFakes } from '../../helpers/fakes/index.ts';
import { aReview } from './samples.ts';

interface World {
  readonly leases: Leases;
  readonly backfills: Backfills;
  readonly watermarks: Watermarks;
  readonly savedIssues: SavedIssues;
  readonly quiet: QuietIssues;
  readonly reviews: Reviews;
  readonly events: EventLog;
  drop(): Promise<void>;
}

const worlds = [
  { name: 'the fake', create: async (): Promise<World> => ({ ...createFakes(), async drop() {} }) },
  ...storeBindings().map((binding) => ({
    name: binding.name,
    async create(): Promise<World> {
      const { database, drop } = await binding.create();
      return {
        leases: createLeases(database),
        backfills: createBackfills(database),
        watermarks: createWatermarks(database),
        savedIssues: createSavedIssues(database),
        quiet: createQuietIssues(database),
        reviews: createReviews(database),
        events: createEventLog(database),
        drop,
      };
    },
  })),
];

describe.each(worlds)('where catching up stands, on $name', ({ create }) => {
  let world: World;
  beforeAll(async () => {
    world = await create();
  });
  afterAll(() => world?.drop());

  describe('a lease', () => {
    test('is held by one at a time, and free again when it is released', async () => {
      const lease = await world.leases.take('one', 60_000);
      expect(lease).not.toBeNull();
      expect(await world.leases.take('one', 60_000)).toBeNull();
      expect(await world.leases.take('another', 60_000)).not.toBeNull();
      expect(await lease?.renew()).toBe(true);
      await lease?.release();
      expect(await world.leases.take('one', 60_000)).not.toBeNull();
    });

    test('of somebody who has died runs out, and who comes back late has lost it', async () => {
      const dead = await world.leases.take('mortal', 1);
      await delay(20);
      const heir = await world.leases.take('mortal', 60_000);
      expect(heir).not.toBeNull();
      expect(await dead?.renew()).toBe(false);
      await dead?.release();
      expect(await heir?.renew()).toBe(true);
    });

    test('is taken over by those that keep apart by other means', async () => {
      await world.leases.take('shared', 60_000, 'live');
      expect(await world.leases.take('shared', 60_000, 'backfill')).toBeNull();
      expect(await world.leases.take('shared', 60_000)).toBeNull();
      expect(await world.leases.take('shared', 60_000, 'live')).not.toBeNull();
    });
  });

  describe('a backfill', () => {
    const options: BackfillOptions = { tracker: 'jira', query: 'project = SHOP', comment: false };
    const position = {
      ...{ options, cursor: 'page-2', isRead: false, total: 120, tally: { issues: 50 } },
      startedAt: '2026-01-06T09:00:00.000Z',
    };
    const deferred = (id: string, over: Partial<DeferredWrite> = {}): DeferredWrite => ({
      ...{ id, key: id, project: 'SHOP', field: 'framing', before: null, after: 'recipe' },
      ...{ updatedAt: '2026-01-06T09:00:00.000Z', at: '2026-01-06T09:00:01.000Z' },
      ...over,
    });

    test('is found where it stood, under its own options only', async () => {
      expect(await world.backfills.find(options)).toBeNull();
      await world.backfills.save({ ...position, cursor: 'page-1' }, []);
      await world.backfills.save(position, []);
      expect(await world.backfills.find(options)).toEqual(position);
      for (const other of [{ query: null }, { comment: true }, { tracker: 'linear' as const }]) {
        expect(await world.backfills.find({ ...options, ...other })).toBeNull();
      }
    });

    test('keeps what was put off, the later look at an issue in place of the earlier', async () => {
      await world.backfills.save(position, [deferred('SHOP-1'), deferred('SHOP-2')]);
      await world.backfills.save(position, [deferred('SHOP-2', { after: 'need' }), deferred('SHOP-3')]);
      const kept = await world.backfills.deferred(options);
      expect(kept.map(({ id, after }) => `${id} ${after}`)).toEqual([
        'SHOP-1 recipe',
        'SHOP-2 need',
        'SHOP-3 recipe',
      ]);
      await world.backfills.endDeferred(options, kept.slice(0, 2));
      await world.backfills.endDeferred(options, []);
      expect((await world.backfills.deferred(options)).map(({ id }) => id)).toEqual(['SHOP-3']);
      expect(await world.backfills.deferred({ ...options, comment: true })).toEqual([]);
    });

    test('that is through leaves an event and nothing else', async () => {
      await world.backfills.save(position, [deferred('SHOP-4')]);
      const at = '2026-01-06T10:00:00.000Z';
      const finished = {
        topic: 'backfill.finished',
        subject: 'jira',
        data: {},
        actor: 'waymark',
        at,
      } as const;
      await world.backfills.end(options, [finished]);
      expect(await world.backfills.find(options)).toBeNull();
      expect(await world.backfills.deferred(options)).toEqual([]);
      expect(await world.events.read({ topic: 'backfill.finished', limit: 10 })).toMatchObject([finished]);
    });
  });

  test('a watermark is nothing at first, and then what was saved', async () => {
    expect(await world.watermarks.find('jira')).toEqual({
      ...{ dealtWithUntil: null, lookedAt: null, look: null, existsAfter: null },
    });
    const open = {
      dealtWithUntil: '2026-01-06T09:00:00.000Z',
      lookedAt: '2026-01-06T09:01:00.000Z',
      look: { since: null, startedAt: '2026-01-06T10:00:00.000Z', cursor: 'page-3' },
      existsAfter: '10007',
    };
    await world.watermarks.save('jira', open);
    expect(await world.watermarks.find('jira')).toEqual(open);
    await world.watermarks.save('jira', { ...open, look: null, existsAfter: null });
    expect(await world.watermarks.find('jira')).toEqual({ ...open, look: null, existsAfter: null });
    expect((await world.watermarks.find('linear')).dealtWithUntil).toBeNull();
  });

  test('saved issues come in the order of their ids, without those that are gone', async () => {
    for (const id of ['10003', '10001', '10002'])
      await world.reviews.save(aReview({ tracker: 'jira', id }), []);
    const gone = { tracker: 'jira' as const, id: '10002' };
    await world.reviews.markGone(gone, new Date('2026-01-06T09:00:00Z'), []);
    const ids = async (after: string | null, limit: number) =>
      (await world.savedIssues.page('jira', after, limit)).map(({ ref }) => ref.id);
    expect(await ids(null, 10)).toEqual(['10001', '10003']);
    expect(await ids(null, 1)).toEqual(['10001']);
    expect(await ids('10001', 10)).toEqual(['10003']);
    const times = await world.savedIssues.updatedAt('jira', ['10001', '10002', '10009']);
    expect([...times.keys()]).toEqual(['10001']);
    expect(await world.savedIssues.updatedAt('jira', [])).toEqual(new Map());
    expect([...(await world.savedIssues.projects('jira'))]).toHaveLength(1);
    expect(await world.savedIssues.projects('linear')).toEqual(new Set());
  });

  test('a quiet issue keeps the fingerprint that it had first', async () => {
    const ref = { tracker: 'jira' as const, id: '20001' };
    await world.quiet.add([]);
    await world.quiet.add([{ ref, fingerprint: 'one' }]);
    await world.quiet.add([{ ref, fingerprint: 'two' }]);
    expect(await world.quiet.find(ref)).toBe('one');
    await world.quiet.drop(ref);
    expect(await world.quiet.find(ref)).toBeNull();
  });
});
