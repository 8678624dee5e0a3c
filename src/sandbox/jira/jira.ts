import type { AddressInfo } from 'node:net';
import type { CallLog } from '../calls.ts';
import { createCallLog } from '../calls.ts';
import { createFaultPlan, type FaultPlan } from '../faults.ts';
import { stableUuid } from '../ids.ts';
import type { AdfDoc } from '../markup/adf.ts';
import { markdownToAdf } from '../markup/markdown-to-adf.ts';
import { createOutbox, type Outbox, type OutgoingDelivery } from '../outbox.ts';
import { registerPages } from '../pages/routes.ts';
import type { SandboxIssue, SandboxTracker } from '../tracker.ts';
import { addComment, editComment, removeComment } from './comments.ts';
import type { JiraContext, JiraSettings, RegisteredWebhook } from './context.ts';
import { createIssue, deleteIssue, editFields, moveIssue, transitionIssue } from './edits.ts';
import { issueNotFound } from './errors.ts';
import type { JiraField, JiraIssue, JiraUser } from './model.ts';
import { jiraPages } from './pages.ts';
import { createJiraServer } from './server.ts';
import { showComment, showIssue } from './show.ts';
import { addCustomField, addProject, addUser, createJiraSite, issueTypeNamed, statusNamed } from './site.ts';
import { sendWebhook, type WebhookTarget, webhookBodies } from './webhooks.ts';

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

export interface SandboxJira extends SandboxTracker {
  readonly email: string;
  readonly apiToken: string;
  /** The account behind the API token, by whom Waymark's comments are written. */
  readonly accountId: string;
  readonly settings: JiraSettings;
  /** Where signed webhooks go; `null` for nowhere. Webhooks registered over REST are apart from it. */
  setWebhook(target: WebhookTarget | null): void;
  editIssue(key: string, change: JiraChangeRequest, actor?: string): SandboxIssue;
  createIssue(parts: NewJiraIssue): SandboxIssue;
  /** Moves to another project: same id, new key. Returns the issue with its new key. */
  moveIssue(key: string, projectKey: string, actor?: string): SandboxIssue;
  addProject(key: string, name: string): void;
  /** Links two issues: the first blocks the second. */
  link(key: string, blockedKey: string): void;
  /** Adds a custom field; names may repeat, as on real sites. Returns the field's id. */
  addField(field: Parameters<typeof addCustomField>[1]): string;
  /** The field for looking at or changing (`onScreen`, `name`, options); by id or name. */
  field(idOrName: string): JiraField;
  /** The model behind an issue, for tests that look at what REST does not show. */
  raw(key: string): JiraIssue;
}

export interface JiraOptions {
  readonly now: () => Date;
  readonly host: string;
  readonly port: number;
  readonly webhook?: WebhookTarget;
  readonly seed: (site: ReturnType<typeof createJiraSite>) => void;
  readonly retryDelaysMs: readonly number[];
  readonly timeoutMs: number;
}

const API_EMAIL = 'waymark@sandbox.example';
const MAIN_WEBHOOK = 0;

/** Starts a sandbox Jira; resolves when it listens. */
export async function startJira(options: JiraOptions): Promise<SandboxJira> {
  let url = '';
  const site = createJiraSite({ url: () => url, now: options.now });
  const me = addUser(site, {
    displayName: 'Waymark',
    emailAddress: API_EMAIL,
    timeZone: 'Etc/UTC',
    accountType: 'atlassian',
  });
  options.seed(site);
  const outbox = createJiraOutbox(options);
  const context: JiraContext = {
    site,
    settings: { administrator: true, bulkChange: true, enforceLimits: false },
    me,
    apiToken: `sandbox-${stableUuid('jira-token')}`,
    calls: createCallLog(),
    faults: createFaultPlan(),
    outbox,
    webhooks: new Map<number, RegisteredWebhook>(),
  };
  site.subscribe((event) => {
    const targets = [...context.webhooks.values()].filter((webhook) => webhook.enabled);
    if (targets.length === 0) return;
    for (const body of webhookBodies(site, event)) sendWebhook(outbox, targets, body);
  });
  const app = createJiraServer(context, API_EMAIL);
  await registerPages(app, jiraPages(context));
  await app.listen({ host: options.host, port: options.port });
  url = `http://${options.host}:${(app.server.address() as AddressInfo).port}`;

  const jira = createVerbs(context);
  if (options.webhook) jira.setWebhook(options.webhook);
  return {
    ...jira,
    url,
    email: API_EMAIL,
    apiToken: context.apiToken,
    accountId: me.accountId,
    settings: context.settings,
    calls: context.calls,
    faults: context.faults,
    async close() {
      outbox.close();
      await app.close();
    },
  };
}

function createJiraOutbox(options: JiraOptions): Outbox {
  return createOutbox(
    {
      retryDelaysMs: options.retryDelaysMs,
      timeoutMs: options.timeoutMs,
      retries: (status) => status >= 500 || [408, 409, 425, 429].includes(status),
      concurrency: 32,
      keep: 5_000,
    },
    options.now,
  );
}

type Verbs = Omit<
  SandboxJira,
  'url' | 'email' | 'apiToken' | 'accountId' | 'settings' | 'calls' | 'faults' | 'close'
> & { calls?: CallLog; faults?: FaultPlan };

function createVerbs(context: JiraContext): Verbs {
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
    addProject: (key, name) => void addProject(site, key, name),
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
    deliveries: (): OutgoingDelivery[] => outbox.all(),
    idle: () => outbox.idle(),
  };
}
