import { TrackerError } from '../domain/errors.ts';
import type { Issue, IssueRef, TrackerName } from '../domain/issue.ts';
import type { FanOutPosition } from '../domain/okr/fan-out.ts';
import { type KeyResult, workOf } from '../domain/okr/goal.ts';
import { factsOf } from '../domain/okr/issue-links.ts';
import { type OkrFields, okrFields, servedBy } from '../domain/okr/issue-standing.ts';
import type { PublishedStanding } from '../domain/okr/publishing.ts';
import type { IssueFactsStore, PublishedStandings, Tracker } from '../domain/ports.ts';
import type { FindGoals, KnownGoals } from './find-goals.ts';
import { toldOf } from './told-standings.ts';
import type { WriteOkrFields } from './write-okr-fields.ts';

export interface FanOutOutcome {
  readonly written: number;
  readonly refused: number;
  /** Some must wait for their project's hours: it is to be gone through again. */
  readonly isWhole: boolean;
}

/** Tells the issues and epics of key results, from a position on; `save` is told of each step forward. */
export type FanOut = (
  position: FanOutPosition,
  save: (after: string) => Promise<void>,
) => Promise<FanOutOutcome>;

interface Target {
  readonly ref: IssueRef;
  readonly served: readonly string[];
}

/** What one edit of many takes in Jira; elsewhere what one page holds. */
const together: Readonly<Record<TrackerName, number>> = { jira: 1_000, linear: 50 };

const nameOf = ({ tracker, id }: IssueRef) => `${tracker}:${id}`;

export function createFanOut(deps: {
  findGoals: FindGoals;
  facts: Pick<IssueFactsStore, 'linked' | 'factsOf' | 'find'>;
  published: Pick<PublishedStandings, 'of'>;
  /** With a pace of their own. */
  trackers: ReadonlyMap<TrackerName, Tracker>;
  writeOkrFields: WriteOkrFields;
}): FanOut {
  const { findGoals, facts, published, trackers, writeOkrFields } = deps;

  return async (position, save) => {
    const goals = await findGoals();
    const all = goals.tree.keyResults();
    const keyResults = all.filter(({ id }) => position.keyResults.includes(id));
    const targets = await targetsOf(goals, keyResults);
    const told = await toldOf(published, [...new Set(targets.flatMap(({ served }) => served))]);
    const left = targets.filter(({ ref }) => position.after === null || nameOf(ref) > position.after);
    let [written, refused, quiet] = [0, 0, 0];
    for (const some of chunks(left)) {
      const tracker = trackers.get(some[0]?.ref.tracker ?? 'jira');
      if (tracker) {
        const outcome = await writeOkrFields(tracker, wantedBy(some, all, told));
        written += outcome.written;
        refused += outcome.refused;
        quiet += outcome.quiet;
      }
      const last = some.at(-1);
      if (last) await save(nameOf(last.ref));
    }
    return { written, refused, isWhole: quiet === 0 };
  };

  /** Open issues that the key results link, and epics that they name, in the order of their names. */
  async function targetsOf(
    { links }: KnownGoals,
    keyResults: readonly KeyResult[],
  ): Promise<readonly Target[]> {
    const targets = new Map<string, Target>();
    const linked = await facts.linked(keyResults);
    const open = new Set(
      [...linked.values()]
        .flat()
        .filter(({ status }) => status.category !== 'done' && status.category !== 'cancelled')
        .map(({ ref }) => nameOf(ref)),
    );
    const keys = new Map([...linked.values()].flat().map(({ ref, key }) => [nameOf(ref), key]));
    for (const keyResult of keyResults) {
      for (const one of await facts.factsOf(keyResult)) {
        const name = nameOf(one.ref);
        if (!open.has(name) || targets.has(name)) continue;
        const served = servedBy(links, { key: keys.get(name) ?? '', facts: one });
        targets.set(name, { ref: one.ref, served });
      }
      for (const { ref, key, ...issue } of await epicsOf(keyResult)) {
        const record = await facts.find(ref);
        const served = servedBy(links, { key, facts: record?.facts ?? factsOf({ ref, key, ...issue }) });
        targets.set(nameOf(ref), { ref, served });
      }
    }
    return [...targets].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, target]) => target);
  }

  /** The epic that a key result names by its key; whichever tracker knows it. */
  async function epicsOf(keyResult: KeyResult): Promise<readonly Issue[]> {
    const rule = workOf(keyResult);
    if (rule?.by !== 'epic') return [];
    const found: Issue[] = [];
    for (const tracker of trackers.values()) {
      const epic = await tracker.fetchIssue(rule.value.trim()).catch((error: unknown) => {
        // A key of another tracker may not even be one here.
        if (error instanceof TrackerError && error.kind === 'invalid') return null;
        throw error;
      });
      if (epic) found.push(epic.issue);
    }
    return found;
  }
}

function wantedBy(
  targets: readonly Target[],
  all: readonly KeyResult[],
  told: ReadonlyMap<string, PublishedStanding>,
): ReadonlyMap<string, OkrFields> {
  return new Map(
    targets.flatMap(({ ref, served }) => {
      const fields = okrFields(served, all, told);
      return fields ? [[ref.id, fields] as const] : [];
    }),
  );
}

/** One tracker at a time; names begin with it. */
function* chunks(targets: readonly Target[]): Generator<readonly Target[]> {
  let some: Target[] = [];
  for (const target of targets) {
    const [first] = some;
    const isFull = first && some.length >= together[first.ref.tracker];
    if (first && (isFull || first.ref.tracker !== target.ref.tracker)) {
      yield some;
      some = [];
    }
    some.push(target);
  }
  if (some.length > 0) yield some;
}
