import { z } from 'zod';
import { lenientList, trackerId } from '../lenient.ts';

/** The part of Linear's filter of issues that Waymark uses. */
export interface IssueFilter {
  readonly team?: { readonly key: { readonly in: readonly string[] } };
  readonly updatedAt?: { readonly gte: string };
  readonly id?: { readonly in: readonly string[] };
}

/** As many as a page of Linear's holds. */
export const MOST_IDS = 250;

export const existingQuery = /* GraphQL */ `
  query WaymarkExisting($ids: [ID!]!) {
    issues(first: ${MOST_IDS}, includeArchived: true, filter: { id: { in: $ids } }) { nodes { id trashed } }
  }
`;
export const existingAnswer = z.object({
  issues: z.object({ nodes: lenientList(z.object({ id: trackerId, trashed: z.boolean().nullish() })) }),
});

export const teamCountsQuery = /* GraphQL */ `
  query WaymarkTeamCounts($filter: TeamFilter) {
    teams(first: 250, filter: $filter) { nodes { key issueCount } pageInfo { hasNextPage } }
  }
`;
const teamCount = z.object({ key: z.string(), issueCount: z.number() });
export type LinearTeamCount = z.infer<typeof teamCount>;
export const teamCountsAnswer = z.object({
  teams: z.object({ nodes: lenientList(teamCount), pageInfo: z.object({ hasNextPage: z.boolean() }) }),
});
