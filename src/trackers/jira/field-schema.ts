import { z } from 'zod';
import { lenient, lenientList, trackerId } from '../lenient.ts';

const NAMES_LIMIT = 20;

const allowedOption = z
  .object({ id: trackerId, value: z.string(), disabled: lenient(z.boolean()) })
  .transform(({ id, value, disabled }) => ({ id, value, disabled: disabled === true }));

const fieldMeta = z.object({
  name: z.string(),
  required: z.boolean().catch(false),
  schema: lenient(z.object({ custom: lenient(z.string()) })),
  allowedValues: lenientList(allowedOption).transform((options) =>
    options.filter(({ disabled }) => !disabled).map(({ id, value }) => ({ id, value })),
  ),
});

/** `GET /issue/{id}/editmeta`, or `editmeta` of an issue that was asked for with it: the fields that can be edited. */
export const jiraEditMeta = z.object({
  fields: z
    .record(z.string(), lenient(fieldMeta))
    .catch({})
    .transform((fields) =>
      Object.fromEntries(Object.entries(fields).flatMap(([id, meta]) => (meta ? [[id, meta] as const] : []))),
    ),
});
export type JiraEditMeta = z.infer<typeof jiraEditMeta>;

/** `POST /issue/bulkfetch` with `expand=editmeta`. */
export const jiraEditMetas = z.object({
  issues: lenientList(z.object({ id: trackerId, editmeta: jiraEditMeta })),
});

/** Jira tells fields of one name apart in queries as `Size[Dropdown]`, and names each `cf[10042]` too. */
function otherNamesOf(clauseNames: readonly string[], untranslated: string | null): readonly string[] {
  const names = clauseNames
    .filter((name) => !/^cf\[\d+\]$/.test(name))
    .map((name) => (name.endsWith(']') ? name.slice(0, Math.max(0, name.lastIndexOf('['))) : name));
  return [...names, ...(untranslated === null ? [] : [untranslated])].slice(0, NAMES_LIMIT);
}

/** One of `GET /field`; `otherNames` are those it was given before Jira translated it. */
export const jiraSiteField = z
  .object({
    id: z.string(),
    name: z.string(),
    custom: z.boolean().catch(false),
    schema: lenient(z.object({ custom: lenient(z.string()) })),
    clauseNames: lenientList(z.string()),
    untranslatedName: lenient(z.string()),
    scope: lenient(z.object({ type: z.string() })),
  })
  .transform(({ clauseNames, untranslatedName, scope, ...field }) => ({
    ...field,
    /** It belongs to one team-managed project, and to no other. */
    isOfProject: scope?.type === 'PROJECT',
    otherNames: otherNamesOf(clauseNames, untranslatedName),
  }));
export type JiraSiteField = z.infer<typeof jiraSiteField>;

export const jiraSiteFields = lenientList(jiraSiteField);

/** `GET /mypermissions`: key → whether the account has it. */
export const jiraPermissions = z
  .object({
    permissions: z.record(z.string(), lenient(z.object({ havePermission: z.boolean().catch(false) }))),
  })
  .transform(
    ({ permissions }) => new Set(Object.keys(permissions).filter((key) => permissions[key]?.havePermission)),
  );

export const jiraBulkTask = z.object({ taskId: trackerId });

/** `GET /bulk/queue/{taskId}`. */
export const jiraBulkProgress = z.object({
  status: z.string(),
  /** 0 where it is not told. */
  progressPercent: z.number().min(0).max(100).catch(0),
  processedAccessibleIssues: lenientList(trackerId),
  failedAccessibleIssues: z.record(z.string(), z.unknown()).catch({}),
});
export type JiraBulkProgress = z.infer<typeof jiraBulkProgress>;
