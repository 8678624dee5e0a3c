import type { Command } from 'commander';
import type { Environment, ReadFile } from '../config.ts';

/** A stream to write to; on a terminal it is wide enough for progress to be drawn in place. */
export interface Output {
  /** False when the reader is slower than the writer: wait for `drain` before writing more. */
  write(text: string): unknown;
  once?(event: 'drain', listener: () => void): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/**
 * The world as a command sees it, so that tests can give it another. What a command has to say goes to `stdout`,
 * log and complaints to `stderr`: a program may read the one and never meets the other.
 */
export interface CliContext {
  readonly env: Environment;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly readFile: ReadFile;
  /** The names in a folder; null when the path is none. */
  listFolder(path: string): readonly string[] | null;
  /** Calls back on every SIGINT and SIGTERM until the returned function is called. */
  onStopSignal(listener: (signal: string) => void): () => void;
  /** Ends the process at once, whatever is still under way. */
  exit(code: number): void;
}

/** Who sits at this terminal, for the record. */
export const userOf = ({ env }: CliContext): string => env.USER ?? env.LOGNAME ?? env.USERNAME ?? 'somebody';

/** Adds one command, with its help, to the program. */
export type RegisterCommand = (program: Command, context: CliContext) => void;

/** The work was done as far as it could be and did not succeed: exit 1 with this message and no stack. */
export class CommandFailed extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandFailed';
  }
}
