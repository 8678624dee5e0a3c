import { setTimeout as delay } from 'node:timers/promises';
import type { Job, Worker } from 'bullmq';
import type { Log } from '../domain/ports.ts';
import type { Backend } from './backend.ts';
import { policyBackoff } from './job-options.ts';
import type { JobHandlers, QueueName } from './jobs.ts';
import { type JobReport, processJob, RetryError } from './process-job.ts';

export interface Timings {
  /** How long a worker owns a job without a sign of life. */
  readonly lockMs: number;
  /** How often jobs of dead workers are looked for; one is taken back after one to two of these and the lock. */
  readonly stalledCheckMs: number;
  /** The pause after the server went away in the middle of an operation. */
  readonly reconnectMs: number;
}

export const defaultTimings: Timings = { lockMs: 20_000, stalledCheckMs: 10_000, reconnectMs: 1_000 };

/** How often a job may lose its worker before it counts as the cause. */
const maxStalls = 10;
/** A job that outlives the grace goes back with this delay, so that it does not meet its own dying run. */
const afterGraceMs = 5_000;
/**
 * Never reached. Without a limit of their own, workers do not look at the queue's limiter, which is what makes all of
 * them wait when one of them was told to.
 */
export const noLimit = { max: 1_000_000_000, duration: 1_000 };

/** The workers of one queue in this process. */
export interface RunningWorker {
  /** Takes no more jobs, gives those under way `graceMs` to finish, and hands back what is left. */
  stop(graceMs: number): Promise<void>;
}

export async function startWorker(deps: {
  readonly backend: Backend;
  readonly queue: QueueName;
  readonly handlers: JobHandlers;
  readonly concurrency: number;
  readonly timings: Timings;
  readonly log: Log;
  readonly report: (report: JobReport) => void;
  readonly onError: (error: Error) => void;
}): Promise<RunningWorker> {
  const { backend, queue, timings, log, report, handlers, onError } = deps;
  const underWay = new Map<Job, string>();

  const worker: Worker = backend.createWorker(
    queue,
    async (job, token = '') => {
      underWay.set(job, token);
      const holdQueue = (ms: number) => worker.rateLimit(ms);
      try {
        await processJob(job, token, { queue, handlers, log, report, holdQueue });
      } finally {
        underWay.delete(job);
      }
    },
    {
      concurrency: deps.concurrency,
      limiter: noLimit,
      lockDuration: timings.lockMs,
      stalledInterval: timings.stalledCheckMs,
      maxStalledCount: maxStalls,
      runRetryDelay: timings.reconnectMs,
      settings: {
        backoffStrategy: (_tries, type, error) => {
          if (type !== policyBackoff || !(error instanceof RetryError)) return 0;
          return error.waitMs;
        },
      },
    },
  );
  worker.on('error', onError);
  worker.on('stalled', (jobId) => log.warn({ queue, jobId }, 'a job lost its worker and is taken up again'));
  await worker.waitUntilReady();
  worker.run().catch(onError);

  async function handBack(): Promise<void> {
    for (const [job, token] of underWay) {
      log.warn({ queue, jobId: job.id }, 'a job did not finish in time and goes back to the queue');
      await job.moveToDelayed(Date.now() + afterGraceMs, token).catch(onError);
    }
  }

  return {
    async stop(graceMs) {
      // Unlike `close`, this can still be followed by a forced close when a handler hangs.
      await worker.pause(true);
      const end = Date.now() + graceMs;
      while (underWay.size > 0 && Date.now() < end) await delay(20);
      const hanging = underWay.size > 0;
      if (hanging) await handBack();
      await worker.close(hanging);
    },
  };
}
