import type { Issue } from '../issue.ts';
import type { FieldValues } from '../write-back/fields.ts';
import { isEmpty, sameValue } from '../write-back/same-value.ts';
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
  const places = missionFields.flatMap((field) => {
    const { customFields, labelGroups } = settings.fields[field];
    return [{ field, names: customFields.map(plain), groups: labelGroups.map(plain) }];
  });
  const customFields = issue.customFields.filter(
    ({ id, name, value }) =>
      !places.some(
        ({ field, names }) =>
          (names.includes(plain(id)) || names.includes(plain(name))) && isOwn(field, value),
      ),
  );
  const labels = issue.labels.filter(
    ({ name, group }) =>
      group === undefined ||
      !places.some(({ field, groups }) => groups.includes(plain(group)) && isOwn(field, name)),
  );
  const isSame = customFields.length === issue.customFields.length && labels.length === issue.labels.length;
  return isSame ? undefined : { ...issue, customFields, labels };
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}
