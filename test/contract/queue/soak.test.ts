import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { TrackerError } from '../../../src/domain/errors.ts';
import type { IssueRef } from '../../../src/domain/issue.ts';
import type { Queues } from '../../../src/queue/bullmq.ts';
import type { Database } from '../../../src/store/database.ts';
import { bindings, type TestPlace } from '../../helpers/databases.ts';
import { createReviewDesk } from './review-desk.ts';

type Ending = 'done' | 'unavailable' | 'limited' | 'issue-limited' | 'invalid';

const issueOf = (number: number): IssueRef => ({
  tracker: number % 2 === 0 ? 'jira' : 'linear',
  id: `issue ${number}`,
});
const nameOf = (number: number) => `${issueOf(number).tracker}:${issueOf(number).id}`;

/** Who is asked for when; several at once are one call. */
const steps = fc.array(
  fc.record({
    pauseMs: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 40 })),
    issues: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 }),
  }),
  { minLength: 40, maxLength: 80 },
);
const visits = fc.infiniteStream(
  fc.record({
    ms: fc.integer({ min: 0, max: 30 }),
    ending: fc.oneof(
      { weight: 40, arbitrary: fc.constant<Ending>('done') },
      { weight: 6, arbitrary: fc.constantFrom<Ending>('limited', 'issue-limited', 'invalid') },
      { weight: 1, arbitrary: fc.constant<Ending>('unavailable') },
    ),
  }),
);

function endWith(ending: Ending): void {
  if (ending === 'unavailable') throw new TrackerError('unavailable', 'down');
  if (ending === 'limited') throw new TrackerError('rate-limited', 'slow', { retryAfterMs: 15 });
  if (ending === 'issue-limited') {
    throw new TrackerError('rate-limited', 'slow', { scope: 'issue', retryAfterMs: 15 });
  }
  if (ending === 'invalid') throw new TrackerError('invalid', 'no');
}

describe.each(bindings())('under random load the queue on $name', ({ create }) => {
  let place: TestPlace;
  let database: Database;
  let open: Queues[] = [];
  beforeAll(async () => {
    place = await create();
    database = await place.openDatabase();
  });
  afterEach(async () => {
    await Promise.all(open.map((queues) => queues.close(0)));
    await place.emptyQueue(database);
    open = [];
  });
  afterAll(async () => {
    await database.close();
    await place.drop();
  });

  async function openTwo(settleMs: number): Promise<[Queues, Queues]> {
    const pair: [Queues, Queues] = [
      await place.openQueue(database, { settleMs }),
      await place.openQueue(database, { settleMs }),
    ];
    open.push(...pair);
    return pair;
  }
  const untilIdle = (queues: Queues) =>
    vi.waitFor(
      async () => {
        for (const { waiting, active, delayed } of await queues.depth()) {
          expect(waiting + active + delayed).toBe(0);
        }
      },
      { timeout: 40_000, interval: 50 },
    );

  test('never visits an issue twice at once and always once more after the last request', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(0, 20), steps, visits, async (settleMs, plan, stream) => {
        const [one, two] = await openTwo(settleMs);
        const desk = createReviewDesk(async () => {
          const { value } = stream.next();
          await delay(value.ms);
          endWith(value.ending);
        });
        await one.work(desk.handlers, { concurrency: 3 });
        await two.work(desk.handlers, { concurrency: 3 });

        const lastAsked = new Map<string, number>();
        const asking: Promise<void>[] = [];
        for (const [index, { pauseMs, issues }] of plan.entries()) {
          const asked = desk.now();
          for (const issue of issues) lastAsked.set(nameOf(issue), asked);
          const requests = issues.map((issue) => ({ ref: issueOf(issue), cause: `step ${index}` }));
          asking.push((index % 2 === 0 ? one : two).reviews.request(requests));
          await delay(pauseMs);
        }
        await Promise.all(asking);
        await untilIdle(one);

        expect(desk.overlaps()).toEqual([]);
        for (const [issue, asked] of lastAsked) {
          const later = desk.visits.filter((visit) => visit.issue === issue && visit.startedAt > asked);
          expect(later.length, `${issue} was forgotten`).toBeGreaterThan(0);
        }
        await Promise.all(open.map((queues) => queues.close()));
        open = [];
      }),
      { numRuns: 4, endOnFailure: true },
    );
  }, 180_000);

  test('loses no request that is made in the moment in which a visit ends', async () => {
    const [one, two] = await openTwo(0);
    const rounds = 40;
    const chains = [0, 1, 2];
    const asking: Promise<void>[] = [];
    const again = (ref: IssueRef) => asking.push(two.reviews.request([{ ref, cause: 'again' }]));
    const desk = createReviewDesk(async (ref, count) => {
      if (count >= rounds) return;
      // Before the visit is over, just so, and just after.
      if (count % 3 === 0) again(ref);
      else if (count % 3 === 1) setImmediate(() => again(ref));
      else setTimeout(() => again(ref), count % 7);
    });
    await one.work(desk.handlers, { concurrency: 2 });
    await two.work(desk.handlers, { concurrency: 2 });
    await one.reviews.request(chains.map((chain) => ({ ref: issueOf(chain), cause: 'first' })));
    await vi.waitFor(
      () => {
        for (const chain of chains) expect(desk.countOf(nameOf(chain))).toBe(rounds);
      },
      { timeout: 50_000, interval: 50 },
    );
    await Promise.all(asking);
    await untilIdle(one);
    expect(desk.overlaps()).toEqual([]);
    expect(desk.visits).toHaveLength(rounds * chains.length);
  });
});
