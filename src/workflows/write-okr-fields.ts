import { isClosed } from '../domain/assessment/run-checks.ts';
import { TrackerError } from '../domain/errors.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import type { Issue } from '../domain/issue.ts';
import type { OkrFields } from '../domain/okr/issue-standing.ts';
import type {
  Clock,
  FetchedIssue,
  ReviewQueue,
  Tracker,
  Wishes,
  WriteEntry,
  WriteLog,
} from '../domain/ports.ts';
import { type AllSettings, type Settings, settingsFor } from '../domain/settings.ts';
import type { FieldChange } from '../domain/write-back/fields.ts';
import { mayWriteFields } from '../domain/write-back/gate.ts';
import { isMarkedOff } from '../domain/write-back/marked-off.ts';
import { planFields } from '../domain/write-back/plan-fields.ts';
import { isQuiet } from '../domain/write-back/quiet-hours.ts';
import { settleIntents } from '../domain/write-back/settle-intents.ts';
import { type KnownRefusals, type RefusalDesk, refusalsOfAll } from './field-refusals.ts';
import type { WriteGate } from './write-gate.ts';

export interface OkrFieldsOutcome {
  readonly written: number;
  readonly refused: number;
  /** Issues whose project is not to be written to at this hour. */
  readonly quiet: number;
}

/** Brings the OKR fields of these issues, by id, to what is wanted, in as few calls as possible. */
export type WriteOkrFields = (
  tracker: Tracker,
  wanted: ReadonlyMap<string, OkrFields>,
) => Promise<OkrFieldsOutcome>;

interface Due {
  readonly issue: Issue;
  readonly changes: readonly FieldChange[];
  readonly known: KnownRefusals;
}

/** Fewer alike are as quick one by one. */
const few = 3;
const entriesAtOnce = 2_000;
const mostIntents = 20_000;

/**
 * Follows the rules of every write-back: no difference, no call; each write on record before it is made; stops, marks
 * and refusals heeded. Many issues that need the same share a call. Safe to repeat at any point.
 */
export function createWriteOkrFields(deps: {
  writes: WriteLog;
  gate: WriteGate;
  refusals: RefusalDesk;
  wishes: Pick<Wishes, 'offAmong'>;
  /** Finds out, issue by issue, why an edit of many left some of them out. */
  reviews: ReviewQueue;
  settings: AllSettings;
  clock: Clock;
}): WriteOkrFields {
  const { writes, gate, refusals, wishes, clock } = deps;

  return async (tracker, wanted) => {
    const looks = await tracker.fetchIssues([...wanted.keys()]);
    await settle(tracker, looks);
    const off = await wishes.offAmong(tracker.name, [...wanted.keys()]);
    const knownOf = rememberRefusals();
    const due: Due[] = [];
    let quiet = 0;
    for (const look of looks) {
      const issue = off.has(look.issue.ref.id) ? { ...look.issue, markedOff: true } : look.issue;
      const settings = settingsFor(deps.settings, tracker.name, issue.project);
      const changes = plan({ ...look, issue }, wanted.get(issue.ref.id), settings);
      if (changes.length === 0) continue;
      if (isQuiet(clock.now(), settings.writeBack.quietHours)) {
        quiet += 1;
        continue;
      }
      const known = await knownOf(issue, settings);
      const tried = changes.filter(known.isWorthATry);
      if (tried.length > 0 && (await mayWrite(issue, tried))) due.push({ issue, changes: tried, known });
    }
    const refused = await write(tracker, due);
    return { written: due.length - refused, refused, quiet };
  };

  function plan(look: FetchedIssue, desired: OkrFields | undefined, settings: Settings) {
    const { mode, fill } = settings.writeBack;
    const isLeftAlone = isClosed(look.issue) || isMarkedOff(look.issue, settings) || !mayWriteFields(mode);
    if (!desired || isLeftAlone) return [];
    const { fields: actual, shownOnly = [] } = look;
    return planFields({ desired, actual, lastWritten: {}, fill, shownOnly });
  }

  function rememberRefusals() {
    const known = new Map<string, Promise<KnownRefusals>>();
    return (issue: Issue, settings: Settings) => {
      const key = JSON.stringify([issue.project, issue.typeName]);
      const found = known.get(key) ?? refusals.known(issue, settings);
      known.set(key, found);
      return found;
    };
  }

  async function mayWrite(issue: Issue, changes: readonly FieldChange[]): Promise<boolean> {
    const asked = changes.map(({ field, from: before, to: after }) => ({ field, before, after }));
    return (await gate({ issue, kind: 'field', changes: asked, isPaced: true })) === 'write';
  }

  /** Ends what an earlier life began. */
  async function settle({ name }: Tracker, looks: readonly FetchedIssue[]): Promise<void> {
    const intended = await writes.list({ tracker: name, state: 'intended', limit: mostIntents });
    for (const { issue, fields } of looks) {
      const mine = intended.filter(({ ref, kind }) => ref.id === issue.ref.id && kind === 'field');
      if (mine.length === 0) continue;
      const outcomes = settleIntents(mine, { fields, updatedAt: issue.updatedAt });
      const done = new Set(outcomes.flatMap(({ seq, state }) => (state === 'written' ? [seq] : [])));
      await writes.settle(outcomes, published(issue, mine.filter(({ seq }) => done.has(seq)).map(changeOf)));
    }
  }

  /** Answers on how many issues something was refused. */
  async function write(tracker: Tracker, due: readonly Due[]): Promise<number> {
    if (due.length === 0) return 0;
    const at = clock.now().toISOString();
    const seqs = await intend(due, at);
    let refused = 0;
    for (const group of groups(due)) {
      const [first] = group;
      const many = first && group.length > few ? tracker.writeFieldOfMany : null;
      refused += many
        ? await writeMany(many, group, seqs)
        : await inTurn(group, (one) => writeOne(tracker, one, seqs));
    }
    return refused;
  }

  async function intend(due: readonly Due[], at: string): Promise<ReadonlyMap<string, readonly number[]>> {
    const entries = due.flatMap(({ issue, changes }) =>
      changes.map(({ field, from: before, to: after }) => ({
        ...{ ref: issue.ref, key: issue.key, project: issue.project, field, before, after, at },
        ...({ kind: 'field', state: 'intended', commentId: null, reason: null } as const),
        issueUpdatedAt: issue.updatedAt,
      })),
    );
    const seqs = new Map<string, number[]>();
    for (let from = 0; from < entries.length; from += entriesAtOnce) {
      const some = entries.slice(from, from + entriesAtOnce);
      const given = await writes.append(some, []);
      for (const [index, { ref }] of some.entries()) {
        const seq = given[index];
        if (seq !== undefined) seqs.set(ref.id, [...(seqs.get(ref.id) ?? []), seq]);
      }
    }
    return seqs;
  }

  async function writeMany(
    many: NonNullable<Tracker['writeFieldOfMany']>,
    group: readonly Due[],
    seqs: ReadonlyMap<string, readonly number[]>,
  ): Promise<number> {
    const ids = group.map(({ issue }) => issue.ref.id);
    const refusing = new Set(await turnedAway(() => many(ids, ...(group[0]?.changes ?? [])), group, seqs));
    const [left, done] = [
      group.filter(({ issue }) => refusing.has(issue.ref.id)),
      group.filter(({ issue }) => !refusing.has(issue.ref.id)),
    ];
    await writes.settle(
      [
        ...done.flatMap((one) => seqsOf(one, seqs).map((seq) => ({ seq, state: 'written' as const }))),
        ...left.flatMap((one) => seqsOf(one, seqs).map((seq) => ({ seq, state: 'dropped' as const }))),
      ],
      done.flatMap(({ issue, changes }) => published(issue, changes)),
    );
    const asked = left.map(({ issue }) => ({ ref: issue.ref, cause: 'progress' }));
    if (asked.length > 0) await deps.reviews.request(asked);
    return left.length;
  }

  /** Answers 1 when something of it was refused. */
  async function writeOne(
    tracker: Tracker,
    one: Due,
    seqs: ReadonlyMap<string, readonly number[]>,
  ): Promise<number> {
    const { issue, changes, known } = one;
    const problems = await turnedAway(() => tracker.writeFields(issue.ref.id, changes), [one], seqs).catch(
      (error: unknown) => {
        const refused = error instanceof TrackerError ? refusalsOfAll(error, changes) : null;
        if (error instanceof TrackerError && error.kind === 'not-found') return null;
        if (!refused) throw error;
        return refused;
      },
    );
    const isRefused = ({ field }: FieldChange) =>
      problems === null || problems.some((problem) => problem.field === field);
    await writes.settle(
      seqsOf(one, seqs).map((seq, index) => {
        const change = changes[index];
        return { seq, state: change && isRefused(change) ? ('dropped' as const) : ('written' as const) };
      }),
      published(
        issue,
        changes.filter((change) => !isRefused(change)),
      ),
    );
    if (problems === null) return 1;
    await known.tell(changes, problems);
    return problems.length > 0 ? 1 : 0;
  }

  /** What a tracker turned away certainly did not happen, and is planned again without a doubt. */
  async function turnedAway<T>(
    call: () => Promise<T>,
    group: readonly Due[],
    seqs: ReadonlyMap<string, readonly number[]>,
  ): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof TrackerError && (error.kind === 'rate-limited' || error.kind === 'auth')) {
        const reason = `turned away: ${error.kind}`;
        const open = group.flatMap((one) => seqsOf(one, seqs));
        await writes.settle(
          open.map((seq) => ({ seq, state: 'intended', reason })),
          [],
        );
      }
      throw error;
    }
  }

  function published({ ref, key }: Issue, written: readonly FieldChange[]): readonly WaymarkEvent[] {
    if (written.length === 0) return [];
    const changes = written.map(({ field, from: before, to: after }) => ({ field, before, after }));
    const at = clock.now().toISOString();
    const subject = `${ref.tracker}:${ref.id}`;
    return [{ topic: 'fields.published', subject, data: { key, changes }, actor: 'waymark', at }];
  }
}

/** Issues that need the same. */
function groups(due: readonly Due[]): readonly (readonly Due[])[] {
  const found = new Map<string, Due[]>();
  for (const one of due) {
    const key = JSON.stringify(one.changes.map(({ field, to }) => [field, to]));
    const group = found.get(key);
    if (group) group.push(one);
    else found.set(key, [one]);
  }
  return [...found.values()];
}

function seqsOf({ issue }: Due, seqs: ReadonlyMap<string, readonly number[]>): readonly number[] {
  return seqs.get(issue.ref.id) ?? [];
}

function changeOf({ field, before, after }: WriteEntry): FieldChange {
  return { field: field ?? 'okrProgress', from: before, to: after };
}

async function inTurn<T>(list: readonly T[], work: (one: T) => Promise<number>): Promise<number> {
  let sum = 0;
  for (const one of list) sum += await work(one);
  return sum;
}
