import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { createJiraTracker } from '../../src/trackers/jira/index.ts';
import { createLinearTracker } from '../../src/trackers/linear/index.ts';
import { createFakeTracker } from '../helpers/fakes/fake-tracker.ts';
import { jiraConfig } from '../helpers/jira-bench.ts';
import { linearConfig } from '../helpers/linear-bench.ts';
import { vendorSchemasAreThere, WITHOUT_VENDOR_SCHEMAS, watchCalls } from '../helpers/vendor-schemas.ts';
import { type SearchBench, trackerSearchContract } from './tracker-search.contract.ts';

let sandbox: Sandbox;
let watches: ReturnType<typeof watchCalls>[] = [];
let time = Date.UTC(2026, 10, 20, 9);
let lastProject = 0;

beforeAll(async () => {
  sandbox = await createSandbox({ backlog: 'empty', now: () => new Date(time) });
  const logs = [sandbox.jira.calls, sandbox.linear.calls];
  if (vendorSchemasAreThere) watches = logs.map((log) => watchCalls(log));
});
afterAll(() => sandbox.close());

const clock = {
  passMinutes: (minutes: number) => {
    time += minutes * 60_000;
  },
  now: () => new Date(time),
  close: async () => {},
};

trackerSearchContract('a fake', async (): Promise<SearchBench> => {
  const tracker = createFakeTracker();
  let last = 0;
  return {
    ...clock,
    tracker,
    query: 'SHOP',
    addIssues: (count) =>
      Array.from({ length: count }, () => {
        last += 1;
        const at = new Date(time).toISOString();
        return { id: tracker.put({ id: `SHOP-${last}`, createdAt: at, updatedAt: at }).ref.id };
      }),
    deleteIssue: (id) => void tracker.issues.delete(id),
    touch: (id) => void tracker.put({ id, updatedAt: new Date(time).toISOString() }),
  };
});

trackerSearchContract('Jira', async (): Promise<SearchBench> => {
  const { jira } = sandbox;
  lastProject += 1;
  const project = `Q${lastProject}`;
  jira.addProject(project, project);
  return {
    ...clock,
    tracker: createJiraTracker(jiraConfig(jira), { now: () => time }),
    query: `project = ${project} OR summary ~ "no order by here" ORDER BY created`,
    addIssues: (count) =>
      Array.from({ length: count }, () => jira.createIssue({ project, summary: 'A title', type: 'Story' })),
    deleteIssue: (id) => jira.deleteIssue(id),
    touch: (id) => void jira.editIssue(id, { summary: `Changed at ${time}` }),
  };
});

trackerSearchContract('Linear', async (): Promise<SearchBench> => {
  const { linear } = sandbox;
  lastProject += 1;
  const key = `Q${lastProject}`;
  linear.addTeam(key, key);
  return {
    ...clock,
    tracker: createLinearTracker(linearConfig(linear)),
    query: key,
    addIssues: (count) =>
      Array.from({ length: count }, () => linear.createIssue({ team: key, title: 'A title' })),
    deleteIssue: (id) => linear.deleteIssue(id),
    touch: (id) => void linear.editIssue(id, { title: `Changed at ${time}` }),
  };
});

describe('ten thousand issues of Jira', () => {
  it('are read in at most 110 calls, however many projects and types they are of', async () => {
    const { jira } = sandbox;
    const projects = ['A1', 'A2', 'A3', 'A4', 'A5'];
    for (let index = 0; index < 10_000; index += 1) {
      const project = projects[index % projects.length] ?? '';
      const type = ['Story', 'Bug', 'Task', 'Epic'][index % 4] ?? '';
      jira.createIssue({ project, summary: `Issue ${index}`, type });
    }
    const tracker = createJiraTracker(jiraConfig(jira), { now: () => time });
    const before = jira.calls.total;
    const query = `project in (${projects.join(', ')})`;
    expect(await tracker.countIssues({ query })).toBe(10_000);
    let found = 0;
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await tracker.searchIssues({ query, ...(cursor && { cursor }) });
      found += page.issues.filter(({ fields }) => fields.size === null).length;
      cursor = page.next;
    }
    expect(found).toBe(10_000);
    expect(jira.calls.total - before).toBeLessThanOrEqual(110);
  }, 60_000);
});

// Last in the file: the suites above have made every kind of call.
describe('all calls of searches', () => {
  const left = vendorSchemasAreThere ? '' : ` (left out: ${WITHOUT_VENDOR_SCHEMAS})`;
  it.runIf(vendorSchemasAreThere)(`are what the vendors’ definitions allow${left}`, () => {
    expect(watches.map(({ watched }) => watched.length > 10)).toEqual([true, true]);
    expect(watches.flatMap(({ problems }) => problems())).toEqual([]);
  });
});
