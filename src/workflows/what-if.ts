import type { Sight } from '../domain/access.ts';
import { effectiveCheckIns } from '../domain/okr/check-in.ts';
import type { Forecast } from '../domain/okr/forecast.ts';
import { forecastOf } from '../domain/okr/forecast-of.ts';
import { droppedShare } from '../domain/okr/measure.ts';
import type { CheckIns, Clock, IssueFactsStore } from '../domain/ports.ts';
import type { FindGoals } from './find-goals.ts';

export interface Supposed {
  /** Multiplies the weekly gain: 2 doubles it. */
  readonly gainFactor?: number | undefined;
  /** The key of an epic that is dropped with the work below it. */
  readonly dropEpic?: string | undefined;
}

/**
 * The forecast of a key result as it is and as it would be; null when there is no such key result. Work that `sight`
 * hides counts for neither: dropping it would tell that it is there.
 */
export type AskWhatIf = (
  keyResult: string,
  supposed: Supposed,
  sight?: Sight,
) => Promise<{
  readonly now: Forecast | null;
  readonly supposed: Forecast | null;
  /** The share of the open linked work that is below the epic, 0 to 1; null when none was named. */
  readonly droppedShare: number | null;
} | null>;

export function createAskWhatIf(deps: {
  findGoals: FindGoals;
  checkIns: CheckIns;
  facts: Pick<IssueFactsStore, 'factsOf'>;
  clock: Clock;
}): AskWhatIf {
  const { findGoals, checkIns, facts, clock } = deps;
  return async (id, { gainFactor, dropEpic }, sight) => {
    const { tree } = await findGoals();
    const keyResult = tree.get(id);
    if (keyResult?.kind !== 'key-result') return null;
    const today = clock.now().toISOString().slice(0, 10);
    const rows = effectiveCheckIns((await checkIns.of([id])).get(id) ?? []);
    const epic = dropEpic?.trim().toLowerCase();
    const isDropped = ({ epics }: { readonly epics: readonly string[] }) =>
      epics.some((one) => one.toLowerCase() === epic);
    const weight = keyResult.source.kind === 'issues' ? keyResult.source.weight : undefined;
    const share =
      epic === undefined ? undefined : droppedShare(await facts.factsOf(keyResult, sight), isDropped, weight);
    const period = tree.periodOf(id);
    return {
      now: forecastOf(keyResult, rows, period, today),
      supposed: forecastOf(keyResult, rows, period, today, {
        ...(gainFactor !== undefined && { gainFactor }),
        ...(share !== undefined && { droppedShare: share }),
      }),
      droppedShare: share ?? null,
    };
  };
}
