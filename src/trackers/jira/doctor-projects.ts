import { TrackerError } from '../../domain/errors.ts';
import type { Diagnosis } from '../../domain/ports.ts';
import { fieldOptions } from '../../domain/write-back/field-options.ts';
import type { FieldProblem } from '../../domain/write-back/fields.ts';
import type { JiraFieldCalls } from './field-calls.ts';
import { optionFor } from './field-edit.ts';
import type { FieldMap } from './field-map.ts';
import type { ProjectSamples } from './samples.ts';

/** Without these Waymark is of no use in a project. */
const NEEDED = { BROWSE_PROJECTS: 'Browse projects', ADD_COMMENTS: 'Add comments' } as const;
/** Without these some of what it does is left out. */
const USEFUL = {
  EDIT_OWN_COMMENTS: ['Edit own comments', 'its comment cannot follow the issue'],
  DELETE_OWN_COMMENTS: ['Delete own comments', 'its comment stays when all is resolved'],
  EDIT_ISSUES: ['Edit issues', 'fields are not written'],
  ADMINISTER_PROJECTS: [
    'Administer projects',
    'field edits send e-mail, and it cannot tell who may give it commands',
  ],
} as const;

export interface ProjectDoctorDeps {
  readonly fieldCalls: JiraFieldCalls;
  readonly samples: ProjectSamples;
}

/** What Waymark may do in a project, and which fields it can keep in sync there: two lines. */
export async function diagnoseProject(key: string, deps: ProjectDoctorDeps): Promise<readonly Diagnosis[]> {
  const look = (what: 'permissions' | 'fields', one: () => Promise<Omit<Diagnosis, 'id' | 'title'>>) => {
    const named = { id: `jira:${what}:${key}`, title: `Jira: ${what} in ${key}` };
    return one().then(
      (found): Diagnosis => ({ ...named, ...found }),
      (error: unknown): Diagnosis => {
        if (!(error instanceof TrackerError)) throw error;
        const detail = `could not be looked at: ${error.message}`;
        return { ...named, state: 'warning', detail, remedy: 'Run this again.' };
      },
    );
  };
  return [
    await look('permissions', () => permissions(key, deps.fieldCalls)),
    await look('fields', async () => fieldsOf(key, await deps.samples(key))),
  ];
}

type Finding = Omit<Diagnosis, 'id' | 'title'>;

async function permissions(key: string, calls: JiraFieldCalls): Promise<Finding> {
  const has = await calls.permissions([...Object.keys(NEEDED), ...Object.keys(USEFUL)], key);
  const needed = Object.entries(NEEDED).flatMap(([permission, name]) => (has.has(permission) ? [] : [name]));
  const useful = Object.entries(USEFUL).flatMap(([permission, [name, loss]]) =>
    has.has(permission) ? [] : [{ name, loss }],
  );
  const lacking = [...needed, ...useful.map(({ name }) => name)].map((name) => `"${name}"`).join(', ');
  const remedy = `Give the account ${lacking} in the project ${key} (Project settings → People, or its permission scheme).`;
  if (needed.length > 0) return { state: 'failed', detail: `it lacks ${lacking}`, remedy };
  if (useful.length === 0) return { state: 'ok', detail: 'it has all it uses', remedy: null };
  return {
    state: 'warning',
    detail: useful.map(({ name, loss }) => `without "${name}", ${loss}`).join('; '),
    remedy,
  };
}

function fieldsOf(key: string, maps: readonly FieldMap[]): Finding {
  if (maps.length === 0) return { state: 'ok', detail: 'no issue to look at yet', remedy: null };
  const problems = maps.flatMap((map) => [...map.problems, ...lackingOptions(map)]);
  const [first] = problems;
  const synced = [...new Set(maps.flatMap(({ writable }) => [...writable.keys()]))];
  if (first) {
    const messages = [...new Set(problems.map(({ message }) => message))];
    return { state: 'warning', detail: messages.join(' '), remedy: first.remedy };
  }
  if (synced.length === 0) {
    const remedy = 'Run `waymark provision` to create them; without them Waymark comments only.';
    return { state: 'warning', detail: `${key} has none of the fields`, remedy };
  }
  return { state: 'ok', detail: `kept in sync: ${synced.join(', ')}`, remedy: null };
}

/** Options that Waymark would write and the field does not offer. */
function lackingOptions(map: FieldMap): readonly FieldProblem[] {
  return [...map.writable.values()].flatMap((target) => {
    if (target.kind !== 'option') return [];
    const lacking = (fieldOptions[target.field] ?? []).filter(
      (value) => !optionFor(target, map.settings, value),
    );
    if (lacking.length === 0) return [];
    const list = lacking.map((value) => `"${value}"`).join(', ');
    return [
      {
        project: map.project,
        field: target.field,
        message: `In ${map.project} the field "${target.name}" does not offer ${list}.`,
        remedy: `Run \`waymark provision\` to add the options, or give your own words for them under writeBack.jira.options.${target.field}.`,
      },
    ];
  });
}
