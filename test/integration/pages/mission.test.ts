import { describe, expect, test } from 'vitest';
import { missionFields } from '../../../src/domain/mission/mission.ts';
import { fieldNames } from '../../../src/web/pages/parts/names.ts';
import { anIssue, inStatus } from '../../helpers/issue.ts';
import { aCheckIn, someGoals } from '../../helpers/okr.ts';
import { now, openPages } from '../../helpers/pages.ts';

const recipe = anIssue({
  ref: { tracker: 'linear', id: '5f0c-77' },
  key: 'PAY-3',
  url: 'https://linear.app/shop/issue/PAY-3',
  title: 'Add a blue button to the checkout',
  description: 'As a PO, I want a blue button.\n\n**Persona:** returning shopper',
});

/** A mission in the tracker that has a field for the framing. */
async function openMission() {
  const pages = await openPages();
  pages.tracker.put({ id: '10001', key: 'SHOP-1', title: 'Add a blue button to the checkout' });
  pages.tracker.giveFields('10001', { framing: null, size: null });
  return pages;
}

describe('the page of a mission', () => {
  test('shows the nine fields with source and quote, findings, a rewrite, and the way to the tracker', async () => {
    const { get, read } = await openPages();
    const { assessment } = await read(recipe);
    const { body, statusCode } = await get('/missions/linear/5f0c-77');
    expect(statusCode).toBe(200);
    for (const field of missionFields) expect(body).toContain(`<dt>${fieldNames[field]}</dt>`);
    expect(body).toContain('from a section of the description');
    for (const { check } of assessment.findings) expect(body).toContain(`<code>${check}</code>`);
    expect(assessment.findings.length).toBeGreaterThan(0);
    expect(body).toContain('A rewrite to start from');
    expect(body).toContain('href="https://linear.app/shop/issue/PAY-3"');
    expect(body).toContain('issue reviewed');
  });

  test('marks the evidence in the text, and the text stays whole', async () => {
    const { get, read } = await openPages();
    await read(recipe);
    const { body } = await get('/missions/linear/5f0c-77');
    expect(body).toMatch(/<mark class="persona">returning shopper<span class="kind">persona<\/span><\/mark>/);
    expect(body).toContain('<mark class="solution">');
    const story = /<div class="story" dir="auto">(.*?)<\/div>/s.exec(body)?.[1] ?? '';
    const words = story.replace(/<span class="kind">.*?<\/span>/g, '').replace(/<[^>]+>/g, '');
    expect(words).toBe(recipe.description);
  });

  test('says why an issue gets no comment, whatever is found on it', async () => {
    const { get, read } = await openPages();
    const off = { ...recipe, labels: [{ name: 'Waymark-Off' }] };
    await read(off);
    const { body } = await get('/missions/linear/5f0c-77');
    expect(body).toContain('Waymark is off here');
    expect(body).toContain('told to leave this issue alone');
    await read({ ...recipe, status: { name: 'Done', category: 'done' }, updatedAt: now.toISOString() });
    expect((await get('/missions/linear/5f0c-77')).body).toContain('Closed issues get none.');
  });

  test('shows what was written, what is held, and what stops it', async () => {
    const { get, read, writes } = await openPages();
    await read(recipe);
    const { ref, key, project } = recipe;
    const shared = { ref, key, project, commentId: null, issueUpdatedAt: null, at: now.toISOString() };
    await writes.append(
      [
        {
          ...shared,
          kind: 'field',
          field: 'framing',
          before: null,
          after: 'recipe',
          state: 'written',
          reason: null,
        },
      ],
      [],
    );
    await writes.hold(
      ref,
      'comment',
      [
        {
          ...{ ...shared, kind: 'comment', field: null, before: null, after: 'x', state: 'held' },
          reason: 'it is quiet hours',
        },
      ],
      [],
    );
    await writes.putStop(
      {
        ...{ ref, key, project, reason: 'breaker', detail: 'framing went to and fro', fingerprint: null },
        ...{ at: now.toISOString(), until: null, liftedAt: null },
      },
      [],
    );
    const { body } = await get('/missions/linear/5f0c-77');
    expect(body).toContain('it is quiet hours');
    expect(body).toContain('framing went to and fro');
    expect(body).toContain('<span class="chip written">written</span>');
  });

  test('shows what it was to bring, and how the number has moved since it was done', async () => {
    const { get, read, goals, checkIns } = await openPages();
    const { version } = await goals.current();
    const tree = someGoals({
      objectives: [
        {
          ...{ id: 'finish', statement: 'Shoppers finish alone', period: 'Q4-2026' },
          keyResults: [
            {
              ...{ id: 'completion', statement: 'Filled carts that are paid', start: '60%', target: '80%' },
              work: { by: 'label', value: 'okr-x' },
            },
          ],
        },
      ],
    });
    await goals.put({ goals: tree, basedOn: version, by: 'ada', at: now.toISOString() }, []);
    for (const [day, value] of [
      ['2026-11-02', '62%'],
      ['2026-11-16', '66%'],
    ] as const) {
      const { id: _, ...row } = aCheckIn(day, value, { keyResult: 'completion' });
      await checkIns.add({ ...row, key: `mission-${day}`, at: now.toISOString() }, []);
    }
    const done = {
      ...recipe,
      ...inStatus('done'),
      labels: [{ name: 'okr-x' }],
      description: 'As a shopper I want this so that I can finish. We expect 40 percent fewer drop-offs.',
      updatedAt: '2026-11-05T09:00:00.000Z',
    };
    await read(done);
    const { body } = await get('/missions/linear/5f0c-77');
    expect(body).toContain('What is to come of it');
    expect(body).toMatch(/<bdi>62%<\/bdi> on \d{4}-\d\d-\d\d, now <bdi>66%<\/bdi>/);
    expect(body).toContain('20 points nearer');
  });

  test('shows what Waymark wants in a field against what is there, and why', async () => {
    const { get, attend, tracker } = await openMission();
    tracker.refuseField('framing', { message: 'not on the edit screen' });
    await attend('10001');
    const { body } = await get('/missions/jira/10001');
    expect(body).toMatch(/<th scope="row">Framing<\/th><td><bdi>recipe<\/bdi><\/td><td><bdi>empty<\/bdi>/);
    expect(body).toContain('Refused: not on the edit screen. Ask an administrator.');
    expect(body).toContain('Left to people');
  });

  test.each(['/missions/linear/unknown', '/missions/trello/1', `/missions/jira/${'9'.repeat(190)}`])(
    '%s is a page that says so',
    async (url) => {
      const { get } = await openPages();
      const { statusCode, body } = await get(url);
      expect(statusCode).toBe(404);
      expect(body).toContain('There is nothing here');
    },
  );
});
