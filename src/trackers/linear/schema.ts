import { z } from 'zod';
import { lenient, lenientList, trackerId } from '../lenient.ts';
import { nodesOf } from './issue-schema.ts';

const text = lenient(z.string());

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
      body: text,
      issueId: lenient(trackerId),
      issue: lenient(z.object({ id: trackerId, ...keyParts })),
      ...keyParts,
    })
    .nullable()
    .catch(null),
});
export type LinearWebhookBody = z.infer<typeof linearWebhookBody>;

// --- comments and their answers --------------------------------------------------------------------------------

export const viewerQuery = /* GraphQL */ `
  query WaymarkViewer {
    viewer { id name displayName }
  }
`;
export const viewerAnswer = z.object({
  viewer: z.object({ id: trackerId, name: z.string().catch(''), displayName: text }),
});

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

/** A comment with all that tells whether its author may edit the issue. */
export const commentQuery = /* GraphQL */ `
  query WaymarkComment($id: String!) {
    comment(id: $id) {
      id
      body
      createdAt
      editedAt
      archivedAt
      issue { id trashed team { id visibility } }
      user { id name displayName app active guest teams(first: 250) { nodes { id } } }
      botActor { id name type }
    }
  }
`;
const personsComment = comment.extend({
  body: z.string().catch(''),
  createdAt: text,
  editedAt: text,
  issue: lenient(
    z.object({
      id: trackerId,
      trashed: lenient(z.boolean()),
      team: lenient(z.object({ id: trackerId, visibility: text })),
    }),
  ),
  user: lenient(
    z.object({
      id: trackerId,
      name: z.string().catch(''),
      displayName: text,
      app: lenient(z.boolean()),
      active: lenient(z.boolean()),
      guest: lenient(z.boolean()),
      teams: nodesOf(z.object({ id: trackerId })),
    }),
  ),
  botActor: lenient(z.object({ id: lenient(trackerId), name: text, type: text })),
});
export type LinearPersonsComment = z.infer<typeof personsComment>;
export const commentAnswer = z.object({ comment: personsComment.nullable() });

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
