import { describe, expect, test } from 'vitest';
import { changedByOthers } from '../../../../src/domain/catch-up/changed-by-others.ts';
import type { Issue } from '../../../../src/domain/issue.ts';
import { anIssue, inStatus } from '../../../helpers/issue.ts';

const field = (value: string | null, id = 'customfield_1', name = 'Story framing') => ({ id, name, value });
const label = (name: string, group?: string) => ({ name, ...(group !== undefined && { group }) });
const before = anIssue({ customFields: [field(null)], labels: [label('backend')] });
const later = (over: Partial<Issue>): Issue => ({
  ...before,
  updatedAt: '2026-01-07T09:00:00.000Z',
  ...over,
});

describe('what others changed between two looks at an issue', () => {
  test('is nothing when only its time moved', () => {
    expect(changedByOthers(before, later({}), {})).toEqual([]);
  });

  test.each<[string, Partial<Issue>, string]>([
    ['its words', { description: 'Another story' }, 'description'],
    ['its title', { title: 'Another' }, 'title'],
    ['where it stands', inStatus('in-progress'), 'status'],
    ['its key', { key: 'OPS-7' }, 'key'],
    ['who has it', { assignees: [{ id: 'u-2', name: 'Bo' }] }, 'assignees'],
    ['a label', { labels: [label('backend'), label('urgent')] }, 'labels'],
    ['a label that is gone', { labels: [] }, 'labels'],
    ['a field', { customFields: [field('recipe')] }, 'customFields'],
    [
      'a field that is new there',
      { customFields: [field(null), field('x', 'customfield_2', 'Team')] },
      'customFields',
    ],
    ['its priority', { priority: 'High' }, 'priority'],
    ['its due date', { dueDate: '2026-02-01' }, 'dueDate'],
  ])('is told: %s', (_, change, part) => {
    expect(changedByOthers(before, later(change), {})).toEqual([part]);
  });

  test.each<[string, Partial<Issue>, Parameters<typeof changedByOthers>[2]]>([
    ['a field', { customFields: [field('Recipe')] }, { framing: 'recipe' }],
    [
      'a label of a group',
      { labels: [label('backend'), label('recipe', 'Story framing')] },
      { framing: 'recipe' },
    ],
    ['a priority in the tracker’s own words', { priority: 'Urgent' }, { priority: 'yesterday' }],
  ])('leaves out what Waymark wrote, known by its value: %s', (_, change, lastWritten) => {
    expect(changedByOthers(before, later(change), lastWritten)).toEqual([]);
  });

  test('leaves out the label that Waymark’s took the place of', () => {
    const need = anIssue({ labels: [label('need', 'Story framing')] });
    const recipe = { ...need, labels: [label('recipe', 'Story framing')] };
    expect(changedByOthers(need, recipe, { framing: 'recipe' })).toEqual([]);
    expect(changedByOthers(need, { ...need, labels: [] }, { framing: 'need' })).toEqual(['labels']);
  });

  test('does not take another’s value for Waymark’s', () => {
    const changed = later({ customFields: [field('need')] });
    expect(changedByOthers(before, changed, { framing: 'recipe' })).toEqual(['customFields']);
    const cleared = anIssue({ customFields: [field('recipe')] });
    expect(
      changedByOthers(cleared, { ...cleared, customFields: [field(null)] }, { framing: 'recipe' }),
    ).toEqual(['customFields']);
  });
});
