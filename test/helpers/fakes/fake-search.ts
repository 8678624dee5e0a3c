import { TrackerError } from '../../../src/domain/errors.ts';
import type { Issue } from '../../../src/domain/issue.ts';
import type { FetchedComment, FetchedIssue, IssueSearch, TrackerSearch } from '../../../src/domain/ports.ts';

export interface FakeSearch extends TrackerSearch {
  /** What people wrote, by the comment's id. */
  readonly personsComments: Map<string, FetchedComment>;
  /** Issues in a page; 50 unless a test says otherwise. */
  pageSize: number;
}

type SearchMethod = keyof TrackerSearch;

/** The search of a fake tracker: its query is a project's key, and its cursor a place in the list. */
export function createFakeSearch(deps: {
  readonly issues: ReadonlyMap<string, Issue>;
  readonly look: (id: string) => FetchedIssue | null;
  readonly call: <T>(method: SearchMethod, issueId: string | null, apply: () => T) => Promise<T>;
}): FakeSearch {
  const { issues, look, call } = deps;
  const personsComments = new Map<string, FetchedComment>();

  function matching({ query, updatedSince }: IssueSearch): string[] {
    return [...issues.values()]
      .filter(({ project }) => query === undefined || project === query)
      .filter(
        ({ updatedAt }) => updatedSince === undefined || Date.parse(updatedAt) >= Date.parse(updatedSince),
      )
      .map(({ ref }) => ref.id);
  }

  return {
    personsComments,
    pageSize: 50,
    searchIssues({ cursor, ...wanted }) {
      return call('searchIssues', null, () => {
        const from = cursor === undefined ? 0 : Number(cursor);
        if (Number.isNaN(from)) throw new TrackerError('invalid', 'no such cursor');
        const ids = matching(wanted);
        const end = from + this.pageSize;
        return {
          issues: ids.slice(from, end).flatMap((id) => look(id) ?? []),
          next: end < ids.length ? String(end) : null,
        };
      });
    },
    fetchIssues: (ids) => call('fetchIssues', null, () => [...new Set(ids)].flatMap((id) => look(id) ?? [])),
    countIssues: (wanted) => call('countIssues', null, () => matching(wanted).length),
    whichExist: (ids) => call('whichExist', null, () => new Set(ids.filter((id) => issues.has(id)))),
    fetchComment: (_issueId, commentId) =>
      call('fetchComment', null, () => personsComments.get(commentId) ?? null),
  };
}
