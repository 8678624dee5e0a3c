import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../src/domain/ports.ts';
import { aCheckIn, someGoals } from '../../helpers/okr.ts';
import { now, openPages } from '../../helpers/pages.ts';

describe('the goals', () => {
  test('say how to begin while there are none, then stand as a tree with status and forecast', async () => {
    const { get, goals, checkIns } = await openPages();
    const { version } = await goals.current();
    if (version === 0) expect((await get('/goals')).body).toContain('waymark okr import');
    const tree = someGoals({
      teams: [{ id: 'checkout', name: 'Checkout', statement: 'Help shoppers finish' }],
      objectives: [
        {
          ...{ id: 'alone', statement: 'Shoppers finish <b>alone</b>', period: 'Q4-2026', team: 'checkout' },
          ...{ owner: 'Mara', parent: 'checkout' },
          keyResults: [
            { id: 'done-orders', statement: 'Orders that are finished', start: '58%', target: '70%' },
            { id: 'silent', statement: 'Lower questions from 420 to 150' },
          ],
        },
      ],
    });
    await goals.put({ goals: tree, basedOn: version, by: 'ada', at: now.toISOString() }, []);
    const days = ['2026-10-05', '2026-10-12', '2026-10-19', '2026-10-26', '2026-11-02', '2026-11-16'];
    for (const [index, day] of days.entries()) {
      const { id: _, ...row } = aCheckIn(day, `${59 + index}%`, { keyResult: 'done-orders' });
      await checkIns.add({ ...row, key: `test-${day}`, at: now.toISOString() }, []);
    }
    const { body } = await get('/goals');
    expect(body).toContain('id="done-orders"');
    expect(body).toContain('Checkout');
    expect(body).toMatch(/chip (?:on-track|at-risk|off-track)/);
    expect(body).toContain('<meter');
    expect(body).toMatch(/Forecast: \d+% chance of the target/);
    expect(body).toContain('No value yet');
    expect(body).toContain('Shoppers finish &lt;b>alone');
  });
});

describe('the control room', () => {
  test('is for administrators alone', async () => {
    const { get } = await openPages();
    expect((await get('/ops', 'viewer')).statusCode).toBe(403);
    expect((await get('/ops', 'editor')).statusCode).toBe(403);
    expect((await get('/board', 'editor')).body).not.toContain('href="/ops"');
    expect((await get('/ops', 'admin')).statusCode).toBe(200);
  });

  test('shows queues, and replays a delivery for whoever asked', async () => {
    const { get, post, deliveries, signIn, asked, events } = await openPages();
    const event: IncomingEvent = {
      ...{ deliveryKey: 'd-1', contentKey: null, type: 'jira:issue_updated', occurredAt: null },
      ...{ issue: { id: '10001', key: 'SHOP-1' }, commentId: null, actor: null, body: {} },
    } as unknown as IncomingEvent;
    await deliveries.record({ tracker: 'jira', event, receivedAt: now, ignoredBecause: null });
    const [stored] = await deliveries.list({ limit: 1 });
    await deliveries.finish({ tracker: 'jira', id: '10001' }, stored?.seq ?? 0);
    const { body } = await get('/ops', 'admin');
    expect(body).toContain('reviews-jira');
    expect(body).toContain('SHOP-1');
    expect((await get('/ops?issueKey=SHOP-2', 'admin')).body).toContain('No delivery is here');

    const cookie = await signIn('admin');
    const url = `/ops/deliveries/${stored?.seq}/replay`;
    const answer = await post(url, {}, { cookie, page: '/ops' });
    expect(answer.headers.location).toBe('/ops?replayed=asked');
    expect(asked).toEqual(['10001']);
    expect((await deliveries.list({ limit: 1 }))[0]?.status).toBe('waiting');
    const replayed = await events.read({ topic: 'delivery.replayed', limit: 10 });
    expect(replayed.at(-1)).toMatchObject({ actor: 'test-admin', subject: 'jira:10001' });

    const unknown = await post('/ops/deliveries/999999/replay', {}, { cookie, page: '/ops' });
    expect(unknown.headers.location).toBe('/ops?replayed=none');
  });

  test('replays nothing without the token of the form, and nothing for others', async () => {
    const { server, post, signIn, asked } = await openPages();
    const cookie = await signIn('admin');
    const bare = { method: 'POST' as const, url: '/ops/deliveries/1/replay' };
    expect((await server.inject({ ...bare, headers: { cookie } })).statusCode).toBe(403);
    const editor = await signIn('editor');
    expect((await post(bare.url, {}, { cookie: editor, page: '/board' })).statusCode).toBe(403);
    expect((await server.inject(bare)).statusCode).toBe(401);
    expect(asked).toEqual([]);
  });
});
