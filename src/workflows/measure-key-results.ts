import type { KeyResult } from '../domain/okr/goal.ts';
import { measuredValue } from '../domain/okr/measure.ts';
import { runsOn } from '../domain/okr/period.ts';
import type { CheckIns, Clock, IssueFactsStore, Log, MovedGoals } from '../domain/ports.ts';
import type { FindGoals } from './find-goals.ts';
import type { RecordMeasured } from './record-measured.ts';

/**
 * Measures key results by their linked issues: those of these ids, or all. Only those whose period runs are touched;
 * what is over keeps its last word. Answers the ids that moved.
 */
export type MeasureKeyResults = (ids?: readonly string[]) => Promise<readonly string[]>;

/** Links that show a measured value; more would not be read. */
const mostEvidence = 20;

export function createMeasureKeyResults(deps: {
  findGoals: FindGoals;
  facts: IssueFactsStore;
  checkIns: CheckIns;
  recordMeasured: RecordMeasured;
  moved: MovedGoals;
  clock: Clock;
  log: Log;
}): MeasureKeyResults {
  const { findGoals, facts, checkIns, recordMeasured, moved, clock, log } = deps;

  const evidenceFor = (keyResult: KeyResult) => async (since: string | null) => {
    const linked = await facts.linked([keyResult], {
      limit: mostEvidence,
      doneSince: since ?? '0000-01-01',
    });
    return (linked.get(keyResult.id) ?? []).map(({ url }) => url).filter((url) => url !== '');
  };

  return async (ids) => {
    const { tree } = await findGoals();
    const today = clock.now().toISOString().slice(0, 10);
    const wanted = ids && new Set(ids);
    const due = tree
      .keyResults()
      .filter(
        ({ id, source }) =>
          source.kind === 'issues' && runsOn(today, tree.periodOf(id)) && (!wanted || wanted.has(id)),
      );
    if (due.length === 0) return [];
    const [sums, rows] = await Promise.all([facts.sums(due), checkIns.of(due.map(({ id }) => id))]);
    const recorded: string[] = [];
    for (const keyResult of due) {
      const summed = sums.get(keyResult.id);
      const value = summed ? measuredValue(keyResult, summed) : null;
      if (value === null) continue;
      const measured = {
        keyResult,
        value,
        source: 'issues' as const,
        evidence: evidenceFor(keyResult),
      };
      const outcome = await recordMeasured(measured, rows.get(keyResult.id) ?? []);
      if (outcome === 'recorded') recorded.push(keyResult.id);
    }
    if (recorded.length > 0) {
      log.info({ keyResults: recorded.length, of: due.length }, 'key results moved with their issues');
      await moved.moved(recorded, 'issues');
    }
    return recorded;
  };
}
