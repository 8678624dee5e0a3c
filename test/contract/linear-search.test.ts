import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IssueSearch } from '../../src/domain/ports.ts';
import { paragraph, text } from '../../src/domain/rich-text.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { createLinearTracker, type LinearTracker } from '../../src/trackers/linear/index.ts';
import { linearConfig, setLinearLabel, setUpLinear } from '../helpers/linear-bench.ts';
import { vendorSchemasAreThere, WITHOUT_VENDOR_SCHEMAS, watchCalls } from '../helpers/vendor-schemas.ts';

const MANY = 420;
let sandbox: Sandbox;
let watch: ReturnType<typeof watchCalls> | null = null;
let tracker: LinearTracker;

beforeAll(async () => {
  sandbox = await createSandbox({ backlog: 'empty' });
  const { linear } = sandbox;
  if (vendorSchemasAreThere) watch = watchCalls(linear.calls);
  await setUpLinear(linear);
  tracker = createLinearTracker(linearConfig(linear));
  for (let number = 1; number <= MANY; number += 1) {
    linear.createIssue({ team: number % 4 === 0 ? 'APP' : 'PAY', title: `Issue ${number}` });
  }
  setLinearLabel(linear, 'PAY-7', 'size', 'meso');
});
afterAll(() => sandbox.close());

async function allOf(search: IssueSearch) {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await tracker.searchIssues({ ...search, ...(cursor !== null && { cursor }) });
    found.push(...page.issues.map(({ issue }) => issue.key));
    cursor = page.next;
  } while (cursor !== null);
  return found;
}

async function costOf(search: IssueSearch) {
  sandbox.linear.calls.reset();
  const found = await allOf(search);
  return { found, reads: sandbox.linear.calls.reads };
}

describe('looking for issues in Linear', () => {
  it('gives every issue once, fifty to a call, within what a query may cost', async () => {
    sandbox.linear.settings.enforceLimits = true;
    const { found, reads } = await costOf({});
    sandbox.linear.settings.enforceLimits = false;
    expect(new Set(found).size).toBe(MANY);
    expect(found).toHaveLength(MANY);
    // The same rate reads 10,000 issues in 200 calls.
    expect(reads).toBe(Math.ceil(MANY / 50));
  });

  it('leaves an hour’s complexity for others: 10,000 issues cost less than half of it', async () => {
    const document = sandbox.linear.calls.filter({ operation: 'WaymarkIssues' }).at(-1)?.body;
    const response = await fetch(sandbox.linear.apiUrl, {
      method: 'POST',
      headers: { authorization: sandbox.linear.apiKey, 'content-type': 'application/json' },
      body: JSON.stringify(document),
    });
    const price = Number(response.headers.get('x-complexity'));
    expect(price).toBeGreaterThan(1000);
    expect(price).toBeLessThan(10_000);
    expect(price * 200).toBeLessThan(3_000_000 / 2);
  });

  it('gives each as a look at it alone does', async () => {
    let page = await tracker.searchIssues({ query: 'PAY' });
    const inPage = () => page.issues.find(({ issue }) => issue.key === 'PAY-7');
    while (!inPage() && page.next) page = await tracker.searchIssues({ query: 'PAY', cursor: page.next });
    const found = inPage();
    expect(found).toEqual(await tracker.fetchIssue(sandbox.linear.issue('PAY-7').id));
    expect(found?.fields).toMatchObject({ size: 'meso', framing: null });
  });

  it('keeps to one team, or to several', async () => {
    const app = await allOf({ query: 'app' });
    expect(app).toHaveLength(MANY / 4);
    expect(app.every((key) => key.startsWith('APP-'))).toBe(true);
    expect(await allOf({ query: 'APP, PAY' })).toHaveLength(MANY);
  });

  it('refuses what is no team’s key, with how to ask', async () => {
    const search = { query: 'project = PAY' };
    const refusal = { kind: 'invalid', message: expect.stringContaining('PAY,APP') };
    await expect(tracker.searchIssues(search)).rejects.toMatchObject(refusal);
    await expect(tracker.countIssues(search)).rejects.toMatchObject(refusal);
  });

  it('gives what was updated since, also to the millisecond', async () => {
    const { updatedAt } = (await tracker.fetchIssue(sandbox.linear.issue('PAY-7').id))?.issue ?? {};
    sandbox.linear.editIssue('PAY-3', { title: 'Changed' });
    const found = await allOf({ updatedSince: updatedAt ?? '' });
    expect(found).toContain('PAY-7');
    expect(found).toContain('PAY-3');
    const later = new Date(Date.parse(updatedAt ?? '') + 1).toISOString();
    expect(await allOf({ updatedSince: later })).not.toContain('PAY-7');
    expect(await allOf({ query: 'APP', updatedSince: later })).toEqual([]);
  });

  it('goes on where it stopped, in another process', async () => {
    const first = await tracker.searchIssues({ query: 'PAY' });
    const elsewhere = createLinearTracker(linearConfig(sandbox.linear));
    const second = await elsewhere.searchIssues({ query: 'PAY', cursor: first.next ?? '' });
    const keys = [...first.issues, ...second.issues].map(({ issue }) => issue.key);
    expect(new Set(keys).size).toBe(100);
  });

  it('reads an issue with uncommonly many labels again on its own', async () => {
    const labels = Array.from({ length: 20 }, (_, index) => `label ${index}`);
    const { key } = sandbox.linear.createIssue({ team: 'LAB', title: 'All the labels', labels });
    setLinearLabel(sandbox.linear, key, 'size', 'macro');
    const { issues } = await tracker.searchIssues({ query: 'LAB' });
    expect(issues[0]?.issue.labels).toHaveLength(21);
    expect(issues[0]?.fields.size).toBe('macro');
  });

  it('tells whether Waymark may have commented', async () => {
    const { id, key } = sandbox.linear.createIssue({ team: 'COM', title: 'One' });
    sandbox.linear.addComment(key, 'I like it.');
    expect((await tracker.searchIssues({ query: 'COM' })).issues[0]?.mayHoldOwnComment).toBe(false);
    await tracker.createComment(id, [paragraph(text('Who needs it?'))]);
    expect((await tracker.searchIssues({ query: 'COM' })).issues[0]?.mayHoldOwnComment).toBe(true);
  });
});

describe('counting issues in Linear', () => {
  it('is exact for teams, in one call', async () => {
    sandbox.linear.calls.reset();
    expect(await tracker.countIssues({ query: 'APP' })).toBe(MANY / 4);
    expect(sandbox.linear.calls.total).toBe(1);
    expect(await tracker.countIssues({})).toBeGreaterThanOrEqual(MANY);
  });

  it('is not possible by time', async () => {
    expect(await tracker.countIssues({ updatedSince: '2026-01-01T00:00:00.000Z' })).toBeNull();
  });

  it('says when there is no such team', async () => {
    await expect(tracker.countIssues({ query: 'PYA' })).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('PYA'),
    });
  });
});

describe('which issues are still there', () => {
  it('is told for hundreds in two calls, deleted and moved ones included', async () => {
    const ids = sandbox.linear.issueKeys().map((key) => sandbox.linear.issue(key).id);
    const [gone = '', binned = '', moved = ''] = ids;
    sandbox.linear.deleteIssue(sandbox.linear.issueKeys()[0] ?? '');
    sandbox.linear.moveIssue(sandbox.linear.workspace.issues.get(moved)?.identifier ?? '', 'APP');
    const inTheBin = sandbox.linear.workspace.issues.get(binned);
    if (inTheBin) Object.assign(inTheBin, { trashed: true, archivedAt: new Date() });
    sandbox.linear.calls.reset();
    const exist = await tracker.whichExist(ids);
    expect(sandbox.linear.calls.total).toBe(2);
    expect(exist.has(gone)).toBe(false);
    expect(exist.has(binned)).toBe(false);
    expect(exist.has(moved)).toBe(true);
    expect(exist.size).toBe(ids.length - 2);
  });

  it('costs nothing for no issues', async () => {
    sandbox.linear.calls.reset();
    expect(await tracker.whichExist([])).toEqual(new Set());
    expect(sandbox.linear.calls.total).toBe(0);
  });
});

describe('a person’s comment in Linear', () => {
  const written = async (by: string, team = 'PAY') => {
    const { id, key } = sandbox.linear.createIssue({ team, title: 'Talked about' });
    const comment = sandbox.linear.addComment(key, '/waymark recheck', by);
    return { issueId: id, key, commentId: comment.id };
  };
  const mayEdit = async (by: string, team?: string) => {
    const { issueId, commentId } = await written(by, team);
    return (await tracker.fetchComment(issueId, commentId))?.authorMayEdit;
  };

  it('is given with its words and its author, in one call', async () => {
    sandbox.linear.addPerson('Ines', 'ines@shop.example');
    const { issueId, commentId } = await written('Ines');
    sandbox.linear.calls.reset();
    expect(await tracker.fetchComment(issueId, commentId)).toEqual({
      id: commentId,
      issueId,
      text: '/waymark recheck',
      author: { id: expect.any(String), name: 'Ines' },
      authorMayEdit: true,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
    expect(sandbox.linear.calls.total).toBe(1);
  });

  it('tells who may edit: members, of teams that are not open to all their own members only', async () => {
    sandbox.linear.addPerson('Olga', 'olga@shop.example');
    sandbox.linear.changePerson('Olga', { teams: ['APP'] });
    expect(await mayEdit('Olga')).toBe(true);
    sandbox.linear.addTeam('SEC', 'Security');
    sandbox.linear.changeTeam('SEC', { visibility: 'private' });
    expect(await mayEdit('Olga', 'SEC')).toBe(false);
    sandbox.linear.changePerson('Olga', { teams: ['APP', 'SEC'] });
    expect(await mayEdit('Olga', 'SEC')).toBe(true);
  });

  it('of a guest, an app or somebody who has left is nobody’s who may edit', async () => {
    sandbox.linear.addPerson('Gustav', 'gustav@agency.example');
    sandbox.linear.changePerson('Gustav', { guest: true });
    expect(await mayEdit('Gustav')).toBe(false);
    sandbox.linear.changePerson('Gustav', { guest: false, active: false });
    expect(await mayEdit('Gustav')).toBe(false);
    expect(await mayEdit('Waymark')).toBe(false);
  });

  it('is null when it, or its issue, is gone or another', async () => {
    const { issueId, key, commentId } = await written('Ines');
    const other = await written('Ines');
    expect(await tracker.fetchComment(other.issueId, commentId)).toBeNull();
    sandbox.linear.deleteComment(key, commentId);
    expect(await tracker.fetchComment(issueId, commentId)).toBeNull();
    sandbox.linear.deleteIssue(other.key);
    expect(await tracker.fetchComment(other.issueId, other.commentId)).toBeNull();
  });
});

// Last in the file: the suites above have made every kind of call.
describe('all of these calls', () => {
  const left = vendorSchemasAreThere ? '' : ` (left out: ${WITHOUT_VENDOR_SCHEMAS})`;
  it.runIf(vendorSchemasAreThere)(`are what the vendor’s definition allows${left}`, () => {
    expect(watch?.watched.length).toBeGreaterThan(30);
    expect(watch?.problems()).toEqual([]);
  });
});
