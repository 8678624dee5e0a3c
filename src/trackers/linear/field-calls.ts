import { z } from 'zod';
import { type CardContent, cardFilter } from './card.ts';
import {
  fieldLookAnswer,
  fieldLookQuery,
  type LinearIssueFields,
  type LinearLabelGroup,
  labelGroupsAnswer,
  labelGroupsQuery,
} from './issue-schema.ts';
import { labelGroupFilter } from './label-groups.ts';
import type { LinearTransport } from './transport.ts';

/** The parts of an issue that Waymark changes itself. */
export interface IssueInput {
  readonly addedLabelIds?: readonly string[];
  readonly removedLabelIds?: readonly string[];
  /** 0 empties it. */
  readonly priority?: number;
}

/** The calls by which fields are written. Each makes one request and throws `TrackerError` only. */
export interface LinearFieldCalls {
  /** The field's places on an issue; the issue is null when Linear has none. */
  look(issueId: string): Promise<{
    readonly issue: LinearIssueFields | null;
    readonly groups: readonly LinearLabelGroup[];
  }>;
  groups(): Promise<readonly LinearLabelGroup[]>;
  updateIssue(issueId: string, input: IssueInput): Promise<void>;
  /** At most `MOST_AT_ONCE` issues. */
  updateIssues(issueIds: readonly string[], input: IssueInput): Promise<void>;
  /** Creates the attachment, or brings the one with this address on this issue up to date. */
  putCard(issueId: string, url: string, content: CardContent): Promise<void>;
  deleteCard(attachmentId: string): Promise<void>;
}

/** Linear's own limit. */
export const MOST_AT_ONCE = 50;

const issueUpdateMutation = /* GraphQL */ `
  mutation WaymarkIssueUpdate($id: String!, $input: IssueUpdateInput!) {
    issueUpdate(id: $id, input: $input) { success }
  }
`;
const issueBatchUpdateMutation = /* GraphQL */ `
  mutation WaymarkIssueBatchUpdate($ids: [UUID!]!, $input: IssueUpdateInput!) {
    issueBatchUpdate(ids: $ids, input: $input) { success }
  }
`;
const attachmentCreateMutation = /* GraphQL */ `
  mutation WaymarkCard($input: AttachmentCreateInput!) {
    attachmentCreate(input: $input) { success }
  }
`;
const attachmentDeleteMutation = /* GraphQL */ `
  mutation WaymarkCardDelete($id: String!) {
    attachmentDelete(id: $id) { success }
  }
`;

const done = z.object({ success: z.literal(true) });

export function createLinearFieldCalls(transport: LinearTransport): LinearFieldCalls {
  const write = (operation: string, query: string, variables: Record<string, unknown>, root: string) =>
    transport
      .ask({ operation, kind: 'write', query, variables }, z.object({ [root]: done }))
      .then(() => undefined);

  return {
    async look(id) {
      const variables = { id, cards: cardFilter, groups: labelGroupFilter };
      const request = { operation: 'writeFields', kind: 'read', query: fieldLookQuery, variables } as const;
      const { issue, groups } = await transport.ask(request, fieldLookAnswer);
      return { issue, groups: groups.nodes };
    },
    async groups() {
      const variables = { groups: labelGroupFilter };
      const query = labelGroupsQuery;
      const request = { operation: 'writeFieldOfMany', kind: 'read', query, variables } as const;
      return (await transport.ask(request, labelGroupsAnswer)).groups.nodes;
    },
    updateIssue: (id, input) => write('writeFields', issueUpdateMutation, { id, input }, 'issueUpdate'),
    updateIssues: (ids, input) =>
      write('writeFieldOfMany', issueBatchUpdateMutation, { ids, input }, 'issueBatchUpdate'),
    putCard: (issueId, url, content) =>
      write(
        'writeFields',
        attachmentCreateMutation,
        { input: { issueId, url, ...content } },
        'attachmentCreate',
      ),
    deleteCard: (id) => write('writeFields', attachmentDeleteMutation, { id }, 'attachmentDelete'),
  };
}
