import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultKind } from '../../src/sandbox/faults.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import type { SandboxTracker } from '../../src/sandbox/tracker.ts';
import { createJiraTracker } from '../../src/trackers/jira/index.ts';
import { createLinearTracker } from '../../src/trackers/linear/index.ts';
import { vendorSchemasAreThere, WITHOUT_VENDOR_SCHEMAS, watchCalls } from '../helpers/vendor-schemas.ts';
import { type TrackerBench, type TrackerFault, trackerContract } from './tracker.contract.ts';

let sandbox: Sandbox;
let watches: ReturnType<typeof watchCalls>[] = [];

beforeAll(async () => {
  sandbox = await createSandbox({ backlog: 'empty' });
  const logs = [sandbox.jira.calls, sandbox.linear.calls];
  if (vendorSchemasAreThere) watches = logs.map((log) => watchCalls(log));
});
afterAll(() => sandbox.close());

function faultFor(fault: TrackerFault): FaultKind {
  switch (fault.kind) {
    case 'rate-limited':
      return { kind: 'rate-limited', retryAfterSeconds: fault.retryAfterSeconds };
    case 'unavailable':
      return { kind: 'answer', status: 503 };
    case 'silent':
      return { kind: 'hang' };
    case 'applied-then-dropped':
      return { kind: 'apply-then-drop' };
  }
}

function common(side: SandboxTracker, key: string) {
  return {
    deleteIssue: () => side.deleteIssue(key),
    commentTexts: () => side.comments(key).map(({ text }) => text),
    addCommentAsPerson: (words: string) => void side.addComment(key, words),
    deleteCommentAsPerson: (id: string) => side.deleteComment(key, id),
    failNext: (fault: TrackerFault) => side.faults.plan({ fault: faultFor(fault) }),
    calls: () => side.calls.total,
    close: async () => side.faults.clear(),
  };
}

trackerContract('Jira', async (): Promise<TrackerBench> => {
  const { jira } = sandbox;
  const issue = jira.createIssue({ project: 'SHOP', summary: 'A title', type: 'Story' });
  return {
    ...common(jira, issue.key),
    tracker: createJiraTracker({
      baseUrl: jira.url,
      email: jira.email,
      apiToken: jira.apiToken,
      webhookSecret: 'secret',
      timeoutMs: 500,
    }),
    issue,
    choosesIds: false,
    editTitle: (summary) => void jira.editIssue(issue.key, { summary }),
  };
});

trackerContract('Linear', async (): Promise<TrackerBench> => {
  const { linear } = sandbox;
  const team = [...linear.workspace.teams.values()][0]?.key ?? '';
  const issue = linear.createIssue({ team, title: 'A title' });
  return {
    ...common(linear, issue.key),
    tracker: createLinearTracker({
      apiUrl: linear.apiUrl,
      apiKey: linear.apiKey,
      webhookSecret: 'secret',
      timeoutMs: 500,
    }),
    issue,
    choosesIds: true,
    editTitle: (title) => void linear.editIssue(issue.key, { title }),
  };
});

// Last in the file: the suites above have made every kind of call.
describe('all calls of both trackers', () => {
  const left = vendorSchemasAreThere ? '' : ` (left out: ${WITHOUT_VENDOR_SCHEMAS})`;
  it.runIf(vendorSchemasAreThere)(`are what their vendors’ definitions allow${left}`, () => {
    expect(watches.map(({ watched }) => watched.length > 30)).toEqual([true, true]);
    expect(watches.flatMap(({ problems }) => problems())).toEqual([]);
  });
});
