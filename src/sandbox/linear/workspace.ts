import { isUuidV4, newUuid, stableUuid } from '../ids.ts';
import { alreadyExists, entityNotFound, invalidInput } from './errors.ts';
import type {
  LinearAttachment,
  LinearComment,
  LinearCycle,
  LinearEvent,
  LinearInitiative,
  LinearIssue,
  LinearLabel,
  LinearProject,
  LinearState,
  LinearTeam,
  LinearUpdate,
  LinearUser,
  LinearWebhook,
  StateType,
} from './model.ts';

/** Everything a sandbox Linear holds, by id. */
export interface Workspace {
  readonly url: () => string;
  readonly now: () => Date;
  readonly id: string;
  readonly name: string;
  readonly urlKey: string;
  readonly createdAt: Date;
  readonly users: Map<string, LinearUser>;
  readonly teams: Map<string, LinearTeam>;
  readonly states: Map<string, LinearState>;
  readonly labels: Map<string, LinearLabel>;
  readonly projects: Map<string, LinearProject>;
  readonly initiatives: Map<string, LinearInitiative>;
  readonly cycles: Map<string, LinearCycle>;
  readonly updates: Map<string, LinearUpdate>;
  readonly issues: Map<string, LinearIssue>;
  readonly comments: Map<string, LinearComment>;
  readonly attachments: Map<string, LinearAttachment>;
  readonly webhooks: Map<string, LinearWebhook>;
  /** Every identifier an issue ever had → its id. */
  readonly identifiers: Map<string, string>;
  /** A number that grows with every write, as `lastSyncId`. */
  readonly syncId: () => number;
  emit(event: LinearEvent): void;
  subscribe(listener: (event: LinearEvent) => void): void;
}

export function createWorkspace(options: { url: () => string; now: () => Date }): Workspace {
  let sync = 0;
  const listeners: ((event: LinearEvent) => void)[] = [];
  return {
    ...options,
    id: stableUuid('linear-organization'),
    name: 'Sandbox',
    urlKey: 'sandbox',
    createdAt: options.now(),
    users: new Map(),
    teams: new Map(),
    states: new Map(),
    labels: new Map(),
    projects: new Map(),
    initiatives: new Map(),
    cycles: new Map(),
    updates: new Map(),
    issues: new Map(),
    comments: new Map(),
    attachments: new Map(),
    webhooks: new Map(),
    identifiers: new Map(),
    syncId: () => sync,
    emit(event) {
      sync += 1;
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.push(listener);
    },
  };
}

/** The parts every entity starts with; `id` is one the client chose, which must be a fresh v4 UUID. */
export function newEntity(
  workspace: Pick<Workspace, 'now'>,
  type: string,
  taken: ReadonlyMap<string, unknown>,
  id?: string | null,
): { id: string; createdAt: Date; updatedAt: Date; archivedAt: null } {
  if (id != null && !isUuidV4(id)) throw invalidInput('id must be a UUID.');
  if (id != null && taken.has(id)) throw alreadyExists(type, id);
  const time = workspace.now();
  return { id: id?.toLowerCase() ?? newUuid(), createdAt: time, updatedAt: time, archivedAt: null };
}

/** Moves `updatedAt` on, by a millisecond at least, so that two changes never share a time. */
export function touch(workspace: Pick<Workspace, 'now'>, entity: { updatedAt: Date }): Date {
  entity.updatedAt = new Date(Math.max(workspace.now().getTime(), entity.updatedAt.getTime() + 1));
  return entity.updatedAt;
}

/** Finds an issue by id or by any identifier it has or had. */
export function findIssue(workspace: Workspace, idOrIdentifier: string): LinearIssue | undefined {
  return (
    workspace.issues.get(idOrIdentifier) ??
    workspace.issues.get(workspace.identifiers.get(idOrIdentifier.toUpperCase()) ?? '')
  );
}

export function issueOrError(workspace: Workspace, idOrIdentifier: string): LinearIssue {
  const issue = findIssue(workspace, idOrIdentifier);
  if (!issue) throw entityNotFound('Issue');
  return issue;
}

/** Finds an entity, or refuses as the vendor does. */
export function entityOrError<T>(map: ReadonlyMap<string, T>, id: string, type: string): T {
  const entity = map.get(id);
  if (!entity) throw entityNotFound(type);
  return entity;
}

const STATES: readonly (readonly [name: string, type: StateType, color: string])[] = [
  ['Triage', 'triage', '#fc7840'],
  ['Backlog', 'backlog', '#bec2c8'],
  ['Todo', 'unstarted', '#e2e2e2'],
  ['In Progress', 'started', '#f2c94c'],
  ['In Review', 'started', '#0f783c'],
  ['Done', 'completed', '#5e6ad2'],
  ['Canceled', 'canceled', '#95a2b3'],
];

const WEEK_MS = 7 * 86_400_000;

/** Adds a team with its states and a cycle of two weeks that is half over. */
export function addTeam(workspace: Workspace, key: string, name: string): LinearTeam {
  const parts = { createdAt: workspace.now(), updatedAt: workspace.now(), archivedAt: null };
  const team: LinearTeam = {
    kind: 'Team',
    id: stableUuid('linear-team', key),
    ...parts,
    key,
    name,
    visibility: 'public',
    lastNumber: 0,
  };
  workspace.teams.set(team.id, team);
  STATES.forEach(([stateName, type, color], position) => {
    const id = stableUuid('linear-state', key, stateName);
    const state: LinearState = {
      kind: 'WorkflowState',
      id,
      ...parts,
      name: stateName,
      type,
      color,
      position,
      teamId: team.id,
    };
    workspace.states.set(id, state);
  });
  const cycle: LinearCycle = {
    kind: 'Cycle',
    id: stableUuid('linear-cycle', key),
    ...parts,
    number: 1,
    teamId: team.id,
    startsAt: new Date(parts.createdAt.getTime() - WEEK_MS),
    endsAt: new Date(parts.createdAt.getTime() + WEEK_MS),
  };
  workspace.cycles.set(cycle.id, cycle);
  return team;
}

export function addUser(
  workspace: Workspace,
  user: { readonly name: string; readonly email: string; readonly timezone: string; readonly app?: boolean },
): LinearUser {
  const entry: LinearUser = {
    kind: 'User',
    ...newEntity(workspace, 'User', workspace.users, stableUuid('linear-user', user.email)),
    name: user.name,
    displayName: user.email.split('@')[0] ?? user.name,
    email: user.email,
    admin: false,
    app: user.app ?? false,
    timezone: user.timezone,
    active: true,
    guest: false,
    teamIds: null,
  };
  workspace.users.set(entry.id, entry);
  return entry;
}

export function teamByKey(workspace: Workspace, key: string): LinearTeam | undefined {
  return [...workspace.teams.values()].find((team) => team.key === key.toUpperCase());
}

export function stateNamed(workspace: Workspace, teamId: string, name: string): LinearState | undefined {
  return [...workspace.states.values()].find(
    (state) => state.teamId === teamId && state.name.toLowerCase() === name.toLowerCase(),
  );
}

export function issueUrl(workspace: Workspace, issue: Pick<LinearIssue, 'identifier'>): string {
  return `${workspace.url()}/issue/${issue.identifier}`;
}
