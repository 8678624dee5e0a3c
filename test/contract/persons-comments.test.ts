import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TrackerName, trackerNames } from '../../src/domain/issue.ts';
import type { Tracker, TrackerSearch } from '../../src/domain/ports.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { createJiraTracker } from '../../src/trackers/jira/index.ts';
import { createLinearTracker } from '../../src/trackers/linear/index.ts';
import { openIssue } from '../helpers/people.ts';
import { vendorSchemasAreThere, WITHOUT_VENDOR_SCHEMAS, watchCalls } from '../helpers/vendor-schemas.ts';

const onlooker = 'Kenji Watanabe (渡辺)';
let sandbox: Sandbox;
let watches: ReturnType<typeof watchCalls>[] = [];
let trackers: Readonly<Record<TrackerName, Tracker & Pick<TrackerSearch, 'fetchComment'>>>;

beforeAll(async () => {
  sandbox = await createSandbox();
  sandbox.jira.settings.onlookers.add(onlooker);
  sandbox.linear.changePerson(onlooker, { guest: true });
  const logs = [sandbox.jira.calls, sandbox.linear.calls];
  if (vendorSchemasAreThere) watches = logs.map((log) => watchCalls(log));
  const rest = { timeoutMs: 5_000, webhookSecret: 'secret' };
  const { url: baseUrl, email, apiToken } = sandbox.jira;
  const { apiUrl, apiKey } = sandbox.linear;
  trackers = {
    jira: createJiraTracker({ baseUrl, email, apiToken, ...rest }),
    linear: createLinearTracker({ apiUrl, apiKey, ...rest }),
  };
});
afterAll(() => sandbox?.close());

describe.each(trackerNames)('a comment that a person wrote in %s', (name) => {
  const write = (text: string, actor?: string) => {
    const issue = openIssue(sandbox, name);
    return { issue, comment: sandbox[name].addComment(issue.key, text, actor) };
  };

  it('is read as Markdown, with who wrote it, when, and that they may edit', async () => {
    const { issue, comment } = write('Hello\n\n/waymark off\n\n> quoted\n\n`code`');
    const fetched = await trackers[name].fetchComment(issue.id, comment.id);
    expect(fetched).toMatchObject({
      id: comment.id,
      issueId: issue.id,
      author: { name: comment.author },
      authorMayEdit: true,
      createdAt: comment.createdAt.toISOString(),
    });
    expect(fetched?.text).toMatch(/^Hello\n\n\/waymark off\n\n> quoted\n\n`code`$/);
  });

  it('tells when its words were written, and edited', async () => {
    const { issue, comment } = write('one');
    await new Promise((resolve) => setTimeout(resolve, 3));
    sandbox[name].editComment(issue.key, comment.id, 'two');
    const fetched = await trackers[name].fetchComment(issue.id, comment.id);
    expect(fetched?.text).toBe('two');
    expect(Date.parse(fetched?.updatedAt ?? '')).toBeGreaterThan(Date.parse(fetched?.createdAt ?? ''));
  });

  it('is not by somebody who may edit when it is by an onlooker', async () => {
    const { issue, comment } = write('/waymark off', onlooker);
    expect(await trackers[name].fetchComment(issue.id, comment.id)).toMatchObject({ authorMayEdit: false });
  });

  it('is null when it is gone, was never there, or is on another issue', async () => {
    const { issue, comment } = write('/waymark off');
    const other = openIssue(sandbox, name);
    expect(await trackers[name].fetchComment(other.id, comment.id)).toBeNull();
    sandbox[name].deleteComment(issue.key, comment.id);
    expect(await trackers[name].fetchComment(issue.id, comment.id)).toBeNull();
    const unknown = { jira: '1', linear: '00000000-0000-4000-8000-000000000000' }[name];
    expect(await trackers[name].fetchComment(issue.id, unknown)).toBeNull();
  });
});

it('by whom is not told in Jira to an account without rights, which says what it lacks', async () => {
  const issue = openIssue(sandbox, 'jira');
  const { id } = sandbox.jira.addComment(issue.key, '/waymark off');
  sandbox.jira.settings.administrator = false;
  const fetched = await trackers.jira.fetchComment(issue.id, id);
  sandbox.jira.settings.administrator = true;
  expect(fetched).toMatchObject({
    authorMayEdit: false,
    cannotTell: expect.stringContaining('Administer projects'),
  });
});

it('of Waymark’s own costs no look at anybody’s rights', async () => {
  const issue = openIssue(sandbox, 'jira');
  const body = [{ kind: 'paragraph' as const, children: [{ kind: 'text' as const, text: '/waymark off' }] }];
  const { id } = await trackers.jira.createComment(issue.id, body);
  sandbox.jira.calls.reset();
  expect(await trackers.jira.fetchComment(issue.id, id)).toMatchObject({ authorMayEdit: false });
  expect(sandbox.jira.calls.total).toBe(1);
});

it.runIf(vendorSchemasAreThere)('is asked for as the vendors define it', () => {
  expect(watches.flatMap(({ problems }) => problems())).toEqual([]);
  expect(watches.map(({ watched }) => watched.length > 0)).toEqual([true, true]);
});
if (!vendorSchemasAreThere) it.skip(`left out: ${WITHOUT_VENDOR_SCHEMAS}`, () => {});
