import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FieldChange, FieldValue, SyncedField } from '../../src/domain/write-back/fields.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { createLinearTracker, type LinearTracker } from '../../src/trackers/linear/index.ts';
import { labelIdOf, linearConfig, setLinearLabel, setUpLinear } from '../helpers/linear-bench.ts';
import { vendorSchemasAreThere, WITHOUT_VENDOR_SCHEMAS, watchCalls } from '../helpers/vendor-schemas.ts';

let sandbox: Sandbox;
let watch: ReturnType<typeof watchCalls> | null = null;
let tracker: LinearTracker;
let issue: { id: string; key: string };

beforeAll(async () => {
  sandbox = await createSandbox({ backlog: 'empty' });
  if (vendorSchemasAreThere) watch = watchCalls(sandbox.linear.calls);
  await setUpLinear(sandbox.linear);
});
afterAll(() => sandbox.close());
beforeEach(() => {
  tracker = createLinearTracker(linearConfig(sandbox.linear));
  issue = sandbox.linear.createIssue({ team: 'PAY', title: 'Split a bill' });
  sandbox.linear.calls.reset();
});

const change = (field: SyncedField, to: FieldValue, from: FieldValue = null): FieldChange => ({
  field,
  from,
  to,
});
const fields = async () => (await tracker.fetchIssue(issue.id))?.fields;
const labels = () => sandbox.linear.issue(issue.key).labels;
const cards = () => [...sandbox.linear.raw(issue.key).attachments.values()];
const calls = () => sandbox.linear.calls.counts();

describe('the fields of an issue in Linear', () => {
  it('cost one call to read, and one each for the issue and its card to write', async () => {
    await fields();
    const changes = [
      change('size', 'meso'),
      change('framing', 'need'),
      change('priority', 'this week'),
      change('persona', 'a waiter with full hands'),
      change('okrProgress', 42),
    ];
    expect(await tracker.writeFields(issue.id, changes)).toEqual([]);
    expect(calls()).toEqual({ 'POST issue': 1, 'POST issueUpdate': 1, 'POST attachmentCreate': 1 });
    expect(await fields()).toMatchObject({
      size: 'meso',
      framing: 'need',
      priority: 'this week',
      persona: 'a waiter with full hands',
      okrProgress: 42,
      problem: null,
      due: null,
    });
  });

  it('make no call when nothing differs', async () => {
    await tracker.writeFields(issue.id, [change('size', 'meso'), change('persona', 'a waiter')]);
    await fields();
    sandbox.linear.calls.reset();
    const same = [change('size', 'meso', 'meso'), change('persona', 'a waiter', 'a waiter')];
    expect(await tracker.writeFields(issue.id, same)).toEqual([]);
    expect(calls()).toEqual({});
  });

  it('are looked at again when they are written later than they were seen', async () => {
    await fields();
    setLinearLabel(sandbox.linear, issue.key, 'size', 'micro');
    const elsewhere = createLinearTracker(linearConfig(sandbox.linear));
    await elsewhere.writeFields(issue.id, [change('framing', 'recipe')]);
    expect(calls()).toEqual({ 'POST issue': 2, 'POST issueUpdate': 1 });
    expect(await fields()).toMatchObject({ size: 'micro', framing: 'recipe' });
  });

  it('stay with the issue when it moves to another team', async () => {
    await tracker.writeFields(issue.id, [change('size', 'meso'), change('due', 'quarter')]);
    sandbox.linear.moveIssue(issue.key, 'APP');
    expect(await fields()).toMatchObject({ size: 'meso', due: 'quarter' });
  });
});

describe('labels', () => {
  it('of other groups, and plain ones, are never touched', async () => {
    sandbox.linear.editIssue(issue.key, { labels: ['urgent', 'recipes'] });
    await tracker.writeFields(issue.id, [change('framing', 'recipe')]);
    expect(labels()).toEqual(['urgent', 'recipes', 'recipe']);
    await tracker.writeFields(issue.id, [change('framing', null, 'recipe')]);
    expect(labels()).toEqual(['urgent', 'recipes']);
  });

  it('that a person chose since the issue was seen win over a mission field', async () => {
    await fields();
    setLinearLabel(sandbox.linear, issue.key, 'size', 'macro');
    const problems = await tracker.writeFields(issue.id, [
      change('size', 'micro'),
      change('framing', 'need'),
    ]);
    expect(problems).toEqual([]);
    expect(await fields()).toMatchObject({ size: 'macro', framing: 'need' });
  });

  it('that a person chose give way to the framing, which is Waymark’s', async () => {
    await fields();
    setLinearLabel(sandbox.linear, issue.key, 'framing', 'recipe');
    expect(await tracker.writeFields(issue.id, [change('framing', 'need')])).toEqual([]);
    expect(labels()).toEqual(['need']);
  });

  it('that people add to a group are values like the others', async () => {
    const group = [...sandbox.linear.workspace.labels.values()].find(({ name }) => name === 'Mission size');
    const nano = {
      ...sandbox.linear.workspace.labels.get(labelIdOf(sandbox.linear, 'Mission size', 'micro')),
    };
    const id = '5f0f7a3e-0000-4000-8000-0000000000aa';
    sandbox.linear.workspace.labels.set(id, { ...nano, id, name: 'Nano', parentId: group?.id } as never);
    sandbox.linear.setLabels(issue.key, [id]);
    expect((await fields())?.size).toBe('Nano');
    expect(await tracker.writeFields(issue.id, [change('size', 'meso', 'Nano')])).toEqual([]);
    expect(labels()).toEqual(['meso']);
  });
});

describe('the priority', () => {
  it.each([
    ['yesterday', 'Urgent'],
    ['today', 'Urgent'],
    ['this week', 'High'],
    ['this month', 'Medium'],
    ['this quarter', 'Low'],
    ['next year', 'Low'],
  ])('%s is %s in Linear, and reads back as it was written', async (answer, native) => {
    await tracker.writeFields(issue.id, [change('priority', answer)]);
    expect(sandbox.linear.issue(issue.key).priority).toBe(native);
    expect((await fields())?.priority).toBe(answer);
    await tracker.writeFields(issue.id, [change('priority', null, answer)]);
    expect(sandbox.linear.issue(issue.key).priority).toBe('No priority');
    expect((await fields())?.priority).toBeNull();
    expect(cards()).toEqual([]);
  });

  it('is a person’s once a person has changed it', async () => {
    await tracker.writeFields(issue.id, [change('priority', 'next year')]);
    sandbox.linear.editIssue(issue.key, { priority: 2 });
    expect((await fields())?.priority).toBe('this week');
  });
});

describe('the card', () => {
  it('shows what Linear has no field for, and holds it as strings and numbers', async () => {
    await tracker.writeFields(issue.id, [
      change('name', 'Split a bill'),
      change('persona', 'a waiter'),
      change('due', 'month'),
      change('okrScore', 0.7),
    ]);
    expect(cards()).toMatchObject([
      {
        url: `https://waymark.example/missions/linear/${issue.id}`,
        title: 'Mission: Split a bill',
        subtitle: 'for a waiter · due: month · score: 0.7',
        metadata: { waymark: 1, name: 'Split a bill', persona: 'a waiter', due: 'month', okrScore: 0.7 },
      },
    ]);
  });

  it('is one, brought up to date in place, and keeps what was not changed', async () => {
    await tracker.writeFields(issue.id, [change('persona', 'a waiter'), change('okrProgress', 10)]);
    const [first] = cards();
    await tracker.writeFields(issue.id, [change('okrProgress', 20, 10)]);
    expect(cards()).toMatchObject([{ id: first?.id, metadata: { persona: 'a waiter', okrProgress: 20 } }]);
  });

  it('is told to be Waymark’s alone: people cannot edit it', async () => {
    const { shownOnly } = (await tracker.fetchIssue(issue.id)) ?? {};
    expect(shownOnly).toContain('persona');
    expect(shownOnly).not.toContain('size');
    expect(shownOnly).not.toContain('priority');
  });

  it('keeps to a line of each, however long and odd the words', async () => {
    const persona = `${'long\u0000er '.repeat(60)}\nand <b>bold</b>`;
    await tracker.writeFields(issue.id, [change('persona', persona), change('name', 'n'.repeat(255))]);
    const [card] = cards();
    expect(card?.title).toHaveLength(120);
    expect(card?.subtitle).toHaveLength(250);
    expect(card?.subtitle).not.toMatch(/[\n\0]/);
  });

  it('goes when there is nothing left on it', async () => {
    await tracker.writeFields(issue.id, [change('persona', 'a waiter')]);
    await tracker.writeFields(issue.id, [change('persona', null, 'a waiter')]);
    expect(cards()).toEqual([]);
    expect((await fields())?.persona).toBeNull();
  });

  it('is empty for good reason when a person took it off', async () => {
    await tracker.writeFields(issue.id, [change('persona', 'a waiter')]);
    sandbox.linear.raw(issue.key).attachments.clear();
    expect((await fields())?.persona).toBeNull();
  });

  it('is not mistaken for a link that somebody added', async () => {
    sandbox.linear.raw(issue.key).attachments.set('x', {
      ...({ kind: 'Attachment', id: 'a-1', archivedAt: null, title: 'A link', subtitle: null } as const),
      ...{ createdAt: new Date(), updatedAt: new Date(), issueId: issue.id, creatorId: '' },
      url: 'https://waymark.example/missions/linear/another',
      metadata: { persona: 'somebody else' },
    });
    expect((await fields())?.persona).toBeNull();
  });

  it('moves along when Waymark gets another address', async () => {
    await createLinearTracker({ ...linearConfig(sandbox.linear), publicUrl: null }).writeFields(issue.id, [
      change('persona', 'a waiter'),
    ]);
    expect(cards().map(({ url }) => url)).toEqual([`https://waymark.invalid/missions/linear/${issue.id}`]);
    expect((await fields())?.persona).toBe('a waiter');
    await tracker.writeFields(issue.id, [change('okrProgress', 5)]);
    expect(cards()).toMatchObject([
      {
        url: `https://waymark.example/missions/linear/${issue.id}`,
        metadata: { persona: 'a waiter', okrProgress: 5 },
      },
    ]);
  });
});

describe('what Linear refuses', () => {
  const forbidden = {
    data: null,
    errors: [{ message: 'Not for you', extensions: { type: 'forbidden', code: 'FORBIDDEN' } }],
  };

  it('is told with its remedy, and the rest is written', async () => {
    await fields();
    sandbox.linear.faults.plan({
      match: { field: 'issueUpdate' },
      times: 3,
      fault: { kind: 'answer', status: 200, body: forbidden },
    });
    const changes = [change('size', 'meso'), change('framing', 'need'), change('persona', 'a waiter')];
    const remedy = expect.stringContaining('LINEAR_API_KEY');
    expect(await tracker.writeFields(issue.id, changes)).toMatchObject([
      { project: 'PAY', field: 'size', remedy },
      { project: 'PAY', field: 'framing', remedy },
    ]);
    expect(await fields()).toMatchObject({ size: null, framing: null, persona: 'a waiter' });
  });

  it('is no longer refused once the label that was gone is there again', async () => {
    await fields();
    const { labels: all } = sandbox.linear.workspace;
    const old = all.get(labelIdOf(sandbox.linear, 'Mission size', 'meso'));
    if (!old) throw new Error('no label');
    const id = '5f0f7a3e-0000-4000-8000-0000000000bb';
    all.delete(old.id);
    all.set(id, { ...old, id });
    expect(await tracker.writeFields(issue.id, [change('size', 'meso')])).toEqual([]);
    expect((await fields())?.size).toBe('meso');
  });

  it('for the moment only is left to the queue', async () => {
    await fields();
    sandbox.linear.faults.plan({ fault: { kind: 'rate-limited', retryAfterSeconds: 7 } });
    await expect(tracker.writeFields(issue.id, [change('size', 'meso')])).rejects.toMatchObject({
      kind: 'rate-limited',
    });
  });
});

describe('one value for many issues', () => {
  it('costs one call for fifty of them', async () => {
    const issues = Array.from({ length: 120 }, () =>
      sandbox.linear.createIssue({ team: 'PAY', title: 'One' }),
    );
    sandbox.linear.calls.reset();
    const refused = await tracker.writeFieldOfMany?.(
      issues.map(({ id }) => id),
      change('framing', 'need'),
    );
    expect(refused).toEqual([]);
    expect(calls()).toEqual({ 'POST issueLabels': 1, 'POST issueBatchUpdate': 3 });
    expect(new Set(issues.map(({ key }) => sandbox.linear.issue(key).labels.join()))).toEqual(
      new Set(['need']),
    );
  });

  it('reaches the cards one by one', async () => {
    const other = sandbox.linear.createIssue({ team: 'PAY', title: 'Two' });
    await tracker.writeFieldOfMany?.([issue.id, other.id], change('due', 'year'));
    expect((await tracker.fetchIssue(other.id))?.fields.due).toBe('year');
    expect((await fields())?.due).toBe('year');
  });

  it('is answered with all of them where the label is missing', async () => {
    expect(await tracker.writeFieldOfMany?.([issue.id], change('size', 'gigantic'))).toEqual([issue.id]);
  });
});

describe('a workspace that is not set up', () => {
  const without = async (wanted: (name: string) => boolean, test: () => Promise<void>) => {
    const all = sandbox.linear.workspace.labels;
    const gone = [...all.values()].filter(({ name, isGroup }) => isGroup && wanted(name));
    for (const { id } of gone) all.delete(id);
    await test();
    for (const group of gone) all.set(group.id, group);
  };

  it('is no problem as long as nobody has asked for it', async () => {
    await without(
      () => true,
      async () => {
        const fetched = await tracker.fetchIssue(issue.id);
        expect(fetched?.fields).not.toHaveProperty('framing');
        expect(fetched?.fields).toMatchObject({ priority: null, persona: null });
        expect(fetched?.fieldProblems).toEqual([]);
      },
    );
  });

  it('is one where a group is missing beside others, with its remedy', async () => {
    await without(
      (name) => name === 'Mission value',
      async () => {
        const problem = {
          project: 'PAY',
          field: 'value',
          message: 'Linear’s workspace has no label group “Mission value”',
          remedy: expect.stringContaining('`waymark provision`'),
        };
        expect((await tracker.fetchIssue(issue.id))?.fieldProblems).toEqual([problem]);
        const changes = [change('value', 'risk'), change('size', 'micro')];
        expect(await tracker.writeFields(issue.id, changes)).toEqual([problem]);
        expect((await fields())?.size).toBe('micro');
      },
    );
  });

  it('is told with the name of the label that is missing', async () => {
    expect(await tracker.writeFields(issue.id, [change('value', 'fame')])).toEqual([
      {
        project: 'PAY',
        field: 'value',
        message: 'the label group “Mission value” has no label “fame”',
        remedy: expect.stringContaining('`waymark provision`'),
      },
    ]);
  });
});

// Last in the file: the suites above have made every kind of call.
describe('all calls about Linear’s fields', () => {
  const left = vendorSchemasAreThere ? '' : ` (left out: ${WITHOUT_VENDOR_SCHEMAS})`;
  it.runIf(vendorSchemasAreThere)(`are what the vendor’s definition allows${left}`, () => {
    expect(watch?.watched.length).toBeGreaterThan(30);
    expect(watch?.problems()).toEqual([]);
  });
});
