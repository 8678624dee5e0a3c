import type { LinearSeed, SeedPerson } from '../backlog/backlog.ts';
import { stableUuid } from '../ids.ts';
import { addComment } from './comments.ts';
import { createIssue } from './edits.ts';
import type { LinearUser } from './model.ts';
import { createLabel } from './mutations.ts';
import { addTeam, addUser, newEntity, stateNamed, teamByKey, type Workspace } from './workspace.ts';

const DAY_MS = 86_400_000;

export interface LinearBacklog {
  readonly people: readonly SeedPerson[];
  readonly teams: Readonly<Record<string, string>>;
  readonly initiative?: { readonly name: string; readonly description: string };
  /** Name → the keys of its teams. */
  readonly projects: Readonly<Record<string, readonly string[]>>;
  readonly issues: readonly LinearSeed[];
}

/** Fills an empty workspace with people, teams, labels, projects and issues. Sends nothing. */
export function seedLinear(workspace: Workspace, backlog: LinearBacklog): void {
  const users = new Map(
    backlog.people.map((person) => [
      person.id,
      addUser(workspace, { name: person.name, email: person.email, timezone: person.timeZone }),
    ]),
  );
  for (const [key, name] of Object.entries(backlog.teams)) addTeam(workspace, key, name);
  const initiativeIds = seedInitiative(workspace, backlog);
  for (const [name, teamKeys] of Object.entries(backlog.projects)) {
    const id = stableUuid('linear-project', name);
    workspace.projects.set(id, {
      kind: 'Project',
      ...newEntity(workspace, 'Project', workspace.projects, id),
      name,
      description: '',
      slugId: id.slice(0, 12),
      teamIds: teamKeys.flatMap((key) => teamByKey(workspace, key)?.id ?? []),
      leadId: users.get('mara')?.id ?? null,
      targetDate: null,
      initiativeIds,
      health: null,
      updates: [],
    });
  }
  backlog.issues.forEach((seed, index) => {
    const age = seed.ageInDays ?? (backlog.issues.length - index) * 1.5;
    const createdAt = new Date(workspace.now().getTime() - age * DAY_MS);
    seedIssue(workspace, seed, users, createdAt);
  });
}

function seedInitiative(workspace: Workspace, backlog: LinearBacklog): string[] {
  if (!backlog.initiative) return [];
  const id = stableUuid('linear-initiative', backlog.initiative.name);
  workspace.initiatives.set(id, {
    kind: 'Initiative',
    ...newEntity(workspace, 'Initiative', workspace.initiatives, id),
    ...backlog.initiative,
    slugId: id.slice(0, 12),
    ownerId: null,
    targetDate: null,
    health: null,
    updates: [],
  });
  return [id];
}

function seedIssue(
  workspace: Workspace,
  seed: LinearSeed,
  users: ReadonlyMap<string, LinearUser>,
  createdAt: Date,
): void {
  const team = teamByKey(workspace, seed.key.split('-')[0] ?? '');
  const reporter = users.get(seed.reporter ?? 'mara');
  if (!team || !reporter) throw new Error(`the backlog's ${seed.key} cannot be read`);
  const state = stateNamed(workspace, team.id, seed.state ?? 'Backlog');
  const project = seed.project && stableUuid('linear-project', seed.project);
  const due = new Date(workspace.now().getTime() + (seed.dueInDays ?? 0) * DAY_MS);
  const issue = createIssue(
    workspace,
    {
      id: stableUuid('linear-issue', seed.key),
      teamId: team.id,
      title: seed.title,
      description: seed.description ?? null,
      stateId: state?.id ?? null,
      priority: seed.priority ?? 0,
      estimate: seed.estimate ?? null,
      dueDate: seed.dueInDays === undefined ? null : due.toISOString().slice(0, 10),
      assigneeId: (seed.assignee && users.get(seed.assignee)?.id) ?? null,
      labelIds: (seed.labels ?? []).map((name) => labelId(workspace, name)),
      ...(project && { projectId: project }),
      ...(seed.parent !== undefined && { parentId: seed.parent }),
    },
    reporter,
    { silent: true, createdAt },
  );
  if (issue.identifier !== seed.key)
    throw new Error(`${seed.key} would be ${issue.identifier}: keys run without gaps`);
  for (const comment of seed.comments ?? []) {
    addComment(workspace, issue, { body: comment.text }, users.get(comment.by) ?? reporter);
  }
}

const COLOURS = ['#bb87fc', '#4ea7fc', '#eb5757', '#4cb782', '#f2c94c', '#26b5ce'];

/** A label of the workspace by name, made when it is not there. */
export function labelId(workspace: Workspace, name: string): string {
  const found = [...workspace.labels.values()].find((label) => label.name === name && !label.isGroup);
  if (found) return found.id;
  const color = COLOURS[workspace.labels.size % COLOURS.length] ?? '#bec2c8';
  return createLabel(workspace, { id: stableUuid('linear-label', name), name, color }).id;
}
