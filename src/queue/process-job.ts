import { DelayedError, type Job, UnrecoverableError, Worker } from 'bullmq';
import type { Log } from '../domain/ports.ts';
import { isJobName, type JobHandlers, type JobName, jobs, type QueueName } from './jobs.ts';
import { type Decision, decide } from './retry-policy.ts';

/** One turn of one job, for the metrics. */
export interface JobReport {
  readonly queue: QueueName;
  readonly job: JobName;
  /** `failed` is final: the last try, or an error that no other try can mend. */
  readonly outcome: 'done' | 'retry' | 'held' | 'failed';
  /** Why it is not done; `not-found` is done. */
  readonly because: Decision['because'] | null;
  readonly durationMs: number;
  /** How long the job, or for `hold-queue` the whole queue, waits now. */
  readonly waitMs: number;
}

export interface ProcessDeps {
  readonly queue: QueueName;
  readonly handlers: JobHandlers;
  readonly log: Log;
  readonly report: (report: JobReport) => void;
  /** Makes every worker of this queue wait. */
  readonly holdQueue: (ms: number) => Promise<void>;
}

type Handler = (data: unknown, context: { jobId: string; attempt: number }) => Promise<unknown>;

/** The wait that the policy asked for, carried to the point where BullMQ asks how long to back off. */
export class RetryError extends Error {
  readonly waitMs: number;

  constructor(cause: Error, waitMs: number) {
    super(cause.message, { cause });
    this.name = 'RetryError';
    this.waitMs = waitMs;
  }
}

/** Runs a job's handler and turns what it throws into what the retry policy decides. */
export async function processJob(job: Job, token: string, deps: ProcessDeps): Promise<void> {
  const { name } = job;
  if (!isJobName(name)) throw new UnrecoverableError(`there is no job ${name}`);
  const handler = deps.handlers[name] as Handler | undefined;
  if (!handler) throw new UnrecoverableError(`no handler for the job ${name}`);
  const data = jobs[name].data.safeParse(job.data);
  if (!data.success) throw new UnrecoverableError(`the data of the job ${name} has another shape`);

  const started = performance.now();
  const attempt = job.attemptsMade + 1;
  const attempts = job.opts.attempts ?? 1;
  const report = (outcome: JobReport['outcome'], because: JobReport['because'], waitMs: number) => {
    const durationMs = performance.now() - started;
    deps.report({ queue: deps.queue, job: name, outcome, because, durationMs, waitMs });
  };
  try {
    await handler(data.data, { jobId: job.id ?? '', attempt });
    report('done', null, 0);
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const decision = decide(error, attempt, Math.random());
    const log = deps.log.child({ queue: deps.queue, job: name, jobId: job.id, ...summary(data.data) });
    const fields = { attempt, because: decision.because, error: error.message };
    switch (decision.action) {
      case 'done':
        log.info(fields, 'nothing to do any more');
        return report('done', decision.because, 0);
      case 'give-up':
        log.error({ ...fields, stack: error.stack }, 'job failed for good');
        report('failed', decision.because, 0);
        throw new UnrecoverableError(error.message);
      case 'hold-queue':
        log.warn({ ...fields, waitMs: decision.waitMs }, 'the queue waits');
        report('held', decision.because, decision.waitMs);
        await deps.holdQueue(decision.waitMs);
        throw Worker.RateLimitError();
      case 'hold-job':
        log.info({ ...fields, waitMs: decision.waitMs }, 'the job waits');
        report('held', decision.because, decision.waitMs);
        await job.moveToDelayed(Date.now() + decision.waitMs, token);
        throw new DelayedError();
      case 'retry': {
        const last = attempt >= attempts;
        log.warn(
          { ...fields, waitMs: decision.waitMs, last },
          last ? 'job failed' : 'job will be tried again',
        );
        report(last ? 'failed' : 'retry', decision.because, last ? 0 : decision.waitMs);
        throw new RetryError(error, decision.waitMs);
      }
    }
  }
}

function summary(data: unknown): Record<string, unknown> {
  const { tracker, id, cause } = data as Record<string, unknown>;
  return { tracker, issue: id, cause };
}
