import type { StoryReading } from '../../src/domain/assessment/reading.ts';
import type { Issue, StatusCategory } from '../../src/domain/issue.ts';

/** A plain open story with a title and nothing else; `over` says what matters to the test. */
export function anIssue(over: Partial<Issue> = {}): Issue {
  return {
    ref: { tracker: 'jira', id: '10001' },
    key: 'SHOP-1',
    url: 'http://127.0.0.1/browse/SHOP-1',
    project: 'SHOP',
    title: 'Find past orders',
    description: '',
    type: 'story',
    typeName: 'Story',
    status: { name: 'To Do', category: 'todo' },
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
    createdAt: '2026-01-05T09:00:00.000Z',
    updatedAt: '2026-01-05T09:00:00.000Z',
    ...over,
  };
}

export function inStatus(category: StatusCategory): Pick<Issue, 'status'> {
  return { status: { name: category, category } };
}

/** What the reader says of a text that gives nothing away. */
export function aReading(over: Partial<StoryReading> = {}): StoryReading {
  return {
    framing: 'need',
    confidence: 0.9,
    persona: null,
    problem: null,
    benefit: null,
    target: null,
    value: { class: 'unclear', confidence: 0.6, evidence: null },
    framingEvidence: null,
    ...over,
  };
}
