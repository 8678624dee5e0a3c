import { TrackerError } from '../../domain/errors.ts';
import type { TrackerFields } from '../../domain/ports.ts';
import type { FieldChange } from '../../domain/write-back/fields.ts';
import type { JiraFieldSettings } from '../../domain/write-back/jira-field-settings.ts';
import { createEditsOfMany, type EditOfMany } from './edits-of-many.ts';
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
/** Stands for no option in an edit of many. */
const NO_OPTION = -1;

/** The part of an edit for one field: its value by the field's kind, and JQL for issues without that value. */
interface Part {
  readonly fieldId: string;
  readonly input: EditOfMany['input'];
  readonly unmet: string | null;
}

/** Issues whose edit is the same request, because their projects share field and option. */
interface Batch extends EditOfMany {
  readonly ids: string[];
}

/**
 * Writes the same values to many issues by Jira's edit of many, which takes the permission to make bulk changes. Without it,
 * and for issues and fields that it leaves out, each issue is written by itself.
 */
export function createWriteFieldOfMany(
  deps: FieldDeps & Pick<TrackerFields, 'writeFields'>,
): NonNullable<TrackerFields['writeFieldOfMany']> {
  const { maps, settingsFor, writeFields } = deps;
  const edits = createEditsOfMany(deps);

  return async (issueIds, ...changes) => {
    const ids = [...new Set(issueIds)];
    const isAllowed = ids.length > FEW && edits.isAllowed();
    const { batches, single } = isAllowed ? await inBatches(ids, changes) : { batches: [], single: ids };
    const done = await edits.run(batches.flatMap(asRequests));
    for (const batch of batches) single.push(...batch.ids.filter((id) => !done.has(id)));
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
    const parts: Part[] = [];
    for (const change of changes) {
      const part = partFor(map, change);
      if (!part) return null;
      parts.push(part);
    }
    if (parts.length === 0) return null;
    const input: Record<string, unknown[]> = {};
    for (const part of parts) {
      for (const [kind, values] of Object.entries(part.input)) {
        input[kind] = [...(input[kind] ?? []), ...values];
      }
    }
    const unmet = parts.map((part) => part.unmet);
    return {
      fieldIds: parts.map(({ fieldId }) => fieldId),
      input,
      unmet: unmet.includes(null) ? null : unmet.join(' OR '),
    };
  }

  function partFor(map: FieldMap, change: FieldChange): Part | null {
    const target = map.writable.get(change.field);
    if (!target || target.isComputed) return null;
    const prepared = prepareChange(map, settingsFor(map.project), change);
    if ('message' in prepared) return null;
    const input = bulkInput(target, prepared.value, prepared.optionId);
    return input && { fieldId: target.id, input, unmet: unmetBy(target, prepared.optionId) };
  }
}

function asRequests({ ids, ...edit }: Batch): readonly EditOfMany[] {
  const requests: EditOfMany[] = [];
  for (let from = 0; from < ids.length; from += MOST_AT_ONCE) {
    requests.push({ ...edit, ids: ids.slice(from, from + MOST_AT_ONCE) });
  }
  return requests;
}

/** JQL for issues that do not have this option; a negation in JQL leaves out what is empty. Null for other kinds. */
function unmetBy({ id, kind, options }: WritableField, optionId: string | undefined): string | null {
  const field = `cf[${id.replace('customfield_', '')}]`;
  if (kind !== 'option') return null;
  if (optionId === undefined) return `${field} IS NOT EMPTY`;
  const name = options.find((option) => option.id === optionId)?.value;
  if (name === undefined) return null;
  return `${field} != "${name.replace(/[\\"]/g, '\\$&')}" OR ${field} IS EMPTY`;
}

/** The part of the edit that is for this kind of field; null where an edit of many has none that fits. */
function bulkInput(
  { id: fieldId, kind }: WritableField,
  value: unknown,
  optionId: string | undefined,
): EditOfMany['input'] | null {
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
