import type { Log } from '../../src/domain/ports.ts';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: Record<string, unknown>;
}

/** A log that keeps its lines for a test to look at. */
export function createRecordedLog(bound: Record<string, unknown> = {}, lines: LogLine[] = []) {
  const at =
    (level: LogLine['level']) =>
    (fields: Record<string, unknown>, message: string): void => {
      lines.push({ level, message, fields: { ...bound, ...fields } });
    };
  const log: Log & { readonly lines: readonly LogLine[] } = {
    lines,
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => createRecordedLog({ ...bound, ...fields }, lines),
  };
  return log;
}
