import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { createJiraTracker } from '../../src/trackers/jira/index.ts';
import { createLinearTracker } from '../../src/trackers/linear/index.ts';
import { createFakeTracker } from '../helpers/fakes/fake-tracker.ts';
import { addJiraFields, jiraConfig, jiraNameOf } from '../helpers/jira-bench.ts';
import { linearConfig, setLinearLabel, setUpLinear } from '../helpers/linear-bench.ts';
import { vendorSchemasAreThere, WITHOUT_VENDOR_SCHEMAS, watchCalls } from '../helpers/vendor-schemas.ts';
import { contractFields, type FieldsBench, trackerFieldsContract } from './tracker-fields.contract.ts';

let sandbox: Sandbox;
let watches: ReturnType<typeof watchCalls>[] = [];

beforeAll(async () => {
  sandbox = await createSandbox({ backlog: 'empty' });
  const logs = [sandbox.jira.calls, sandbox.linear.calls];
  if (vendorSchemasAreThere) watches = logs.map((log) => watchCalls(log));
  addJiraFields(sandbox.jira, contractFields);
  await setUpLinear(sandbox.linear);
});
afterAll(() => sandbox.close());

trackerFieldsContract('a fake', async (): Promise<FieldsBench> => {
  const tracker = createFakeTracker();
  const empty = { size: null, value: null, difficulty: null, framing: null };
  let last = 0;
  const add = () => {
    last += 1;
    const { ref, key } = tracker.put({ id: `SHOP-${last}` });
    tracker.giveFields(ref.id, empty);
    return { id: ref.id, key };
  };
  const issue = add();
  tracker.refuseField('size', { message: 'no option gigantic', option: 'gigantic' });
  return {
    tracker,
    issue,
    addIssues: (count) => Array.from({ length: count }, () => add().id),
    setAsPerson: (field, value) => tracker.setField(issue.id, field, value),
    deleteIssue: () => void tracker.issues.delete(issue.id),
    calls: () => tracker.calls.length,
    close: async () => {},
  };
});

trackerFieldsContract('Jira', async (): Promise<FieldsBench> => {
  const { jira } = sandbox;
  const add = () => jira.createIssue({ project: 'SHOP', summary: 'A title', type: 'Story' });
  const issue = add();
  return {
    tracker: createJiraTracker(jiraConfig(jira)),
    issue,
    addIssues: (count) => Array.from({ length: count }, () => add().id),
    setAsPerson(field, value) {
      const options = jira.field(jiraNameOf(field)).contexts[0]?.options ?? [];
      const option = options.find((one) => one.value.toLowerCase() === value);
      jira.editIssue(issue.key, { fields: { [jiraNameOf(field)]: option ? { id: option.id } : null } });
    },
    deleteIssue: () => jira.deleteIssue(issue.key),
    calls: () => jira.calls.total,
    close: async () => {},
  };
});

trackerFieldsContract('Linear', async (): Promise<FieldsBench> => {
  const { linear } = sandbox;
  const add = () => linear.createIssue({ team: 'SHOP', title: 'A title' });
  const issue = add();
  return {
    tracker: createLinearTracker(linearConfig(linear)),
    issue,
    addIssues: (count) => Array.from({ length: count }, () => add().id),
    setAsPerson: (field, value) => setLinearLabel(linear, issue.key, field, value),
    deleteIssue: () => linear.deleteIssue(issue.key),
    calls: () => linear.calls.total,
    close: async () => {},
  };
});

// Last in the file: the suites above have made every kind of call.
describe('all calls about fields', () => {
  const left = vendorSchemasAreThere ? '' : ` (left out: ${WITHOUT_VENDOR_SCHEMAS})`;
  it.runIf(vendorSchemasAreThere)(`are what the vendors’ definitions allow${left}`, () => {
    expect(watches.map(({ watched }) => watched.length > 30)).toEqual([true, true]);
    expect(watches.flatMap(({ problems }) => problems())).toEqual([]);
  });
});
