import { syncedFields } from '../../src/domain/write-back/fields.ts';
import {
  defaultJiraFieldSettings,
  type JiraFieldSettings,
} from '../../src/domain/write-back/jira-field-settings.ts';

/** Settings in which Waymark looks for no custom field at all. */
export const noJiraFields: JiraFieldSettings = {
  ...defaultJiraFieldSettings,
  fields: Object.fromEntries(
    syncedFields.map((field) => [field, []]),
  ) as unknown as JiraFieldSettings['fields'],
};
