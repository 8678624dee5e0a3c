import { describe, expect, it } from 'vitest';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { createJiraTracker } from '../../src/trackers/jira/index.ts';
import { createLinearTracker } from '../../src/trackers/linear/index.ts';
import { createFakeSetup } from '../helpers/fakes/fake-setup.ts';
import { jiraConfig } from '../helpers/jira-bench.ts';
import { linearConfig } from '../helpers/linear-bench.ts';
import { vendorSchemasAreThere, WITHOUT_VENDOR_SCHEMAS, watchCalls } from '../helpers/vendor-schemas.ts';
import { type SetupBench, trackerSetupContract } from './tracker-setup.contract.ts';

const watches: ReturnType<typeof watchCalls>[] = [];

trackerSetupContract('a fake', async (): Promise<SetupBench> => {
  const tracker = createFakeSetup();
  return {
    tracker,
    loseRights: () => {
      tracker.isAdmin = false;
    },
    loseCredentials: () => {
      tracker.isLetIn = false;
    },
    writes: () => tracker.applied.length,
    close: async () => {},
  };
});

trackerSetupContract('Jira', async (): Promise<SetupBench> => {
  const sandbox = await createSandbox({ backlog: 'empty' });
  const { jira } = sandbox;
  if (vendorSchemasAreThere) watches.push(watchCalls(jira.calls));
  jira.createIssue({ project: 'SHOP', summary: 'A title', type: 'Story' });
  return {
    tracker: createJiraTracker(jiraConfig(jira)),
    loseRights: () => {
      jira.settings.administrator = false;
    },
    loseCredentials: () => jira.faults.plan({ fault: { kind: 'answer', status: 401 }, times: 9 }),
    writes: () => jira.calls.writes,
    close: () => sandbox.close(),
  };
});

trackerSetupContract('Linear', async (): Promise<SetupBench> => {
  const sandbox = await createSandbox({ backlog: 'empty' });
  const { linear } = sandbox;
  if (vendorSchemasAreThere) watches.push(watchCalls(linear.calls));
  return {
    tracker: createLinearTracker(linearConfig(linear)),
    loseRights: () => {
      linear.settings.administrator = false;
    },
    loseCredentials: () => linear.faults.plan({ fault: { kind: 'answer', status: 401 }, times: 9 }),
    writes: () => linear.calls.writes,
    close: () => sandbox.close(),
  };
});

// Last in the file: the suites above have made every kind of call.
describe('all calls that set up', () => {
  const left = vendorSchemasAreThere ? '' : ` (left out: ${WITHOUT_VENDOR_SCHEMAS})`;
  it.runIf(vendorSchemasAreThere)(`are what the vendors’ definitions allow${left}`, () => {
    expect(watches.flatMap(({ watched }) => watched).length).toBeGreaterThan(100);
    expect(watches.flatMap(({ problems }) => problems())).toEqual([]);
  });
});
