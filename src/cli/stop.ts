import type { Log } from '../domain/ports.ts';
import type { CliContext } from './context.ts';

/** Room for jobs under way to finish, and less than the half minute that containers are commonly given. */
const patienceMs = 25_000;

/** Resolves with the name of the first stop signal; every further one ends the process at once. */
export function stopSignal(context: CliContext): { readonly asked: Promise<string>; forget(): void } {
  let forget = () => {};
  const asked = new Promise<string>((resolve) => {
    let isAsked = false;
    forget = context.onStopSignal((signal) => {
      if (isAsked) context.exit(1);
      isAsked = true;
      resolve(signal);
    });
  });
  return { asked, forget: () => forget() };
}

/** Stops what is running, but does not wait for ever: what is stored goes on after the next start. */
export async function stopInTime(
  stop: () => Promise<void>,
  context: CliContext,
  log: Log,
  limitMs = patienceMs,
): Promise<void> {
  const timer = setTimeout(() => {
    log.error({ limitMs }, 'did not stop in time; ending all the same');
    context.exit(1);
  }, limitMs);
  try {
    await stop();
  } finally {
    clearTimeout(timer);
  }
}
