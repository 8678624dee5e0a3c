import { describe, expect, test } from 'vitest';
import { readPeriod } from '../../../../src/domain/okr/period.ts';
import { renderReview } from '../../../../src/domain/okr/review/review-blocks.ts';
import type { WrittenGoals } from '../../../../src/domain/okr/written.ts';
import { scoresAsJson } from '../../../../src/workflows/okr-answers.ts';
import { createOkrWorld } from '../../../helpers/okr-world.ts';

const goals: WrittenGoals = {
  teams: [
    {
      ...{ id: 'checkout', name: 'Checkout', owner: 'Mara' },
      statement:
        'Help shoppers achieve a finished order through a checkout that explains itself so that shops earn more',
    },
  ],
  objectives: [
    {
      ...{
        id: 'finish',
        statement: 'Shoppers finish without asking anybody',
        team: 'checkout',
        period: 'Q4-2026',
      },
      keyResults: [
        {
          ...{
            id: 'completion',
            statement: 'Filled baskets that become orders',
            start: '58%',
            target: '70%',
          },
          work: { by: 'label', value: 'okr-completion' },
        },
        { id: 'questions', statement: 'Questions about payment', start: '420', target: '150', weight: 3 },
      ],
    },
    ...(['Q2-2026', 'Q3-2026'] as const).map((period) => ({
      ...{ id: period.toLowerCase(), statement: `Shoppers trust us, ${period}`, team: 'checkout', period },
      keyResults: [{ id: `trust-${period.toLowerCase()}`, statement: 'Rating', start: '3/5', target: '4/5' }],
    })),
  ],
};
const period = readPeriod('Q4-2026');
if (period === null) throw new Error('no period');

async function world() {
  const made = await createOkrWorld(goals, '2026-11-20');
  const say = (keyResult: string, words: string, day: string) =>
    made.desk.recordCheckIn({ keyResult, words, day, by: 'mara' });
  const done = (number: number, day: string) =>
    made.look({
      ref: { tracker: 'jira', id: `${10_000 + number}` },
      ...{ key: `SHOP-${number}`, title: `Mission ${number}`, url: `https://example.com/SHOP-${number}` },
      ...{ labels: [{ name: 'okr-completion' }], status: { name: 'Done', category: 'done' } },
      updatedAt: `${day}T09:00:00.000Z`,
    });
  return { ...made, say, done };
}

describe('current standings', () => {
  test('give standing, forecast and evidence of each key result', async () => {
    const { desk, say, done } = await world();
    for (const [day, value] of [
      ['10-05', '58%'],
      ['10-19', '60%'],
      ['11-02', '61%'],
      ['11-16', '64%'],
    ]) {
      await say('completion', value ?? '', `2026-${day}`);
    }
    await done(1, '2026-11-10');
    const now = await desk.currentStandings('2026-11-20');
    expect([...now.keyResults.keys()]).toEqual(['completion', 'questions', 'trust-q2-2026', 'trust-q3-2026']);
    expect(now.keyResults.get('completion')).toMatchObject({
      standing: { progress: 0.5, score: 0.5, status: { status: 'on-track' }, current: { text: '64%' } },
      forecast: { kind: 'forecast' },
      evidence: { done: [{ key: 'SHOP-1' }], open: [], checkIns: [{ day: '2026-11-16' }, {}, {}, {}] },
    });
    expect(now.keyResults.get('questions')).toMatchObject({
      standing: { current: null, status: { status: 'no-data' } },
      forecast: { kind: 'too-little-history' },
    });
    // Weight 1 of 4, the other not measured.
    expect(now.objectives[0]).toMatchObject({ score: 0.12, unmeasured: 1 });
  });

  test('can be asked for some goals alone, and without forecasts', async () => {
    const { desk } = await world();
    const ids = async (wish: Parameters<typeof desk.currentStandings>[1]) =>
      (await desk.currentStandings('2026-11-20', wish)).objectives.map(({ objective }) => objective.id);
    expect(await ids({ goals: ['questions'] })).toEqual(['finish']);
    expect(await ids({ goals: ['q2-2026'] })).toEqual(['q2-2026']);
    expect(await ids({ period })).toEqual(['finish']);
    expect(await ids({ goals: [] })).toEqual([]);
    const { keyResults } = await desk.currentStandings('2026-11-20', { forecasts: false });
    expect([...keyResults.values()].map(({ forecast }) => forecast)).toEqual([null, null, null, null]);
  });
});

describe('scores', () => {
  test('are of what runs today, or of a period, with the roll-out of each team and advice over time', async () => {
    const { desk, say } = await world();
    for (const quarter of ['q2-2026', 'q3-2026']) {
      await say(`trust-${quarter}`, '4/5', quarter === 'q2-2026' ? '2026-06-20' : '2026-09-20');
    }
    const scores = await desk.judge.scores();
    expect(scores.objectives.map(({ objective }) => objective.id)).toEqual(['finish']);
    expect(scores.advice).toMatchObject([{ line: 'Checkout', objectives: ['q3-2026', 'q2-2026'] }]);
    expect(scores.rollOut).toMatchObject([{ team: 'checkout', began: '2026-11-20' }]);
    const done = scores.rollOut[0]?.steps.filter((step) => step.done).map(({ id }) => id);
    expect(done).toEqual(['mission-drafted', 'okrs-set', 'metrics-defined', 'second-cycle']);
    const q3 = readPeriod('Q3-2026');
    const past = await desk.judge.scores(q3 ?? undefined);
    expect(past.objectives).toMatchObject([{ score: 1 }]);
    const json = JSON.parse(JSON.stringify(scoresAsJson(scores)));
    expect(json.objectives[0].keyResults[0]).toMatchObject({
      id: 'completion',
      owner: 'Mara',
      target: '70%',
    });
  });
});

describe('contradictions', () => {
  test('find work without movement', async () => {
    const { desk, say, done } = await world();
    await say('completion', '60%', '2026-10-10');
    for (const number of [1, 2, 3]) await done(number, '2026-11-15');
    expect(await desk.judge.contradictions()).toMatchObject([
      { goal: 'completion', check: 'work-moved-kr-frozen', evidence: ['SHOP-1', 'SHOP-2', 'SHOP-3'] },
    ]);
  });

  test('find goals that nobody works on', async () => {
    const { desk } = await world();
    expect(await desk.judge.contradictions()).toMatchObject([{ goal: 'finish', check: 'goal-without-work' }]);
  });
});

describe('the review of a period', () => {
  test('is filled in from check-ins, finished missions and findings, and marks what only people know', async () => {
    const { desk, say, done } = await world();
    await say('completion', '60% the new form helps confidence:medium', '2026-10-10');
    for (const number of [1, 2, 3]) await done(number, '2026-11-15');
    const review = await desk.judge.review(period);
    const text = renderReview(review, 'md');
    expect(text).toContain('# OKR review Q4-2026');
    for (const part of [
      'the new form helps',
      '[SHOP-1 Mission 1](<https://example.com/SHOP-1>)',
      '3 linked issues were done in 21 days, and the key result did not move.',
      'Nobody has checked in since the period began',
      '> **To fill:** What did the team learn?',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain('Shoppers trust us');
    expect(renderReview(review, 'html')).toContain('<h1>OKR review Q4-2026</h1>');
    expect(JSON.parse(renderReview(review, 'json')).objectives).toHaveLength(1);
  });
});

describe('the rhythm', () => {
  test('names whom to remind, and what a deep dive should look at', async () => {
    const { desk, say } = await world();
    await say('completion', '59%', '2026-11-19');
    expect(await desk.judge.reminders()).toMatchObject([
      { owner: 'Mara', keyResults: [{ id: 'questions' }] },
    ]);
    expect((await desk.judge.deepDive()).map(({ goal }) => goal)).toEqual(['completion', 'questions']);
  });

  test('a team has a canvas, nobody else', async () => {
    const { desk } = await world();
    expect(await desk.judge.canvas('checkout')).toMatchObject({ name: 'Checkout', owner: 'Mara' });
    expect(await desk.judge.canvas('finish')).toBeNull();
  });
});

describe('what if', () => {
  test('more is gained each week, or an epic is dropped', async () => {
    const { desk, say, look } = await world();
    for (const [day, value] of [
      ['10-05', '58%'],
      ['10-19', '59%'],
      ['11-02', '60.5%'],
      ['11-16', '61%'],
    ]) {
      await say('completion', value ?? '', `2026-${day}`);
    }
    for (const number of [1, 2]) {
      await look({
        ref: { tracker: 'jira', id: `${number}` },
        labels: [{ name: 'okr-completion' }],
        parent: number === 1 ? { id: '99', key: 'SHOP-99' } : null,
      });
    }
    const chance = async (supposed: Parameters<typeof desk.askWhatIf>[1]) => {
      const { now, supposed: then } = (await desk.askWhatIf('completion', supposed)) ?? {};
      return [now, then].map((one) => (one?.kind === 'forecast' ? one.probability : null));
    };
    const [now = 0, doubled] = await chance({ gainFactor: 4 });
    expect(doubled).toBeGreaterThan(now ?? 1);
    const [, dropped] = await chance({ dropEpic: 'shop-99' });
    expect(dropped).toBeLessThanOrEqual(now ?? 0);
    expect(await desk.askWhatIf('finish', {})).toBeNull();
  });
});
