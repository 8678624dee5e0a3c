import { z } from 'zod';
import { lenient, lenientList, trackerId } from '../lenient.ts';

const text = lenient(z.string());
const nodesOf = <T extends z.ZodType>(schema: T) =>
  z.object({ nodes: lenientList(schema) }).catch({ nodes: [] });

// --- webhooks -------------------------------------------------------------------------------------------------

const keyParts = {
  identifier: lenient(z.string().max(100)),
  number: lenient(z.number()),
  team: lenient(z.object({ key: z.string().max(50) })),
};

/** A webhook body of any version: every part may be missing or odd, and parsing never fails. */
export const linearWebhookBody = z.object({
  action: text,
  type: text,
  createdAt: text,
  url: text,
  webhookTimestamp: z.unknown().optional(),
  data: z
    .object({
      id: lenient(trackerId),
      updatedAt: text,
      issueId: lenient(trackerId),
      issue: lenient(z.object({ id: trackerId, ...keyParts })),
      ...keyParts,
    })
    .nullable()
    .catch(null),
});
export type LinearWebhookBody = z.infer<typeof linearWebhookBody>;

// --- queries and their answers --------------------------------------------------------------------------------

export const viewerQuery = /* GraphQL */ `
  query WaymarkViewer {
    viewer { id name displayName }
  }
`;
export const viewerAnswer = z.object({
  viewer: z.object({ id: trackerId, name: z.string().catch(''), displayName: text }),
});

/** Explicit selections and page sizes: the price of a query is counted from them, not from what it finds. */
export const issueQuery = /* GraphQL */ `
  query WaymarkIssue($id: String!, $ownIds: [ID!]!) {
    issue(id: $id) {
      id
      identifier
      url
      title
      description
      priority
      priorityLabel
      estimate
      dueDate
      createdAt
      updatedAt
      trashed
      team { key }
      state { name type }
      parent { id identifier }
      labels(first: 50) { nodes { name parent { name } } }
      creator { id name displayName app }
      botActor { id name type }
      assignee { id name displayName app }
      cycle { endsAt }
      relations(first: 50) { nodes { type relatedIssue { identifier } } }
      inverseRelations(first: 50) { nodes { type issue { identifier } } }
      ownComments: comments(first: 1, filter: { id: { in: $ownIds } }) { nodes { id } }
    }
  }
`;

const user = z.object({
  id: trackerId,
  name: z.string().catch(''),
  displayName: text,
  app: lenient(z.boolean()),
});
export type LinearUser = z.infer<typeof user>;
const identified = z.object({ identifier: z.string().max(100) });

const linearIssue = z.object({
  id: trackerId,
  identifier: z.string().min(1).max(100),
  url: z.string().catch(''),
  title: z.string().catch(''),
  description: text,
  priority: lenient(z.number()),
  priorityLabel: text,
  estimate: lenient(z.number()),
  dueDate: text,
  createdAt: text,
  updatedAt: text,
  trashed: lenient(z.boolean()),
  team: lenient(z.object({ key: z.string() })),
  state: lenient(z.object({ name: z.string(), type: z.string() })),
  parent: lenient(identified.extend({ id: trackerId })),
  labels: nodesOf(z.object({ name: z.string(), parent: lenient(z.object({ name: z.string() })) })),
  creator: lenient(user),
  botActor: lenient(z.object({ id: lenient(trackerId), name: text, type: text })),
  assignee: lenient(user),
  cycle: lenient(z.object({ endsAt: text })),
  relations: nodesOf(z.object({ type: z.string(), relatedIssue: identified })),
  inverseRelations: nodesOf(z.object({ type: z.string(), issue: identified })),
  ownComments: nodesOf(z.object({ id: trackerId })),
});
export type LinearIssue = z.infer<typeof linearIssue>;
export const issueAnswer = z.object({ issue: linearIssue.nullable() });

export const ownCommentsQuery = /* GraphQL */ `
  query WaymarkOwnComments($issueId: String!, $ids: [ID!]!) {
    issue(id: $issueId) {
      id
      comments(first: 50, includeArchived: true, filter: { id: { in: $ids } }) { nodes { id archivedAt } }
    }
  }
`;
const comment = z.object({ id: trackerId, archivedAt: text });
export type LinearComment = z.infer<typeof comment>;
export const ownCommentsAnswer = z.object({ issue: z.object({ comments: nodesOf(comment) }).nullable() });

export const commentCreateMutation = /* GraphQL */ `
  mutation WaymarkCommentCreate($input: CommentCreateInput!) {
    commentCreate(input: $input) { success comment { id archivedAt } }
  }
`;
export const commentCreateAnswer = z.object({
  commentCreate: z.object({ success: z.literal(true), comment }),
});

export const commentUpdateMutation = /* GraphQL */ `
  mutation WaymarkCommentUpdate($id: String!, $input: CommentUpdateInput!) {
    commentUpdate(id: $id, input: $input) { success comment { id archivedAt } }
  }
`;
export const commentUpdateAnswer = z.object({
  commentUpdate: z.object({ success: z.literal(true), comment }),
});

export const commentDeleteMutation = /* GraphQL */ `
  mutation WaymarkCommentDelete($id: String!) {
    commentDelete(id: $id) { success }
  }
`;
export const commentDeleteAnswer = z.object({ commentDelete: z.object({ success: z.boolean() }) });

/** One entry of `errors` in a GraphQL answer. */
export const linearErrors = lenientList(
  z.object({
    message: z.string().catch(''),
    extensions: z
      .object({ code: text, type: text, userPresentableMessage: text })
      .catch({ code: null, type: null, userPresentableMessage: null }),
  }),
);
export type LinearErrorEntry = z.infer<typeof linearErrors>[number];
