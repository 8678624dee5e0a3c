import { writeSync } from 'node:fs';
import type { Log } from '../../../src/domain/ports.ts';

/** Written at once, so that a line is out before the process can be killed. */
export function print(line: string): void {
  writeSync(1, `${line}\n`);
}

export const quietLog: Log = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => quietLog,
};
