import { z } from 'zod';
import { lenient, lenientList, trackerId } from '../lenient.ts';
import { nodesOf } from './issue-schema.ts';

const text = lenient(z.string());

export const accountQuery = /* GraphQL */ `
  query WaymarkAccount {
    viewer { id name displayName email admin active guest }
    organization { name urlKey securitySettings }
    teams(first: 250) { nodes { id key visibility } }
  }
`;
export const accountAnswer = z.object({
  viewer: z.object({
    id: trackerId,
    name: z.string().catch(''),
    displayName: text,
    email: text,
    admin: lenient(z.boolean()),
    active: lenient(z.boolean()),
    guest: lenient(z.boolean()),
  }),
  organization: z.object({
    name: z.string().catch(''),
    urlKey: text,
    securitySettings: z.object({ labelManagementRole: text.optional() }).catch({ labelManagementRole: null }),
  }),
  teams: nodesOf(z.object({ id: trackerId, key: z.string(), visibility: text })),
});
export type LinearAccount = z.infer<typeof accountAnswer>;

/** Labels by name wherever they are, also where they are in the way of a group. */
export const groupSetupQuery = /* GraphQL */ `
  query WaymarkGroupSetup($filter: IssueLabelFilter) {
    issueLabels(first: 40, filter: $filter) {
      nodes { id name isGroup team { key } parent { name } children(first: 50) { nodes { id name } } }
    }
  }
`;
const namedLabel = z.object({
  id: trackerId,
  name: z.string(),
  isGroup: lenient(z.boolean()),
  team: lenient(z.object({ key: z.string() })),
  parent: lenient(z.object({ name: z.string() })),
  children: nodesOf(z.object({ id: trackerId, name: z.string() })),
});
export type LinearNamedLabel = z.infer<typeof namedLabel>;
export const groupSetupAnswer = z.object({ issueLabels: z.object({ nodes: lenientList(namedLabel) }) });

export const labelCreateMutation = /* GraphQL */ `
  mutation WaymarkLabelCreate($input: IssueLabelCreateInput!) {
    issueLabelCreate(input: $input) { success issueLabel { id } }
  }
`;
export const labelCreateAnswer = z.object({
  issueLabelCreate: z.object({ success: z.literal(true), issueLabel: z.object({ id: trackerId }) }),
});

/** The secret is asked for to be compared and goes nowhere else. */
export const webhooksQuery = /* GraphQL */ `
  query WaymarkWebhooks($after: String) {
    webhooks(first: 100, after: $after) {
      nodes { id url enabled resourceTypes secret allPublicTeams team { id key } }
      pageInfo { hasNextPage endCursor }
    }
  }
`;
const webhook = z.object({
  id: trackerId,
  url: text,
  enabled: z.boolean(),
  resourceTypes: z.array(z.string()).catch([]),
  secret: text,
  allPublicTeams: lenient(z.boolean()),
  team: lenient(z.object({ id: trackerId, key: z.string() })),
});
export type LinearWebhook = z.infer<typeof webhook>;
export const webhooksAnswer = z.object({
  webhooks: z.object({
    nodes: lenientList(webhook),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: text }),
  }),
});

export type LinearWebhookPage = z.infer<typeof webhooksAnswer>['webhooks'];

export const webhookCreateMutation = /* GraphQL */ `
  mutation WaymarkWebhookCreate($input: WebhookCreateInput!) {
    webhookCreate(input: $input) { success }
  }
`;
export const webhookUpdateMutation = /* GraphQL */ `
  mutation WaymarkWebhookUpdate($id: String!, $input: WebhookUpdateInput!) {
    webhookUpdate(id: $id, input: $input) { success }
  }
`;
