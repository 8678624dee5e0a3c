import type { Clock } from '../../domain/ports.ts';
import { addressKey } from './address-key.ts';

/** Wrong tokens by address. After `most` within `windowMs` the address has to wait, whatever it sends. */
export interface Guesses {
  /** How long this address has to wait, in seconds; 0: not at all. */
  waitOf(address: string): number;
  /** Counts one; true for the first one of a window. */
  wrong(address: string): boolean;
}

/** So many addresses are kept in mind; the one that began first gives way. */
const mostAddresses = 20_000;

export function createGuesses({
  most,
  windowMs,
  clock,
}: {
  most: number;
  windowMs: number;
  clock: Clock;
}): Guesses {
  const counts = new Map<string, { count: number; until: number }>();
  const at = (address: string) => {
    const found = counts.get(addressKey(address));
    return found && found.until > clock.now().getTime() ? found : null;
  };
  return {
    waitOf(address) {
      const found = at(address);
      if (!found || found.count < most) return 0;
      return Math.ceil((found.until - clock.now().getTime()) / 1_000);
    },
    wrong(address) {
      const found = at(address);
      if (found) {
        found.count += 1;
        return false;
      }
      const key = addressKey(address);
      counts.delete(key);
      if (counts.size >= mostAddresses) counts.delete(counts.keys().next().value ?? '');
      counts.set(key, { count: 1, until: clock.now().getTime() + windowMs });
      return true;
    },
  };
}
