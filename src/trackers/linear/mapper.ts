import type { Issue, IssueLink, IssueType, Label, Person, StatusCategory } from '../../domain/issue.ts';
import { safeHref, tidyMarkdown } from '../formats/markdown.ts';
import { isoDate, isoTime, tidy } from '../lenient.ts';
import type { LinearIssue, LinearUser } from './issue-schema.ts';

const NAME_LIMIT = 300;

/** The issue as Waymark knows it. Linear has no custom fields; label groups stand in for them. */
export function issueFromLinear(answer: LinearIssue): Issue {
  const labels = answer.labels.nodes.map(labelFromLinear);
  const type = issueTypeFromLinear(answer, labels);
  const updatedAt = isoTime(answer.updatedAt) ?? isoTime(answer.createdAt) ?? new Date(0).toISOString();
  return {
    ref: { tracker: 'linear', id: answer.id },
    key: answer.identifier,
    url: safeHref(answer.url) ?? '',
    project: answer.team?.key ?? answer.identifier.replace(/-\d+$/, ''),
    title: tidy(answer.title, 1000),
    description: descriptionFromLinear(answer.description ?? ''),
    type: type.type,
    typeName: type.name,
    status: {
      name: tidy(answer.state?.name ?? '', NAME_LIMIT),
      category: statusCategoryFromLinear(answer.state),
    },
    labels,
    customFields: [],
    reporter: personFromLinear(answer.creator) ?? botFromLinear(answer.botActor),
    assignees: [personFromLinear(answer.assignee)].filter((person) => person !== null),
    parent: answer.parent && { id: answer.parent.id, key: answer.parent.identifier },
    links: linksFromLinear(answer),
    ...placesFromLinear(answer),
    estimate: answer.estimate,
    dueDate: isoDate(answer.dueDate),
    // 0 is "No priority".
    priority: answer.priority && answer.priorityLabel ? tidy(answer.priorityLabel, NAME_LIMIT) : null,
    sprintEnd: isoTime(answer.cycle?.endsAt),
    createdAt: isoTime(answer.createdAt) ?? updatedAt,
    updatedAt,
  };
}

const CODE_OR_ESCAPE = /(```[\s\S]*?(?:```|$)|`[^`\n]*`)|\\([!-/:-@[-`{-~])/g;

/** Linear's Markdown without the backslashes its editor adds, so that quotes match what the author sees. */
export function descriptionFromLinear(markdown: string): string {
  const bounded = tidyMarkdown(markdown);
  return bounded.replace(CODE_OR_ESCAPE, (whole, code: string | undefined, sign: string | undefined) =>
    code === undefined ? (sign ?? whole) : code,
  );
}

function labelFromLinear({ name, parent }: LinearIssue['labels']['nodes'][number]): Label {
  const label = { name: tidy(name, NAME_LIMIT) };
  return parent ? { ...label, group: tidy(parent.name, NAME_LIMIT) } : label;
}

const TYPE_LABELS: readonly (readonly [IssueType, RegExp])[] = [
  ['epic', /^epics?$/i],
  ['bug', /^(?:bugs?|defect|incident)$/i],
  ['story', /^(?:(?:user )?stor(?:y|ies)|features?)$/i],
  ['task', /^(?:tasks?|chores?|spike|tech(?:nical)? debt)$/i],
];

/**
 * Linear has no issue types: an issue below another is a sub-task, and labels say the rest. What nothing is said of
 * is what teams fill Linear with, stories.
 */
export function issueTypeFromLinear(
  answer: Pick<LinearIssue, 'parent'>,
  labels: readonly Label[],
): { type: IssueType; name: string } {
  if (answer.parent) return { type: 'sub-task', name: 'Sub-issue' };
  for (const [type, pattern] of TYPE_LABELS) {
    const label = labels.find(({ name }) => pattern.test(name.trim()));
    if (label) return { type, name: label.name };
  }
  return { type: 'story', name: 'Issue' };
}

const CATEGORIES: Readonly<Record<string, StatusCategory>> = {
  triage: 'backlog',
  backlog: 'backlog',
  unstarted: 'todo',
  started: 'in-progress',
  completed: 'done',
  canceled: 'cancelled',
  duplicate: 'cancelled',
};

/** Linear's state types; the name tells a review from other work under way. */
export function statusCategoryFromLinear(state: LinearIssue['state']): StatusCategory {
  const category = CATEGORIES[state?.type ?? ''] ?? 'todo';
  const reviewed = /\b(?:review|qa|test|testing|verification|approval)\b/i.test(state?.name ?? '');
  return category === 'in-progress' && reviewed ? 'in-review' : category;
}

export function personFromLinear(user: LinearUser | null): Person | null {
  if (!user) return null;
  const person = { id: user.id, name: tidy(user.name || user.displayName || '', NAME_LIMIT) };
  return user.app ? { ...person, bot: true } : person;
}

/** Key results name projects and initiatives by name or id. */
function placesFromLinear({ project }: LinearIssue): Pick<Issue, 'linearProjects' | 'linearInitiatives'> {
  if (!project) return {};
  const both = ({ id, name }: { id: string; name: string }) => [tidy(name, NAME_LIMIT), id];
  const linearInitiatives = project.initiatives.nodes.flatMap(both);
  return {
    linearProjects: both(project),
    ...(linearInitiatives.length > 0 && { linearInitiatives }),
  };
}

function botFromLinear(bot: LinearIssue['botActor']): Person | null {
  if (!bot) return null;
  const name = bot.name ?? bot.type ?? 'integration';
  return { id: bot.id ?? name, name: tidy(name, NAME_LIMIT), bot: true };
}

function linksFromLinear({ relations, inverseRelations }: LinearIssue): IssueLink[] {
  return [
    ...relations.nodes.map(({ type, relatedIssue }) => ({
      kind: linkKindFromLinear(type),
      key: relatedIssue.identifier,
    })),
    ...inverseRelations.nodes.map(({ type, issue }): IssueLink => {
      const kind = linkKindFromLinear(type);
      return { kind: kind === 'blocks' ? 'blocked-by' : kind, key: issue.identifier };
    }),
  ];
}

function linkKindFromLinear(type: string): IssueLink['kind'] {
  if (type === 'blocks') return 'blocks';
  if (type === 'duplicate') return 'duplicates';
  return type === 'related' ? 'relates' : 'other';
}
