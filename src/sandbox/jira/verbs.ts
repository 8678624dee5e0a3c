import type { AdfDoc } from '../markup/adf.ts';
import { markdownToAdf } from '../markup/markdown-to-adf.ts';
import type { SandboxIssue, TrackerVerbs } from '../tracker.ts';
import { addComment, editComment, removeComment } from './comments.ts';
import type { JiraContext } from './context.ts';
import { editFields } from './edits.ts';
import { issueNotFound } from './errors.ts';
import { createIssue, deleteIssue, moveIssue, transitionIssue } from './lifecycle.ts';
import type { JiraField, JiraIssue, JiraProject, JiraUser } from './model.ts';
import { showComment, showIssue } from './show.ts';
import { addCustomField, addProject, addUser, issueTypeNamed, statusNamed } from './site.ts';
import type { WebhookTarget } from './webhooks.ts';

/** A change by a person; fields that are absent stay. Descriptions may be Markdown or a document. */
export interface JiraChangeRequest {
  readonly summary?: string;
  readonly description?: string | AdfDoc | null;
  readonly labels?: readonly string[];
  readonly priority?: string;
  readonly type?: string;
  /** Account id, e-mail address or display name; `null` for nobody. */
  readonly assignee?: string | null;
  readonly duedate?: string | null;
  /** Key or id; `null` for none. */
  readonly parent?: string | null;
  /** REST values by field id or name: `{ 'Mission size': { value: 'Macro' } }`. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

export interface NewJiraIssue extends JiraChangeRequest {
  readonly project: string;
  readonly summary: string;
  readonly status?: string;
  readonly actor?: string;
}

/** What people do in a sandbox Jira; see `SandboxTracker` for the rest. */
export interface JiraVerbs extends TrackerVerbs {
  /** Where signed webhooks go; `null` for nowhere. Webhooks registered over REST are apart from it. */
  setWebhook(target: WebhookTarget | null): void;
  editIssue(key: string, change: JiraChangeRequest, actor?: string): SandboxIssue;
  createIssue(parts: NewJiraIssue): SandboxIssue;
  /** Moves to another project: same id, new key. Returns the issue with its new key. */
  moveIssue(key: string, projectKey: string, actor?: string): SandboxIssue;
  addProject(key: string, name: string): void;
  /** The project for looking at or changing (`ownScreen`, `teamManaged`). */
  project(key: string): JiraProject;
  /** Links two issues: the first blocks the second. */
  link(key: string, blockedKey: string): void;
  /** Adds a custom field; names may repeat, as on real sites. Returns the field's id. */
  addField(field: Parameters<typeof addCustomField>[1]): string;
  /** The field for looking at or changing (`onScreen`, `name`, options); by id or name. */
  field(idOrName: string): JiraField;
  /** The model behind an issue, for tests that look at what REST does not show. */
  raw(key: string): JiraIssue;
}

const MAIN_WEBHOOK = 0;

export function createVerbs(context: JiraContext): JiraVerbs {
  const { site, outbox } = context;

  function find(key: string): JiraIssue {
    const issue = site.find(key);
    if (!issue) throw issueNotFound();
    return issue;
  }
  function person(wanted: string | undefined): JiraUser {
    const users = [...site.users.values()];
    const found =
      wanted === undefined
        ? users.find((user) => user !== context.me)
        : users.find((user) => [user.accountId, user.emailAddress, user.displayName].includes(wanted));
    if (!found && wanted === undefined) {
      return addUser(site, {
        displayName: 'Sandbox Person',
        emailAddress: 'person@sandbox.example',
        timeZone: 'Etc/UTC',
        accountType: 'atlassian',
      });
    }
    if (!found) throw new Error(`nobody called ${wanted} works with this Jira`);
    return found;
  }
  function field(idOrName: string): JiraField {
    const found = site.fields.get(idOrName) ?? [...site.fields.values()].find((one) => one.name === idOrName);
    if (!found) throw new Error(`this Jira has no field ${idOrName}`);
    return found;
  }
  function restFields(change: JiraChangeRequest): Record<string, unknown> {
    const { summary, description, labels, priority, type, assignee, duedate, parent } = change;
    const custom = Object.entries(change.fields ?? {}).map(
      ([name, value]) => [field(name).id, value] as const,
    );
    return {
      ...Object.fromEntries(custom),
      ...(summary !== undefined && { summary }),
      ...(description !== undefined && {
        description: typeof description === 'string' ? markdownToAdf(description) : description,
      }),
      ...(labels !== undefined && { labels }),
      ...(priority !== undefined && { priority: { name: priority } }),
      ...(type !== undefined && { issuetype: { name: type } }),
      ...(assignee !== undefined && {
        assignee: assignee === null ? null : { accountId: person(assignee).accountId },
      }),
      ...(duedate !== undefined && { duedate }),
      ...(parent !== undefined && { parent: parent === null ? null : { key: parent } }),
    };
  }
  const show = (issue: JiraIssue) => showIssue(context, issue);

  return {
    setWebhook(target) {
      context.webhooks.delete(MAIN_WEBHOOK);
      if (!target) return;
      const rest = {
        id: MAIN_WEBHOOK,
        name: 'Sandbox webhook',
        enabled: true,
        filters: {},
        excludeBody: false,
      };
      context.webhooks.set(MAIN_WEBHOOK, { ...target, ...rest });
    },
    async sendBacklog() {
      const issues = [...site.issues.values()];
      for (const issue of issues) site.emit({ kind: 'issue_created', issue, actor: issue.creator });
      await outbox.idle();
      return issues.length;
    },
    editIssue(key, change, actor) {
      const issue = find(key);
      editFields(site, issue, restFields(change), person(actor));
      return show(issue);
    },
    createIssue({ project: projectKey, status, actor, type, ...change }) {
      const project = site.projects.get(projectKey) ?? addProject(site, projectKey, projectKey);
      const issueType = issueTypeNamed(type ?? 'Story');
      const startStatus = statusNamed(status ?? 'To Do');
      if (!issueType || !startStatus) throw new Error('no such issue type or status');
      const parts = { project, type: issueType, status: startStatus, reporter: person(actor) };
      return show(createIssue(site, { ...parts, fields: restFields(change) }));
    },
    deleteIssue: (key, actor) => deleteIssue(site, find(key), person(actor)),
    moveIssue(key, projectKey, actor) {
      const issue = find(key);
      moveIssue(
        site,
        issue,
        site.projects.get(projectKey) ?? addProject(site, projectKey, projectKey),
        person(actor),
      );
      return show(issue);
    },
    transition(key, statusName, actor) {
      const status = statusNamed(statusName);
      if (!status) throw new Error(`no status ${statusName}`);
      const issue = find(key);
      transitionIssue(site, issue, status, person(actor));
      return show(issue);
    },
    addComment: (key, text, actor) =>
      showComment(context, addComment(site, find(key), markdownToAdf(text), person(actor))),
    editComment: (key, id, text, actor) =>
      showComment(context, editComment(site, find(key), id, markdownToAdf(text), person(actor))),
    deleteComment: (key, id, actor) => removeComment(site, find(key), id, person(actor)),
    comments: (key) => find(key).comments.map((comment) => showComment(context, comment)),
    issue: (key) => show(find(key)),
    hasIssue: (key) => site.find(key) !== undefined,
    issueKeys: () => [...site.issues.values()].map((issue) => issue.key),
    addPerson(name, email) {
      addUser(site, {
        displayName: name,
        emailAddress: email,
        timeZone: 'Etc/UTC',
        accountType: 'atlassian',
      });
    },
    addProject: (key, name) => void addProject(site, key, name),
    project(key) {
      const found = site.projects.get(key);
      if (!found) throw new Error(`this Jira has no project ${key}`);
      return found;
    },
    link(key, blockedKey) {
      const [issue, blocked] = [find(key), find(blockedKey)];
      const type = { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' };
      const link = { id: site.nextId(), type, fromId: issue.id, toId: blocked.id };
      issue.links.push(link);
      blocked.links.push(link);
    },
    addField: (parts) => addCustomField(site, parts).id,
    field,
    raw: find,
    webhooks: outbox,
    deliveries: () => outbox.all(),
    idle: () => outbox.idle(),
  };
}
