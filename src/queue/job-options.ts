import type { DefaultJobOptions } from 'bullmq';
import { type JobName, jobDefinition } from './jobs.ts';

/** The wait before another try; its length is the retry policy's. */
export const policyBackoff = 'retry-policy';

/** A job of the catalogue in BullMQ's words. A finished job is dropped: the events log tells what was done. */
export function jobOptions(name: JobName): DefaultJobOptions {
  const { attempts, keepFailed } = jobDefinition(name);
  return {
    attempts,
    backoff: { type: policyBackoff },
    removeOnComplete: true,
    removeOnFail: { age: keepFailed.seconds, count: keepFailed.count },
    stackTraceLimit: 3,
  };
}
