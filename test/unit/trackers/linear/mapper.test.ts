import { describe, expect, it } from 'vitest';
import { issueAnswer } from '../../../../src/trackers/linear/issue-schema.ts';
import {
  descriptionFromLinear,
  issueFromLinear,
  issueTypeFromLinear,
  statusCategoryFromLinear,
} from '../../../../src/trackers/linear/mapper.ts';

const id = '5f0f7a3e-0000-4000-8000-000000000001';

function fromLinear(issue: unknown) {
  const answer = issueAnswer.parse({ issue }).issue;
  if (!answer) throw new Error('no issue');
  return issueFromLinear(answer);
}

describe('an issue from Linear', () => {
  it('has everything that Waymark reads', () => {
    const issue = fromLinear({
      id,
      identifier: 'WEB-7',
      url: 'https://linear.app/shop/issue/WEB-7/a-title',
      title: 'Bookmark items',
      description: 'As a shopper\r\n\r\n* one',
      priority: 2,
      priorityLabel: 'High',
      estimate: 3,
      dueDate: '2026-04-01',
      createdAt: '2026-03-01T10:00:00.000Z',
      updatedAt: '2026-03-02T10:00:00.000Z',
      trashed: null,
      team: { key: 'WEB' },
      state: { name: 'In Review', type: 'started' },
      parent: null,
      labels: {
        nodes: [
          { name: 'Revenue', parent: { name: 'Value' } },
          { name: 'Bug', parent: null },
        ],
      },
      creator: { id: 'u-1', name: 'Ada', displayName: 'ada', app: false },
      botActor: null,
      assignee: { id: 'u-2', name: 'Helper', displayName: 'helper', app: true },
      cycle: { endsAt: '2026-03-15T00:00:00.000Z' },
      relations: { nodes: [{ type: 'blocks', relatedIssue: { identifier: 'WEB-8' } }] },
      inverseRelations: {
        nodes: [
          { type: 'blocks', issue: { identifier: 'WEB-9' } },
          { type: 'related', issue: { identifier: 'WEB-10' } },
          { type: 'duplicate', issue: { identifier: 'WEB-11' } },
          { type: 'similar', issue: { identifier: 'WEB-12' } },
        ],
      },
    });
    expect(issue).toEqual({
      ref: { tracker: 'linear', id },
      key: 'WEB-7',
      url: 'https://linear.app/shop/issue/WEB-7/a-title',
      project: 'WEB',
      title: 'Bookmark items',
      description: 'As a shopper\n\n* one',
      type: 'bug',
      typeName: 'Bug',
      status: { name: 'In Review', category: 'in-review' },
      labels: [{ name: 'Revenue', group: 'Value' }, { name: 'Bug' }],
      customFields: [],
      reporter: { id: 'u-1', name: 'Ada' },
      assignees: [{ id: 'u-2', name: 'Helper', bot: true }],
      parent: null,
      links: [
        { kind: 'blocks', key: 'WEB-8' },
        { kind: 'blocked-by', key: 'WEB-9' },
        { kind: 'relates', key: 'WEB-10' },
        { kind: 'duplicates', key: 'WEB-11' },
        { kind: 'other', key: 'WEB-12' },
      ],
      estimate: 3,
      dueDate: '2026-04-01',
      priority: 'High',
      sprintEnd: '2026-03-15T00:00:00.000Z',
      createdAt: '2026-03-01T10:00:00.000Z',
      updatedAt: '2026-03-02T10:00:00.000Z',
    });
  });

  it('invents nothing where the answer is bare or odd', () => {
    for (const odd of [
      {},
      { state: 7, labels: [], team: null, creator: { id: {} }, estimate: 'x', url: 'javascript:x' },
    ]) {
      expect(
        fromLinear({ id, identifier: 'WEB-7', updatedAt: '2026-03-02T10:00:00.000Z', ...odd }),
      ).toMatchObject({
        url: '',
        project: 'WEB',
        title: '',
        description: '',
        status: { name: '', category: 'todo' },
        labels: [],
        reporter: null,
        assignees: [],
        parent: null,
        links: [],
        estimate: null,
        priority: null,
        sprintEnd: null,
        createdAt: '2026-03-02T10:00:00.000Z',
      });
    }
  });

  it('has no priority when Linear says “No priority”', () => {
    expect(
      fromLinear({ id, identifier: 'WEB-7', priority: 0, priorityLabel: 'No priority' }).priority,
    ).toBeNull();
  });

  it('is reported by the integration that made it where no person did', () => {
    const issue = fromLinear({
      id,
      identifier: 'WEB-7',
      creator: null,
      botActor: { id: 'b-1', name: 'Sentry', type: 'sentry' },
    });
    expect(issue.reporter).toEqual({ id: 'b-1', name: 'Sentry', bot: true });
  });
});

describe('a description from Linear', () => {
  it.each([
    ['**As a** shopper \\[later\\] order\\_id', '**As a** shopper [later] order_id'],
    ['a \\\\ b and C:\\temp', 'a \\ b and C:\\temp'],
    ['`a\\_b` and\n```\nc\\_d\n```\ne\\_f', '`a\\_b` and\n```\nc\\_d\n```\ne_f'],
    ['```\nnever closed\\_', '```\nnever closed\\_'],
    ['a ` b\\_c', 'a ` b_c'],
    ['one\r\ntwo\u0000', 'one\ntwo'],
  ])('%j reads %j', (markdown, expected) => {
    expect(descriptionFromLinear(markdown)).toBe(expected);
  });

  it('is cut when it is too long', () => {
    for (const piece of ['`', '``` ', '\\', '\\_', '`a\n']) {
      expect(descriptionFromLinear(piece.repeat(200_000)).length).toBeLessThanOrEqual(100_000);
    }
  });
});

describe('the type of an issue from Linear', () => {
  it.each([
    [['Bug'], null, 'bug'],
    [['Epic', 'Bug'], null, 'epic'],
    [['feature'], null, 'story'],
    [['Chore'], null, 'task'],
    [['Debug tools'], null, 'story'],
    [[], null, 'story'],
    [['Bug'], { id: 'p', identifier: 'WEB-1' }, 'sub-task'],
  ])('with the labels %j and the parent %j is %s', (labels, parent, type) => {
    expect(
      issueTypeFromLinear(
        { parent },
        labels.map((name) => ({ name })),
      ).type,
    ).toBe(type);
  });
});

describe('the status category from Linear', () => {
  it.each([
    ['Triage', 'triage', 'backlog'],
    ['Backlog', 'backlog', 'backlog'],
    ['Todo', 'unstarted', 'todo'],
    ['In Progress', 'started', 'in-progress'],
    ['Code Review', 'started', 'in-review'],
    ['Done', 'completed', 'done'],
    ['Canceled', 'canceled', 'cancelled'],
    ['Duplicate', 'duplicate', 'cancelled'],
    ['Novel', 'novel', 'todo'],
  ])('of %s (%s) is %s', (name, type, category) => {
    expect(statusCategoryFromLinear({ name, type })).toBe(category);
  });
});
