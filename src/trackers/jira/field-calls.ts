import type { JiraCall } from './call.ts';
import { BROWSE, issueUrl } from './client.ts';
import {
  type JiraBulkProgress,
  type JiraEditMeta,
  type JiraSiteField,
  jiraBulkProgress,
  jiraBulkTask,
  jiraEditMeta,
  jiraEditMetas,
  jiraPermissions,
  jiraSiteFields,
} from './field-schema.ts';
import { type JiraIssueKind, jiraIssueIds, jiraIssueKind, jiraIssueKinds, jiraNothing } from './schema.ts';

/** The calls about custom fields and their values. Each makes one request and throws `TrackerError` only. */
export interface JiraFieldCalls {
  editMeta(issueId: string): Promise<JiraEditMeta>;
  /** The same of up to 100 issues, by their ids; those that are gone are left out. */
  editMetas(issueIds: readonly string[]): Promise<ReadonlyMap<string, JiraEditMeta>>;
  siteFields(): Promise<readonly JiraSiteField[]>;
  /** Project and type of an issue, with the names of its fields. */
  issueKind(issueId: string): Promise<JiraIssueKind>;
  /** The same of up to 100 issues; those that are gone are left out. */
  issueKinds(issueIds: readonly string[]): Promise<readonly JiraIssueKind[]>;
  /** `isQuiet` keeps Jira from sending e-mail, which takes more rights than the edit itself. */
  edit(issueId: string, fields: Readonly<Record<string, unknown>>, isQuiet: boolean): Promise<void>;
  /** Starts one edit of up to 1,000 issues; answers its task. */
  editMany(
    issueIds: readonly string[],
    fieldIds: readonly string[],
    input: Readonly<Record<string, unknown>>,
  ): Promise<string>;
  progressOfMany(taskId: string): Promise<JiraBulkProgress>;
  /** The ids of the issues that a search finds, `most` of them and 5,000 at most. */
  idsOf(jql: string, most: number): Promise<readonly string[]>;
  /** Which of these permissions the account has, in this project or, for global ones, at all. */
  permissions(keys: readonly string[], projectKey?: string): Promise<ReadonlySet<string>>;
}

export const EDIT = 'Edit issues';

export function createJiraFieldCalls(call: JiraCall): JiraFieldCalls {
  const read = { kind: 'read', method: 'GET' } as const;

  return {
    editMeta: (issueId) =>
      call(
        { ...read, operation: 'fetchFields', url: `${issueUrl(issueId)}/editmeta`, needs: BROWSE },
        jiraEditMeta,
      ),
    async editMetas(issueIds) {
      const { issues } = await call(
        {
          operation: 'fetchFields',
          kind: 'read',
          method: 'POST',
          url: '/rest/api/3/issue/bulkfetch',
          data: { issueIdsOrKeys: issueIds, fields: ['issuetype'], expand: ['editmeta'] },
          needs: BROWSE,
        },
        jiraEditMetas,
      );
      return new Map(issues.map(({ id, editmeta }) => [id, editmeta]));
    },
    siteFields: () =>
      call({ ...read, operation: 'fetchFields', url: '/rest/api/3/field', needs: BROWSE }, jiraSiteFields),
    issueKind: (issueId) =>
      call(
        {
          ...read,
          operation: 'fetchFields',
          url: issueUrl(issueId),
          params: { fields: '*navigable', expand: 'names' },
          needs: BROWSE,
        },
        jiraIssueKind,
      ),
    async issueKinds(issueIds) {
      const { issues } = await call(
        {
          operation: 'fetchFields',
          kind: 'read',
          method: 'POST',
          url: '/rest/api/3/issue/bulkfetch',
          data: { issueIdsOrKeys: issueIds, fields: ['project', 'issuetype'] },
          needs: BROWSE,
        },
        jiraIssueKinds,
      );
      return issues;
    },
    async edit(issueId, fields, isQuiet) {
      await call(
        {
          operation: 'writeFields',
          kind: 'write',
          method: 'PUT',
          url: issueUrl(issueId),
          ...(isQuiet && { params: { notifyUsers: false } }),
          data: { fields },
          needs: EDIT,
        },
        jiraNothing,
      );
    },
    async editMany(issueIds, fieldIds, input) {
      const { taskId } = await call(
        {
          operation: 'writeFieldOfMany',
          kind: 'write',
          method: 'POST',
          url: '/rest/api/3/bulk/issues/fields',
          data: {
            selectedIssueIdsOrKeys: issueIds,
            selectedActions: fieldIds,
            editedFieldsInput: input,
            sendBulkNotification: false,
          },
          needs: 'Make bulk changes',
        },
        jiraBulkTask,
      );
      return taskId;
    },
    progressOfMany: (taskId) =>
      call(
        {
          ...read,
          operation: 'writeFieldOfMany',
          url: `/rest/api/3/bulk/queue/${encodeURIComponent(taskId)}`,
          needs: 'Make bulk changes',
        },
        jiraBulkProgress,
      ),
    async idsOf(jql, most) {
      const { issues } = await call(
        {
          operation: 'writeFieldOfMany',
          kind: 'read',
          method: 'POST',
          url: '/rest/api/3/search/jql',
          data: { jql, fields: ['id'], maxResults: most },
          needs: BROWSE,
        },
        jiraIssueIds,
      );
      return issues.map(({ id }) => id);
    },
    permissions: (keys, projectKey) =>
      call(
        {
          ...read,
          operation: 'diagnose',
          url: '/rest/api/3/mypermissions',
          params: { permissions: keys.join(','), ...(projectKey !== undefined && { projectKey }) },
          needs: null,
        },
        jiraPermissions,
      ),
  };
}
