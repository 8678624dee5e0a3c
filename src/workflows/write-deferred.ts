import { trackerLimits } from '../domain/catch-up/known-limits.ts';
import type { IssueRef } from '../domain/issue.ts';
import type {
  Clock,
  DeferredWrite,
  ReviewQueue,
  SavedIssues,
  Tracker,
  WriteEntry,
  WriteLog,
} from '../domain/ports.ts';
import { sameValue } from '../domain/write-back/same-value.ts';
import { fieldsPublished, settleOpenWrites } from './settle-writes.ts';

export interface DeferredOutcome {
  readonly written: number;
  readonly refused: number;
  /** A later look has dealt with them, or will. */
  readonly left: number;
}

/** Writes one value to many issues; all of them need the same `field` and `after`. */
export type WriteDeferred = (
  tracker: Tracker,
  same: readonly DeferredWrite[],
  /** What was put off before this time is from an earlier life, which may have begun to write it. */
  since: Date,
) => Promise<DeferredOutcome>;

/**
 * Writes what was put off so that many issues share a call. Every write is on record as intended before it, as any
 * other. An issue that was looked at again in the meantime is left to that look.
 */
export function createWriteDeferred(deps: {
  writes: WriteLog;
  savedIssues: Pick<SavedIssues, 'updatedAt'>;
  queue: ReviewQueue;
  clock: Clock;
}): WriteDeferred {
  const { writes, savedIssues, queue, clock } = deps;

  return async (tracker, same, since) => {
    const times = await savedIssues.updatedAt(
      tracker.name,
      same.map(({ id }) => id),
    );
    const isSame = ({ id, updatedAt }: DeferredWrite) =>
      Date.parse(times.get(id) ?? '') === Date.parse(updatedAt);
    const still: DeferredWrite[] = [];
    const unclear: DeferredWrite[] = [];
    for (const write of same.filter(isSame)) {
      const isOld = Date.parse(write.at) <= since.getTime();
      const begun = isOld ? await begunOf({ tracker: tracker.name, id: write.id }, write) : null;
      if (begun === null) still.push(write);
      if (begun === 'intended') unclear.push(write);
    }
    still.push(...(await neverWritten(tracker, unclear)));
    const [first] = still;
    if (!first || !tracker.writeFieldOfMany) return { written: 0, refused: 0, left: same.length };

    const at = clock.now().toISOString();
    const entries = still.map(({ id, key, project, field, before, after, updatedAt }) => ({
      ...{ ref: { tracker: tracker.name, id }, key, project, field, before, after, at },
      ...({ kind: 'field', state: 'intended', commentId: null, reason: null } as const),
      issueUpdatedAt: updatedAt,
    }));
    const seqs = await writes.append(entries, []);
    const change = { field: first.field, from: first.before, to: first.after };
    const refused = new Set(
      await tracker.writeFieldOfMany(
        still.map(({ id }) => id),
        change,
      ),
    );
    await writes.settle(
      still.map(({ id }, index) => ({
        seq: seqs[index] ?? 0,
        state: refused.has(id) ? ('dropped' as const) : ('written' as const),
      })),
      still
        .filter(({ id }) => !refused.has(id))
        .flatMap(({ id, key, ...write }) =>
          fieldsPublished({ ref: { tracker: tracker.name, id }, key }, [write], clock.now()),
        ),
    );
    // A look at one issue by itself finds out why, and puts that on record.
    await ask(
      tracker,
      still.filter(({ id }) => refused.has(id)),
    );
    return {
      written: still.length - refused.size,
      refused: refused.size,
      left: same.length - still.length,
    };
  };

  /** Leaves these issues to a review of each. */
  async function ask({ name }: Tracker, some: readonly DeferredWrite[]): Promise<void> {
    if (some.length === 0) return;
    await queue.request(some.map(({ id }) => ({ ref: { tracker: name, id }, cause: 'backfill' })));
  }

  /** Looks, many at once, at what became of writes that an earlier life had begun; answers those that did not happen. */
  async function neverWritten(
    tracker: Tracker,
    unclear: readonly DeferredWrite[],
  ): Promise<readonly DeferredWrite[]> {
    const missing: DeferredWrite[] = [];
    const { page } = trackerLimits[tracker.name];
    for (let from = 0; from < unclear.length; from += page) {
      const some = unclear.slice(from, from + page);
      const looks = await tracker.fetchIssues(some.map(({ id }) => id));
      // Gone or archived: a review of it by itself ends what was begun.
      await ask(
        tracker,
        some.filter(({ id }) => looks.every(({ issue }) => issue.ref.id !== id)),
      );
      for (const look of looks) {
        const { ref } = look.issue;
        await settleOpenWrites({ writes, clock }, await writes.open(ref), look);
        const write = some.find(({ id }) => id === ref.id);
        if (!write || sameValue(look.fields[write.field] ?? null, write.after)) continue;
        if ((await begunOf(ref, write)) === null) missing.push(write);
        // It was changed since: only a review tells what it needs now.
        else await ask(tracker, [write]);
      }
    }
    return missing;
  }

  /** What an earlier life has on record of this write. */
  async function begunOf(ref: IssueRef, write: DeferredWrite): Promise<WriteEntry['state'] | null> {
    const since = await writes.list({ ref, since: new Date(write.at), limit: 100 });
    return since.find(({ field, state }) => field === write.field && state !== 'held')?.state ?? null;
  }
}
