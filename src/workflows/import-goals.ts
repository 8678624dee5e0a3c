import type { Doer } from '../domain/access.ts';
import type { DocumentProblem, DocumentRest, GoalDocument, ReadDocuments } from '../domain/okr/document.ts';
import { type Goal, type KeyResult, titleOf } from '../domain/okr/goal.ts';
import { createGoalTree, treeProblems } from '../domain/okr/goal-tree.ts';
import { type ImportPlan, isEmptyPlan, planImport } from '../domain/okr/import-plan.ts';
import { type Uncounted, uncountedAfter } from '../domain/okr/uncounted.ts';
import type { CheckIns, Clock, GoalQueue, GoalStore, MovedGoals } from '../domain/ports.ts';

/** What an import would do, to be looked at before it is done. */
export interface PlannedImport {
  /** The version of the goals that the plan is made for. */
  readonly basedOn: number;
  readonly plan: ImportPlan;
  /** The whole tree as it would be. */
  readonly goals: readonly Goal[];
  /** Check-ins that would count no more, because their key result got another unit. */
  readonly uncounted: readonly Uncounted[];
  /** What of the documents became no goal. */
  readonly leftOver: readonly DocumentRest[];
  /** Known goals that the documents do not hold and that stay. */
  readonly kept: number;
}

export type PlanOutcome =
  | { readonly ok: true; readonly planned: PlannedImport }
  | { readonly ok: false; readonly problems: readonly DocumentProblem[] };

export type ImportOutcome =
  | { readonly outcome: 'imported'; readonly version: number }
  | { readonly outcome: 'nothing-to-do'; readonly version: number }
  /** Somebody imported meanwhile: plan again. */
  | { readonly outcome: 'conflict' };

export interface ImportGoals {
  /** Reads documents and says what importing them would do; `prune` also removes what they do not hold. */
  plan(documents: readonly GoalDocument[], options?: { readonly prune?: boolean }): Promise<PlanOutcome>;
  /** Does what was planned. `by` is the person's account or name; `doer` is who sent it, and from where. */
  apply(planned: PlannedImport, by: string, doer?: Doer): Promise<ImportOutcome>;
}

export function createImportGoals(deps: {
  goals: GoalStore;
  checkIns: CheckIns;
  read: ReadDocuments;
  measures: GoalQueue;
  moved: MovedGoals;
  clock: Clock;
}): ImportGoals {
  const { goals, checkIns, read, measures, moved, clock } = deps;

  return {
    async plan(documents, { prune = false } = {}) {
      const { version, goals: known } = await goals.current();
      const reading = read(documents, known, prune ? [] : known);
      if (reading.problems.length > 0) return { ok: false, problems: reading.problems };
      const incoming = new Set(reading.goals.map(({ id }) => id));
      const kept = prune ? [] : known.filter(({ id }) => !incoming.has(id));
      const next = [...kept, ...reading.goals];
      const problems = treeProblems(next);
      if (problems.length > 0) {
        const file = documents[0]?.path ?? '';
        return {
          ok: false,
          problems: problems.map(({ message }) => ({ file, line: 1, column: 1, message })),
        };
      }
      const plan = planImport(known, reading.goals, () => prune);
      const uncounted = uncountedAfter(plan, await checkIns.of(plan.changed.map(({ id }) => id)));
      const { leftOver } = reading;
      return {
        ok: true,
        planned: { basedOn: version, plan, goals: next, uncounted, leftOver, kept: kept.length },
      };
    },

    async apply({ basedOn, plan, goals: next }, by, doer) {
      if (isEmptyPlan(plan)) return { outcome: 'nothing-to-do', version: basedOn };
      const at = clock.now().toISOString();
      const data = {
        version: basedOn + 1,
        added: plan.added.length,
        changed: plan.changed.length,
        removed: plan.removed.length,
      };
      const saved = await goals.put({ goals: next, basedOn, by, at }, [
        {
          ...{ topic: 'goals.imported', subject: 'goals', actor: doer?.who ?? by, at },
          data: doer ? { ...data, from: doer.from, by, ...beforeAndAfter(plan) } : data,
        },
      ]);
      if (saved.outcome === 'conflict') return saved;
      const touched = touchedKeyResults(plan);
      const told = await checkInWhatWasWritten(touched, next, { version: saved.version, by, at });
      if (told.length > 0) await moved.moved(told, 'import');
      const measured = touched.filter(({ after }) => after.source.kind === 'issues');
      if (measured.length > 0) {
        await measures.request(
          measured.map(({ after }) => after.id),
          `import ${saved.version}`,
        );
      }
      return { outcome: 'imported', version: saved.version };
    },
  };

  /** A current value that is new in the documents is somebody's word of today, or of the end of a period that is over. */
  async function checkInWhatWasWritten(
    touched: readonly Touched[],
    next: readonly Goal[],
    { version, by, at }: { version: number; by: string; at: string },
  ): Promise<readonly string[]> {
    const tree = createGoalTree(next);
    const today = at.slice(0, 10);
    const told: string[] = [];
    for (const { before, after } of touched) {
      if (after.current === null || after.current.text === before?.current?.text) continue;
      const period = tree.periodOf(after.id);
      const day = period !== null && period.to < today ? period.to : today;
      await checkIns.add(
        {
          ...{ keyResult: after.id, day, value: after.current, author: by, source: 'import', at },
          ...{ evidence: [], confidence: null, note: null, corrects: null },
          key: `import:${version}:${after.id}`,
        },
        [
          {
            topic: 'checkin.recorded',
            subject: `goal:${after.id}`,
            data: { day, value: after.current.text, source: 'import' },
            actor: by,
            at,
          },
        ],
      );
      told.push(after.id);
    }
    return told;
  }
}

/** So many goals are written out in the audit log; every version holds all of them. */
const mostWrittenOut = 50;

/** What the fields of changed goals were and are; goals that came or went by name. */
function beforeAndAfter({ added, changed, removed }: ImportPlan) {
  const fields = changed.slice(0, mostWrittenOut).map(({ id, fields: all }) => ({ id, all }));
  const values = (side: 'from' | 'to') =>
    fields.map(({ id, all }) => [
      id,
      Object.fromEntries(all.map((one) => [one.field, one[side].slice(0, 300)])),
    ]);
  const names = (goals: readonly Goal[]) =>
    goals.slice(0, mostWrittenOut).map((goal) => [goal.id, titleOf(goal).slice(0, 300)]);
  return {
    before: Object.fromEntries([...values('from'), ...names(removed)]),
    after: Object.fromEntries([...values('to'), ...names(added)]),
  };
}

interface Touched {
  readonly before: KeyResult | null;
  readonly after: KeyResult;
}

function touchedKeyResults(plan: ImportPlan): readonly Touched[] {
  const added = plan.added.map((after) => ({ before: null, after }));
  return [...added, ...plan.changed].flatMap(({ before, after }) =>
    after.kind === 'key-result' ? [{ before: before?.kind === 'key-result' ? before : null, after }] : [],
  );
}
