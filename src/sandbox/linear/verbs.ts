import { stableUuid } from '../ids.ts';
import type { SandboxIssue, TrackerVerbs } from '../tracker.ts';
import { addComment, commentOrError, editComment, removeComment } from './comments.ts';
import type { LinearContext } from './context.ts';
import { createIssue, deleteIssue, type IssueInput, updateIssue } from './edits.ts';
import type { LinearIssue, LinearUser, TeamVisibility } from './model.ts';
import { createWebhook } from './mutations.ts';
import { labelId } from './seed.ts';
import { presentComments, showComment, showIssue } from './show.ts';
import { addTeam, addUser, findIssue, issueOrError, newEntity, stateNamed, teamByKey } from './workspace.ts';

/** A change by a person; fields that are absent stay, `null` empties. Names are turned into ids. */
export interface LinearChangeRequest {
  readonly title?: string;
  /** Markdown. */
  readonly description?: string | null;
  readonly labels?: readonly string[];
  readonly priority?: 0 | 1 | 2 | 3 | 4;
  readonly estimate?: number | null;
  readonly dueDate?: string | null;
  /** User id, e-mail address or name; `null` for nobody. */
  readonly assignee?: string | null;
  readonly project?: string | null;
  /** Whether the issue is in its team's present cycle. */
  readonly inCycle?: boolean;
  /** Identifier or id; `null` for none. */
  readonly parent?: string | null;
}

export interface NewLinearIssue extends LinearChangeRequest {
  readonly team: string;
  readonly title: string;
  readonly state?: string;
  readonly actor?: string;
}

export interface LinearWebhookTarget {
  readonly url: string;
  readonly secret: string;
  readonly resourceTypes?: readonly string[];
}

/** What people do in a sandbox Linear; see `SandboxTracker` for the rest. */
export interface LinearVerbs extends TrackerVerbs {
  /** Where signed webhooks go; `null` for nowhere. Webhooks created over the API are apart from it. */
  setWebhook(target: LinearWebhookTarget | null): void;
  editIssue(key: string, change: LinearChangeRequest, actor?: string): SandboxIssue;
  createIssue(parts: NewLinearIssue): SandboxIssue;
  /** Moves to another team: same id, new identifier. Returns the issue with it. */
  moveIssue(key: string, teamKey: string, actor?: string): SandboxIssue;
  addTeam(key: string, name: string): void;
  changeTeam(key: string, change: { readonly visibility: TeamVisibility }): void;
  /** Switches somebody off, makes them a guest, or gives them these teams only, by key. */
  changePerson(
    who: string,
    change: { readonly active?: boolean; readonly guest?: boolean; readonly teams?: readonly string[] },
  ): void;
  /** Gives an issue these labels, by id, and no others. */
  setLabels(key: string, labelIds: readonly string[], actor?: string): SandboxIssue;
  /** Links two issues: `blocks`, `related`, `duplicate`. */
  relate(key: string, otherKey: string, type: string): void;
  /** The model behind an issue, for tests that look deeper. */
  raw(key: string): LinearIssue;
}

const MAIN_WEBHOOK = stableUuid('linear-main-webhook');
const DEFAULT_TYPES = ['Issue', 'Comment', 'IssueLabel', 'Attachment', 'ProjectUpdate', 'InitiativeUpdate'];

export function createVerbs(context: LinearContext): LinearVerbs {
  const { workspace, outbox } = context;
  const find = (key: string) => issueOrError(workspace, key);
  const show = (issue: LinearIssue) => showIssue(context, issue);

  function person(wanted: string | undefined): LinearUser {
    const users = [...workspace.users.values()];
    const found =
      wanted === undefined
        ? users.find((user) => user !== context.me)
        : users.find((user) => [user.id, user.email, user.name].includes(wanted));
    if (found) return found;
    if (wanted !== undefined) throw new Error(`nobody called ${wanted} works with this Linear`);
    return addUser(workspace, {
      name: 'Sandbox Person',
      email: 'person@sandbox.example',
      timezone: 'Etc/UTC',
    });
  }
  function projectId(name: string): string {
    const project = [...workspace.projects.values()].find((one) => one.name === name || one.id === name);
    if (!project) throw new Error(`this Linear has no project ${name}`);
    return project.id;
  }
  function input(change: LinearChangeRequest, teamId: string): IssueInput {
    const { labels, assignee, project, parent, inCycle, ...rest } = change;
    const cycle = [...workspace.cycles.values()].find((one) => one.teamId === teamId);
    return {
      ...rest,
      ...(labels !== undefined && { labelIds: labels.map((name) => labelId(workspace, name)) }),
      ...(assignee !== undefined && { assigneeId: assignee === null ? null : person(assignee).id }),
      ...(project !== undefined && { projectId: project === null ? null : projectId(project) }),
      ...(inCycle !== undefined && { cycleId: inCycle ? (cycle?.id ?? null) : null }),
      ...(parent !== undefined && { parentId: parent === null ? null : find(parent).id }),
    };
  }
  function team(key: string) {
    return teamByKey(workspace, key) ?? addTeam(workspace, key.toUpperCase(), key);
  }
  function stateId(teamId: string, name: string): string {
    const state = stateNamed(workspace, teamId, name);
    if (!state) throw new Error(`no state ${name}`);
    return state.id;
  }

  return {
    setWebhook(target) {
      workspace.webhooks.delete(MAIN_WEBHOOK);
      if (!target) return;
      const parts = {
        id: MAIN_WEBHOOK,
        label: 'Sandbox webhook',
        allPublicTeams: true,
        resourceTypes: DEFAULT_TYPES,
      };
      createWebhook(workspace, { ...parts, ...target }, null);
    },
    async sendBacklog() {
      const issues = [...workspace.issues.values()];
      for (const issue of issues) {
        const actor = workspace.users.get(issue.creatorId) ?? context.me;
        workspace.emit({ action: 'create', entity: issue, actor });
      }
      await outbox.idle();
      return issues.length;
    },
    editIssue(key, change, actor) {
      const issue = find(key);
      updateIssue(workspace, issue, input(change, issue.teamId), person(actor));
      return show(issue);
    },
    setLabels(key, labelIds, actor) {
      const issue = find(key);
      updateIssue(workspace, issue, { labelIds }, person(actor));
      return show(issue);
    },
    createIssue({ team: teamKey, state, actor, ...change }) {
      const { id: teamId } = team(teamKey);
      const parts = {
        ...input(change, teamId),
        teamId,
        ...(state !== undefined && { stateId: stateId(teamId, state) }),
      };
      return show(createIssue(workspace, parts, person(actor)));
    },
    deleteIssue: (key, actor) => deleteIssue(workspace, find(key), person(actor), true),
    moveIssue(key, teamKey, actor) {
      const issue = find(key);
      updateIssue(workspace, issue, { teamId: team(teamKey).id }, person(actor));
      return show(issue);
    },
    transition(key, status, actor) {
      const issue = find(key);
      updateIssue(workspace, issue, { stateId: stateId(issue.teamId, status) }, person(actor));
      return show(issue);
    },
    addComment: (key, text, actor) =>
      showComment(context, addComment(workspace, find(key), { body: text }, person(actor))),
    editComment(_key, id, text, actor) {
      const comment = commentOrError(workspace, id);
      editComment(workspace, comment, text, person(actor));
      return showComment(context, comment);
    },
    deleteComment: (_key, id, actor) =>
      removeComment(workspace, commentOrError(workspace, id), person(actor)),
    comments: (key) => presentComments(find(key)).map((comment) => showComment(context, comment)),
    issue: (key) => show(find(key)),
    hasIssue: (key) => findIssue(workspace, key) !== undefined,
    issueKeys: () => [...workspace.issues.values()].map((issue) => issue.identifier),
    addPerson(name, email) {
      addUser(workspace, { name, email, timezone: 'Etc/UTC' });
    },
    addTeam: (key, name) => void addTeam(workspace, key, name),
    changeTeam: (key, change) => void Object.assign(team(key), change),
    changePerson(who, { teams, ...change }) {
      const teamIds = teams?.map((key) => team(key).id);
      Object.assign(person(who), change, teamIds && { teamIds });
    },
    relate(key, otherKey, type) {
      const [issue, other] = [find(key), find(otherKey)];
      const entity = newEntity(workspace, 'IssueRelation', new Map());
      const ends = { issueId: issue.id, relatedIssueId: other.id };
      const relation = { kind: 'IssueRelation', ...entity, type, ...ends } as const;
      issue.relations.push(relation);
      other.relations.push(relation);
    },
    raw: find,
    webhooks: outbox,
    deliveries: () => outbox.all(),
    idle: () => outbox.idle(),
  };
}
