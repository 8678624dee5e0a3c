import { describe, expect, test } from 'vitest';
import { missionFields } from '../../../src/domain/mission/mission.ts';
import { fieldNames } from '../../../src/web/pages/parts/names.ts';
import { anIssue } from '../../helpers/issue.ts';
import { now, openPages } from '../../helpers/pages.ts';

const recipe = anIssue({
  ref: { tracker: 'linear', id: '5f0c-77' },
  key: 'PAY-3',
  url: 'https://linear.app/shop/issue/PAY-3',
  title: 'Add a blue button to the checkout',
  description: 'As a PO, I want a blue button.\n\n**Persona:** returning shopper',
});

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
