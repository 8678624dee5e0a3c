import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IssueSearch, Tracker, TrackerSearch } from '../../src/domain/ports.ts';

/** A tracker in which a project of its own is empty at first. */
export interface SearchBench {
  readonly tracker: Tracker & TrackerSearch;
  /** The search for this project, in the tracker's own words. */
  readonly query: string;
  addIssues(count: number): { readonly id: string }[];
  deleteIssue(id: string): void;
  /** Moves the clock of tracker and adapter. */
  passMinutes(minutes: number): void;
  now(): Date;
  /** A person changes the issue now. */
  touch(id: string): void;
  close(): Promise<void>;
}

/** What backfill and reconcile rely on, whichever tracker it is. */
export function trackerSearchContract(name: string, setUp: () => Promise<SearchBench>): void {
  describe(`${name}, when it is searched`, () => {
    let bench: SearchBench;
    let tracker: SearchBench['tracker'];

    beforeEach(async () => {
      bench = await setUp();
      tracker = bench.tracker;
    });
    afterEach(() => bench.close());

    async function allPages(search: IssueSearch): Promise<{ ids: string[]; pages: number }> {
      const ids: string[] = [];
      let pages = 0;
      let cursor: string | undefined;
      do {
        const page = await tracker.searchIssues({ ...search, ...(cursor !== undefined && { cursor }) });
        ids.push(...page.issues.map(({ issue }) => issue.ref.id));
        pages += 1;
        cursor = page.next ?? undefined;
      } while (cursor !== undefined && pages < 50);
      return { ids, pages };
    }

    it('finds nothing where there is nothing', async () => {
      expect(await tracker.searchIssues({ query: bench.query })).toEqual({ issues: [], next: null });
    });

    it('gives every issue once, page by page, also when time passes in between', async () => {
      const added = bench.addIssues(210).map(({ id }) => id);
      const ids: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page = await tracker.searchIssues({ query: bench.query, ...(cursor && { cursor }) });
        ids.push(...page.issues.map(({ issue }) => issue.ref.id));
        cursor = page.next;
        bench.passMinutes(3);
      }
      expect(ids.toSorted()).toEqual(added.toSorted());
    });

    it('gives issues as a look at each would', async () => {
      const [first] = bench.addIssues(2);
      const { issues } = await tracker.searchIssues({ query: bench.query });
      const found = issues.find(({ issue }) => issue.ref.id === first?.id);
      expect(found).toEqual(await tracker.fetchIssue(first?.id ?? ''));
    });

    it('gives many by their ids, each as a look at it would, and leaves out what is gone', async () => {
      const ids = bench.addIssues(120).map(({ id }) => id);
      const [gone = '', ...there] = ids;
      bench.deleteIssue(gone);
      const found = await tracker.fetchIssues([...ids, there[0] ?? '']);
      expect(found.map(({ issue }) => issue.ref.id).toSorted()).toEqual(there.toSorted());
      const last = found.at(-1);
      expect(last).toEqual(await tracker.fetchIssue(last?.issue.ref.id ?? ''));
      expect(await tracker.fetchIssues([])).toEqual([]);
    });

    it('gives those that were changed since a time, wherever on earth that was said', async () => {
      const [quiet, changed] = bench.addIssues(2);
      bench.passMinutes(180);
      const since = bench.now();
      bench.passMinutes(1);
      bench.touch(changed?.id ?? '');
      bench.passMinutes(30);
      for (const updatedSince of [since.toISOString(), inNewYork(since)]) {
        const { ids } = await allPages({ query: bench.query, updatedSince });
        expect(ids).toContain(changed?.id);
        expect(ids).not.toContain(quiet?.id);
      }
    });

    it('finds all that is visible without a query', async () => {
      const [one] = bench.addIssues(1);
      const { ids } = await allPages({
        updatedSince: new Date(bench.now().getTime() - 60_000).toISOString(),
      });
      expect(ids).toContain(one?.id);
    });

    it('counts what it would find, as far as the tracker tells', async () => {
      bench.addIssues(7);
      expect([7, null]).toContain(await tracker.countIssues({ query: bench.query }));
    });

    it('tells which issues are still there', async () => {
      const ids = bench.addIssues(120).map(({ id }) => id);
      const gone = ids.slice(100, 105);
      for (const id of gone) bench.deleteIssue(id);
      const exist = await tracker.whichExist(ids);
      expect([...exist].toSorted()).toEqual(ids.filter((id) => !gone.includes(id)).toSorted());
      expect(await tracker.whichExist([])).toEqual(new Set());
    });

    it('takes no cursor that it did not give', async () => {
      bench.addIssues(1);
      await expect(tracker.searchIssues({ query: bench.query, cursor: 'made up' })).rejects.toMatchObject({
        name: 'TrackerError',
        kind: 'invalid',
      });
    });
  });
}

/** The same time in another time zone's words. */
function inNewYork(time: Date): string {
  return new Date(time.getTime() - 5 * 3_600_000).toISOString().replace('Z', '-05:00');
}
