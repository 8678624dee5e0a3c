import type { RateLimit } from '../domain/catch-up/pace.ts';
import type { TrackerName } from '../domain/issue.ts';
import type { TrackerCall } from '../trackers/calls.ts';
import type { Metrics } from '../web/metrics.ts';

interface LastCall extends TrackerCall {
  /** ISO 8601. */
  readonly at: string;
}

export type TrackerMeter = ReturnType<typeof createTrackerMeter>;

/** What this process knows of the trackers from calling them: asking them for it would spend their rate limits. */
export function createTrackerMeter(metrics: Pick<Metrics, 'trackerCall'>) {
  const lastCalls = new Map<TrackerName, LastCall>();
  const limits = new Map<TrackerName, readonly RateLimit[]>();
  const counts = { jira: { read: 0, write: 0 }, linear: { read: 0, write: 0 } };
  return {
    lastCalls,
    limits: (name: TrackerName) => limits.get(name) ?? [],
    calls: (name: TrackerName) => ({ ...counts[name] }),
    onCall(call: TrackerCall): void {
      lastCalls.set(call.tracker, { ...call, at: new Date().toISOString() });
      counts[call.tracker][call.kind] += 1;
      if (call.limits) limits.set(call.tracker, call.limits);
      metrics.trackerCall(call);
    },
  };
}
