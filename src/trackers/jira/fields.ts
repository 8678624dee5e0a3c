import { TrackerError } from '../../domain/errors.ts';
import type { TrackerFields } from '../../domain/ports.ts';
import type { FieldProblem, FieldValue, SyncedField } from '../../domain/write-back/fields.ts';
import { refusedFieldsOf } from './errors.ts';
import { prepareEdit, readField, refusedByJira } from './field-edit.ts';
import type { FieldMap } from './field-map.ts';
import type { KnownIssue } from './field-maps.ts';
import { createWriteFieldOfMany, type FieldDeps } from './field-of-many.ts';

/** Lists of options and screens older than this are asked for again before a value is given up. */
const OUTDATED_MS = 60_000;
/** How long Jira's refusal to be quiet is remembered: rights change seldom. */
const LOUD_MS = 60 * 60_000;

export interface JiraFields extends TrackerFields {
  /** The synced fields of an issue that was just read, and what keeps others from being written. */
  read(issue: KnownIssue & { readonly fields: Readonly<Record<string, unknown>> }): Promise<{
    readonly fields: Readonly<Partial<Record<SyncedField, FieldValue>>>;
    readonly fieldProblems: readonly FieldProblem[];
  }>;
}

/** Mission fields and Waymark's own, as custom fields of Jira. */
export function createJiraFields(deps: FieldDeps): JiraFields {
  const { calls, maps, settingsFor, now } = deps;
  const loudUntil = new Map<string, number>();

  /** Without e-mail where the account may; Jira refuses the whole edit where it may not. */
  async function edit(issueId: string, { project }: FieldMap, fields: Readonly<Record<string, unknown>>) {
    if ((loudUntil.get(project) ?? 0) > now()) return calls.edit(issueId, fields, false);
    try {
      await calls.edit(issueId, fields, true);
    } catch (error) {
      if (!(error instanceof TrackerError && error.kind === 'invalid' && error.status === 403)) throw error;
      await calls.edit(issueId, fields, false);
      // Only now is it certain that it was about the e-mail and not about the edit.
      loudUntil.set(project, now() + LOUD_MS);
    }
  }

  const writeFields: TrackerFields['writeFields'] = async (issueId, changes) => {
    let map = await maps.ofId(issueId);
    let prepared = prepareEdit(map, settingsFor(map.project), changes);
    if (prepared.problems.length > 0 && maps.forget(issueId, OUTDATED_MS)) {
      map = await maps.ofId(issueId);
      prepared = prepareEdit(map, settingsFor(map.project), changes);
    }
    const problems = [...prepared.problems];
    let fields = { ...prepared.fields };
    while (Object.keys(fields).length > 0) {
      const refused = await edit(issueId, map, fields).then(
        () => null,
        (error: unknown) => refusalsIn(error, Object.keys(fields)),
      );
      if (refused === null) return problems;
      maps.forget(issueId);
      for (const [id, words] of refused) {
        const change = prepared.changes.get(id);
        if (change) problems.push(refusedByJira(map, change, words));
      }
      fields = Object.fromEntries(Object.entries(fields).filter(([id]) => !refused.has(id)));
    }
    return problems;
  };

  return {
    writeFields,
    writeFieldOfMany: createWriteFieldOfMany({ ...deps, writeFields }),

    async read(issue) {
      const map = await maps.of(issue);
      const settings = settingsFor(map.project);
      const values = [...map.writable.values()].flatMap((field) => {
        const value = readField(field, settings, issue.fields);
        return value === undefined ? [] : [[field.field, value] as const];
      });
      return { fields: Object.fromEntries(values), fieldProblems: map.problems };
    },
  };
}

/** Which of the fields that were sent Jira refused; when it names others only, it takes none of them. Rethrows the rest. */
function refusalsIn(error: unknown, sent: readonly string[]): ReadonlyMap<string, string> {
  const refused = refusedFieldsOf(error);
  if (refused) {
    const own = Object.entries(refused).filter(([id]) => sent.includes(id));
    if (own.length > 0) return new Map(own);
    const words = Object.entries(refused).map(([id, reason]) => `${id}: ${reason}`);
    return new Map(sent.map((id) => [id, words.join('; ')]));
  }
  // A permission that is missing, or an issue that cannot be edited any more: no other try would end differently.
  if (error instanceof TrackerError && error.kind === 'invalid') {
    return new Map(sent.map((id) => [id, error.message]));
  }
  throw error;
}
