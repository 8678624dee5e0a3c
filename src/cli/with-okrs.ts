import type { OkrDesk } from '../workflows/okr-desk.ts';
import type { CliContext } from './context.ts';
import { configFor, logFor, openService } from './open-service.ts';

/** Opens the store for one command about goals. */
export async function withOkrs(context: CliContext, use: (okrs: OkrDesk) => Promise<void>): Promise<void> {
  const config = configFor(context);
  // A short command speaks for itself: its log is there for trouble, or when asked for.
  const log = logFor(config, context, context.env.LOG_LEVEL ? config.logLevel : 'warn');
  const service = await openService(config, log);
  try {
    await use(service.okrs);
  } finally {
    await service.stop();
  }
}

/** Who sits at this terminal, for the record. */
export const userOf = ({ env }: CliContext): string => env.USER ?? env.LOGNAME ?? env.USERNAME ?? 'somebody';
