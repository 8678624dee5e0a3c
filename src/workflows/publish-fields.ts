import { TrackerError } from '../domain/errors.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import type { Issue, IssueRef } from '../domain/issue.ts';
import type {
  Clock,
  FetchedIssue,
  Review,
  TrackerFields,
  Trackers,
  WriteEntry,
  WriteLog,
} from '../domain/ports.ts';
import { type AllSettings, type Settings, settingsFor } from '../domain/settings.ts';
import { type DesiredInput, desiredFields } from '../domain/write-back/desired-fields.ts';
import {
  type FieldChange,
  type FieldProblem,
  isOwned,
  type SyncedField,
} from '../domain/write-back/fields.ts';
import { mayWriteFields } from '../domain/write-back/gate.ts';
import { planFields } from '../domain/write-back/plan-fields.ts';
import { settleIntents } from '../domain/write-back/settle-intents.ts';
import { type RefusalDesk, refusalsOfAll } from './field-refusals.ts';
import type { OkrFieldsFor } from './told-standings.ts';
import type { WriteGate } from './write-gate.ts';

/** What publishing did to the fields; only `written` and `refused` made a call. */
export interface FieldsOutcome {
  readonly result: 'written' | 'unchanged' | 'refused' | 'held' | 'stopped' | 'off' | 'deferred';
  /** How many fields were written, and how many the tracker refused. */
  readonly written: number;
  readonly refused: number;
}

export type PublishFields = (published: {
  readonly review: Review;
  /** The same look at the issue that the review was made from. */
  readonly fetched: FetchedIssue;
  readonly okr?: DesiredInput['okr'];
  /** The caller keeps to a pace of its own: no budget, no quiet hours. */
  readonly isPaced?: boolean;
  /** Is offered what would be written now; true: it takes care of that. */
  readonly defer?: (issue: Issue, changes: readonly FieldChange[]) => boolean;
}) => Promise<FieldsOutcome>;

/** An empty field that was seen longer ago is looked at again before it is filled: a person may have been faster. */
const freshMs = 10_000;

const nothing = (result: FieldsOutcome['result']): FieldsOutcome => ({ result, written: 0, refused: 0 });

/** What differs between the fields as this look shows them and as they should be; writes nothing. */
export async function planFieldChanges(
  writes: Pick<WriteLog, 'lastWritten'>,
  { issue, assessment }: Review,
  { fields, shownOnly = [] }: FetchedIssue,
  settings: Settings,
  okr?: DesiredInput['okr'],
): Promise<readonly FieldChange[]> {
  const desired = desiredFields({ issue, assessment, settings, ...(okr && { okr }) });
  const { fill } = settings.writeBack;
  const known = { desired, actual: fields, fill, shownOnly };
  const first = planFields({ ...known, lastWritten: {} });
  // What was written before matters to the fields of people only.
  if (first.every(({ field }) => isOwned(field))) return first;
  return planFields({ ...known, lastWritten: await writes.lastWritten(issue.ref) });
}

/**
 * Brings the synced fields from what is there to what is desired, in one call; no difference, no call. Safe to repeat
 * at any point, also when the process died after the call and before the record of it: every write is on record as
 * intended before the call, and an intent found at the start is settled by what the issue says now.
 */
export function createPublishFields(deps: {
  trackers: Trackers;
  writes: WriteLog;
  refusals: RefusalDesk;
  gate: WriteGate;
  settings: AllSettings;
  clock: Clock;
  /** What the goals have to say about an issue whose caller says nothing of it. */
  okrFieldsFor?: OkrFieldsFor;
}): PublishFields {
  const { writes, refusals, gate, clock } = deps;

  return async ({ review, fetched, okr: given, isPaced = false, defer }) => {
    const { issue } = review;
    const { ref } = issue;
    const tracker = deps.trackers.get(ref.tracker);
    const settings = settingsFor(deps.settings, ref.tracker, issue.project);
    const open = await writes.open(ref);
    await settle(open, fetched);
    const done = async (outcome: FieldsOutcome) => {
      const isHeld = open.some(({ state, kind }) => state === 'held' && kind === 'field');
      if (isHeld) await writes.hold(ref, 'field', [], []);
      return outcome;
    };
    if (!tracker || !mayWriteFields(settings.writeBack.mode)) return done(nothing('off'));

    const { fill } = settings.writeBack;
    const isOurs = (field: SyncedField) => isOwned(field) || fill[field] === 'suggest';
    await refusals.note(
      issue,
      settings,
      fetched.fieldProblems.filter(({ field }) => isOurs(field)),
    );
    const okr = given ?? (await deps.okrFieldsFor?.(issue, fetched.fields));
    const plan = (look: FetchedIssue) => planFieldChanges(writes, review, look, settings, okr);
    let look = fetched;
    let changes = await plan(look);
    if (changes.some(({ field }) => !isOwned(field)) && isOld(review)) {
      const again = await tracker.fetchIssue(ref.id);
      if (!again) return done(nothing('unchanged'));
      look = again;
      changes = await plan(look);
    }
    if (changes.length === 0) return done(nothing('unchanged'));
    const known = await refusals.known(issue, settings);
    const wanted = changes.filter(known.isWorthATry);
    if (wanted.length === 0) return done(nothing('unchanged'));

    const asked = wanted.map(({ field, from, to }) => ({ field, before: from, after: to }));
    const answer = await gate({ issue, kind: 'field', changes: asked, isPaced });
    if (answer !== 'write') return nothing(answer);
    if (defer?.(look.issue, wanted)) return done(nothing('deferred'));
    const refused = await write(tracker, look, wanted);
    await known.tell(wanted, refused);
    const written = wanted.length - refused.length;
    return done({ result: written > 0 ? 'written' : 'refused', written, refused: refused.length });
  };

  function isOld({ reviewedAt }: Review): boolean {
    return clock.now().getTime() - Date.parse(reviewedAt) > freshMs;
  }

  /** Ends what an earlier life began. */
  async function settle(open: readonly WriteEntry[], { fields, issue }: FetchedIssue): Promise<void> {
    const intents = open.filter(({ state, kind }) => state === 'intended' && kind === 'field');
    if (intents.length === 0) return;
    const outcomes = settleIntents(intents, { fields, updatedAt: issue.updatedAt });
    const written = intents.filter(({ seq }) =>
      outcomes.some((outcome) => outcome.seq === seq && outcome.state === 'written'),
    );
    await writes.settle(outcomes, published(issue.ref, issue.key, written));
  }

  /** Answers what the tracker refused. */
  async function write(
    tracker: TrackerFields,
    { issue }: FetchedIssue,
    changes: readonly FieldChange[],
  ): Promise<readonly FieldProblem[]> {
    const { ref, key, project } = issue;
    const at = clock.now().toISOString();
    const entries = changes.map(({ field, from: before, to: after }) => ({
      ...{ ref, key, project, field, before, after, at },
      ...({ kind: 'field', state: 'intended', commentId: null, reason: null } as const),
      issueUpdatedAt: issue.updatedAt,
    }));
    const seqs = await writes.append(entries, []);
    const refused = await attempt(tracker, issue.ref, changes, seqs);
    const isRefused = ({ field }: { field: SyncedField }) => refused.some((one) => one.field === field);
    await writes.settle(
      entries.map((entry, index) => ({
        seq: seqs[index] ?? 0,
        state: isRefused(entry) ? ('dropped' as const) : ('written' as const),
      })),
      published(
        ref,
        key,
        entries.filter((entry) => !isRefused(entry)),
      ),
    );
    return refused;
  }

  async function attempt(
    tracker: TrackerFields,
    ref: IssueRef,
    changes: readonly FieldChange[],
    seqs: readonly number[],
  ): Promise<readonly FieldProblem[]> {
    try {
      return await tracker.writeFields(ref.id, changes);
    } catch (error) {
      if (!(error instanceof TrackerError)) throw error;
      const refused = refusalsOfAll(error, changes);
      if (refused) return refused;
      if (error.kind === 'rate-limited' || error.kind === 'auth') {
        const reason = `turned away: ${error.kind}`;
        await writes.settle(
          seqs.map((seq) => ({ seq, state: 'intended', reason })),
          [],
        );
      }
      // Whatever else went wrong, it may be written: the next look tells.
      throw error;
    }
  }

  function published(
    { tracker, id }: IssueRef,
    key: string,
    written: readonly Pick<WriteEntry, 'field' | 'before' | 'after'>[],
  ): readonly WaymarkEvent[] {
    if (written.length === 0) return [];
    const changes = written.map(({ field, before, after }) => ({ field, before, after }));
    const subject = `${tracker}:${id}`;
    const at = clock.now().toISOString();
    return [{ topic: 'fields.published', subject, data: { key, changes }, actor: 'waymark', at }];
  }
}
