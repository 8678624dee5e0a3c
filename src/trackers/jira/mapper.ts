import type { CustomField, Issue, IssueLink, IssueType, Person, StatusCategory } from '../../domain/issue.ts';
import { markdownFromAdf } from '../formats/adf-to-markdown.ts';
import { markdownFromWiki } from '../formats/wiki-to-markdown.ts';
import { isoDate, isoTime, tidy } from '../lenient.ts';
import { sprintEndFromJira, storyPointsFromJira, valueFromJira } from './custom-fields.ts';
import type { JiraIssue, JiraUser } from './schema.ts';

const CUSTOM = /^customfield_\d+$/;
const CUSTOM_FIELD_LIMIT = 300;
const LIST_LIMIT = 200;
const NAME_LIMIT = 300;

/** The issue as Waymark knows it; `siteUrl` is where people open it, without a slash at the end. */
export function issueFromJira(answer: JiraIssue, siteUrl: string): Issue {
  const { fields } = answer;
  const updatedAt = isoTime(fields.updated) ?? isoTime(fields.created) ?? new Date(0).toISOString();
  return {
    ref: { tracker: 'jira', id: answer.id },
    key: answer.key,
    url: `${siteUrl}/browse/${encodeURIComponent(answer.key)}`,
    project: fields.project?.key ?? answer.key.replace(/-\d+$/, ''),
    title: tidy(fields.summary ?? '', 1000),
    description: descriptionFromJira(fields.description),
    type: issueTypeFromJira(fields.issuetype),
    typeName: tidy(fields.issuetype?.name ?? '', NAME_LIMIT),
    status: {
      name: tidy(fields.status?.name ?? '', NAME_LIMIT),
      category: statusCategoryFromJira(fields.status, fields.resolution?.name),
    },
    labels: fields.labels.slice(0, LIST_LIMIT).map((name) => ({ name: tidy(name, NAME_LIMIT) })),
    customFields: customFieldsFromJira(answer),
    reporter: personFromJira(fields.reporter),
    assignees: fields.assignee ? [personFromJira(fields.assignee)].filter((person) => person !== null) : [],
    parent: fields.parent,
    links: linksFromJira(fields.issuelinks),
    estimate: storyPointsFromJira(answer),
    dueDate: isoDate(fields.duedate),
    priority: fields.priority ? tidy(fields.priority.name, NAME_LIMIT) : null,
    sprintEnd: sprintEndFromJira(answer),
    createdAt: isoTime(fields.created) ?? updatedAt,
    updatedAt,
  };
}

/** REST v3 gives ADF; webhooks and older servers give wiki markup. */
export function descriptionFromJira(value: unknown): string {
  return typeof value === 'string' ? markdownFromWiki(value) : markdownFromAdf(value);
}

/** By hierarchy first, which every language has, then by the name. */
export function issueTypeFromJira(
  type: Omit<NonNullable<JiraIssue['fields']['issuetype']>, 'id'> | null,
): IssueType {
  if (!type) return 'task';
  if (type.subtask === true || (type.hierarchyLevel ?? 0) < 0) return 'sub-task';
  if ((type.hierarchyLevel ?? 0) > 0 || /\bepic\b/i.test(type.name)) return 'epic';
  if (/\bsub-?task\b/i.test(type.name)) return 'sub-task';
  if (/\b(?:bug|defect|incident)\b/i.test(type.name)) return 'bug';
  return /\b(?:story|feature)\b/i.test(type.name) ? 'story' : 'task';
}

const CATEGORIES: Readonly<Record<string, StatusCategory>> = {
  new: 'todo',
  indeterminate: 'in-progress',
  done: 'done',
};

/** Jira knows three categories; names tell the backlog, a review and what was called off from the rest. */
export function statusCategoryFromJira(
  status: JiraIssue['fields']['status'],
  resolution: string | undefined,
): StatusCategory {
  const category = CATEGORIES[status?.statusCategory?.key ?? 'new'] ?? 'todo';
  const name = status?.name ?? '';
  if (category === 'todo') return /\b(?:backlog|icebox|triage|funnel)\b/i.test(name) ? 'backlog' : 'todo';
  if (category === 'in-progress') {
    return /\b(?:review|qa|test|testing|verify|verification|validation|approval)\b/i.test(name)
      ? 'in-review'
      : 'in-progress';
  }
  const calledOff =
    /\b(?:cancel|canceled|cancelled|won[’']?t|rejected|declined|abandoned|obsolete|duplicate)/i;
  return calledOff.test(name) || calledOff.test(resolution ?? '') ? 'cancelled' : 'done';
}

export function personFromJira(user: JiraUser | null): Person | null {
  if (!user) return null;
  const person = { id: user.accountId, name: tidy(user.displayName, NAME_LIMIT) };
  return user.accountType === 'app' ? { ...person, bot: true } : person;
}

function linksFromJira(links: JiraIssue['fields']['issuelinks']): IssueLink[] {
  return links.slice(0, LIST_LIMIT).flatMap(({ type, inwardIssue, outwardIssue }) => {
    if (outwardIssue) return [{ kind: linkKindFromJira(type.outward), key: outwardIssue.key }];
    return inwardIssue ? [{ kind: linkKindFromJira(type.inward), key: inwardIssue.key }] : [];
  });
}

/** From the phrase between two issues, e.g. `is blocked by`; link types are the site's own to name. */
export function linkKindFromJira(phrase: string): IssueLink['kind'] {
  if (/\b(?:blocked by|depends on|requires)\b/i.test(phrase)) return 'blocked-by';
  if (/\bblocks?\b/i.test(phrase)) return 'blocks';
  if (/\bduplicate/i.test(phrase)) return 'duplicates';
  return /\brelat/i.test(phrase) ? 'relates' : 'other';
}

function customFieldsFromJira({ fields, names, schema }: JiraIssue): CustomField[] {
  return Object.entries(fields)
    .filter(([id]) => CUSTOM.test(id))
    .slice(0, CUSTOM_FIELD_LIMIT)
    .flatMap(([id, value]) => {
      const name = names[id];
      const read = valueFromJira(value, schema[id]?.custom ?? null);
      return read === undefined
        ? []
        : [{ id, name: tidy(typeof name === 'string' ? name : id, NAME_LIMIT), value: read }];
    });
}
