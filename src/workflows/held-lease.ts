import { TrackerError } from '../domain/errors.ts';
import type { Clock, Lease } from '../domain/ports.ts';

/** Long enough for a process that is slow, and short enough for the next one when it died. */
export const leaseMs = 60_000;
const renewEveryMs = 10_000;

/** Keeps a lease while long work goes on. */
export interface HeldLease {
  /** To be called every few seconds, whatever else is done; throws once the lease is known to be lost. */
  tick(): void;
  /** Renews it now. Throws when it is lost: nothing may be saved then. */
  keep(): Promise<void>;
}

export function holdLease(lease: Lease, what: string, clock: Clock): HeldLease {
  let renewedAt = clock.now().getTime();
  let isLost = false;
  const lost = () => new TrackerError('unavailable', `another ${what} has taken over`);

  return {
    tick() {
      if (isLost) throw lost();
      const now = clock.now().getTime();
      if (now - renewedAt < renewEveryMs) return;
      renewedAt = now;
      lease.renew().then(
        (isKept) => {
          isLost = !isKept;
        },
        // The store is away; whatever is saved next says so.
        () => {},
      );
    },
    async keep() {
      renewedAt = clock.now().getTime();
      if (!(await lease.renew())) throw lost();
    },
  };
}
