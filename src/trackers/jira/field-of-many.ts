import { TrackerError } from '../../domain/errors.ts';
import type { TrackerFields } from '../../domain/ports.ts';
import type { FieldChange } from '../../domain/write-back/fields.ts';
import type { JiraFieldSettings } from '../../domain/write-back/jira-field-settings.ts';
import type { JiraFieldCalls } from './field-calls.ts';
import { prepareChange } from './field-edit.ts';
import { fieldValueFromJira } from './field-kinds.ts';
import type { FieldMap, WritableField } from './field-map.ts';
import type { FieldMaps } from './field-maps.ts';

/** What writing fields depends on. */
export interface FieldDeps {
  readonly calls: JiraFieldCalls;
  readonly maps: FieldMaps;
  readonly settingsFor: (project: string) => JiraFieldSettings;
  readonly now: () => number;
  /** Waits so many ms; between looks at an edit of many issues. */
  readonly wait: (ms: number) => Promise<void>;
}

/** What Jira takes in one edit of many. */
const MOST_AT_ONCE = 1000;
/** Fewer than this are as quick one by one, and then without a task to wait for. */
const FEW = 3;
const FIRST_LOOK_MS = 250;
const LONGEST_LOOK_MS = 5_000;
const MOST_LOOKS = 120;
/** Stands for no option in an edit of many. */
const NO_OPTION = -1;
const LOUD_MS = 60 * 60_000;

/** By the kind of field, what each field is set to. */
type BulkInput = Readonly<Record<string, readonly unknown[]>>;

/** Issues whose edit is the same request, because their projects share field and option. */
interface Batch {
  readonly fieldIds: readonly string[];
  readonly input: BulkInput;
  readonly ids: string[];
}

/**
 * Writes the same values to many issues by Jira's edit of many, which takes the permission to make bulk changes. Without it,
 * and for issues and fields that it leaves out, each issue is written by itself.
 */
export function createWriteFieldOfMany(
  deps: FieldDeps & Pick<TrackerFields, 'writeFields'>,
): NonNullable<TrackerFields['writeFieldOfMany']> {
  const { calls, maps, settingsFor, now, wait, writeFields } = deps;
  let forbiddenUntil = 0;

  return async (issueIds, ...changes) => {
    const ids = [...new Set(issueIds)];
    const isAllowed = ids.length > FEW && forbiddenUntil <= now();
    const { batches, single } = isAllowed ? await inBatches(ids, changes) : { batches: [], single: ids };
    for (const batch of batches) single.push(...(await editBatch(batch)));
    const refused: string[] = [];
    for (const id of single) {
      if (!(await isWritten(id, changes))) refused.push(id);
    }
    return refused;
  };

  async function isWritten(issueId: string, changes: readonly FieldChange[]): Promise<boolean> {
    try {
      return (await writeFields(issueId, changes)).length === 0;
    } catch (error) {
      if (error instanceof TrackerError && error.kind === 'not-found') return false;
      throw error;
    }
  }

  async function inBatches(
    ids: readonly string[],
    changes: readonly FieldChange[],
  ): Promise<{ readonly batches: readonly Batch[]; readonly single: string[] }> {
    const batches = new Map<string, Batch>();
    const single: string[] = [];
    const known = await maps.ofIds(ids);
    for (const id of ids) {
      const map = known.get(id);
      const input = map && inputForAll(map, changes);
      if (!input) {
        single.push(id);
        continue;
      }
      const key = JSON.stringify(input);
      const batch = batches.get(key) ?? { ...input, ids: [] };
      batch.ids.push(id);
      batches.set(key, batch);
    }
    return { batches: [...batches.values()], single };
  }

  function inputForAll(map: FieldMap, changes: readonly FieldChange[]): Omit<Batch, 'ids'> | null {
    const fieldIds: string[] = [];
    const merged: Record<string, unknown[]> = {};
    for (const change of changes) {
      const one = inputFor(map, change);
      if (!one) return null;
      fieldIds.push(one.fieldId);
      for (const [kind, values] of Object.entries(one.input)) {
        merged[kind] = [...(merged[kind] ?? []), ...values];
      }
    }
    return fieldIds.length > 0 ? { fieldIds, input: merged } : null;
  }

  function inputFor(map: FieldMap, change: FieldChange): { fieldId: string; input: BulkInput } | null {
    const target = map.writable.get(change.field);
    if (!target || target.isComputed) return null;
    const prepared = prepareChange(map, settingsFor(map.project), change);
    if ('message' in prepared) return null;
    const input = bulkInput(target, prepared.value, prepared.optionId);
    return input && { fieldId: target.id, input };
  }

  /** Answers the issues that are not written yet. */
  async function editBatch({ fieldIds, input, ids }: Batch): Promise<readonly string[]> {
    const left: string[] = [];
    for (let from = 0; from < ids.length; from += MOST_AT_ONCE) {
      const some = ids.slice(from, from + MOST_AT_ONCE);
      const done = await edited(some, fieldIds, input);
      left.push(...some.filter((id) => !done.has(id)));
    }
    return left;
  }

  async function edited(
    ids: readonly string[],
    fieldIds: readonly string[],
    input: BulkInput,
  ): Promise<ReadonlySet<string>> {
    if (forbiddenUntil > now()) return new Set();
    const taskId = await calls.editMany(ids, fieldIds, input).catch((error: unknown) => {
      if (!(error instanceof TrackerError && error.kind === 'invalid')) throw error;
      if (error.status === 403) forbiddenUntil = now() + LOUD_MS;
      return null;
    });
    if (taskId === null) return new Set();
    for (
      let look = 0, ms = FIRST_LOOK_MS;
      look < MOST_LOOKS;
      look += 1, ms = Math.min(ms * 2, LONGEST_LOOK_MS)
    ) {
      await wait(ms);
      const { status, processedAccessibleIssues } = await calls.progressOfMany(taskId);
      if (status === 'COMPLETE') return new Set(processedAccessibleIssues);
      if (status === 'FAILED' || status === 'CANCELLED' || status === 'DEAD') return new Set();
    }
    throw new TrackerError(
      'unavailable',
      `Jira writeFieldOfMany: the task ${taskId} does not come to an end`,
    );
  }
}

/** The part of the edit that is for this kind of field; null where an edit of many has none that fits. */
function bulkInput(
  { id: fieldId, kind }: WritableField,
  value: unknown,
  optionId: string | undefined,
): BulkInput | null {
  switch (kind) {
    case 'option':
      return { singleSelectFields: [{ fieldId, option: { optionId: Number(optionId ?? NO_OPTION) } }] };
    case 'number':
      return { clearableNumberFields: [{ fieldId, ...(value !== null && { value }) }] };
    case 'text':
      return { singleLineTextFields: [{ fieldId, text: String(fieldValueFromJira(value, 'text') ?? '') }] };
    case 'rich text':
      return value === null ? null : { richTextFields: [{ fieldId, richText: { adfValue: value } }] };
  }
}
