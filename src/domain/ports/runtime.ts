/** The time, so that workflows can be told what day it is. */
export interface Clock {
  now(): Date;
}

/** Structured log; the fields come first, as in pino. */
export interface Log {
  debug(fields: Record<string, unknown>, message: string): void;
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
  /** The same log with these fields on every line. */
  child(fields: Record<string, unknown>): Log;
}
