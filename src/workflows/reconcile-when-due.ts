import type { TrackerName } from '../domain/issue.ts';
import type { Clock, Log, Watermarks } from '../domain/ports.ts';
import type { AllSettings } from '../domain/settings.ts';
import type { Reconcile, ReconcileReport } from './reconcile-contract.ts';

export type ReconcileWhenDue = (signal?: AbortSignal) => Promise<readonly ReconcileReport[]>;

/** Reconciles each tracker whose last look is long enough ago, or was cut short. */
export function createReconcileWhenDue(deps: {
  trackers: readonly TrackerName[];
  reconcile: Reconcile;
  watermarks: Pick<Watermarks, 'find'>;
  settings: AllSettings;
  clock: Clock;
  log: Log;
}): ReconcileWhenDue {
  return async (signal) => {
    const { everyMinutes } = deps.settings.everywhere.reconcile;
    if (everyMinutes === 0) return [];
    const reports: ReconcileReport[] = [];
    for (const tracker of deps.trackers) {
      const { lookedAt, look } = await deps.watermarks.find(tracker);
      const next = lookedAt === null ? 0 : Date.parse(lookedAt) + everyMinutes * 60_000;
      if (look === null && deps.clock.now().getTime() < next) continue;
      const report = await deps.reconcile({ tracker }, signal ? { signal } : {});
      deps.log.info({ ...report }, 'reconciled');
      reports.push(report);
    }
    return reports;
  };
}
