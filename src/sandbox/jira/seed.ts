import type { JiraSeed, SeedPerson } from '../backlog/backlog.ts';
import type { AdfDoc } from '../markup/adf.ts';
import { markdownToAdf } from '../markup/markdown-to-adf.ts';
import { OPTION_TYPES } from './catalogue.ts';
import { addComment } from './comments.ts';
import { createIssue } from './lifecycle.ts';
import type { JiraField, JiraUser } from './model.ts';
import { addCustomField, addProject, addUser, issueTypeNamed, type JiraSite, statusNamed } from './site.ts';

const DAY_MS = 86_400_000;

/** Fills an empty site with people, projects, the custom fields a team already has, and issues. Sends nothing. */
export function seedJira(
  site: JiraSite,
  seed: {
    readonly people: readonly SeedPerson[];
    readonly projects: Readonly<Record<string, string>>;
    readonly issues: readonly JiraSeed[];
  },
): void {
  const users = new Map(
    seed.people.map((person) => [
      person.id,
      addUser(site, {
        displayName: person.name,
        emailAddress: person.email,
        timeZone: person.timeZone,
        accountType: 'atlassian',
      }),
    ]),
  );
  for (const [key, name] of Object.entries(seed.projects)) addProject(site, key, name);
  addTeamFields(site);
  const byName = new Map([...site.fields.values()].map((field) => [field.name, field]));
  seed.issues.forEach((issue, index) => {
    // The oldest issue is some months old; the others follow every few hours.
    const age = issue.ageInDays ?? (seed.issues.length - index) * 1.5;
    const created = new Date(site.now().getTime() - age * DAY_MS);
    seedIssue(site, issue, users, byName, created);
  });
}

/** What this site's teams set up long ago; a digit in the id keeps them stable for tests. */
function addTeamFields(site: JiraSite): void {
  addCustomField(site, { id: 'customfield_10016', name: 'Story Points', type: 'float' });
  addCustomField(site, {
    id: 'customfield_10050',
    name: 'Mission size',
    type: 'select',
    options: ['Macro', 'Meso', 'Micro'],
  });
  addCustomField(site, { id: 'customfield_10051', name: 'Persona', type: 'textfield' });
  addCustomField(site, {
    id: 'customfield_10052',
    name: 'Value type',
    type: 'select',
    options: ['Revenue', 'Cost', 'Risk', 'Enabler'],
  });
  addCustomField(site, { id: 'customfield_10053', name: 'Expected outcome', type: 'textarea' });
}

function seedIssue(
  site: JiraSite,
  seed: JiraSeed,
  users: ReadonlyMap<string, JiraUser>,
  fieldsByName: ReadonlyMap<string, JiraField>,
  created: Date,
): void {
  const project = site.projects.get(seed.key.split('-')[0] ?? '');
  const type = issueTypeNamed(seed.type);
  const status = statusNamed(seed.status ?? 'To Do');
  const reporter = users.get(seed.reporter ?? 'mara');
  if (!project || !type || !status || !reporter) throw new Error(`the backlog's ${seed.key} cannot be read`);
  const fields: Record<string, unknown> = {
    summary: seed.title,
    description: documentOf(withMentions(seed.description ?? '', users)),
    labels: seed.labels ?? [],
    priority: { name: seed.priority ?? 'Medium' },
    ...(seed.assignee !== undefined && { assignee: { accountId: users.get(seed.assignee)?.accountId } }),
    ...(seed.parent !== undefined && { parent: { key: seed.parent } }),
    ...(seed.dueInDays !== undefined && { duedate: dayFromNow(site, seed.dueInDays) }),
    ...(seed.estimate !== undefined && { customfield_10016: seed.estimate }),
  };
  for (const [name, value] of Object.entries(seed.fields ?? {})) {
    const field = fieldsByName.get(name);
    if (!field) throw new Error(`${seed.key}: no field ${name}`);
    fields[field.id] = fieldInput(field, value);
  }
  const issue = createIssue(site, { project, type, status, fields, reporter, created, silent: true });
  if (issue.key !== seed.key)
    throw new Error(`${seed.key} would get the key ${issue.key}: keys run without gaps`);
  for (const comment of seed.comments ?? []) {
    addComment(site, issue, markdownToAdf(comment.text), users.get(comment.by) ?? reporter);
  }
}

// Documents are never changed in place, so every sandbox of a process may hold the same ones.
const documents = new Map<string, AdfDoc | null>();

function documentOf(markdown: string): AdfDoc | null {
  let doc = documents.get(markdown);
  if (doc === undefined) {
    doc = markdownToAdf(markdown);
    documents.set(markdown, doc);
  }
  return doc;
}

/** Seeds mention people by their short names; documents carry account ids. */
function withMentions(markdown: string, users: ReadonlyMap<string, JiraUser>): string {
  return markdown.replace(/\(mention:(\w+)\)/g, (all, id) => {
    const user = users.get(String(id));
    return user ? `(mention:${user.accountId})` : all;
  });
}

function fieldInput(field: JiraField, value: string | number): unknown {
  if (OPTION_TYPES.has(field.type)) return { value };
  return field.type === 'textarea' ? markdownToAdf(String(value)) : value;
}

export function dayFromNow(site: Pick<JiraSite, 'now'>, days: number): string {
  return new Date(site.now().getTime() + days * DAY_MS).toISOString().slice(0, 10);
}
