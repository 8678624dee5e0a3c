import { z } from 'zod';
import { lenient, lenientList, trackerId } from '../lenient.ts';

const text = lenient(z.string());
const named = z.object({ name: z.string() });

// --- webhooks -------------------------------------------------------------------------------------------------

/** A webhook body of any Jira version: every part may be missing or odd, and parsing never fails. */
export const jiraWebhookBody = z.object({
  webhookEvent: text,
  issue_event_type_name: text,
  timestamp: lenient(z.number()),
  issue: lenient(z.object({ id: trackerId, key: lenient(z.string().max(100)) })),
  comment: z
    .object({ id: lenient(trackerId), body: text, self: lenient(z.string().max(2000)) })
    .optional()
    .catch(undefined),
  changelog: lenient(z.object({ items: z.array(z.unknown()).catch([]) })),
  transition: lenient(z.object({ transitionName: text })),
});
export type JiraWebhookBody = z.infer<typeof jiraWebhookBody>;

// --- answers --------------------------------------------------------------------------------------------------

export const jiraUser = z.object({
  accountId: trackerId,
  displayName: z.string().catch(''),
  accountType: text,
});
export type JiraUser = z.infer<typeof jiraUser>;

const linkedIssue = lenient(z.object({ key: z.string() }));

const commentAuthors = z.object({
  total: lenient(z.number()),
  comments: lenientList(z.object({ author: lenient(z.object({ accountId: z.string() })) })),
});

const systemFields = z.object({
  summary: text,
  description: z.unknown().optional(),
  issuetype: lenient(
    named.extend({
      id: lenient(trackerId),
      subtask: lenient(z.boolean()),
      hierarchyLevel: lenient(z.number()),
    }),
  ),
  project: lenient(z.object({ key: z.string() })),
  status: lenient(named.extend({ statusCategory: lenient(z.object({ key: z.string() })) })),
  resolution: lenient(named),
  priority: lenient(named),
  labels: lenientList(z.string()),
  reporter: lenient(jiraUser),
  assignee: lenient(jiraUser),
  parent: lenient(z.object({ id: trackerId, key: z.string() })),
  issuelinks: lenientList(
    z.object({
      type: z.object({ inward: z.string().catch(''), outward: z.string().catch('') }),
      inwardIssue: linkedIssue,
      outwardIssue: linkedIssue,
    }),
  ),
  duedate: text,
  created: text,
  updated: text,
  comment: lenient(commentAuthors),
});

/** `GET /rest/api/3/issue/{id}` with `expand=names,schema`. Without id and key it is no issue. */
export const jiraIssue = z.object({
  id: trackerId,
  key: z.string().min(1).max(100),
  fields: systemFields.catchall(z.unknown()),
  names: z.record(z.string(), z.unknown()).catch({}),
  schema: z.record(z.string(), lenient(z.object({ type: text, custom: text }))).catch({}),
});
export type JiraIssue = z.infer<typeof jiraIssue>;

/** Just enough of an issue to tell which fields it has. */
export const jiraIssueKind = z.object({
  id: trackerId,
  key: z.string().min(1).max(100),
  fields: z.object({
    project: systemFields.shape.project,
    issuetype: systemFields.shape.issuetype,
  }),
  names: z.record(z.string(), z.unknown()).catch({}),
});
export type JiraIssueKind = z.infer<typeof jiraIssueKind>;

/** The ids of `POST /issue/bulkfetch`. */
export const jiraIssueIds = z.object({ issues: lenientList(z.object({ id: trackerId })) });

/** `POST /issue/bulkfetch`. */
export const jiraIssueKinds = z.object({ issues: lenientList(jiraIssueKind) });

/** The answer to what leaves nothing to tell; a text in its place is some proxy's page, and the call may not have been made. */
export const jiraNothing = z.unknown().refine((answer) => typeof answer !== 'string' || answer.trim() === '');

export const jiraComment = z.object({ id: trackerId });

/** `GET /issue/{id}/comment/{id}`, for what a person wrote. */
export const jiraPersonsComment = z.object({
  id: trackerId,
  author: lenient(jiraUser),
  body: z.unknown().optional(),
  created: text,
  updated: text,
});
export type JiraPersonsComment = z.infer<typeof jiraPersonsComment>;

/** `GET /user/permission/search`. */
export const jiraUsers = lenientList(z.object({ accountId: z.string() }));

const commentProperty = z.object({ key: z.string(), value: z.unknown().optional() });
export type JiraCommentProperty = z.infer<typeof commentProperty>;

/** A page of comments; `properties` is null where the answer does not hold them. */
export const jiraCommentPage = z.object({
  startAt: z.number().catch(0),
  total: z.number().catch(0),
  comments: lenientList(
    z.object({
      id: trackerId,
      author: lenient(z.object({ accountId: z.string() })),
      properties: z.array(commentProperty).nullable().catch(null),
    }),
  ),
});
export type JiraCommentPage = z.infer<typeof jiraCommentPage>;

/** `POST /rest/api/3/comment/list`. */
export const jiraCommentList = z.object({ values: jiraCommentPage.shape.comments });

/** The error bodies of Jira's platform API. */
export const jiraErrorBody = z.object({
  errorMessages: lenientList(z.string()),
  errors: z.record(z.string(), z.unknown()).catch({}),
  message: text,
});
