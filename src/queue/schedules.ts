import type { Queue } from 'bullmq';
import { jobOptions } from './job-options.ts';
import { isJobName, type JobName, jobDefinition, type Schedule } from './jobs.ts';

/** Brings the schedules in line with the catalogue; one that is no longer in it is taken out. */
export async function schedule(
  queue: Queue,
  names: readonly JobName[],
  others: Partial<Record<JobName, Schedule>> = {},
): Promise<void> {
  for (const { key } of await queue.getJobSchedulers()) {
    if (!isJobName(key) || !jobDefinition(key).schedule) await queue.removeJobScheduler(key);
  }
  for (const name of names) {
    const when = others[name] ?? jobDefinition(name).schedule;
    if (!when) continue;
    const repeat = 'everyMs' in when ? { every: when.everyMs } : { pattern: when.cron, tz: when.timeZone };
    await queue.upsertJobScheduler(name, repeat, { name, data: {}, opts: jobOptions(name) });
  }
}
