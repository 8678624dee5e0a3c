import { z } from 'zod';
import { longestPatterns, topicFamilies } from '../../domain/event-stream/topic-pattern.ts';
import {
  type PublishedTopicName,
  publishedTopicNames,
  publishedTopics,
} from '../../domain/event-stream/topics.ts';
import { trackerNames } from '../../domain/issue.ts';

const families = Object.entries(topicFamilies)
  .map(([name, { about, of }]) => `${name}.* (${about}: ${of.map((start) => `${start}*`).join(', ')})`)
  .join('; ');

/** Which events, as `okr.*,finding.opened`. */
export const topicQuery = z
  .string()
  .max(longestPatterns)
  .default('*')
  .describe(
    `Topics with commas between: *, a topic, a beginning such as finding.*, or a family: ${families}`,
  );

const shared = {
  position: z.int().describe('Its place in the log; rises with every event'),
  at: z.string().describe('ISO 8601, UTC'),
  by: z.enum(['waymark', 'person']).describe('Persons are not named'),
  subject: z.string().describe('jira:10001, goal:<id>, goals, digest:<audience>'),
  issue: z
    .object({ tracker: z.enum(trackerNames), id: z.string(), key: z.string(), project: z.string() })
    .nullable()
    .describe('The issue as it is known now'),
};

/** Events that an earlier version wrote may lack a field of their data. */
function eventOf(topic: PublishedTopicName) {
  const { about, data } = publishedTopics[topic];
  return z.object({ topic: z.literal(topic), ...shared, data: data.partial() }).describe(about);
}

const [first = 'checkin.recorded', ...others] = publishedTopicNames;

/** The published contract: one shape a topic. */
export const event = z.discriminatedUnion('topic', [eventOf(first), ...others.map(eventOf)]);

export const eventsPage = z.object({
  events: z.array(event),
  next: z.int().describe('Pass it as after for what comes then, also when this page is the last one'),
  hasMore: z.boolean(),
});

export const subscriber = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  topics: z.string(),
  groups: z.array(z.string()).describe('The groups whose confidential projects it is told of'),
  position: z.int().describe('It has been told of everything up to here'),
  behind: z.int().describe('Positions of the log that it has not been told of'),
  state: z.enum(['enabled', 'disabled']),
  because: z.string().nullable().describe('Why it is disabled'),
  failures: z.int().describe('Calls in a row that came to nothing'),
  failingSince: z.string().nullable(),
  nextTryAt: z.string().nullable(),
  problem: z.string().nullable().describe('What went wrong last'),
  takenAt: z.string().nullable().describe('When it last took an event'),
  createdBy: z.string(),
  createdAt: z.string(),
});

export const newSubscriber = z.strictObject({
  name: z.string().min(1).max(100),
  url: z.string().min(1).max(1_000).describe('https, or a host of events.webhooks.privateHosts'),
  topics: topicQuery,
  groups: z.array(z.string().min(1).max(200)).max(100).default([]),
  from: z
    .int()
    .min(0)
    .optional()
    .describe('The position it begins behind; left out: what happens from now on'),
});
