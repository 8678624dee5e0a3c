import { beforeEach, describe, expect, test } from 'vitest';
import { TrackerError } from '../../../src/domain/errors.ts';
import { factsOf } from '../../../src/domain/okr/issue-links.ts';
import type { IssueSearch, ReviewRequest } from '../../../src/domain/ports.ts';
import { defaultSettings } from '../../../src/domain/settings.ts';
import { createFindLinked } from '../../../src/workflows/find-linked.ts';
import { anIssue } from '../../helpers/issue.ts';
import { createOkrDesk, hour } from '../../helpers/okr-desk.ts';

const source = { kind: 'issues', link: { by: 'jql', value: 'labels = speed' } } as const;
const goals = {
  objectives: [
    {
      id: 'fast',
      statement: 'Shoppers never wait for a page',
      period: 'Q4-2026',
      keyResults: [
        { id: 'load', statement: 'Slow pages that were made fast', start: '0%', target: '100%', source },
      ],
    },
  ],
};
const refOf = (id: string) => ({ tracker: 'jira', id }) as const;

describe('links that only the tracker can answer', () => {
  let desk: Awaited<ReturnType<typeof createOkrDesk>>;
  let inTracker: string[];
  let searches: IssueSearch[];
  let trouble: TrackerError | null;
  let reviews: ReviewRequest[];
  let findLinked: ReturnType<typeof createFindLinked>;

  beforeEach(async () => {
    desk = await createOkrDesk(goals);
    inTracker = ['1', '2', '3'];
    searches = [];
    trouble = null;
    reviews = [];
    findLinked = createFindLinked({
      ...desk,
      search: new Map([
        [
          'jira',
          {
            async searchIssues(search) {
              searches.push(search);
              if (trouble) throw trouble;
              const from = Number(search.cursor ?? 0);
              const page = inTracker.slice(from, from + 2).map((id) => anIssue({ ref: refOf(id) }));
              return {
                issues: page.map((issue) => ({
                  issue,
                  mayHoldOwnComment: false,
                  fields: {},
                  fieldProblems: [],
                })),
                next: from + 2 < inTracker.length ? String(from + 2) : null,
              };
            },
          },
        ],
      ]),
      reviews: { request: async (requests) => void reviews.push(...requests) },
      settings: { ...defaultSettings.okr.sources, maxIssues: 5 },
    });
  });
  const know = async (...ids: string[]) => {
    for (const id of ids) {
      const issue = anIssue({ ref: refOf(id) });
      const record = { project: 'SHOP', startedMission: null, updatedAt: issue.updatedAt };
      await desk.facts.put({
        ...record,
        issue: { ...issue, startedOn: null, doneOn: null },
        facts: factsOf(issue),
      });
    }
  };
  const linkedNow = async () => {
    const keyResults = (await desk.findGoals()).tree.keyResults();
    return ((await desk.facts.linked(keyResults)).get('load') ?? []).map(({ ref }) => ref.id).toSorted();
  };

  test('are followed page by page, and their key results measured', async () => {
    await know('1', '2', '3', '4');
    expect(await findLinked()).toEqual({ looked: 1, failed: 0 });
    expect(searches.map(({ query, cursor }) => [query, cursor])).toEqual([
      ['labels = speed', undefined],
      ['labels = speed', '2'],
    ]);
    expect(await linkedNow()).toEqual(['1', '2', '3']);
    expect(desk.measures.requested).toEqual(['load']);
  });

  test('let go what the query finds no more', async () => {
    await know('1', '2', '3');
    await findLinked();
    inTracker = ['2'];
    desk.wait(hour);
    await findLinked();
    expect(await linkedNow()).toEqual(['2']);
  });

  test('are asked on schedule and change nothing when nothing changed', async () => {
    await know('1', '2', '3');
    await findLinked();
    await findLinked();
    expect(searches).toHaveLength(2);
    desk.wait(hour);
    await findLinked();
    expect(searches).toHaveLength(4);
    expect(desk.measures.requested).toEqual(['load']);
  });

  test('have issues reviewed that nobody has seen, and look again soon', async () => {
    await know('1');
    await findLinked();
    expect(reviews.map(({ ref }) => ref.id)).toEqual(['2', '3']);
    await know('2', '3');
    desk.wait(2 * 60_000);
    await findLinked();
    expect(await linkedNow()).toEqual(['1', '2', '3']);
  });

  test('keep what they found when the tracker fails, and say so', async () => {
    await know('1', '2', '3');
    await findLinked();
    desk.wait(hour);
    trouble = new TrackerError('invalid', 'Jira searchIssues: the field speed does not exist');
    expect(await findLinked()).toEqual({ looked: 1, failed: 1 });
    expect(await linkedNow()).toEqual(['1', '2', '3']);
    const look = (await desk.looks.of(['load'])).get('load');
    expect(look?.problem).toContain('the field speed does not exist');
  });

  test('that find too many link none of them', async () => {
    inTracker = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
    await know(...inTracker);
    expect(await findLinked()).toEqual({ looked: 1, failed: 1 });
    expect(searches).toHaveLength(3);
    expect(await linkedNow()).toEqual([]);
    expect((await desk.looks.of(['load'])).get('load')?.problem).toContain('more than 5 issues');
  });

  test.each([
    ['10040', 'filter = 10040'],
    ['Slow "pages"', 'filter = "Slow \\"pages\\""'],
  ])('by the saved filter %s ask for %s', async (value, query) => {
    const [objective] = goals.objectives;
    const [load] = objective?.keyResults ?? [];
    if (!objective || !load) throw new Error('no goals');
    const link = { by: 'filter', tracker: 'jira', value } as const;
    await desk.importGoals({
      objectives: [{ ...objective, keyResults: [{ ...load, source: { kind: 'issues', link } }] }],
    });
    await findLinked();
    expect(searches[0]?.query).toBe(query);
  });
});
