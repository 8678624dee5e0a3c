import type { z } from 'zod';
import type { IssueSearch } from '../../domain/ports.ts';
import { cardFilter } from './card.ts';
import { issueAnswer, issuePageAnswer, issuePageQuery, issueQuery, PAGE_SIZE } from './issue-schema.ts';
import { labelGroupFilter } from './label-groups.ts';
import {
  commentAnswer,
  commentCreateAnswer,
  commentCreateMutation,
  commentDeleteAnswer,
  commentDeleteMutation,
  commentQuery,
  commentUpdateAnswer,
  commentUpdateMutation,
  type LinearComment,
  type LinearPersonsComment,
  ownCommentsAnswer,
  ownCommentsQuery,
  viewerAnswer,
  viewerQuery,
} from './schema.ts';
import {
  existingAnswer,
  existingQuery,
  type IssueFilter,
  type LinearTeamCount,
  teamCountsAnswer,
  teamCountsQuery,
} from './search-schema.ts';
import type { LinearTransport } from './transport.ts';

/** The calls that read issues and keep the living comment. Each makes one request and throws `TrackerError` only. */
export interface LinearClient {
  viewer(): Promise<z.infer<typeof viewerAnswer>['viewer']>;
  /** The issue, with the label groups of the workspace, and among its comments those with these ids. */
  issue(id: string, ownIds: readonly string[]): Promise<z.infer<typeof issueAnswer>>;
  /** At most `PAGE_SIZE` issues, the newest first: those updated last when it is asked by time, else created last. */
  issues(filter: IssueFilter, after: IssueSearch['cursor']): Promise<z.infer<typeof issuePageAnswer>>;
  /** Which of these issues Linear has, at most 250 at once; those in the bin among them. */
  existing(ids: readonly string[]): Promise<z.infer<typeof existingAnswer>['issues']['nodes']>;
  /** How many issues each visible team has, archived ones aside; null when there are more teams than fit a page. */
  teamCounts(keys: readonly string[] | null): Promise<readonly LinearTeamCount[] | null>;
  comment(id: string): Promise<LinearPersonsComment | null>;
  /** Those of the comments with these ids that are on the issue, deleted ones among them where Linear keeps them. */
  ownComments(issueId: string, ids: readonly string[]): Promise<readonly LinearComment[]>;
  createComment(input: { id: string; issueId: string; body: string }): Promise<LinearComment>;
  updateComment(id: string, body: string): Promise<LinearComment>;
  deleteComment(id: string): Promise<void>;
}

export function createLinearClient({ ask }: LinearTransport): LinearClient {
  const parts = { cards: cardFilter, groups: labelGroupFilter };

  return {
    async viewer() {
      const request = { operation: 'whoAmI', kind: 'read', query: viewerQuery } as const;
      return (await ask(request, viewerAnswer)).viewer;
    },
    issue(id, ownIds) {
      const variables = { id, ownIds, ...parts };
      return ask({ operation: 'fetchIssue', kind: 'read', query: issueQuery, variables }, issueAnswer);
    },
    issues(filter, after) {
      // What is written on the way must not move an issue in the list that is being read.
      const orderBy = filter.updatedAt ? 'updatedAt' : 'createdAt';
      const place = { first: PAGE_SIZE, ...(after !== undefined && { after }) };
      const variables = { filter, orderBy, ...place, ...parts };
      const request = { operation: 'searchIssues', kind: 'read', query: issuePageQuery, variables } as const;
      return ask(request, issuePageAnswer);
    },
    async existing(ids) {
      const variables = { ids };
      const request = { operation: 'whichExist', kind: 'read', query: existingQuery, variables } as const;
      return (await ask(request, existingAnswer)).issues.nodes;
    },
    async teamCounts(keys) {
      const variables = keys ? { filter: { key: { in: keys } } } : {};
      const request = { operation: 'countIssues', kind: 'read', query: teamCountsQuery, variables } as const;
      const { teams } = await ask(request, teamCountsAnswer);
      return teams.pageInfo.hasNextPage ? null : teams.nodes;
    },
    async comment(id) {
      const variables = { id };
      const request = { operation: 'fetchComment', kind: 'read', query: commentQuery, variables } as const;
      return (await ask(request, commentAnswer)).comment;
    },
    async ownComments(issueId, ids) {
      const variables = { issueId, ids };
      const request = { operation: 'findComment', kind: 'read', query: ownCommentsQuery, variables } as const;
      return (await ask(request, ownCommentsAnswer)).issue?.comments.nodes ?? [];
    },
    async createComment(input) {
      const variables = { input: { ...input, doNotSubscribeToIssue: true } };
      const query = commentCreateMutation;
      const request = { operation: 'createComment', kind: 'write', query, variables } as const;
      return (await ask(request, commentCreateAnswer)).commentCreate.comment;
    },
    async updateComment(id, body) {
      const variables = { id, input: { body } };
      const query = commentUpdateMutation;
      const request = { operation: 'updateComment', kind: 'write', query, variables } as const;
      return (await ask(request, commentUpdateAnswer)).commentUpdate.comment;
    },
    async deleteComment(id) {
      const query = commentDeleteMutation;
      const request = { operation: 'deleteComment', kind: 'write', query, variables: { id } } as const;
      await ask(request, commentDeleteAnswer);
    },
  };
}
