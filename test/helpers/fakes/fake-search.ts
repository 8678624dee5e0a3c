import { TrackerError } from '../../../src/domain/errors.ts';
import type { FetchedComment, FetchedIssue, IssueSearch, TrackerSearch } from '../../../src/domain/ports.ts';
import type { FakeTracker } from './fake-tracker.ts';

export interface FakeSearch extends TrackerSearch {
  /** What people wrote, by the comment's id. */
  readonly personsComments: Map<string, FetchedComment>;
}

/** A fake tracker that can be searched as well: its query is a project's key, and a page holds `pageSize` issues. */
export function withSearch(tracker: FakeTracker, pageSize = 50): FakeTracker & FakeSearch {
  const personsComments = new Map<string, FetchedComment>();

  function matching({ query, updatedSince }: IssueSearch): string[] {
    return [...tracker.issues.values()]
      .filter(({ project }) => query === undefined || project === query)
      .filter(
        ({ updatedAt }) => updatedSince === undefined || Date.parse(updatedAt) >= Date.parse(updatedSince),
      )
      .map(({ ref }) => ref.id);
  }

  const search: FakeSearch = {
    personsComments,
    async searchIssues({ cursor, ...wanted }) {
      const from = cursor === undefined ? 0 : Number(cursor);
      if (Number.isNaN(from)) throw new TrackerError('invalid', 'no such cursor');
      const ids = matching(wanted);
      const issues: FetchedIssue[] = [];
      for (const id of ids.slice(from, from + pageSize)) {
        const fetched = await tracker.fetchIssue(id);
        if (fetched) issues.push(fetched);
      }
      return { issues, next: from + pageSize < ids.length ? String(from + pageSize) : null };
    },
    countIssues: async (wanted) => matching(wanted).length,
    whichExist: async (ids) => new Set(ids.filter((id) => tracker.issues.has(id))),
    fetchComment: async (_issueId, commentId) => personsComments.get(commentId) ?? null,
  };
  return Object.assign(tracker, search);
}
