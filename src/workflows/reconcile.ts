import { SetupError, TrackerError } from '../domain/errors.ts';
import type { OpenLook, Watermark } from '../domain/ports.ts';
import type { CatchUpDesk } from './catch-up-desk.ts';
import { type HeldLease, holdLease, leaseMs } from './held-lease.ts';
import { Stopped } from './pace.ts';
import type {
  Reconcile,
  ReconcileCounts,
  ReconcileDeps,
  ReconcileReport,
  ReconcileRequest,
} from './reconcile-contract.ts';
import { createReconcileRun, noCounts } from './reconcile-run.ts';

const longOutageMs = 24 * 3_600_000;

/**
 * Finds what has changed since the last look and no webhook brought, what is gone, and what Waymark wrote and is not
 * there any more; the queue's reviews put it right. How far it has come is saved after each page and never ahead of
 * what was dealt with, so it may end anywhere. No two of them look at the same tracker at once.
 *
 * @throws SetupError for a tracker that is off
 */
export function createReconcile(deps: ReconcileDeps): Reconcile {
  const { leases, watermarks, clock } = deps;

  return async (request, { signal, onProgress = () => {} } = {}) => {
    const { tracker: name } = request;
    const before = deps.calls(name);
    let issues = 0;
    let held: HeldLease | null = null;
    const desk = deps.openDesk(name, {
      ...(signal && { signal }),
      onWait: (cause, ms) => onProgress({ issues, waiting: { cause, ms } }),
      onTick: () => held?.tick(),
    });
    if (!desk) throw new SetupError([`${name} is not set up`]);
    let since: string | null = null;
    let counts: ReconcileCounts = noCounts;
    const report = (outcome: ReconcileReport['outcome'], error: string | null = null): ReconcileReport => {
      const { read, write } = deps.calls(name);
      const calls = { read: read - before.read, write: write - before.write };
      return { ...counts, tracker: name, outcome, error, since, calls };
    };

    const lease = await leases.take(`reconcile ${name}`, leaseMs);
    if (!lease) return report('busy');
    held = holdLease(lease, 'reconcile', clock);
    try {
      const mark = await watermarks.find(name);
      const look = nextLook(request, mark);
      if (!look) {
        const now = clock.now().toISOString();
        await watermarks.save(name, { ...mark, dealtWithUntil: now, lookedAt: now });
        return report('first');
      }
      ({ since } = look);
      const run = prepare(request, desk, held, mark, look, (found) => {
        issues = found;
        onProgress({ issues, waiting: null });
      });
      ({ counts } = run);
      await run.go();
      await deps.catchUpWrites();
      return report('done');
    } catch (error) {
      if (error instanceof Stopped) return report('stopped');
      if (!(error instanceof TrackerError)) throw error;
      deps.log.warn({ tracker: name, error: error.message }, 'reconcile did not come to its end');
      return report('failed', error.message);
    } finally {
      await lease.release();
    }
  };

  /** Null before the first look of all: what was there before Waymark is a backfill's business. */
  function nextLook({ since, full = false }: ReconcileRequest, mark: Watermark): OpenLook | null {
    const startedAt = clock.now().toISOString();
    if (since && !full) return { since: since.toISOString(), startedAt, cursor: null };
    const isOpen = mark.look && (!full || mark.look.since === null);
    if (isOpen) return mark.look;
    if (full) return { since: null, startedAt, cursor: null };
    if (mark.dealtWithUntil === null) return null;
    const { overlapMinutes, patienceSeconds } = settings();
    const backMs = Math.max(overlapMinutes * 60_000, patienceSeconds * 1_000);
    const from = Date.parse(mark.dealtWithUntil);
    if (clock.now().getTime() - from > longOutageMs) {
      deps.log.warn({ since: mark.dealtWithUntil }, 'a long time without a look: it is read again in pages');
    }
    return { since: new Date(from - backMs).toISOString(), startedAt, cursor: null };
  }

  function prepare(
    { patienceMs, full }: ReconcileRequest,
    desk: CatchUpDesk,
    held: HeldLease,
    mark: Watermark,
    look: OpenLook,
    onIssues: (issues: number) => void,
  ) {
    const { patienceSeconds, checkedAtOnce } = settings();
    return createReconcileRun(deps, desk, {
      ...{ mark, look, onIssues },
      patienceMs: patienceMs ?? patienceSeconds * 1_000,
      checkedAtOnce: full ? null : checkedAtOnce,
      keep: () => held.keep(),
    });
  }

  function settings() {
    return deps.settings.everywhere.reconcile;
  }
}
