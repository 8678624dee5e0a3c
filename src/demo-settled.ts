import { setTimeout as delay } from 'node:timers/promises';
import type { App } from './app.ts';
import { trackerNames } from './domain/issue.ts';
import type { OutgoingDelivery } from './sandbox/outbox.ts';
import type { Sandbox } from './sandbox/sandbox.ts';

interface Watched {
  readonly deliveries: Pick<App['deliveries'], 'counts'>;
  readonly queue: Pick<App['queue'], 'depth'>;
}

/** What one piece of work ends may begin another, so that all has to be found still a few times in a row. */
const roundsStill = 3;

/**
 * Resolves when nothing is on its way any more: no webhook, also none that is sent again, no delivery that waits and no
 * job in the queues whose names `queues` matches. `look` is called in every round.
 */
export async function untilSettled(
  app: Watched,
  sandbox: Sandbox,
  queues: RegExp,
  look: () => Promise<void> = async () => {},
): Promise<void> {
  for (let still = 0; still < roundsStill; ) {
    await look();
    const isSending = trackerNames.some((name) =>
      sandbox[name].deliveries().some(({ state }) => state === 'pending'),
    );
    const waits = (await app.deliveries.counts()).some(({ status }) => status === 'waiting');
    const isBusy = (await app.queue.depth()).some(
      ({ queue, waiting, active, delayed }) => queues.test(queue) && waiting + active + delayed > 0,
    );
    still = isSending || waits || isBusy ? 0 : still + 1;
    await delay(50);
  }
}

const titles = { jira: 'Jira', linear: 'Linear' } as const;

/** What went wrong on the way, in sentences: webhook calls that nobody took in, and issues that were not read. */
export function whatIsAmiss(sandbox: Sandbox, issues: { read: number; all: number }): readonly string[] {
  const refused = trackerNames.flatMap((name) => {
    const failed = sandbox[name].deliveries().filter(({ state }) => state === 'failed');
    if (failed.length === 0) return [];
    const reasons = [...new Set(failed.map(reasonOf))].join(', ');
    const calls = failed.length === 1 ? 'webhook call' : 'webhook calls';
    return [`Waymark did not take in ${failed.length} ${calls} of ${titles[name]} (${reasons}).`];
  });
  const { read, all } = issues;
  return read < all ? [...refused, `It read ${read} of ${all} issues.`] : refused;
}

function reasonOf({ event, attempts }: OutgoingDelivery): string {
  const last = attempts.at(-1);
  return `${event}: ${last?.status === undefined ? (last?.error ?? 'not sent') : `answered ${last.status}`}`;
}
