import { z } from 'zod';
import { type TrackerName, trackerNames } from '../domain/issue.ts';

/** When a job runs by itself. */
export type Schedule =
  | { readonly everyMs: number }
  /** Cron with five fields in the given time zone. */
  | { readonly cron: string; readonly timeZone: string };

export interface JobDefinition<Data extends z.ZodType = z.ZodType> {
  readonly data: Data;
  /**
   * Each tracker has a queue of its own for its reviews, because a rate limit stops a whole queue. What may take long
   * has one, too, so that the short jobs of housekeeping do not wait for it.
   */
  readonly queue: 'reviews' | 'housekeeping' | 'rounds' | 'goals' | 'progress' | 'mail' | 'subscribers';
  /** Tries before the job counts as failed; waiting for a rate limit is no try. */
  readonly attempts: number;
  readonly keepFailed: { readonly seconds: number; readonly count: number };
  readonly schedule?: Schedule;
}

const minute = 60_000;
const week = 7 * 24 * 3600;

const review = {
  queue: 'reviews',
  // With waits of up to 30 s this outlasts a short outage; after a longer one the sweeper asks again.
  attempts: 20,
  keepFailed: { seconds: week, count: 1_000 },
} as const;
const scheduled = {
  queue: 'housekeeping',
  data: z.object({}),
  attempts: 1,
  keepFailed: { seconds: week, count: 100 },
} as const;

/** Work about one goal. */
const aboutGoal = {
  queue: 'goals',
  data: z.object({ goal: z.string().min(1), cause: z.string() }),
  attempts: 20,
  keepFailed: { seconds: week, count: 1_000 },
} as const;

/** Every job there is. A scheduled one is one line here and a handler in the composition root. */
export const jobs = {
  'review-issue': {
    ...review,
    data: z.object({ tracker: z.enum(trackerNames), id: z.string().min(1), cause: z.string() }),
  },
  'sweep-deliveries': { ...scheduled, schedule: { everyMs: minute } },
  'weigh-checks': { ...scheduled, schedule: { everyMs: 60 * minute } },
  'catch-up-writes': { ...scheduled, schedule: { everyMs: 5 * minute } },
  // Looks whether one is due; how often it is, is in the settings.
  reconcile: { ...scheduled, queue: 'rounds', schedule: { everyMs: minute } },
  // Looks which audiences are due: what has to be sent is in the store and not in the schedule.
  'send-digests': { ...scheduled, queue: 'mail', schedule: { everyMs: minute } },
  // How far each subscriber has come and when it is tried again is in the store.
  'call-subscriber': {
    queue: 'subscribers',
    data: z.object({ subscriber: z.string().min(1), cause: z.string() }),
    attempts: 20,
    keepFailed: { seconds: week, count: 100 },
  },
  'call-subscribers': { ...scheduled, queue: 'subscribers', schedule: { everyMs: 5_000 } },
  'measure-key-results': aboutGoal,
  // Thousands of issues take their time, and measuring does not wait for it.
  'publish-progress': { ...aboutGoal, queue: 'progress' },
  // Asks each source whose time has come, and looks for the issues of links by JQL and filter.
  'read-sources': { ...scheduled, queue: 'progress', schedule: { everyMs: minute } },
  'remind-owners': { ...scheduled, queue: 'progress', schedule: { everyMs: 6 * 60 * minute } },
  // What was waiting for its week or for quiet hours, what a crash left, and what the day's pace changed.
  'catch-up-progress': { ...scheduled, queue: 'goals', schedule: { everyMs: 15 * minute } },
  // Takes down what a day's flood guard passed over, and what a crash left unmeasured.
  'catch-up-key-results': { ...scheduled, queue: 'goals', schedule: { everyMs: 60 * minute } },
} as const satisfies Record<string, JobDefinition>;

export type JobName = keyof typeof jobs;
/** The jobs that `createGoalRequests` can ask for. */
export type GoalJobName = {
  [Name in JobName]: (typeof jobs)[Name]['data'] extends typeof aboutGoal.data ? Name : never;
}[JobName];
export type JobData<Name extends JobName> = z.infer<(typeof jobs)[Name]['data']>;

/** What a handler is told besides the data. */
export interface JobContext {
  /** The queue's own id of this job, for the log. */
  readonly jobId: string;
  /** 1 for the first try. */
  readonly attempt: number;
}
export type JobHandlers = {
  readonly [Name in JobName]?: (data: JobData<Name>, context: JobContext) => Promise<unknown>;
};

export const housekeepingQueue = 'housekeeping';
export const roundsQueue = 'rounds';
export const reviewQueue = (tracker: TrackerName) => `reviews-${tracker}` as const;
export const goalsQueue = 'goals';
export const progressQueue = 'progress';
export const mailQueue = 'mail';
export const subscribersQueue = 'subscribers';
export type QueueName =
  | ReturnType<typeof reviewQueue>
  | typeof housekeepingQueue
  | typeof roundsQueue
  | typeof goalsQueue
  | typeof progressQueue
  | typeof mailQueue
  | typeof subscribersQueue;

/** The tracker whose reviews this queue holds; null for the other queues. */
export function trackerOfQueue(queue: QueueName): TrackerName | null {
  return trackerNames.find((tracker) => reviewQueue(tracker) === queue) ?? null;
}

/** Narrows a name that came out of the queue; a job of an earlier version may have been left in it. */
export function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobs, name);
}

export function jobDefinition(name: JobName): JobDefinition {
  return jobs[name];
}
