import { describe, expect, it } from 'vitest';
import {
  descriptionFromJira,
  issueFromJira,
  issueTypeFromJira,
  linkKindFromJira,
  statusCategoryFromJira,
} from '../../../../src/trackers/jira/mapper.ts';
import { jiraIssue } from '../../../../src/trackers/jira/schema.ts';

const site = 'https://shop.example';
const adf = (value: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: value }] }],
});

const fromJira = (answer: unknown) => issueFromJira(jiraIssue.parse(answer), site);

describe('an issue from Jira', () => {
  it('has everything that Waymark reads', () => {
    const issue = fromJira({
      id: '10001',
      key: 'SHOP-1',
      self: 'https://api.example/ex/jira/x/rest/api/3/issue/10001',
      names: {
        summary: 'Summary',
        customfield_1: 'Persona',
        customfield_2: 'Value',
        customfield_3: 'Notes',
        customfield_4: 'Story Points',
        customfield_5: 'Sprint',
        customfield_6: 'Rank',
        customfield_7: 'Empty',
        customfield_8: 'Approvers',
        customfield_9: 'Area',
      },
      schema: {
        customfield_4: { type: 'number', custom: 'com.pyxis.greenhopper.jira:jsw-story-points' },
        customfield_5: { type: 'array', custom: 'com.pyxis.greenhopper.jira:gh-sprint' },
        customfield_6: { type: 'any', custom: 'com.pyxis.greenhopper.jira:gh-lexo-rank' },
      },
      fields: {
        summary: 'Save for Later button',
        description: adf('As a PO'),
        issuetype: { name: 'Story', subtask: false, hierarchyLevel: 0 },
        project: { id: '1', key: 'SHOP' },
        status: { name: 'Backlog', statusCategory: { key: 'new' } },
        resolution: null,
        priority: { name: 'High' },
        labels: ['cart', 'waymark-off'],
        reporter: { accountId: '712020:aa', displayName: 'Ada', accountType: 'atlassian' },
        assignee: { accountId: '712020:bb', displayName: 'Sync', accountType: 'app' },
        parent: { id: '10000', key: 'SHOP-0', fields: {} },
        issuelinks: [
          { type: { inward: 'is blocked by', outward: 'blocks' }, outwardIssue: { key: 'SHOP-2' } },
          { type: { inward: 'is blocked by', outward: 'blocks' }, inwardIssue: { key: 'SHOP-3' } },
          { type: { inward: 'x', outward: 'y' } },
        ],
        duedate: '2026-04-01',
        created: '2026-03-01T10:00:00.000+0200',
        updated: '2026-03-02T10:00:00.000+0000',
        customfield_1: { value: 'Shopper', id: '1' },
        customfield_2: [{ value: 'revenue' }, { value: 'cost' }],
        customfield_3: adf('rich'),
        customfield_4: 5,
        customfield_5: [
          { id: 1, name: 'Sprint 1', state: 'closed', endDate: '2026-02-15T00:00:00.000Z' },
          { id: 2, name: 'Sprint 2', state: 'active', endDate: '2026-03-15T00:00:00.000Z' },
        ],
        customfield_6: '0|i0001:',
        customfield_7: null,
        customfield_8: [{ accountId: 'x', displayName: 'Bo' }],
        customfield_9: { value: 'Shop', child: { value: 'Cart' } },
      },
    });
    expect(issue).toEqual({
      ref: { tracker: 'jira', id: '10001' },
      key: 'SHOP-1',
      url: 'https://shop.example/browse/SHOP-1',
      project: 'SHOP',
      title: 'Save for Later button',
      description: 'As a PO',
      type: 'story',
      typeName: 'Story',
      status: { name: 'Backlog', category: 'backlog' },
      labels: [{ name: 'cart' }, { name: 'waymark-off' }],
      customFields: [
        { id: 'customfield_1', name: 'Persona', value: 'Shopper' },
        { id: 'customfield_2', name: 'Value', value: 'revenue, cost' },
        { id: 'customfield_3', name: 'Notes', value: 'rich' },
        { id: 'customfield_4', name: 'Story Points', value: 5 },
        { id: 'customfield_5', name: 'Sprint', value: 'Sprint 1, Sprint 2' },
        { id: 'customfield_7', name: 'Empty', value: null },
        { id: 'customfield_8', name: 'Approvers', value: 'Bo' },
        { id: 'customfield_9', name: 'Area', value: 'Shop, Cart' },
      ],
      reporter: { id: '712020:aa', name: 'Ada' },
      assignees: [{ id: '712020:bb', name: 'Sync', bot: true }],
      parent: { id: '10000', key: 'SHOP-0' },
      links: [
        { kind: 'blocks', key: 'SHOP-2' },
        { kind: 'blocked-by', key: 'SHOP-3' },
      ],
      estimate: 5,
      dueDate: '2026-04-01',
      priority: 'High',
      sprintEnd: '2026-03-15T00:00:00.000Z',
      createdAt: '2026-03-01T08:00:00.000Z',
      updatedAt: '2026-03-02T10:00:00.000Z',
    });
  });

  it('invents nothing where the answer is bare', () => {
    expect(fromJira({ id: '1', key: 'SHOP-1', fields: {} })).toMatchObject({
      project: 'SHOP',
      title: '',
      description: '',
      type: 'task',
      status: { name: '', category: 'todo' },
      labels: [],
      customFields: [],
      reporter: null,
      assignees: [],
      parent: null,
      links: [],
      estimate: null,
      dueDate: null,
      priority: null,
      sprintEnd: null,
    });
  });

  it('takes odd parts for absent and keeps the rest', () => {
    const issue = fromJira({
      id: 10001,
      key: 'SHOP-1',
      names: 'no',
      schema: { customfield_1: 'no' },
      fields: {
        summary: 7,
        description: 7,
        issuetype: 'Story',
        status: { name: 'Doing', statusCategory: 'x' },
        labels: ['kept', 7, null],
        reporter: { displayName: 'nobody' },
        assignee: [],
        parent: { key: 'SHOP-0' },
        issuelinks: [null, { type: 'x' }],
        duedate: '2026-02-31',
        created: 'soon',
        updated: '2026-03-02T10:00:00.000+0000',
        comment: 'none',
        customfield_1: { deep: {} },
        customfield_2: [{}, []],
        customfield_3: 'kept',
      },
    });
    expect(issue).toMatchObject({
      ref: { id: '10001' },
      title: '',
      type: 'task',
      status: { name: 'Doing', category: 'todo' },
      labels: [{ name: 'kept' }],
      customFields: [{ id: 'customfield_3', name: 'customfield_3', value: 'kept' }],
      reporter: null,
      assignees: [],
      parent: null,
      links: [],
      dueDate: null,
      createdAt: '2026-03-02T10:00:00.000Z',
    });
  });

  it('finds the story points by their usual names where no schema tells', () => {
    const names = { customfield_1: 'Weight', customfield_2: 'Story point estimate' };
    const fields = { customfield_1: 99, customfield_2: 3 };
    expect(fromJira({ id: '1', key: 'A-1', names, fields }).estimate).toBe(3);
  });

  it.each([
    [
      'an active sprint',
      [
        { state: 'future', endDate: '2026-05-01' },
        { state: 'active', endDate: '2026-04-01' },
      ],
      '2026-04-01',
    ],
    [
      'the next sprint where none is active',
      [
        { state: 'closed', endDate: '2026-01-01' },
        { state: 'future', endDate: '2026-05-01' },
      ],
      '2026-05-01',
    ],
  ])('is due at the end of %s', (_what, sprints, day) => {
    const names = { customfield_1: 'Sprint' };
    expect(fromJira({ id: '1', key: 'A-1', names, fields: { customfield_1: sprints } }).sprintEnd).toBe(
      `${day}T00:00:00.000Z`,
    );
  });

  it('is in no sprint when all of them are closed or have no end', () => {
    const customfield_1 = [
      { state: 'closed', endDate: '2026-01-01' },
      { state: 'active' },
      'com.atlassian.greenhopper…',
    ];
    expect(
      fromJira({ id: '1', key: 'A-1', names: { customfield_1: 'Sprint' }, fields: { customfield_1 } })
        .sprintEnd,
    ).toBeNull();
  });
});

describe('a description from Jira', () => {
  it('is ADF from REST v3 and wiki markup from elsewhere', () => {
    expect(descriptionFromJira(adf('h2. plain'))).toBe('h2. plain');
    expect(descriptionFromJira('h2. heading')).toBe('## heading');
    expect(descriptionFromJira(null)).toBe('');
  });
});

const type = (name: string, subtask = false, hierarchyLevel: number | null = 0) => ({
  name,
  subtask,
  hierarchyLevel,
});

describe('the type of an issue from Jira', () => {
  it.each([
    [type('Epic', false, 1), 'epic'],
    [type('Initiative', false, 2), 'epic'],
    [type('Épica', false, 1), 'epic'],
    [type('Epic', false, null), 'epic'],
    [type('Story'), 'story'],
    [type('User Story'), 'story'],
    [type('New Feature'), 'story'],
    [type('Bug'), 'bug'],
    [type('Incident'), 'bug'],
    [type('Task'), 'task'],
    [type('Spike'), 'task'],
    [type('Debugging'), 'task'],
    [type('Sub-task', true, -1), 'sub-task'],
    [type('Unteraufgabe', true, null), 'sub-task'],
    [type('Subtask', false, null), 'sub-task'],
    [null, 'task'],
  ] as const)('of %j is %s', (given, expected) => {
    expect(issueTypeFromJira(given)).toBe(expected);
  });
});

describe('the status category from Jira', () => {
  it.each([
    ['To Do', 'new', undefined, 'todo'],
    ['Product Backlog', 'new', undefined, 'backlog'],
    ['In Progress', 'indeterminate', undefined, 'in-progress'],
    ['In Review', 'indeterminate', undefined, 'in-review'],
    ['Ready for QA', 'indeterminate', undefined, 'in-review'],
    ['Preview build', 'indeterminate', undefined, 'in-progress'],
    ['Done', 'done', 'Done', 'done'],
    ['Done', 'done', 'Won’t Do', 'cancelled'],
    ['Cancelled', 'done', undefined, 'cancelled'],
    ['Odd', 'undefined', undefined, 'todo'],
  ])('of %s (%s, resolution %s) is %s', (name, key, resolution, expected) => {
    expect(statusCategoryFromJira({ name, statusCategory: { key } }, resolution)).toBe(expected);
  });
});

describe('a link from Jira', () => {
  it.each([
    ['blocks', 'blocks'],
    ['is blocked by', 'blocked-by'],
    ['depends on', 'blocked-by'],
    ['relates to', 'relates'],
    ['duplicates', 'duplicates'],
    ['is duplicated by', 'duplicates'],
    ['clones', 'other'],
    ['', 'other'],
  ])('that says “%s” is %s', (phrase, kind) => {
    expect(linkKindFromJira(phrase)).toBe(kind);
  });
});
