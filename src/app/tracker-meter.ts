import type { RateLimit } from '../domain/catch-up/pace.ts';
import type { TrackerName } from '../domain/issue.ts';
import type { TrackerCall } from '../trackers/calls.ts';
import type { Metrics } from '../web/metrics.ts';

export type TrackerMeter = ReturnType<typeof createTrackerMeter>;

/** What this process knows of the trackers from calling them: asking them for it would spend their rate limits. */
export function createTrackerMeter(metrics: Pick<Metrics, 'trackerCall'>) {
  const lastCalls = new Map<TrackerName, TrackerCall>();
  const calledAt = new Map<TrackerName, string>();
  const limits = new Map<TrackerName, readonly RateLimit[]>();
  const counts = { jira: { read: 0, write: 0 }, linear: { read: 0, write: 0 } };
  return {
    lastCalls,
    limits: (name: TrackerName) => limits.get(name) ?? [],
    /** When it was last called, ISO 8601. */
    calledAt: (name: TrackerName) => calledAt.get(name) ?? null,
    calls: (name: TrackerName) => ({ ...counts[name] }),
    onCall(call: TrackerCall): void {
      lastCalls.set(call.tracker, call);
      calledAt.set(call.tracker, new Date().toISOString());
      counts[call.tracker][call.kind] += 1;
      if (call.limits) limits.set(call.tracker, call.limits);
      metrics.trackerCall(call);
    },
  };
}
