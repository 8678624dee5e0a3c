import type { IssueFacts } from '../../src/domain/okr/issue-links.ts';
import { createIssueMeasure } from '../../src/domain/okr/measure.ts';
import { createRandom } from '../../src/domain/okr/random.ts';
import { readGoals } from '../../src/domain/okr/read-goals.ts';
import type { BenchPart, Line } from './part.ts';

const keyResultCount = 1000;

/** A thousand key results, each measured by the issues of its label. */
export const { goals: manyGoals } = readGoals({
  objectives: Array.from({ length: keyResultCount / 4 }, (_, index) => ({
    statement: `Objective ${index}`,
    keyResults: Array.from({ length: 4 }, (_, at) => ({
      id: `kr-${index * 4 + at}`,
      statement: `Key result ${index * 4 + at}`,
      target: '100%',
      source: { kind: 'issues', weight: 'estimate', link: { by: 'label', value: `okr-${index * 4 + at}` } },
    })),
  })),
});
const keyResults = manyGoals.filter((goal) => goal.kind === 'key-result');

function issues(count: number): IssueFacts[] {
  const random = createRandom(`bench ${count}`);
  return Array.from({ length: count }, (_, index) => ({
    ref: { tracker: 'jira', id: String(index) },
    labels: [{ name: `okr-${Math.floor(random.uniform() * keyResultCount)}` }, { name: 'backend' }],
    customFields: [{ id: 'customfield_1', name: 'Team', value: 'Checkout' }],
    status: random.uniform() < 0.5 ? { name: 'Done', category: 'done' } : { name: 'Open', category: 'todo' },
    estimate: 1 + Math.floor(random.uniform() * 8),
    epics: [`SHOP-${index % 500}`],
    linearProjects: [],
    linearInitiatives: [],
    foundBy: [],
    missionSize: null,
  }));
}

/** The model alone: a thousand key results measured by the issues linked to them, and what one changed issue costs. */
export const okrModel: BenchPart = {
  name: 'okr-model',
  on: 'no binding',
  async run({ size }) {
    // The first round warms up the compiler.
    measured(size.scales[0] ?? 1_000);
    const figures = size.scales.map(measured);
    const lines = figures.flatMap(({ count, ms, usAnIssue, usAChange, touched }): Line[] => [
      [
        `${keyResultCount} key results, ${count} issues`,
        `${ms.toFixed(0).padStart(6)} ms  ${usAnIssue.toFixed(2)} µs an issue`,
      ],
      [
        '  one changed issue',
        `${usAChange.toFixed(2).padStart(6)} µs  touches ${touched.toFixed(2)} key results`,
      ],
    ]);
    return { figures, lines };
  },
};

function measured(count: number) {
  const all = issues(count);
  const started = performance.now();
  const measure = createIssueMeasure(keyResults);
  for (const issue of all) measure.set(issue);
  for (const { id } of keyResults) measure.sumsOf(id);
  const ms = performance.now() - started;
  const changed = all
    .slice(0, 1000)
    .map((issue) => ({ ...issue, status: { name: 'Done', category: 'done' as const } }));
  const before = performance.now();
  const touched = changed.reduce((sum, issue) => sum + measure.set(issue).length, 0) / changed.length;
  const usAChange = ((performance.now() - before) * 1000) / changed.length;
  return { count, ms, usAnIssue: (ms * 1000) / count, usAChange, touched };
}
