import { valueTitle } from '../domain/commands/field-value.ts';
import type { Edit, EditWish, WhyNot } from '../domain/edits/edit.ts';
import * as why from '../domain/edits/why-not.ts';
import type { MissionField } from '../domain/mission/mission.ts';
import type { Clock, FetchedIssue, Tracker, Trackers, Wishes, WriteLog } from '../domain/ports.ts';
import { type AllSettings, type Settings, settingsFor } from '../domain/settings.ts';
import type { FieldChange, FieldValue } from '../domain/write-back/fields.ts';
import { mayWriteFields } from '../domain/write-back/gate.ts';
import { isMarkedOff } from '../domain/write-back/marked-off.ts';
import { isEmpty, sameValue } from '../domain/write-back/same-value.ts';
import type { RefusalDesk } from './field-refusals.ts';
import { createLoggedWrite } from './logged-write.ts';
import { settleOpenWrites } from './settle-writes.ts';
import { readingIn, valueInTracker } from './value-in-tracker.ts';
import type { JudgeWrite } from './write-gate.ts';

/** What became of a wish for a field. `isReadBack`: the value is read from the tracker from now on. */
export type WishedWrite =
  | {
      readonly state: 'sent' | 'kept' | 'refused';
      readonly why: WhyNot | null;
      readonly isReadBack: boolean;
    }
  /** Not now. */
  | { readonly state: 'waiting'; readonly why: WhyNot };

type SetWish = Extract<EditWish, { kind: 'set' }>;
export type WriteWishedField = (edit: Edit, wish: SetWish) => Promise<WishedWrite>;

/** More writes than one issue gets while an edit waits. */
const mostWrites = 200;

const refused = (because: WhyNot) => ({ state: 'refused', why: because, isReadBack: false }) as const;

/**
 * Brings one field to the value that somebody wants, by the rules of every write: the gate, the log, and a person's
 * edit in the tracker wins. Safe to repeat at any point: what is there already is not written, and what the log says
 * was written for this edit is not written again, also when somebody has changed it since.
 */
export function createWriteWishedField(deps: {
  trackers: Trackers;
  wishes: Pick<Wishes, 'of'>;
  writes: WriteLog;
  refusals: RefusalDesk;
  judgeWrite: JudgeWrite;
  settings: AllSettings;
  clock: Clock;
}): WriteWishedField {
  const { writes } = deps;
  const write = createLoggedWrite(deps);

  return async (edit, wish) => {
    const { ref, askedAt } = edit;
    const { isOff, choices } = await deps.wishes.of(ref);
    const known = choices.find(({ field }) => field === wish.field);
    if (known && Date.parse(known.at) > Date.parse(askedAt)) return refused(why.whyLaterCommand);
    const tracker = deps.trackers.get(ref.tracker);
    const fetched = await tracker?.fetchIssue(ref.id);
    if (!tracker || !fetched) return refused(why.whyGone);
    const settings = settingsFor(deps.settings, ref.tracker, fetched.issue.project);
    if (isOff || isMarkedOff(fetched.issue, settings)) return refused(why.whyOff);

    const found = fetched.fields[wish.field];
    return found === undefined || !mayWriteFields(settings.writeBack.mode)
      ? keep(fetched, settings, wish, askedAt)
      : bring(tracker, fetched, settings, { found, edit, wish });
  };

  /** The tracker has no place for it that Waymark may write to. */
  function keep(
    { issue, fieldProblems }: FetchedIssue,
    { writeBack: { mode } }: Settings,
    { field, value }: SetWish,
    askedAt: string,
  ): WishedWrite {
    const there = readingIn(deps.settings, issue, field, askedAt);
    if (there?.value === value) return { state: 'sent', why: null, isReadBack: true };
    // What stands in a field or a label outranks what Waymark keeps.
    if (there?.source === 'custom field' || there?.source === 'label') return refused(why.whyNotWritten);
    const problem = fieldProblems.find((one) => one.field === field) ?? null;
    return { state: 'kept', why: why.whyKept(mode, problem), isReadBack: false };
  }

  async function bring(
    tracker: Tracker,
    fetched: FetchedIssue,
    settings: Settings,
    { found, edit, wish }: { found: FieldValue; edit: Edit; wish: SetWish },
  ): Promise<WishedWrite> {
    const { ref, askedAt } = edit;
    const { field, value } = wish;
    const { issue } = fetched;
    const to = valueTitle(value);
    const isThere = async () => (await valueInTracker(deps, issue, field, askedAt)) === value;
    await settleOpenWrites(deps, await writes.open(ref), fetched);
    if (sameValue(found, to)) {
      const isReadBack = readingIn(deps.settings, issue, field, askedAt)?.value === value;
      return { state: 'sent', why: null, isReadBack };
    }
    if (await wasWritten(edit, field, to)) return { state: 'sent', why: why.changedSince, isReadBack: true };
    const own = (await writes.lastWritten(ref))[field];
    const isOurs = own !== undefined && sameValue(found, own);
    const wasSeen = wish.seen !== null && sameValue(found, wish.seen);
    if (!isEmpty(found) && !isOurs && !wasSeen) return refused(why.whyOvertaken(found));

    const verdict = await deps.judgeWrite({ issue, changes: [{ field, before: found, after: to }] });
    if (verdict.verdict === 'hold') return { state: 'waiting', why: why.whyHeld(verdict.because) };
    if (verdict.verdict === 'trip') return { state: 'waiting', why: why.whyHeld('breaker') };
    if (verdict.verdict === 'stopped') return refused(why.whyUndone);

    const change: FieldChange = { field, from: found, to };
    const known = await deps.refusals.known(issue, settings);
    const problems = await write(tracker, issue, [change]);
    await known.tell([change], problems);
    const [problem] = problems;
    if (problem) return refused(why.whyRefused(problem));
    return { state: 'sent', why: null, isReadBack: await isThere() };
  }

  /** Whether the log says that this edit had its write: then what is there now is somebody else's. */
  async function wasWritten({ ref, askedAt }: Edit, field: MissionField, to: string): Promise<boolean> {
    const since = new Date(askedAt);
    const entries = await writes.list({ ref, since, state: 'written', limit: mostWrites });
    return entries.some((one) => one.kind === 'field' && one.field === field && sameValue(one.after, to));
  }
}
