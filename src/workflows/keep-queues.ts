import type { Doer, Sight } from '../domain/access.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import type { Clock, EventLog, FailedJob, OpsRecords, QueueKeeper } from '../domain/ports.ts';

/** A failed job with the key of its issue, where it is about one. */
export interface FailedJobShown extends FailedJob {
  readonly key: string | null;
}

/** Looks at what failed in the queues, and asks for it anew. */
export interface KeepQueues {
  failed(of: { queue?: string; limit: number }, sight: Sight): Promise<readonly FailedJobShown[]>;
  /** False when it is not there any more. */
  retry(queue: string, id: string, by: Doer): Promise<boolean>;
  /** How many there were. */
  retryAll(queue: string, by: Doer): Promise<number>;
}

export function createKeepQueues(deps: {
  keeper: QueueKeeper;
  records: Pick<OpsRecords, 'keysOf'>;
  events: Pick<EventLog, 'append'>;
  clock: Clock;
}): KeepQueues {
  const { keeper, records, events, clock } = deps;

  function tell(subject: string, data: WaymarkEvent['data'], by: Doer): Promise<void> {
    const at = clock.now().toISOString();
    const full = { ...data, from: by.from, before: 'failed', after: 'waiting' };
    return events.append([{ topic: 'job.retried', subject, data: full, actor: by.who, at }]);
  }

  return {
    async failed(of, sight) {
      const found = await keeper.failed(of);
      const keys = await records.keysOf(
        found.flatMap(({ ref }) => ref ?? []),
        sight,
      );
      return found.flatMap((job) => {
        const key = job.ref ? (keys.get(`${job.ref.tracker}:${job.ref.id}`) ?? null) : null;
        const mayBeHidden = job.ref !== null && key === null && sight.hidden.length > 0;
        return mayBeHidden ? [] : [{ ...job, key }];
      });
    },
    async retry(queue, id, by) {
      const job = await keeper.retry(queue, id);
      if (!job) return false;
      await tell(job.about ?? `queue:${queue}`, { queue, job: job.name, error: job.error }, by);
      return true;
    },
    async retryAll(queue, by) {
      const count = await keeper.retryAll(queue);
      if (count > 0) await tell(`queue:${queue}`, { queue, count }, by);
      return count;
    },
  };
}
