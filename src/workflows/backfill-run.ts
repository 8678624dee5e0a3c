import {
  addToTally,
  type BackfillTally,
  emptyTally,
  type TallyEntry,
  writeCallsOf,
} from '../domain/catch-up/backfill-tally.ts';
import { trackerLimits } from '../domain/catch-up/known-limits.ts';
import { TrackerError } from '../domain/errors.ts';
import type { BackfillOptions, DeferredWrite, IssuePage } from '../domain/ports.ts';
import type {
  BackfillDeps,
  BackfillFailure,
  BackfillProgress,
  BackfillRequest,
} from './backfill-contract.ts';
import type { CatchUpDesk } from './catch-up-desk.ts';
import { Stopped, type WaitCause } from './pace.ts';
import type { IssueLook } from './review-issue.ts';

/** As many issues as are written in one go where no look sets the bounds; so that calls are full. */
const usualTogether = 4_000;
const mostFailuresInARow = 5;
const mostFailuresTold = 20;

/** One run from where the last one stopped to the end. What came of it so far is in `state` whatever ends it. */
export function createBackfillRun(
  deps: BackfillDeps,
  { tracker, issue: desk }: CatchUpDesk,
  { query, comment, dryRun, restart }: BackfillRequest,
  onProgress: (progress: BackfillProgress) => void,
) {
  const { backfills, clock } = deps;
  const { name } = tracker;
  const options: BackfillOptions = { tracker: name, query, comment };
  const search = query === null ? {} : { query };
  const together = tracker.writeFieldOfMany ? trackerLimits[name].together : null;
  const mostTogether = trackerLimits[name].inOneLook ?? usualTogether;
  const state = {
    tally: emptyTally as BackfillTally,
    total: null as number | null,
    resumed: false,
    failures: [] as BackfillFailure[],
  };
  /** By field and value. */
  const putOff = new Map<string, DeferredWrite[]>();
  const runStartedAt = clock.now();
  let issuesBefore = 0;
  let failuresInARow = 0;

  return { state, go, onWait: (cause: WaitCause, ms: number) => tell({ cause, ms }) };

  async function go(): Promise<void> {
    if (restart && !dryRun) await backfills.end(options, []);
    const found = dryRun ? null : await backfills.find(options);
    const startedAt = found?.startedAt ?? clock.now().toISOString();
    if (found) {
      state.resumed = true;
      state.tally = found.tally as BackfillTally;
      state.total = found.total;
      issuesBefore = state.tally.issues;
      (await backfills.deferred(options)).forEach(keep);
    }
    state.total ??= await tracker.countIssues(search);
    tell();
    let cursor = found?.cursor ?? null;
    let isRead = found?.isRead ?? false;
    while (!isRead) {
      const page = await nextPage(cursor);
      const deferred = await dealWith(page);
      cursor = page.next;
      isRead = cursor === null;
      const { tally, total } = state;
      if (!dryRun) await backfills.save({ options, cursor, isRead, total, tally, startedAt }, deferred);
      deferred.forEach(keep);
      await flush(false);
      tell();
    }
    await flush(true);
    if (!dryRun) await backfills.end(options, [finished(startedAt)]);
    tell();
  }

  async function nextPage(cursor: string | null): Promise<IssuePage> {
    if (cursor === null) return tracker.searchIssues(search);
    try {
      return await tracker.searchIssues({ ...search, cursor });
    } catch (error) {
      if (!(error instanceof TrackerError) || error.kind !== 'invalid') throw error;
      // Trackers forget the places in long lists. Issues that were dealt with make no call again.
      deps.log.info({ tracker: name }, 'the tracker has forgotten the place in its list: from the beginning');
      state.tally = emptyTally;
      issuesBefore = 0;
      putOff.clear();
      if (!dryRun) await backfills.end(options, []);
      return tracker.searchIssues(search);
    }
  }

  async function dealWith({ issues }: IssuePage): Promise<readonly DeferredWrite[]> {
    const at = clock.now();
    const looks = issues.map((fetched): IssueLook => ({ fetched, at }));
    const entries: TallyEntry[] = [];
    const deferred: DeferredWrite[] = [];
    const more = { newer: 0, refused: 0, failed: 0 };
    if (!dryRun) await desk.prepare(looks, { comment });
    for (const look of looks) {
      if (dryRun) {
        entries.push(await desk.foresee(look));
        continue;
      }
      const done = await attempt(look);
      if (!done) more.failed += 1;
      else if (!done.entry) more.newer += 1;
      else entries.push(done.entry);
      deferred.push(...(done?.deferred ?? []));
      more.refused += done?.refused ?? 0;
    }
    const tally = addToTally(state.tally, entries);
    state.tally = {
      ...tally,
      pages: tally.pages + 1,
      issues: tally.issues + more.newer + more.failed,
      newer: tally.newer + more.newer,
      refused: tally.refused + more.refused,
      failed: tally.failed + more.failed,
    };
    return deferred;
  }

  /** Null when it failed: the issue is left to the queue, and the others go on. */
  async function attempt(look: IssueLook) {
    const { ref, key } = look.fetched.issue;
    try {
      const done = await desk.dealWith(look, { comment, mayDefer: together !== null });
      failuresInARow = 0;
      return done;
    } catch (error) {
      const isFatal = !(error instanceof TrackerError) || (error.kind === 'auth' && error.status === 401);
      if (error instanceof Stopped || isFatal) throw error;
      failuresInARow += 1;
      if (failuresInARow >= mostFailuresInARow) throw error;
      if (state.failures.length < mostFailuresTold) state.failures.push({ key, error: error.message });
      await deps.queue.request([{ ref, cause: 'backfill' }]);
      return null;
    }
  }

  function keep(write: DeferredWrite): void {
    const same = JSON.stringify([write.field, write.after]);
    const waiting = putOff.get(same);
    if (waiting) waiting.push(write);
    else putOff.set(same, [write]);
  }

  /** Writes as many at once as it can of every value; what is left over waits for more, but not for the end. */
  async function flush(isEnd: boolean): Promise<void> {
    for (const [same, waiting] of putOff) {
      let rest: readonly DeferredWrite[] = waiting;
      while (rest.length >= mostTogether || (isEnd && rest.length > 0)) {
        const some = rest.slice(0, mostTogether);
        const { refused } = await deps.writeDeferred(tracker, some, runStartedAt);
        await backfills.endDeferred(options, some);
        state.tally = { ...state.tally, refused: state.tally.refused + refused };
        rest = rest.slice(mostTogether);
      }
      if (rest.length === waiting.length) continue;
      if (rest.length > 0) putOff.set(same, [...rest]);
      else putOff.delete(same);
      tell();
    }
  }

  function tell(waiting: BackfillProgress['waiting'] = null): void {
    const { tally, total } = state;
    const left = total === null ? null : Math.max(0, total - tally.issues);
    onProgress({
      issues: tally.issues,
      total,
      issuesNow: tally.issues - issuesBefore,
      callsLeft: left === null ? null : callsFor(left),
      waiting,
    });
  }

  /** Pages to read, and what they will give to write when they are like those before them. */
  function callsFor(left: number): number {
    const pages = Math.ceil(left / trackerLimits[name].page);
    if (dryRun) return pages;
    const { several, issues } = state.tally;
    const { fields, comments } = writeCallsOf(state.tally, together);
    const perIssue = issues === 0 ? 0 : (comments + (together === null ? fields : several)) / issues;
    const waiting = [...putOff.values()].reduce(
      (sum, some) => sum + Math.ceil(some.length / (together ?? 1)),
      0,
    );
    return pages + Math.ceil(left * perIssue) + waiting;
  }

  function finished(startedAt: string) {
    const { issues, failed } = state.tally;
    return {
      topic: 'backfill.finished' as const,
      subject: name,
      data: { query, comment, issues, failed, startedAt },
      actor: 'waymark',
      at: clock.now().toISOString(),
    };
  }
}
