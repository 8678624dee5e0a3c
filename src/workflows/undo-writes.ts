import { trackerLimits } from '../domain/catch-up/known-limits.ts';
import { TrackerError } from '../domain/errors.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import type { IssueRef, TrackerName } from '../domain/issue.ts';
import type {
  Clock,
  CommentLedger,
  FetchedIssue,
  Tracker,
  Trackers,
  WriteEntry,
  WriteLog,
} from '../domain/ports.ts';
import { type AllSettings, settingsFor } from '../domain/settings.ts';
import type { FieldChange, FieldProblem } from '../domain/write-back/fields.ts';
import { settleIntents } from '../domain/write-back/settle-intents.ts';
import {
  type LeftAlone,
  type PastFieldWrite,
  planUndo,
  type UndoPlan,
} from '../domain/write-back/undo-plan.ts';
import { opinionFingerprint } from './fingerprint.ts';
import { planUpdateUndo, takeBackUpdates } from './undo-updates.ts';

export interface UndoScope {
  readonly since: Date;
  readonly tracker?: TrackerName;
  readonly project?: string;
}

/** What becomes, or with a dry run would become, of the writes to one issue. */
export interface IssueUndo {
  readonly ref: IssueRef;
  readonly key: string;
  readonly project: string;
  /** `gone`: deleted or out of sight. `failed`: not or not wholly done, see `error`; worth another run. */
  readonly outcome: 'done' | 'gone' | 'failed';
  /** True when Waymark's comment goes. */
  readonly comment: boolean;
  readonly fields: readonly FieldChange[];
  /** A person has changed these since. */
  readonly leftAlone: readonly LeftAlone[];
  readonly refused: readonly FieldProblem[];
  /** How many updates of this project or initiative go or get their old words back; absent for issues. */
  readonly updates?: number;
  readonly error: string | null;
}

export interface UndoWrites {
  /** What the log has to undo, without a look at the trackers. */
  count(scope: UndoScope): Promise<{ issues: number; fields: number; comments: number }>;
  /** `onIssue` is told of each issue as it is dealt with. Safe to stop anywhere and to run again. */
  run(
    scope: UndoScope,
    options: { dryRun: boolean; onIssue?: (done: number, of: number) => void },
  ): Promise<readonly IssueUndo[]>;
}

type IssueWrites = readonly [WriteEntry, ...WriteEntry[]];

const page = 1_000;
const maxTries = 6;
/** Linear counts by the hour. */
const longestWaitMs = 3_600_000;
/** A look that is older is taken again: a person may have changed the issue since. */
const freshMs = 10_000;

/**
 * Takes back what Waymark wrote since a time: its comments go, and fields get back what they had before. What a person
 * has changed since is left alone. Waymark then writes nothing on the issue by itself until its text or the settings
 * change or somebody says so, which is on record before anything is taken back.
 */
export function createUndoWrites(deps: {
  trackers: Trackers;
  writes: WriteLog;
  comments: CommentLedger;
  settings: AllSettings;
  clock: Clock;
  sleep: (ms: number) => Promise<void>;
}): UndoWrites {
  const { trackers, writes, comments, clock } = deps;

  return {
    async count(scope) {
      const issues = await writtenSince(scope);
      const all = issues.flat();
      return {
        issues: issues.length,
        fields: new Set(all.flatMap(({ ref, field }) => (field ? [`${name(ref)} ${field}`] : []))).size,
        comments: issues.filter(hasCommentWrite).length,
      };
    },

    async run(scope, { dryRun, onIssue }) {
      const issues = await writtenSince(scope);
      const done: IssueUndo[] = [];
      const look = createLooks(issues.flatMap(([{ kind, ref }]) => (kind === 'update' ? [] : [ref])));
      for (const issue of issues) {
        done.push(await undoIssue(issue, dryRun, look));
        onIssue?.(done.length, issues.length);
      }
      return done;
    },
  };

  /** Newest first, per issue. */
  async function writtenSince(scope: UndoScope): Promise<readonly IssueWrites[]> {
    const issues = new Map<string, [WriteEntry, ...WriteEntry[]]>();
    let before: number | undefined;
    for (;;) {
      const entries = await writes.list({ ...scope, limit: page, ...(before !== undefined && { before }) });
      for (const entry of entries) {
        if (entry.state !== 'written' && entry.state !== 'intended') continue;
        const key = name(entry.ref);
        const known = issues.get(key);
        if (known) known.push(entry);
        else issues.set(key, [entry]);
      }
      before = entries.at(-1)?.seq;
      if (entries.length < page) return [...issues.values()];
    }
  }

  /** Looks at issues in their order, as many in one call as the tracker gives. */
  function createLooks(refs: readonly IssueRef[]) {
    let found = new Map<string, FetchedIssue>();
    let lookedAt = 0;
    return async (tracker: Tracker, ref: IssueRef): Promise<FetchedIssue | null> => {
      const known = clock.now().getTime() - lookedAt < freshMs ? found.get(name(ref)) : undefined;
      if (known) return known;
      const from = refs.findIndex((one) => name(one) === name(ref));
      const next = refs.slice(from).filter((one) => one.tracker === ref.tracker);
      const together = next.slice(0, trackerLimits[ref.tracker].page);
      lookedAt = clock.now().getTime();
      const there = await patiently(() => tracker.fetchIssues(together.map(({ id }) => id)));
      found = new Map(there.map((one) => [name(one.issue.ref), one]));
      // Lists leave out what is archived.
      return found.get(name(ref)) ?? (await patiently(() => tracker.fetchIssue(ref.id)));
    };
  }

  async function undoIssue(
    entries: IssueWrites,
    dryRun: boolean,
    look: ReturnType<typeof createLooks>,
  ): Promise<IssueUndo> {
    const [{ ref, key, project }] = entries;
    const nothing = {
      ref,
      key,
      project,
      comment: false,
      fields: [],
      leftAlone: [],
      refused: [],
      error: null,
    };
    const tracker = trackers.get(ref.tracker);
    if (!tracker) return { ...nothing, outcome: 'failed', error: `${ref.tracker} is not set up` };
    try {
      if (entries[0].kind === 'update')
        return { ...nothing, ...(await undoUpdates(tracker, entries, dryRun)) };
      const fetched = await look(tracker, ref);
      if (!fetched) return { ...nothing, outcome: 'gone' };
      const written = await settled(entries, fetched, dryRun);
      const plan = planUndo(written.flatMap(asFieldWrite), fetched.fields);
      const comment = hasCommentWrite(written) ? await commentThere(tracker, ref) : null;
      const undo = { ...nothing, comment: comment !== null, fields: plan.changes, leftAlone: plan.leftAlone };
      if (dryRun) return { ...undo, outcome: 'done' };
      const refused = await takeBack(tracker, fetched, written, plan, comment);
      return {
        ...undo,
        fields: plan.changes.filter(({ field }) => !refused.some((problem) => problem.field === field)),
        refused,
        outcome: refused.length > 0 ? 'failed' : 'done',
        error: refused.length > 0 ? 'the tracker refused some of its fields' : null,
      };
    } catch (error) {
      // One issue that fails does not keep the others; an account that is shut out fails with all of them.
      if (!(error instanceof TrackerError) || (error.kind === 'auth' && error.status === 401)) throw error;
      return { ...nothing, outcome: 'failed', error: error.message };
    }
  }

  /** What Waymark said of a project or an initiative. */
  async function undoUpdates(tracker: Tracker, entries: IssueWrites, dryRun: boolean) {
    const { progressUpdates } = tracker;
    const plans = planUpdateUndo(entries);
    if (!dryRun && progressUpdates) {
      await patiently(() => takeBackUpdates(progressUpdates, plans));
      const [{ ref, key }] = entries;
      await writes.markUndone(
        entries.map(({ seq }) => seq),
        clock.now(),
        [event(ref, 'writeback.undone', { key, updates: plans.length })],
      );
    }
    return { outcome: 'done' as const, updates: plans.length };
  }

  /** The entries that count, with what was intended put right first. */
  async function settled(
    entries: IssueWrites,
    { fields, issue }: FetchedIssue,
    dryRun: boolean,
  ): Promise<readonly WriteEntry[]> {
    const intents = entries.filter(({ state }) => state === 'intended');
    if (intents.length === 0) return entries;
    const outcomes = settleIntents(intents, { fields, updatedAt: issue.updatedAt });
    if (!dryRun) await writes.settle(outcomes, []);
    const dropped = outcomes.filter(({ state }) => state === 'dropped').map(({ seq }) => seq);
    return entries.filter(({ seq }) => !dropped.includes(seq));
  }

  /** The id of Waymark's comment, if it is there. */
  async function commentThere(tracker: Tracker, ref: IssueRef): Promise<string | null> {
    const record = await comments.find(ref);
    if (record?.state === 'published') return record.commentId;
    if (record !== null && record.state !== 'intended') return null;
    return (await patiently(() => tracker.findComment(ref.id)))?.id ?? null;
  }

  /** Answers what the tracker refused. */
  async function takeBack(
    tracker: Tracker,
    { issue }: FetchedIssue,
    written: readonly WriteEntry[],
    plan: UndoPlan,
    comment: string | null,
  ): Promise<readonly FieldProblem[]> {
    const { ref } = issue;
    await stopWriting(issue);
    await writes.release(ref);
    if (comment !== null) await removeComment(tracker, ref, comment);
    const refused = await restore(tracker, ref, plan.changes);
    const commentSeqs = written.filter(({ kind }) => kind === 'comment').map(({ seq }) => seq);
    const fieldSeqs = [...plan.settled].flatMap(([field, seqs]) =>
      refused.some((problem) => problem.field === field) ? [] : seqs,
    );
    const fields = plan.changes.filter(({ field }) => !refused.some((problem) => problem.field === field));
    await writes.markUndone([...commentSeqs, ...fieldSeqs], clock.now(), [
      event(ref, 'writeback.undone', { key: issue.key, comment: comment !== null, fields }),
    ]);
    return refused;
  }

  async function stopWriting(issue: FetchedIssue['issue']): Promise<void> {
    const { ref, key, project } = issue;
    const fingerprint = opinionFingerprint(issue, settingsFor(deps.settings, ref.tracker, project));
    const at = clock.now().toISOString();
    const detail = 'what was written here was taken back';
    const stop = { ref, key, project, reason: 'undone', detail, fingerprint, at } as const;
    await writes.putStop({ ...stop, until: null, liftedAt: null }, []);
  }

  async function removeComment(tracker: Tracker, ref: IssueRef, commentId: string): Promise<void> {
    await patiently(() => tracker.deleteComment(ref.id, commentId));
    const generation = ((await comments.find(ref))?.generation ?? 1) + 1;
    await comments.put({ ref, state: 'withdrawn', commentId: null, bodyHash: null, generation }, [
      event(ref, 'comment.withdrawn', { comment: commentId, because: 'undo' }),
    ]);
  }

  async function restore(
    tracker: Tracker,
    ref: IssueRef,
    changes: readonly FieldChange[],
  ): Promise<readonly FieldProblem[]> {
    if (changes.length === 0) return [];
    return patiently(() => tracker.writeFields(ref.id, changes));
  }

  /** Waits when the tracker asks for it; undoing is nobody's hurry. */
  async function patiently<T>(call: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await call();
      } catch (error) {
        const isPassing =
          error instanceof TrackerError && (error.kind === 'rate-limited' || error.kind === 'unavailable');
        if (!isPassing || tries === maxTries) throw error;
        await deps.sleep(Math.min(error.retryAfterMs ?? 1_000 * 2 ** tries, longestWaitMs));
      }
    }
  }

  function event(ref: IssueRef, topic: WaymarkEvent['topic'], data: WaymarkEvent['data']): WaymarkEvent {
    return { topic, subject: name(ref), data, actor: 'waymark', at: clock.now().toISOString() };
  }
}

function name({ tracker, id }: IssueRef): string {
  return `${tracker}:${id}`;
}

/** A comment that Waymark took away itself cannot come back. */
function hasCommentWrite(entries: readonly WriteEntry[]): boolean {
  return entries.some(({ kind, after }) => kind === 'comment' && after !== null);
}

function asFieldWrite({ seq, field, before, after }: WriteEntry): PastFieldWrite[] {
  return field === null ? [] : [{ seq, field, before, after }];
}
