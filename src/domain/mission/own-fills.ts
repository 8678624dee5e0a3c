import type { Issue } from '../issue.ts';
import type { FieldValues } from '../write-back/fields.ts';
import { isEmpty, sameValue } from '../write-back/same-value.ts';
import { isNamed, isOfGroup } from './field-sources.ts';
import { type MissionField, missionFields } from './mission.ts';
import type { MissionSettings } from './mission-settings.ts';

/**
 * The issue without the custom fields and labels in which Waymark's own reading stands: what it filled in is nobody's
 * word, and must not outrank a text that says something else by now. Undefined where there is none.
 */
export function withoutOwnFills(
  issue: Issue,
  settings: MissionSettings,
  filled: FieldValues,
): Issue | undefined {
  const isOwn = (field: MissionField, value: string | number | null) =>
    !isEmpty(filled[field]) && sameValue(filled[field] ?? null, value);
  const isOwnField = (custom: Issue['customFields'][number]) =>
    missionFields.some(
      (field) =>
        settings.fields[field].customFields.some((name) => isNamed(custom, name)) &&
        isOwn(field, custom.value),
    );
  const isOwnLabel = (label: Issue['labels'][number]) =>
    missionFields.some(
      (field) =>
        settings.fields[field].labelGroups.some((group) => isOfGroup(label, group)) &&
        isOwn(field, label.name),
    );
  const customFields = issue.customFields.filter((custom) => !isOwnField(custom));
  const labels = issue.labels.filter((label) => !isOwnLabel(label));
  const isSame = customFields.length === issue.customFields.length && labels.length === issue.labels.length;
  return isSame ? undefined : { ...issue, customFields, labels };
}
