import type { IssueFacts } from '../../src/domain/okr/issue-links.ts';
import { createIssueMeasure } from '../../src/domain/okr/measure.ts';
import { createRandom } from '../../src/domain/okr/random.ts';
import { readGoals } from '../../src/domain/okr/read-goals.ts';

// Prints how long 1,000 key results take to be measured over 10,000 and 100,000 linked issues, and what one changed
// issue costs. Run with `npx tsc -p test/bench && node test-output/bench/test/bench/okr-recompute.js`.

const keyResultCount = 1000;
const { goals } = readGoals({
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
const keyResults = goals.filter((goal) => goal.kind === 'key-result');

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

const print = (line: string) => process.stdout.write(`${line}\n`);

// The first round warms up the compiler.
for (const count of [10_000, 10_000, 100_000]) {
  const all = issues(count);
  const started = performance.now();
  const measure = createIssueMeasure(keyResults);
  for (const issue of all) measure.set(issue);
  const shares = keyResults.map((one) => measure.sumsOf(one.id));
  const ms = performance.now() - started;
  const linked = shares.reduce((sum, one) => sum + one.issues, 0);
  print(
    `${count} issues, ${linked} links, ${keyResults.length} key results: ${ms.toFixed(0)} ms, ${((ms * 1000) / count).toFixed(2)} µs an issue`,
  );

  const changed = all
    .slice(0, 1000)
    .map((issue) => ({ ...issue, status: { name: 'Done', category: 'done' as const } }));
  const before = performance.now();
  const touched = changed.reduce((sum, issue) => sum + measure.set(issue).length, 0);
  const each = ((performance.now() - before) * 1000) / changed.length;
  print(
    `  one changed issue: ${each.toFixed(2)} µs, ${(touched / changed.length).toFixed(2)} key results touched on average`,
  );
}
