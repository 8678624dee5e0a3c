import type { Issue } from '../issue.ts';
import type { MissionSize } from '../mission/mission.ts';
import { type KeyResult, workOf } from './goal.ts';
import type { IssueLinkRule } from './source.ts';

/** What linking and measuring need to know of one issue. */
export interface IssueFacts extends Pick<Issue, 'ref' | 'labels' | 'customFields' | 'status' | 'estimate'> {
  /** Keys and ids of the parent and whatever is above it. */
  readonly epics: readonly string[];
  /** Names and ids of its Linear projects and initiatives. */
  readonly linearProjects: readonly string[];
  readonly linearInitiatives: readonly string[];
  /** The link keys of the JQL and filter rules that found it; see `linkKey`. */
  readonly foundBy: readonly string[];
  readonly missionSize: MissionSize | null;
}

/** The facts of an issue as the tracker shows it; what it does not show comes in `more`. */
export function factsOf(issue: Issue, more: Partial<IssueFacts> = {}): IssueFacts {
  const { ref, labels, customFields, status, estimate, parent } = issue;
  return {
    ref,
    labels,
    customFields,
    status,
    estimate,
    epics: parent === null ? [] : [parent.key, parent.id],
    linearProjects: [],
    linearInitiatives: [],
    foundBy: [],
    missionSize: null,
    ...more,
  };
}

const plain = (text: string) => text.trim().toLowerCase();

/** One text per rule: issues and rules meet where their keys are equal. */
export function linkKey(rule: IssueLinkRule): string {
  switch (rule.by) {
    case 'custom-field':
      return `custom-field:${plain(rule.field)}=${plain(rule.value)}`;
    case 'filter':
      return `filter:${rule.tracker}:${rule.value.trim()}`;
    case 'jql':
      return `jql:${rule.value.trim()}`;
    default:
      return `${rule.by}:${plain(rule.value)}`;
  }
}

/** The longest value that a rule can name, and the longest list of options that is taken apart. */
const longestValue = 500;
const longestList = 2_000;

/** Every key under which a rule could name this issue. */
export function linkKeysOf(issue: IssueFacts): readonly string[] {
  const keys: string[] = [...issue.foundBy];
  for (const { name, group } of issue.labels) {
    keys.push(`label:${plain(name)}`);
    if (group !== undefined) keys.push(`label:${plain(group)}/${plain(name)}`);
  }
  for (const field of issue.customFields) {
    if (field.value === null) continue;
    const value = plain(String(field.value));
    // Several options of one field are joined by a comma; a long text is no list of options.
    const isList = value.includes(',') && value.length <= longestList;
    const values = isList ? [value, ...value.split(',').map(plain)] : [value];
    for (const one of values.filter(({ length }) => length <= longestValue))
      keys.push(`custom-field:${plain(field.name)}=${one}`, `custom-field:${field.id}=${one}`);
  }
  for (const epic of issue.epics) keys.push(`epic:${plain(epic)}`);
  for (const project of issue.linearProjects) keys.push(`linear-project:${plain(project)}`);
  for (const initiative of issue.linearInitiatives) keys.push(`linear-initiative:${plain(initiative)}`);
  return keys;
}

/** Which key results each issue belongs to. Looking one up costs by the issue's own fields, however many goals. */
export interface GoalLinks {
  /** Ids of the key results whose work this issue is, each once. */
  of(issue: IssueFacts): readonly string[];
  /** The keys of all rules, each once; see `linkKey`. */
  readonly keys: readonly string[];
  /** The rules that only the tracker can answer: JQL and filters. */
  readonly remote: readonly IssueLinkRule[];
}

export function createGoalLinks(keyResults: readonly KeyResult[]): GoalLinks {
  const byKey = new Map<string, string[]>();
  const remote = new Map<string, IssueLinkRule>();
  for (const keyResult of keyResults) {
    const rule = workOf(keyResult);
    if (rule === null) continue;
    const key = linkKey(rule);
    const ids = byKey.get(key);
    if (ids === undefined) byKey.set(key, [keyResult.id]);
    else ids.push(keyResult.id);
    if (rule.by === 'jql' || rule.by === 'filter') remote.set(key, rule);
  }
  return {
    keys: [...byKey.keys()],
    remote: [...remote.values()],
    of(issue) {
      const found = new Set<string>();
      for (const key of linkKeysOf(issue)) for (const id of byKey.get(key) ?? []) found.add(id);
      return [...found];
    },
  };
}
