import type { DigestDesk } from '../workflows/digest-desk.ts';
import type { CliContext } from './context.ts';
import { configFor, logFor, openService } from './open-service.ts';

/** Opens the service for one command about digests. */
export async function withDigests(
  context: CliContext,
  use: (desk: DigestDesk) => Promise<void>,
): Promise<void> {
  const config = configFor(context);
  // A short command speaks for itself: its log is there for trouble, or when asked for.
  const log = logFor(config, context, context.env.LOG_LEVEL ? config.logLevel : 'warn');
  const service = await openService(config, log);
  try {
    await use(service.digests);
  } finally {
    await service.stop();
  }
}
