import { describe, expect, test } from 'vitest';
import type { Sight } from '../../../src/domain/access.ts';
import type { WrittenGoals } from '../../../src/domain/okr/written.ts';
import { anIssue } from '../../helpers/issue.ts';
import { aCheckIn, someGoals } from '../../helpers/okr.ts';
import { now, openPages } from '../../helpers/pages.ts';

const shop: WrittenGoals = {
  missions: [{ id: 'mission', statement: 'Help shops sell steadily' }],
  teams: [
    { id: 'checkout', name: 'Checkout', statement: 'Help shoppers finish', parent: 'mission', owner: 'Mara' },
    { id: 'search', name: 'Search', parent: 'mission', owner: 'Noor' },
  ],
  objectives: [
    {
      ...{ id: 'alone', statement: 'Shoppers finish <b>alone</b>', period: 'Q4-2026', team: 'checkout' },
      parent: 'checkout',
      keyResults: [
        {
          ...{ id: 'orders', statement: 'Orders that are finished', start: '58%', target: '70%' },
          work: { by: 'label', value: 'okr-orders' },
        },
        {
          ...{ id: 'questions', statement: 'Questions at the desk', start: '420', target: '150' },
          weight: 2,
        },
      ],
    },
    {
      ...{ id: 'found', statement: 'Shoppers find what they came for', period: 'Q3-2026', parent: 'search' },
      keyResults: [{ id: 'hits', statement: 'Searches that lead to a product', start: '40%', target: '60%' }],
    },
  ],
};

const days = ['2026-10-05', '2026-10-12', '2026-10-19', '2026-10-26', '2026-11-02', '2026-11-16'];

async function openShop() {
  const pages = await openPages();
  const { version } = await pages.goals.current();
  await pages.goals.put({ goals: someGoals(shop), basedOn: version, by: 'ada', at: now.toISOString() }, []);
  for (const [index, day] of days.entries()) {
    const { id: _, ...row } = aCheckIn(day, `${59 + index}%`, { keyResult: 'orders', confidence: 'medium' });
    await pages.checkIns.add({ ...row, key: `test-${day}`, at: now.toISOString() }, []);
  }
  return pages;
}

describe('without goals', () => {
  // The first test of the file: goals are kept for good.
  test('says how to begin, and what comes after', async () => {
    const { get, goals } = await openPages();
    expect((await goals.current()).version).toBe(0);
    const { body } = await get('/goals');
    expect(body).toContain('waymark okr import');
    expect(body).toContain('First 30 days');
    expect(body).not.toContain('<form class="row"');
  });
});

describe('the cascade', () => {
  test('shows what runs today, from the mission down to the key results', async () => {
    const { get } = await openShop();
    const { body } = await get('/goals');
    for (const words of ['Help shops sell steadily', 'Checkout', 'Shoppers finish &lt;b>alone']) {
      expect(body).toContain(words);
    }
    expect(body).toMatch(/chip (?:on-track|at-risk|off-track)/);
    expect(body).toContain('medium confidence');
    expect(body).toMatch(/Forecast: \d+% chance, most likely [\d.]+% to [\d.]+% at the end/);
    expect(body).toContain('an even pace is 55%');
    expect(body, 'its period is over').not.toContain('Shoppers find what they came for');
    expect(body).toContain('No value yet');
    expect(body).toMatch(/Roll-out: \d of 6 steps/);
  });

  test.each([
    ['?period=all', ['alone', 'found']],
    ['?period=Q3-2026', ['found']],
    ['?period=2026', ['alone', 'found']],
    ['?period=Q1-2020', []],
    ['?period=all&team=search', ['found']],
    ['?period=all&owner=Mara', ['alone']],
    ['?period=all&owner=Mara&team=search', []],
    ['?period=nonsense&team=', ['alone']],
  ])('narrows to %s', async (query, objectives) => {
    const { get } = await openShop();
    const { body, statusCode } = await get(`/goals${query}`);
    expect(statusCode).toBe(200);
    expect(['alone', 'found'].filter((id) => body.includes(`href="/goals/${id}"`))).toEqual(objectives);
    if (objectives.length === 0 && !query.includes('all')) expect(body).toContain('No goal matches');
  });
});

describe('how far a team has come with the roll-out', () => {
  test('is the same whatever the cascade is narrowed to, and on its canvas', async () => {
    const { get, goals, checkIns } = await openPages();
    const { version } = await goals.current();
    const objective = (id: string, period: string, owner: string) => ({
      ...{ id, statement: `All of ${id}`, period, owner, parent: 'desk' },
      keyResults: [{ id: `${id}-done`, statement: 'Calls that end well', start: '0%', target: '10%' }],
    });
    const written = {
      teams: [{ id: 'desk', name: 'Desk' }],
      objectives: [
        objective('calls', 'Q4-2026', 'Mara'),
        objective('mails', 'Q4-2026', 'Noor'),
        objective('before', 'Q3-2026', 'Noor'),
      ],
    };
    await goals.put({ goals: someGoals(written), basedOn: version, by: 'ada', at: now.toISOString() }, []);
    const { id: _, ...row } = aCheckIn('2026-11-19', '4%', { keyResult: 'calls-done', source: 'http-json' });
    await checkIns.add({ ...row, key: 'roll-out', at: now.toISOString() }, []);
    const canvas = (await get('/goals/canvas/desk')).body;
    const done = canvas.match(/<span class="chip done">/g)?.length;
    expect(canvas).toContain('1 of 2 key results were measured');
    for (const query of ['', '?period=all', '?period=Q3-2026', '?owner=Noor', '?period=all&owner=Noor']) {
      expect((await get(`/goals${query}`)).body, query).toContain(`Roll-out: ${done} of 6 steps`);
    }
  });
});

describe('the page of a key result', () => {
  test('shows value, pace, trend, check-ins, what is amiss, and the way up', async () => {
    const { get } = await openShop();
    const { body } = await get('/goals/orders');
    expect(body).toContain('href="/goals/alone"');
    expect(body).toContain('64%');
    expect(body).toMatch(/<svg class="for-wide".*?<title id="trend-chart-for-wide-title">/s);
    for (const [index, day] of days.entries()) {
      expect(body).toContain(`<td class="nowrap">${day}</td>`);
      expect(body).toContain(`${59 + index}%`);
    }
    expect(body).toMatch(/The chance to reach the target is (?:less than )?\d+%/);
    expect((await get('/goals/questions')).body).toContain('It begins with the first check-in');
  });

  test('lets editors check in, and nobody else', async () => {
    const { get, post, signIn, checkIns, events } = await openShop();
    expect((await get('/goals/orders', 'viewer')).body).not.toContain('name="value"');
    const viewer = await signIn('viewer');
    const refused = await post(
      '/goals/orders/check-ins',
      { value: '66%' },
      { cookie: viewer, page: '/board' },
    );
    expect(refused.statusCode).toBe(403);

    const cookie = await signIn('editor');
    const fields = {
      ...{ value: '66,5 %', day: '2026-11-19', confidence: 'high', note: 'the new form is out' },
      evidence: 'https://example.com/a https://example.com/b',
    };
    const answer = await post('/goals/orders/check-ins', fields, { cookie, page: '/goals/orders' });
    expect(answer.statusCode).toBe(303);
    const added = (await checkIns.of(['orders'])).get('orders')?.at(-1);
    expect(added).toMatchObject({
      ...{ day: '2026-11-19', author: 'test-editor', source: 'manual', confidence: 'high' },
      ...{ note: 'the new form is out', evidence: fields.evidence.split(' '), corrects: null },
    });
    expect(added?.value.amount).toBe(66.5);
    expect(answer.headers.location).toBe(`/goals/orders?said=${added?.id}`);
    expect((await get(String(answer.headers.location), 'editor')).body).toContain('Recorded: ');
    const told = await events.read({ topic: 'checkin.recorded', subject: 'goal:orders', limit: 50 });
    expect(told.at(-1)).toMatchObject({
      actor: 'test-editor',
      data: { from: '127.0.0.1', day: '2026-11-19' },
    });
  });

  test.each([
    [{ value: 'a lot' }, 'value-problem'],
    [{ value: '' }, 'value-problem'],
    [{ value: '66%', day: '2027-01-01' }, 'day-problem'],
    [{ value: '66%', day: 'yesterday' }, 'day-problem'],
    [{ value: '66%', evidence: 'javascript:alert(1)' }, 'evidence-problem'],
  ])('says beside the field what is wrong with %j, and loses nothing', async (wrong, place) => {
    const { post, signIn, checkIns } = await openShop();
    const before = (await checkIns.of(['orders'])).get('orders')?.length;
    const cookie = await signIn('editor');
    const fields = { day: '2026-11-19', confidence: 'low', note: 'what I typed', evidence: '', ...wrong };
    const answer = await post('/goals/orders/check-ins', fields, { cookie, page: '/goals/orders' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(`id="${place}"`);
    expect(answer.body).toContain('aria-invalid="true"');
    expect(answer.body).toContain('what I typed</textarea>');
    expect(answer.body).toContain('<option value="low" selected');
    if (fields.value) expect(answer.body).toContain(`value="${fields.value}"`);
    expect((await checkIns.of(['orders'])).get('orders')?.length).toBe(before);
  });

  test('corrects by a new row, once, and the same form sent twice is one check-in', async () => {
    const { get, post, signIn, checkIns } = await openShop();
    const rows = async () => (await checkIns.of(['orders'])).get('orders') ?? [];
    const cookie = await signIn('editor');
    const wrong = (await rows()).find(({ day }) => day === '2026-11-16');
    const form = await get(`/goals/orders?corrects=${wrong?.id}`, 'editor');
    expect(form.body).toContain('Correct a check-in');
    expect(form.body).toContain('value="64%"');
    const before = (await rows()).length;
    const fields = { value: '63%', day: '2026-11-16', corrects: wrong?.id ?? '', form: 'one' };
    const of = { cookie, page: '/goals/orders' };
    expect((await post('/goals/orders/check-ins', fields, of)).statusCode).toBe(303);
    expect((await post('/goals/orders/check-ins', fields, of)).statusCode).toBe(303);
    expect((await rows()).length).toBe(before + 1);
    expect((await get('/goals/orders')).body).toMatch(/<s><bdi>64%<\/bdi><\/s>/);
    const again = await post('/goals/orders/check-ins', { ...fields, value: '62%', form: 'two' }, of);
    expect(again.statusCode).toBe(422);
    expect(again.body).toContain('has been corrected already');
  });

  test('answers what if, by its address', async () => {
    const { get, read } = await openShop();
    const chances = (body: string) =>
      [...body.matchAll(/<th scope="row">[^<]+<\/th><td class="number">(\d+)%/g)].map(([, chance]) =>
        Number(chance),
      );
    const faster = await get('/goals/orders?gain=3');
    const [asItGoes = 0, then = 0] = chances(faster.body);
    expect(then).toBeGreaterThan(asItGoes);
    expect(chances((await get('/goals/orders?gain=0')).body)[1]).toBeLessThan(asItGoes);
    expect((await get('/goals/orders?gain=much')).body).toContain('Write a number from 0 to 10');
    expect((await get('/goals/orders?drop=SHOP-9')).body).toContain('so nothing changes');
    await read(anIssue({ labels: [{ name: 'okr-orders' }], parent: { id: '9', key: 'SHOP-9' } }));
    expect((await get('/goals/orders?drop=shop-9')).body).toContain('100% of its open work is below');
    expect((await get('/goals/questions?gain=2')).body).toContain('Too little history');
  });

  test('shows the missions behind the figure, and none of a hidden project', async () => {
    const { get, read, deps } = await openShop();
    const labels = [{ name: 'okr-orders' }];
    await read(anIssue({ labels, title: 'A form that explains itself' }));
    await read(
      anIssue({
        ...{ ref: { tracker: 'jira', id: '77' }, key: 'SECRET-1', project: 'SECRET' },
        ...{ labels, title: 'Nobody may know', parent: { id: '9', key: 'SHOP-9' } },
      }),
    );
    const { body } = await get('/goals/orders');
    expect(body).toContain('href="/missions/jira/10001"');
    expect(body).toContain('SECRET-1');
    const sight: Sight = { hidden: [{ tracker: 'jira', project: 'SECRET' }] };
    const seen = await deps.viewGoal('orders', { supposed: { dropEpic: 'SHOP-9' }, sight });
    expect(JSON.stringify(seen)).not.toContain('SECRET');
    expect(seen?.kind === 'key-result' && seen.whatIf?.droppedShare).toBe(0);
  });

  test('is not there for what is none', async () => {
    const { get } = await openShop();
    const long = `/goals/review/${'x'.repeat(150)}`;
    for (const url of ['/goals/unknown', '/goals/%00', '/goals/canvas/alone', '/goals/review/soon', long]) {
      expect((await get(url)).statusCode, url).toBe(404);
    }
  });
});

describe('the pages of other goals', () => {
  test('an objective shows its key results with weights, its rule, and what is amiss', async () => {
    const { get } = await openShop();
    const { body } = await get('/goals/alone');
    for (const words of ['href="/goals/orders"', 'Weight 2', 'Weight 1', 'head for', 'Worth a second look']) {
      expect(body).toContain(words);
    }
    expect(body).toContain('nobody works on it');
  });

  test('of a line that reached everything time after time it is told that it did not stretch', async () => {
    const { get, goals, checkIns } = await openPages();
    const { version } = await goals.current();
    const past = (id: string, period: string) => ({
      ...{ id, statement: `Everything of ${period}`, period, owner: 'Zoe' },
      keyResults: [{ id: `${id}-all`, statement: 'Orders', start: '0%', target: '10%' }],
    });
    const objectives = [past('past-2', 'Q2-2026'), past('past-3', 'Q3-2026'), past('easy', 'Q4-2026')];
    await goals.put(
      { goals: someGoals({ objectives }), basedOn: version, by: 'ada', at: now.toISOString() },
      [],
    );
    for (const [keyResult, day] of [
      ['past-2-all', '2026-06-20'],
      ['past-3-all', '2026-09-20'],
    ] as const) {
      const { id: _, ...row } = aCheckIn(day, '10%', { keyResult });
      await checkIns.add({ ...row, key: `stretch-${day}`, at: now.toISOString() }, []);
    }
    expect((await get('/goals/easy')).body).toContain('Zoe scored 1.0 2 times in a row');
  });

  test('a team leads to its canvas, which says how the roll-out goes', async () => {
    const { get } = await openShop();
    expect((await get('/goals/checkout')).body).toContain('href="/goals/canvas/checkout"');
    const { body } = await get('/goals/canvas/checkout');
    expect(body).toContain('Mission canvas: Checkout');
    expect(body).toContain('How the roll-out goes');
    expect(body).toContain('To fill:');
  });
});

describe('the review document', () => {
  test('is filled in for a period and a team, and what people must write is marked', async () => {
    const { get } = await openShop();
    const { body } = await get('/goals/review/Q4-2026');
    expect(body).toContain('Shoppers finish &lt;b>alone');
    expect(body).toContain('To fill:');
    expect(body).not.toContain('style=');
    expect((await get('/goals/review/Q4-2026?team=search')).body).toContain('There are no objectives');
  });

  test('is saved as Markdown under a name of its own', async () => {
    const { get } = await openShop();
    const { body, headers } = await get('/goals/review/Q4-2026?team=checkout&format=md');
    expect(headers['content-type']).toBe('text/markdown; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename="okr-review-Q4-2026-checkout.md"');
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toMatch(/^# OKR review Q4\\?-2026/);
    expect((await get('/goals/canvas/checkout?format=md')).body).toContain('# Mission canvas: Checkout');
  });
});
