import type { Issue } from '../domain/issue.ts';
import type { Clock, FetchedIssue, FieldLooks, Review, Trackers, WriteLog } from '../domain/ports.ts';
import { type AllSettings, type Settings, settingsFor } from '../domain/settings.ts';
import { type DesiredInput, desiredFields } from '../domain/write-back/desired-fields.ts';
import { type FieldChange, isOwned, type SyncedField } from '../domain/write-back/fields.ts';
import { mayWriteFields } from '../domain/write-back/gate.ts';
import { planFields } from '../domain/write-back/plan-fields.ts';
import type { RefusalDesk } from './field-refusals.ts';
import { createLoggedWrite } from './logged-write.ts';
import { settleOpenWrites } from './settle-writes.ts';
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
  /** Keeps what each look found, for people; left out: nobody asks. */
  looks?: FieldLooks;
}): PublishFields {
  const { writes, refusals, gate, clock, looks } = deps;
  const write = createLoggedWrite(deps);

  return async ({ review, fetched, okr: given, isPaced = false, defer }) => {
    const { issue } = review;
    const { ref } = issue;
    const tracker = deps.trackers.get(ref.tracker);
    const settings = settingsFor(deps.settings, ref.tracker, issue.project);
    const open = await writes.open(ref);
    await settleOpenWrites(deps, open, fetched);
    const done = async (outcome: FieldsOutcome) => {
      const isHeld = open.some(({ state, kind }) => state === 'held' && kind === 'field');
      if (isHeld) await writes.hold(ref, 'field', [], []);
      return outcome;
    };
    const note = async (okr?: DesiredInput['okr']) => {
      const desired = desiredFields({ ...review, settings, ...(okr && { okr }) });
      const { fields: actual, fieldProblems: problems } = fetched;
      await looks?.put(ref, { desired, actual, problems, at: review.reviewedAt });
    };
    if (!tracker || !mayWriteFields(settings.writeBack.mode)) {
      await note();
      return done(nothing('off'));
    }

    const { fill } = settings.writeBack;
    const isOurs = (field: SyncedField) => isOwned(field) || fill[field] === 'suggest';
    await refusals.note(
      issue,
      settings,
      fetched.fieldProblems.filter(({ field }) => isOurs(field)),
    );
    const okr = given ?? (await deps.okrFieldsFor?.(issue, fetched.fields));
    await note(okr);
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
    const refused = await write(tracker, look.issue, wanted);
    await known.tell(wanted, refused);
    const written = wanted.length - refused.length;
    return done({ result: written > 0 ? 'written' : 'refused', written, refused: refused.length });
  };

  function isOld({ reviewedAt }: Review): boolean {
    return clock.now().getTime() - Date.parse(reviewedAt) > freshMs;
  }
}
