import type { Clock, Log, OpsRecords, ProcessReport } from '../domain/ports.ts';
import type { TrackerMeter } from './tracker-meter.ts';

const everyMs = 15_000;

/**
 * Tells of this process every few seconds, because only the one that called a tracker knows what is left of its limits,
 * and it is seldom the one that shows a page. Ends with the signal.
 */
export function startProcessReports(deps: {
  records: Pick<OpsRecords, 'putReport'>;
  of: Pick<ProcessReport, 'process' | 'role'>;
  meter: Pick<TrackerMeter, 'lastCalls' | 'limits'>;
  streams(): number;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
}): void {
  const { records, meter, clock, log, signal } = deps;
  const startedAt = clock.now().toISOString();

  async function tell(): Promise<void> {
    const trackers = [...meter.lastCalls].map(([tracker, { operation, status, at }]) => ({
      tracker,
      limits: meter.limits(tracker),
      lastCall: { operation, status, at },
    }));
    const report = {
      ...deps.of,
      startedAt,
      at: clock.now().toISOString(),
      streams: deps.streams(),
      trackers,
    };
    await records.putReport(report).catch((error: unknown) => {
      if (!signal.aborted) log.debug({ error }, 'this process could not tell of itself');
    });
  }

  void tell();
  const timer = setInterval(() => void tell(), everyMs);
  timer.unref();
  signal.addEventListener('abort', () => clearInterval(timer));
}
