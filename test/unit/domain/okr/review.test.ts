import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import type { CheckIn } from '../../../../src/domain/okr/check-in.ts';
import type { LinkedIssue } from '../../../../src/domain/okr/evidence.ts';
import { createGoalTree } from '../../../../src/domain/okr/goal-tree.ts';
import { readPeriod } from '../../../../src/domain/okr/period.ts';
import { missionCanvas, renderCanvas } from '../../../../src/domain/okr/review/canvas.ts';
import type { DocumentBlock } from '../../../../src/domain/okr/review/document.ts';
import { renderHtml } from '../../../../src/domain/okr/review/html.ts';
import { renderMarkdown } from '../../../../src/domain/okr/review/markdown.ts';
import { reviewDocument } from '../../../../src/domain/okr/review/review.ts';
import { renderReview } from '../../../../src/domain/okr/review/review-blocks.ts';
import { aCheckIn, someGoals } from '../../../helpers/okr.ts';

const quarter = readPeriod('Q3-2026');
if (quarter === null) throw new Error('no period');

const tree = createGoalTree(
  someGoals({
    teams: [
      {
        id: 'checkout',
        name: 'Checkout',
        owner: 'Ada',
        statement:
          'Help shoppers finish their order through a checkout that never fails so that shops sell more',
      },
      { id: 'bare', name: 'Bare' },
    ],
    objectives: [
      {
        id: 'o',
        statement: 'Shoppers finish without help',
        team: 'checkout',
        period: 'Q3-2026',
        keyResults: [
          { id: 'a', statement: 'Completion', start: '60%', target: '80%' },
          { id: 'b', statement: 'Calls a week', start: 400, target: 100 },
        ],
      },
      { id: 'other', statement: 'Next quarter', period: 'Q4-2026' },
    ],
  }),
);
const issue: LinkedIssue = {
  ref: { tracker: 'jira', id: '1' },
  key: 'SHOP-1',
  url: 'https://jira.example/browse/SHOP-1',
  title: 'Guest checkout',
  status: { name: 'Done', category: 'done' },
  startedOn: '2026-07-10',
  doneOn: '2026-07-20',
};
const checkIns = new Map<string, readonly CheckIn[]>([
  [
    'a',
    [
      aCheckIn('2026-07-08', '62%', {
        keyResult: 'a',
        confidence: 'high',
        note: 'We learned that guests never log in.',
      }),
      aCheckIn('2026-08-10', '70%', {
        keyResult: 'a',
        confidence: 'low',
        note: 'Blocked by the payment contract.',
      }),
    ],
  ],
]);
const review = reviewDocument({
  tree,
  period: quarter,
  today: '2026-08-15',
  checkIns,
  issues: new Map([['a', [issue]]]),
  findings: [
    { goal: 'b', message: 'It has no check-in.', suggestion: 'Ask the support team for the number.' },
  ],
  forecasts: new Map([['a', { kind: 'too-little-history', points: 2, message: 'Too little history.' }]]),
});

describe('the review of a period', () => {
  it('holds the objectives of the period and no others', () => {
    expect(review.objectives.map((one) => one.id)).toEqual(['o']);
  });

  it('is filled from check-ins, findings and finished work', () => {
    const [objective] = review.objectives;
    expect(objective).toMatchObject({
      owner: 'Ada',
      team: 'Checkout',
      score: 0.25,
      status: 'at-risk',
      confidence: 'low',
    });
    expect(objective?.blockers).toEqual([
      'Completion: Blocked by the payment contract. (2026-08-10)',
      'Calls a week: It has no check-in.',
    ]);
    expect(objective?.learnings).toEqual(['Completion: We learned that guests never log in. (2026-07-08)']);
    expect(objective?.nextSteps).toEqual(['Calls a week: Ask the support team for the number.']);
    expect(objective?.keyResults[0]).toMatchObject({
      current: '70%',
      trend: 'up from 62% (2026-07-08) to 70% (2026-08-10)',
      sparkline: '▁█',
      forecast: 'Too little history.',
      finished: [{ key: 'SHOP-1' }],
    });
  });

  it('names the gaps that a person must fill', () => {
    expect(review.gaps.map(({ goal, part }) => `${goal} ${part}`)).toEqual(['b value', 'b narrative']);
    const bare = reviewDocument({ tree, period: quarter, today: '2026-08-15', checkIns: new Map() });
    expect(bare.gaps.map(({ part }) => part)).toEqual(
      expect.arrayContaining(['confidence', 'value', 'narrative', 'blockers', 'learnings', 'next-steps']),
    );
  });

  it('prints as Markdown with its gaps marked', () => {
    const text = renderReview(review, 'md');
    expect(text).toContain('# OKR review Q3-2026');
    expect(text).toContain('## Shoppers finish without help');
    expect(text).toContain('- **Start → now → target:** 60% → 70% → 80%');
    expect(text).toContain('> **To fill:** What is the value today?');
    expect(text).toContain('[SHOP-1 Guest checkout](<https://jira.example/browse/SHOP-1>)');
    expect(text).toContain('2 gaps are left to fill in');
  });

  it('prints as one page of HTML without scripts, and as JSON that holds it all', () => {
    const page = renderReview(review, 'html');
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain('<p class="gap"><strong>To fill:</strong>');
    expect(page).not.toContain('<script');
    expect(JSON.parse(renderReview(review, 'json'))).toEqual(review);
  });

  it('tells figures as they are read aloud: a score without marks, the last word of each day, a likely end', () => {
    const sameDay = [
      aCheckIn('2026-08-10', '68%', { keyResult: 'a' }),
      ...(checkIns.get('a') ?? []).slice(1),
    ];
    const rows = [...(checkIns.get('a') ?? []).slice(0, 1), ...sameDay];
    const told = reviewDocument({
      ...{ tree, period: quarter, today: '2026-08-15', checkIns: new Map([['a', rows]]) },
      issues: new Map([
        ['a', Array.from({ length: 30 }, (_, index) => ({ ...issue, key: `SHOP-${index}` }))],
      ]),
      forecasts: new Map([
        [
          'a',
          {
            ...({ kind: 'forecast', probability: 0.4, weeksLeft: 6, weeklyGain: 1 } as const),
            interval: { low: 71.2345, median: 75, high: 79.98 },
          },
        ],
      ]),
    });
    const text = renderReview(told, 'md');
    expect(text).toContain('| Shoppers finish without help | Ada | 0.25 | at risk | low |');
    expect(text).toContain('up from 62% (2026-07-08) to 70% (2026-08-10)');
    expect(text).toContain(
      '40% chance to reach the target by the period’s end; likely to end between 71.2% and 80%',
    );
    expect(text).toContain('- and 18 more');
    expect(text).not.toMatch(/no score|SHOP-12 /);
  });

  it('says so when there are no objectives', () => {
    const empty = reviewDocument({
      tree: createGoalTree([]),
      period: quarter,
      today: '2026-08-15',
      checkIns,
    });
    expect(renderReview(empty, 'md')).toContain('There are no objectives for Q3-2026 yet.');
  });
});

describe('hostile words', () => {
  const hostile =
    '<img src=x onerror=alert(1)> [x](javascript:alert(1)) **b** `c` | & "q" \n# h\n![i](http://x)';
  const blocks: readonly DocumentBlock[] = [
    { kind: 'heading', level: 1, text: hostile },
    { kind: 'paragraph', text: hostile },
    { kind: 'facts', facts: [[hostile, hostile]] },
    {
      kind: 'list',
      items: [
        { text: hostile, href: 'javascript:alert(1)' },
        { text: hostile, href: 'https://x.example/"><script>' },
      ],
    },
    { kind: 'table', header: [hostile], rows: [[hostile]] },
    { kind: 'gap', text: hostile },
  ];

  it('stay words in HTML', () => {
    const page = renderHtml(hostile, blocks);
    expect(page).not.toMatch(/<img|<script|href="javascript|onerror=alert\(1\)>/);
    expect(page.match(/&lt;img src=x/g)?.length).toBeGreaterThanOrEqual(8);
  });

  it('stay words in Markdown', () => {
    const kinds = new Set<string>();
    const walk = (node: object) => {
      if ('type' in node) kinds.add(String(node.type));
      if ('children' in node && Array.isArray(node.children)) for (const child of node.children) walk(child);
    };
    walk(fromMarkdown(renderMarkdown(blocks)));
    expect(kinds).not.toContain('html');
    expect(kinds).not.toContain('link');
    expect(kinds).not.toContain('image');
    expect(kinds).not.toContain('inlineCode');
  });

  it('of any kind come back as they were, one paragraph of text', () => {
    const words = fc
      .string({ minLength: 1, maxLength: 60, unit: 'grapheme-ascii' })
      .map((text) => text.replace(/\s+/g, ' ').trim())
      .filter((text) => text !== '');
    fc.assert(
      fc.property(words, (text) => {
        const root = fromMarkdown(renderMarkdown([{ kind: 'paragraph', text }]));
        expect(root.children).toMatchObject([
          { type: 'paragraph', children: [{ type: 'text', value: text }] },
        ]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the mission canvas of a team', () => {
  it('takes from the mission statement what the team did not write down', () => {
    expect(missionCanvas(tree, 'checkout', '2026-08-15')).toMatchObject({
      purpose: 'shops sell more',
      scope: 'shoppers',
      approach: 'a checkout that never fails',
      metrics: ['Completion: 60% → 80%', 'Calls a week: 400 → 100'],
      gaps: [],
    });
  });

  it('leaves out objectives and measures that are over', () => {
    expect(missionCanvas(tree, 'checkout', '2026-10-01')).toMatchObject({ objectives: [], metrics: [] });
  });

  it('marks what is missing', () => {
    const canvas = missionCanvas(tree, 'bare', '2026-08-15');
    if (canvas === null) throw new Error('no canvas');
    expect(canvas.gaps.map(({ part }) => part)).toEqual([
      'owner',
      'mission',
      'purpose',
      'scope',
      'approach',
      'metrics',
    ]);
    expect(renderCanvas(canvas, 'md')).toContain('> **To fill:** Why does the team exist');
    expect(renderCanvas(canvas, 'html')).toContain('<h1>Mission canvas: Bare</h1>');
    expect(JSON.parse(renderCanvas(canvas, 'json'))).toEqual(canvas);
  });

  it('is there for teams only', () => {
    expect(missionCanvas(tree, 'o', '2026-08-15')).toBeNull();
    expect(missionCanvas(tree, 'nobody', '2026-08-15')).toBeNull();
  });
});
