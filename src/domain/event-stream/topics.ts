import { z } from 'zod';
import { checkIds, severities } from '../assessment/finding.ts';
import { framings } from '../assessment/reading.ts';
import type { WaymarkEvent } from '../event.ts';

/** What the outside is told of events under one topic. */
export interface PublishedTopic<Data extends z.ZodType = z.ZodType> {
  /** When it happens, in a sentence. */
  readonly about: string;
  /** The contract: fields are added, and none is changed or taken away. What an event holds besides stays inside. */
  readonly data: Data;
}

const nothing = z.object({});
const check = z.object({ check: z.enum(checkIds).describe('The check, e.g. recipe') });
const period = z.object({ period: z.string().describe('The day of the digest, YYYY-MM-DD') });
const fieldName = z.string().describe('The field, e.g. value');
const change = z.object({ change: z.enum(['created', 'edited']) });

/**
 * The topics that are published, each with the fields of its data that are. One that is not listed here is not told to
 * anybody outside, so that a new topic gives nothing away before somebody has decided what it may. Nothing listed
 * quotes an issue, a comment or a person, or holds an address.
 */
export const publishedTopics = {
  'checkin.recorded': {
    about: 'A key result has a new value.',
    data: z.object({
      day: z.string().describe('YYYY-MM-DD'),
      value: z.string().describe('As it was written, e.g. 63%'),
      source: z.enum(['manual', 'issues', 'http-json', 'prometheus', 'import']),
      corrects: z.string().optional().describe('The check-in that this one replaces'),
    }),
  },
  'goals.imported': {
    about: 'The goal tree has changed.',
    data: z.object({ version: z.int(), added: z.int(), changed: z.int(), removed: z.int() }),
  },
  'progress.published': {
    about: 'The progress or status of a goal has changed enough to be told.',
    data: z.object({
      progress: z.number().nullable().describe('Whole percent'),
      score: z.number().nullable().describe('0 to 1'),
      status: z.string().nullable().describe('on-track, at-risk, off-track or no-data'),
    }),
  },
  'issue.reviewed': {
    about: 'An issue reads differently than before.',
    data: z.object({
      framing: z.enum(framings),
      confidence: z.number().describe('0 to 1'),
      findings: z.array(z.enum(checkIds)).describe('The checks that found something'),
    }),
  },
  'issue.gone': { about: 'An issue was deleted or is out of sight.', data: nothing },
  'issue.moved': { about: 'An issue has a new key.', data: z.object({ to: z.string() }) },
  'finding.opened': {
    about: 'A check found something in an issue.',
    data: check.extend({ severity: z.enum(severities) }),
  },
  'finding.resolved': { about: 'What a check found is mended.', data: check },
  'finding.dismissed': {
    about: 'A person said that a finding does not count.',
    data: check.extend({ reason: z.string() }),
  },
  'finding.restored': { about: 'A dismissed finding counts again.', data: check },
  'outcome.noted': {
    about: 'A person said what became of a mission.',
    data: z.object({ after: z.string().describe('reached, partly, missed or open') }),
  },
  'edit.asked': { about: 'A person asked for a change of a mission.', data: nothing },
  'edit.settled': {
    about: 'A change that a person asked for was sent, kept or refused.',
    data: z.object({ state: z.string().describe('sent, kept or refused') }),
  },
  'check.silenced': { about: 'A check speaks in no comments of a project for now.', data: check },
  'check.restored': { about: 'A silenced check speaks again.', data: check },
  'comment.published': { about: 'Waymark wrote or edited its comment on an issue.', data: change },
  'comment.resolved': { about: 'Waymark’s comment says that all is mended.', data: change },
  'comment.withdrawn': { about: 'Waymark took its comment away.', data: nothing },
  'comment.deleted-by-person': { about: 'A person deleted Waymark’s comment.', data: nothing },
  'fields.published': {
    about: 'Waymark wrote fields of an issue.',
    data: z.object({ changes: z.array(z.object({ field: fieldName })) }),
  },
  'fields.refused': { about: 'The tracker refused a field.', data: z.object({ field: fieldName }) },
  'writeback.held': {
    about: 'Waymark has something to write and waits.',
    data: z.object({
      kind: z.enum(['comment', 'field', 'update']),
      reason: z.string().describe('Why, e.g. quiet hours'),
      fields: z.array(fieldName).optional(),
    }),
  },
  'writeback.stopped': {
    about: 'Waymark stopped writing on an issue, because values went to and fro.',
    data: z.object({ until: z.string().nullable().describe('ISO 8601; null: until a person ends it') }),
  },
  'writeback.resumed': { about: 'Waymark writes on an issue again.', data: nothing },
  'writeback.undone': { about: 'Waymark took its writes on an issue back.', data: nothing },
  'delivery.received': {
    about: 'A tracker’s webhook was stored.',
    data: z.object({ seq: z.int(), type: z.string().describe('As the tracker calls it') }),
  },
  'delivery.replayed': { about: 'A stored delivery goes through again.', data: z.object({ seq: z.int() }) },
  'webhook.missed': {
    about: 'An issue had changed and no webhook told.',
    data: z.object({ updatedAt: z.string().describe('ISO 8601') }),
  },
  'backfill.finished': {
    about: 'Issues from before Waymark have been read.',
    data: z.object({ issues: z.int(), failed: z.int() }),
  },
  'digest.opened': { about: 'A digest is on its way.', data: period.extend({ recipients: z.int() }) },
  'digest.quiet': { about: 'A digest had nothing to say and was not sent.', data: period },
  'digest.sent': { about: 'One mail of a digest was handed over.', data: period },
  'digest.refused': { about: 'The mail server refused a mail of a digest.', data: period },
  'digest.bounced': { about: 'A mail of a digest came back.', data: period },
  'digest.unknown': { about: 'It is not known whether a mail of a digest arrived.', data: period },
} as const satisfies Partial<Record<WaymarkEvent['topic'], PublishedTopic>>;

export type PublishedTopicName = keyof typeof publishedTopics;

export const publishedTopicNames = Object.keys(publishedTopics) as readonly PublishedTopicName[];

/** Narrows a topic of the log to one that is published. */
export function isPublished(topic: string): topic is PublishedTopicName {
  return Object.hasOwn(publishedTopics, topic);
}
