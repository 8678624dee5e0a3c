import { z } from 'zod';
import { lenient, lenientList, trackerId } from '../lenient.ts';

const text = lenient(z.string());
export const nodesOf = <T extends z.ZodType>(schema: T) =>
  z.object({ nodes: lenientList(schema) }).catch({ nodes: [] });

/** How many members of an issue's lists are asked for: the price of a query is counted from them. */
export interface ListSizes {
  readonly labels: number;
  readonly links: number;
}

/** One issue on its own is read in full. */
const FULL: ListSizes = { labels: 50, links: 50 };
/** In a page of issues, whoever has as many as this is read again on its own. */
export const IN_A_PAGE: ListSizes = { labels: 15, links: 8 };
/** Issues in a page: with the above some 4,500 points, of 10,000 that a query may cost. */
export const PAGE_SIZE = 50;

const fieldParts = ({ labels }: Pick<ListSizes, 'labels'>) => /* GraphQL */ `
  id
  priority
  team { key }
  labels(first: ${labels}) { nodes { id name parent { id name } } }
  cards: attachments(first: 3, filter: $cards) { nodes { id url metadata } }
`;

const issueParts = (sizes: ListSizes) => /* GraphQL */ `
  ${fieldParts(sizes)}
  identifier
  url
  title
  description
  priorityLabel
  estimate
  dueDate
  createdAt
  updatedAt
  trashed
  state { name type }
  parent { id identifier }
  project { id name initiatives(first: 3) { nodes { id name } } }
  creator { id name displayName app }
  botActor { id name type }
  assignee { id name displayName app }
  cycle { endsAt }
  relations(first: ${sizes.links}) { nodes { type relatedIssue { identifier } } }
  inverseRelations(first: ${sizes.links}) { nodes { type issue { identifier } } }
`;

/** Asked with every issue: labels are set up by people, and what is remembered of them would be wrong some day. */
const groupParts = /* GraphQL */ `
  groups: issueLabels(first: 4, filter: $groups) {
    nodes { id name children(first: 25) { nodes { id name } } }
  }
`;

export const issueQuery = /* GraphQL */ `
  query WaymarkIssue($id: String!, $ownIds: [ID!]!, $cards: AttachmentFilter, $groups: IssueLabelFilter) {
    issue(id: $id) {
      ${issueParts(FULL)}
      ownComments: comments(first: 1, filter: { id: { in: $ownIds } }) { nodes { id } }
    }
    ${groupParts}
  }
`;

/**
 * In a page the own comments cannot be asked for by id: the ids follow from the issue. Whether somebody like Waymark
 * has commented at all is close enough.
 */
export const issuePageQuery = /* GraphQL */ `
  query WaymarkIssues(
    $filter: IssueFilter
    $first: Int!
    $after: String
    $orderBy: PaginationOrderBy
    $cards: AttachmentFilter
    $groups: IssueLabelFilter
  ) {
    issues(filter: $filter, first: $first, after: $after, orderBy: $orderBy) {
      nodes {
        ${issueParts(IN_A_PAGE)}
        ownComments: comments(first: 1, filter: { user: { isMe: { eq: true } } }) { nodes { id } }
      }
      pageInfo { hasNextPage endCursor }
    }
    ${groupParts}
  }
`;

/** What a write needs to know of an issue that was not seen lately. */
export const fieldLookQuery = /* GraphQL */ `
  query WaymarkFields($id: String!, $cards: AttachmentFilter, $groups: IssueLabelFilter) {
    issue(id: $id) { ${fieldParts(FULL)} }
    ${groupParts}
  }
`;

export const labelGroupsQuery = /* GraphQL */ `
  query WaymarkLabelGroups($groups: IssueLabelFilter) { ${groupParts} }
`;

const user = z.object({
  id: trackerId,
  name: z.string().catch(''),
  displayName: text,
  app: lenient(z.boolean()),
});
export type LinearUser = z.infer<typeof user>;
const named = z.object({ id: trackerId, name: z.string().catch('') });
const identified = z.object({ identifier: z.string().max(100) });

const attachment = z.object({
  id: trackerId,
  url: z.string(),
  metadata: z.record(z.string(), z.unknown()).catch({}),
});
export type LinearAttachment = z.infer<typeof attachment>;

const issueFields = z.object({
  id: trackerId,
  priority: lenient(z.number()),
  team: lenient(z.object({ key: z.string() })),
  labels: nodesOf(
    z.object({
      id: trackerId.catch(''),
      name: z.string(),
      parent: lenient(z.object({ id: trackerId.catch(''), name: z.string() })),
    }),
  ),
  cards: nodesOf(attachment),
});
export type LinearIssueFields = z.infer<typeof issueFields>;

const linearIssue = issueFields.extend({
  identifier: z.string().min(1).max(100),
  url: z.string().catch(''),
  title: z.string().catch(''),
  description: text,
  priorityLabel: text,
  estimate: lenient(z.number()),
  dueDate: text,
  createdAt: text,
  updatedAt: text,
  trashed: lenient(z.boolean()),
  state: lenient(z.object({ name: z.string(), type: z.string() })),
  parent: lenient(identified.extend({ id: trackerId })),
  project: lenient(named.extend({ initiatives: nodesOf(named) })),
  creator: lenient(user),
  botActor: lenient(z.object({ id: lenient(trackerId), name: text, type: text })),
  assignee: lenient(user),
  cycle: lenient(z.object({ endsAt: text })),
  relations: nodesOf(z.object({ type: z.string(), relatedIssue: identified })),
  inverseRelations: nodesOf(z.object({ type: z.string(), issue: identified })),
  ownComments: nodesOf(z.object({ id: trackerId })),
});
export type LinearIssue = z.infer<typeof linearIssue>;

const labelGroup = z.object({
  id: trackerId,
  name: z.string(),
  children: nodesOf(z.object({ id: trackerId, name: z.string() })),
});
export type LinearLabelGroup = z.infer<typeof labelGroup>;
const groups = nodesOf(labelGroup);

export const issueAnswer = z.object({ issue: linearIssue.nullable(), groups });
export const issuePageAnswer = z.object({
  issues: z.object({
    nodes: lenientList(linearIssue),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: text }),
  }),
  groups,
});
export const fieldLookAnswer = z.object({ issue: issueFields.nullable(), groups });
export const labelGroupsAnswer = z.object({ groups });
