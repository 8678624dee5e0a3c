import { TrackerError } from '../../domain/errors.ts';
import type { FetchedIssue, IssuePage, IssueSearch, TrackerSearch } from '../../domain/ports.ts';
import { isoTime } from '../lenient.ts';
import type { LinearClient } from './client.ts';
import { commentFromLinear } from './comment-author.ts';
import { IN_A_PAGE, type LinearIssue, PAGE_SIZE } from './issue-schema.ts';
import { type LabelGroups, labelGroupsFromLinear } from './label-groups.ts';
import { orNull } from './or-null.ts';
import { type IssueFilter, MOST_IDS } from './search-schema.ts';

const KEY = /^[A-Za-z0-9_]{1,20}$/;

/** Looks for issues by team and time. A query is a team's key, or several with commas between them. */
export function createLinearSearch(deps: {
  readonly linear: LinearClient;
  readonly fetchIssue: (id: string) => Promise<FetchedIssue | null>;
  readonly fetched: (answer: LinearIssue, groups: LabelGroups) => FetchedIssue;
}): TrackerSearch {
  const { linear, fetchIssue, fetched } = deps;

  async function read(filter: IssueFilter, cursor: IssueSearch['cursor']): Promise<IssuePage> {
    const { issues, groups } = await linear.issues(filter, cursor);
    const known = labelGroupsFromLinear(groups.nodes);
    const found: FetchedIssue[] = [];
    for (const answer of issues.nodes.filter(({ trashed }) => trashed !== true)) {
      const issue = isWhole(answer) ? fetched(answer, known) : await fetchIssue(answer.id);
      if (issue) found.push(issue);
    }
    const { hasNextPage, endCursor } = issues.pageInfo;
    return { issues: found, next: hasNextPage ? endCursor : null };
  }

  return {
    searchIssues: async (search) => read(filterOf(search), search.cursor),

    async fetchIssues(issueIds) {
      const ids = [...new Set(issueIds)];
      const found: FetchedIssue[] = [];
      for (let start = 0; start < ids.length; start += PAGE_SIZE) {
        const some = ids.slice(start, start + PAGE_SIZE);
        found.push(...(await read({ id: { in: some } }, undefined)).issues);
      }
      return found;
    },

    /** Exact for whole teams; Linear counts nothing by time. */
    async countIssues(search) {
      const keys = keysOf(search);
      if (search.updatedSince !== undefined) return null;
      const teams = await linear.teamCounts(keys);
      if (!teams) return null;
      const unknown = keys?.find((key) => !teams.some((team) => team.key === key));
      if (unknown !== undefined) {
        throw new TrackerError(
          'invalid',
          `Linear countIssues: there is no team ${unknown}, or it is out of sight`,
        );
      }
      return teams.reduce((sum, { issueCount }) => sum + issueCount, 0);
    },

    async whichExist(issueIds) {
      const exist = new Set<string>();
      for (let start = 0; start < issueIds.length; start += MOST_IDS) {
        const found = await linear.existing(issueIds.slice(start, start + MOST_IDS));
        for (const { id, trashed } of found) if (!trashed) exist.add(id);
      }
      return exist;
    },

    async fetchComment(issueId, commentId) {
      const comment = await orNull(linear.comment(commentId));
      return comment && commentFromLinear(comment, issueId);
    },
  };
}

function filterOf(search: IssueSearch): IssueFilter {
  const keys = keysOf(search);
  const since = search.updatedSince === undefined ? undefined : isoTime(search.updatedSince);
  if (since === null) throw new TrackerError('invalid', 'Linear searchIssues: updatedSince is no time');
  return {
    ...(keys && { team: { key: { in: keys } } }),
    ...(since !== undefined && { updatedAt: { gte: since } }),
  };
}

/** @throws TrackerError `invalid` for what cannot be a team's key. */
function keysOf({ query }: IssueSearch): readonly string[] | null {
  if (query === undefined || query.trim() === '') return null;
  const keys = query
    .slice(0, 2000)
    .split(/[\s,]+/)
    .filter((key) => key !== '');
  const odd = keys.find((key) => !KEY.test(key));
  if (odd === undefined) return [...new Set(keys.map((key) => key.toUpperCase()))];
  const message = `Linear is asked by team key, such as PAY or PAY,APP, and not by “${odd.slice(0, 60)}”`;
  throw new TrackerError('invalid', message);
}

/** In a page, lists are asked for in part; one that is full may go on. */
function isWhole({ labels, relations, inverseRelations }: LinearIssue): boolean {
  const { labels: mostLabels, links } = IN_A_PAGE;
  return (
    labels.nodes.length < mostLabels &&
    relations.nodes.length < links &&
    inverseRelations.nodes.length < links
  );
}
