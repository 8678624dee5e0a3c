import { fieldOptions } from '../../src/domain/write-back/field-options.ts';
import type { SyncedField } from '../../src/domain/write-back/fields.ts';
import { jiraFieldNames } from '../../src/domain/write-back/jira-field-settings.ts';
import type { SandboxJira } from '../../src/sandbox/jira/jira.ts';
import type { JiraTrackerConfig } from '../../src/trackers/jira/index.ts';

/** The name that Waymark looks for by default. */
export const jiraNameOf = (field: SyncedField): string => jiraFieldNames[field][0] ?? '';

export const jiraConfig = (jira: SandboxJira): JiraTrackerConfig => ({
  baseUrl: jira.url,
  email: jira.email,
  apiToken: jira.apiToken,
  webhookSecret: 'the secret of the webhook in Jira',
  timeoutMs: 2_000,
});

/** Puts fields with their options on a sandbox Jira, where it has none by that name yet. */
export function addJiraFields(
  jira: SandboxJira,
  fields: readonly SyncedField[],
  type: (field: SyncedField) => string = (field) => (fieldOptions[field] ? 'select' : 'textfield'),
): void {
  for (const field of fields) {
    try {
      jira.field(jiraNameOf(field));
    } catch {
      jira.addField({ name: jiraNameOf(field), type: type(field), options: fieldOptions[field] ?? [] });
    }
  }
}
