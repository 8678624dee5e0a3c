import type { Log } from '../../src/domain/ports.ts';

/** A log that nobody reads. */
export function silentLog(): Log {
  const log: Log = { debug() {}, info() {}, warn() {}, error() {}, child: () => log };
  return log;
}
