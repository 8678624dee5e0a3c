import { describe, expect, test } from 'vitest';
import { createSweepDeliveries } from '../../../src/workflows/sweep-deliveries.ts';
import { call, createDesk } from '../../helpers/desk.ts';

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

  test('asks for everything at once when a process starts', async () => {
    expect(await sweep(1, { patienceMs: 0 })).toEqual({ requeued: 1, causes: ['sweep'] });
  });
});
