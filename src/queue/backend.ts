import type { Processor, Queue, Worker, WorkerOptions } from 'bullmq';
import type { QueueName } from './jobs.ts';

/** How the server behind the queue is set up, for the doctor. */
export interface Inspection {
  readonly backend: 'redis' | 'postgres';
  readonly version: string;
  /** What an administrator should mend, in sentences; empty when all is well. */
  readonly problems: readonly string[];
}

/** Where jobs are kept: one way to make BullMQ's queues and workers for it. */
export interface Backend {
  createQueue(name: QueueName): Queue;
  /** Not running yet. */
  createWorker(name: QueueName, processor: Processor, options: Partial<WorkerOptions>): Worker;
  /** Throws at once when a request could only wait for the server to come back. */
  assertReachable(): void;
  ping(): Promise<void>;
  inspect(): Promise<Inspection>;
  close(): Promise<void>;
}

/** BullMQ keeps a stream of events for onlookers; nothing here reads it. */
export const keptEvents = 1_000;
