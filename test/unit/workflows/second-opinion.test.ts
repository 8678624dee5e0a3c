import { describe, expect, test } from 'vitest';
import { assess } from '../../../src/domain/assessment/assess.ts';
import type { Issue } from '../../../src/domain/issue.ts';
import type { SecondReading } from '../../../src/domain/ports.ts';
import { defaultSettings } from '../../../src/domain/settings.ts';
import { createSecondOpinion } from '../../../src/workflows/second-opinion.ts';
import { quietIssue } from '../../helpers/fakes/fake-tracker.ts';

const issue: Issue = {
  ...quietIssue({ tracker: 'jira', id: 'SHOP-1' }),
  title: 'Add a Wishlist button to the cart page',
};
const answer: SecondReading = { framing: 'recipe', confidence: 0.9, quotes: ['Wishlist'], rewrite: null };

function createCountingReader(answers: (SecondReading | null)[]) {
  let asked = 0;
  const reader = {
    async read() {
      asked += 1;
      return answers.shift() ?? null;
    },
  };
  return { reader, asked: () => asked };
}

describe('asking for a second opinion', () => {
  const saved = (of: Issue, second: Awaited<ReturnType<ReturnType<typeof createSecondOpinion>>>) => ({
    issue: of,
    assessment: assess({ issue: of, settings: defaultSettings, today: '2026-01-06', second }),
    reviewedAt: '2026-01-06T09:00:00.000Z',
  });

  test('without a reader there is none', async () => {
    expect(await createSecondOpinion(null)(issue, null)).toBeNull();
  });

  test('the same text is asked about once; a new text again', async () => {
    const { reader, asked } = createCountingReader([answer, answer]);
    const opinion = createSecondOpinion(reader);
    const first = await opinion(issue, null);
    expect(first).toMatchObject(answer);
    expect(await opinion(issue, saved(issue, first))).toEqual(first);
    expect(asked()).toBe(1);
    await opinion({ ...issue, title: 'Add a Wishlist button to the page of an order' }, saved(issue, first));
    expect(asked()).toBe(2);
  });

  test('a failure leaves the built-in reading, and the next look asks again', async () => {
    const { reader, asked } = createCountingReader([null, answer]);
    const opinion = createSecondOpinion(reader);
    expect(await opinion(issue, null)).toBeNull();
    expect(await opinion(issue, saved(issue, null))).toMatchObject(answer);
    expect(asked()).toBe(2);
  });

  test('who may not ask gets what was said of the same text, and no more', async () => {
    const { reader, asked } = createCountingReader([answer, answer]);
    const opinion = createSecondOpinion(reader);
    expect(await opinion(issue, null, { mayAsk: false })).toBeNull();
    expect(asked()).toBe(0);
    const first = await opinion(issue, null);
    expect(await opinion(issue, saved(issue, first), { mayAsk: false })).toEqual(first);
    expect(asked()).toBe(1);
  });
});
