import { entityNotFound, invalidInput } from './errors.ts';
import type { LinearIssue, LinearLabel, LinearState, LinearUser, StateType } from './model.ts';
import { entityOrError, issueOrError, newEntity, stateNamed, touch, type Workspace } from './workspace.ts';

/** The parts of `IssueUpdateInput` and `IssueCreateInput` that the sandbox carries out. `null` empties a field. */
export interface IssueInput {
  readonly id?: string | null;
  readonly teamId?: string | null;
  readonly title?: string | null;
  readonly description?: string | null;
  readonly stateId?: string | null;
  readonly priority?: number | null;
  readonly estimate?: number | null;
  readonly dueDate?: string | null;
  readonly assigneeId?: string | null;
  readonly projectId?: string | null;
  readonly cycleId?: string | null;
  readonly parentId?: string | null;
  readonly labelIds?: readonly string[] | null;
  readonly addedLabelIds?: readonly string[] | null;
  readonly removedLabelIds?: readonly string[] | null;
  readonly trashed?: boolean | null;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MAX_DESCRIPTION = 250_000;

/** The values an input leads to, checked as the vendor checks them. Throws a `GraphQLError`. */
function readInput(workspace: Workspace, issue: LinearIssue, input: IssueInput): Partial<LinearIssue> {
  const values: Partial<LinearIssue> = {};
  if (input.teamId != null) values.teamId = entityOrError(workspace.teams, input.teamId, 'Team').id;
  const teamId = values.teamId ?? issue.teamId;
  if (input.title != null) {
    if (input.title.trim() === '') throw invalidInput('title must not be empty.');
    if (input.title.length > 512)
      throw invalidInput('title must be shorter than or equal to 512 characters.');
    values.title = input.title;
  }
  if (input.description !== undefined) {
    if ((input.description?.length ?? 0) > MAX_DESCRIPTION) throw invalidInput('description is too long.');
    values.description = input.description === '' ? null : input.description;
  }
  if (input.priority != null) {
    if (![0, 1, 2, 3, 4].includes(input.priority))
      throw invalidInput('priority must be one of 0, 1, 2, 3, 4.');
    values.priority = input.priority;
  }
  if (input.estimate !== undefined) values.estimate = input.estimate;
  if (input.dueDate !== undefined) {
    if (input.dueDate !== null && !DAY.test(input.dueDate)) throw invalidInput('dueDate must be a date.');
    values.dueDate = input.dueDate;
  }
  if (input.assigneeId !== undefined) {
    values.assigneeId = input.assigneeId && entityOrError(workspace.users, input.assigneeId, 'User').id;
  }
  if (input.projectId !== undefined) {
    values.projectId = input.projectId && entityOrError(workspace.projects, input.projectId, 'Project').id;
  }
  if (input.cycleId !== undefined) {
    values.cycleId = input.cycleId && entityOrError(workspace.cycles, input.cycleId, 'Cycle').id;
  }
  if (input.parentId !== undefined)
    values.parentId = input.parentId && issueOrError(workspace, input.parentId).id;
  if (input.trashed != null) values.trashed = input.trashed;
  if (input.stateId != null) {
    const state = entityOrError(workspace.states, input.stateId, 'WorkflowState');
    if (state.teamId !== teamId) throw invalidInput('The state does not belong to the team of the issue.');
    values.stateId = state.id;
  } else if (teamId !== issue.teamId) {
    // A team has its own states; an issue that moves takes the one of the same name.
    const name = workspace.states.get(issue.stateId)?.name ?? 'Backlog';
    values.stateId = stateNamed(workspace, teamId, name)?.id ?? issue.stateId;
  }
  const labels = readLabels(workspace, issue, teamId, input);
  if (labels) values.labelIds = labels;
  return values;
}

function readLabels(
  workspace: Workspace,
  issue: LinearIssue,
  teamId: string,
  input: IssueInput,
): readonly string[] | undefined {
  if (input.labelIds == null && input.addedLabelIds == null && input.removedLabelIds == null) {
    // Labels of a team stay behind when an issue leaves it.
    return teamId === issue.teamId
      ? undefined
      : issue.labelIds.filter((id) => workspace.labels.get(id)?.teamId == null);
  }
  const removed = new Set(input.removedLabelIds ?? []);
  const wanted = [...(input.labelIds ?? issue.labelIds), ...(input.addedLabelIds ?? [])];
  const ids = [...new Set(wanted)].filter((id) => !removed.has(id));
  const labels = ids.map((id) => entityOrError(workspace.labels, id, 'IssueLabel'));
  checkLabels(labels, teamId);
  return ids;
}

function checkLabels(labels: readonly LinearLabel[], teamId: string): void {
  const groups = new Set<string>();
  for (const label of labels) {
    if (label.isGroup)
      throw invalidInput(`The label '${label.name}' is a group and cannot be applied directly.`);
    if (label.teamId !== null && label.teamId !== teamId) {
      throw invalidInput(`The label '${label.name}' is not associated with the same team as the issue.`);
    }
    if (label.parentId === null) continue;
    if (groups.has(label.parentId)) {
      throw invalidInput(
        'Only one label of a group can be applied to an issue.',
        'labelIds not exclusive child labels',
      );
    }
    groups.add(label.parentId);
  }
}

/** Carries an update out and tells the listeners; one that changes nothing makes no event. */
export function updateIssue(
  workspace: Workspace,
  issue: LinearIssue,
  input: IssueInput,
  actor: LinearUser,
): boolean {
  const values = readInput(workspace, issue, input);
  const updatedFrom: Record<string, unknown> = {};
  for (const name of Object.keys(values) as (keyof LinearIssue)[]) {
    if (sameValue(issue[name], values[name])) delete values[name];
    else updatedFrom[name] = issue[name];
  }
  if (Object.keys(values).length === 0) return false;
  updatedFrom.updatedAt = issue.updatedAt;
  if (values.parentId !== undefined) setParent(workspace, issue, values.parentId);
  if (values.stateId !== undefined) stampState(workspace, issue, values.stateId);
  if (values.teamId !== undefined) {
    updatedFrom.number = issue.number;
    moveToTeam(workspace, issue, values.teamId);
  }
  Object.assign(issue, values);
  touch(workspace, issue);
  workspace.emit({ action: 'update', entity: issue, actor, updatedFrom });
  return true;
}

function sameValue(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((value, index) => value === other[index]);
}

function setParent(workspace: Workspace, issue: LinearIssue, parentId: string | null): void {
  if (issue.parentId) workspace.issues.get(issue.parentId)?.childIds.delete(issue.id);
  if (parentId) workspace.issues.get(parentId)?.childIds.add(issue.id);
}

function stampState(workspace: Workspace, issue: LinearIssue, stateId: string): void {
  const type: StateType = workspace.states.get(stateId)?.type ?? 'backlog';
  const time = workspace.now();
  issue.completedAt = type === 'completed' ? time : null;
  issue.canceledAt = type === 'canceled' ? time : null;
  if (type === 'started') issue.startedAt ??= time;
}

function moveToTeam(workspace: Workspace, issue: LinearIssue, teamId: string): void {
  const team = entityOrError(workspace.teams, teamId, 'Team');
  team.lastNumber += 1;
  issue.previousIdentifiers.push(issue.identifier);
  issue.number = team.lastNumber;
  issue.identifier = `${team.key}-${team.lastNumber}`;
  workspace.identifiers.set(issue.identifier, issue.id);
}

/** Creates an issue; `silent` for a seed, which tells nobody. */
export function createIssue(
  workspace: Workspace,
  input: IssueInput & { readonly teamId: string },
  actor: LinearUser,
  seed: { readonly silent?: boolean; readonly createdAt?: Date } = {},
): LinearIssue {
  const team = entityOrError(workspace.teams, input.teamId, 'Team');
  const state: LinearState | undefined = stateNamed(workspace, team.id, 'Backlog');
  if (!state) throw entityNotFound('WorkflowState');
  const entity = newEntity(workspace, 'Issue', workspace.issues, input.id);
  const createdAt = seed.createdAt ?? entity.createdAt;
  const number = team.lastNumber + 1;
  const issue: LinearIssue = {
    kind: 'Issue',
    ...entity,
    createdAt,
    updatedAt: createdAt,
    number,
    identifier: `${team.key}-${number}`,
    teamId: team.id,
    title: '',
    description: null,
    stateId: state.id,
    priority: 0,
    estimate: null,
    dueDate: null,
    assigneeId: null,
    creatorId: actor.id,
    projectId: null,
    cycleId: null,
    parentId: null,
    labelIds: [],
    startedAt: null,
    completedAt: null,
    canceledAt: null,
    trashed: false,
    previousIdentifiers: [],
    childIds: new Set(),
    comments: [],
    relations: [],
    attachments: new Map(),
  };
  if (input.title == null) throw invalidInput('title should not be null or undefined');
  const values = readInput(workspace, issue, input);
  team.lastNumber = number;
  if (values.parentId !== undefined) setParent(workspace, issue, values.parentId);
  if (values.stateId !== undefined) stampState(workspace, issue, values.stateId);
  Object.assign(issue, values);
  workspace.issues.set(issue.id, issue);
  workspace.identifiers.set(issue.identifier, issue.id);
  if (!seed.silent) workspace.emit({ action: 'create', entity: issue, actor });
  return issue;
}

/** Puts an issue into the bin: it no longer shows in lists, and webhooks tell of its removal. */
export function deleteIssue(
  workspace: Workspace,
  issue: LinearIssue,
  actor: LinearUser,
  forGood = false,
): void {
  touch(workspace, issue);
  issue.trashed = true;
  issue.archivedAt = issue.updatedAt;
  if (forGood) {
    workspace.issues.delete(issue.id);
    for (const comment of issue.comments) workspace.comments.delete(comment.id);
    for (const attachment of issue.attachments.values()) workspace.attachments.delete(attachment.id);
  }
  workspace.emit({ action: 'remove', entity: issue, actor });
}
