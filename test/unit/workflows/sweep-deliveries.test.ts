import { describe, expect, test } from 'vitest';
import type { IssueRef } from '../../../src/domain/issue.ts';
import type { ReviewQueue, ReviewRequest } from '../../../src/domain/ports.ts';
import { createSweepDeliveries } from '../../../src/workflows/sweep-deliveries.ts';
import { call, createDesk } from '../../helpers/desk.ts';
import { silentLog } from '../../helpers/silent-log.ts';

const received = new Date('2026-01-06T08:59:58.000Z');

async function sweep(secondsLater: number, options?: { patienceMs: number }) {
  const desk = createDesk();
  await desk.receive(
    'jira',
    call({ delivery: 'd-1', type: 'updated', issue: { id: 'SHOP-1', key: 'SHOP-1' } }),
  );
  const { deliveries, queue, log } = desk;
  const asked = queue.requests.length;
  const clock = { now: () => new Date(received.getTime() + secondsLater * 1_000) };
  const result = await createSweepDeliveries({ deliveries, queue, clock, log })(options);
  return { ...result, causes: queue.requests.slice(asked).map(({ cause }) => cause) };
}

describe('the sweeper', () => {
  test('asks again for what has waited for more than a minute', async () => {
    expect(await sweep(61)).toEqual({ requeued: 1, causes: ['sweep'] });
  });

  test('leaves alone what may still be in the queue', async () => {
    expect(await sweep(30)).toEqual({ requeued: 0, causes: [] });
  });

  test('comes to every issue, however many wait before it without end', async () => {
    const total = 10_700;
    const all = Array.from({ length: total }, (_, id): IssueRef => ({ tracker: 'jira', id: `${id}` }));
    const deliveries = {
      waitingSince: async (_before: Date, limit: number, skip = 0) => all.slice(skip, skip + limit),
    };
    const asked: ReviewRequest[] = [];
    const queue: ReviewQueue = { request: async (requests) => void asked.push(...requests) };
    const clock = { now: () => new Date(received.getTime() + 61_000) };
    const again = createSweepDeliveries({ deliveries, queue, clock, log: silentLog() });
    expect([await again(), await again(), await again()]).toEqual([
      { requeued: 10_000 },
      { requeued: 700 },
      { requeued: 10_000 },
    ]);
    expect(new Set(asked.map(({ ref }) => ref.id)).size).toBe(total);
  });

  test('asks for everything at once when a process starts', async () => {
    expect(await sweep(1, { patienceMs: 0 })).toEqual({ requeued: 1, causes: ['sweep'] });
  });
});
