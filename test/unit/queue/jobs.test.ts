import { describe, expect, test } from 'vitest';
import { isJobName, jobDefinition, jobs } from '../../../src/queue/jobs.ts';

const names = Object.keys(jobs).filter(isJobName);

describe('the catalogue of jobs', () => {
  test('knows its own names and no others', () => {
    expect(names).toHaveLength(Object.keys(jobs).length);
    expect(isJobName('toString')).toBe(false);
    expect(isJobName('an-older-job')).toBe(false);
  });

  test.each(names)('%s is tried at least once, and a scheduled job runs without data', (name) => {
    const job = jobDefinition(name);
    expect(job.attempts).toBeGreaterThanOrEqual(1);
    if (job.schedule) expect(job.data.safeParse({}).success).toBe(true);
  });

  test('a review names an issue of a tracker', () => {
    const { data } = jobDefinition('review-issue');
    expect(data.safeParse({ tracker: 'jira', id: '10001', cause: 'sweep' }).success).toBe(true);
    expect(data.safeParse({ tracker: 'trello', id: '10001', cause: 'sweep' }).success).toBe(false);
    expect(data.safeParse({ tracker: 'jira', id: '', cause: 'sweep' }).success).toBe(false);
  });
});
