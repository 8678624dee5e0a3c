import { writeCallsOf } from '../domain/catch-up/backfill-tally.ts';
import { trackerLimits } from '../domain/catch-up/known-limits.ts';
import { SetupError, TrackerError } from '../domain/errors.ts';
import type { Backfill, BackfillDeps, BackfillReport } from './backfill-contract.ts';
import { createBackfillRun } from './backfill-run.ts';
import { type HeldLease, holdLease, leaseMs } from './held-lease.ts';
import { Stopped } from './pace.ts';

/**
 * Reads what was there before Waymark, a page at a time, and reviews each issue from its page: no further read. Where
 * it stands is saved after each page, so a run that was killed goes on there. Issues that need the same value in one
 * field are written together. One backfill a tracker runs at a time.
 *
 * @throws SetupError for a tracker that is off
 */
export function createBackfill(deps: BackfillDeps): Backfill {
  const { leases, clock } = deps;

  return async (request, { signal, onProgress = () => {} } = {}) => {
    const { tracker: name, dryRun } = request;
    const before = deps.calls(name);
    let held: HeldLease | null = null;
    let onWait: BackfillRunHooks['onWait'] = () => {};
    const desk = deps.openDesk(name, {
      ...(signal && { signal }),
      onWait: (cause, ms) => onWait(cause, ms),
      onTick: () => held?.tick(),
    });
    if (!desk) throw new SetupError([`${name} is not set up`]);
    const run = createBackfillRun(deps, desk, request, onProgress);
    ({ onWait } = run);

    const report = (outcome: BackfillReport['outcome'], error: string | null = null): BackfillReport => {
      const { read, write } = deps.calls(name);
      const { tally, total, resumed, failures } = run.state;
      const together = desk.tracker.writeFieldOfMany ? trackerLimits[name].together : null;
      return {
        ...{ outcome, error, request, resumed, total, tally, failures },
        calls: { read: read - before.read, write: write - before.write },
        writeCalls: {
          ...writeCallsOf(tally, together, trackerLimits[name].inOneLook),
          ...(!request.comment && { comments: 0 }),
        },
      };
    };
    const lease = dryRun ? null : await leases.take(`backfill ${name}`, leaseMs);
    if (!dryRun && !lease) return report('busy');
    held = lease && holdLease(lease, 'backfill', clock);
    try {
      await run.go();
      return report('done');
    } catch (error) {
      if (error instanceof Stopped) return report('stopped');
      if (!(error instanceof TrackerError)) throw error;
      deps.log.warn({ tracker: name, error: error.message }, 'the backfill did not come to its end');
      return report('failed', error.message);
    } finally {
      await lease?.release();
    }
  };
}

type BackfillRunHooks = Pick<ReturnType<typeof createBackfillRun>, 'onWait'>;
