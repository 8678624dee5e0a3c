import { describe, expect, test } from 'vitest';
import { messageFor } from '../../../../src/domain/event-stream/message.ts';
import { publishedEvent } from '../../../../src/domain/event-stream/published-event.ts';
import { hasFailedTooLong, waitBeforeRetry } from '../../../../src/domain/event-stream/retry.ts';
import { readTopicPatterns } from '../../../../src/domain/event-stream/topic-pattern.ts';
import { publishedTopicNames } from '../../../../src/domain/event-stream/topics.ts';
import type { LoggedEvent } from '../../../../src/domain/ports.ts';

const logged = (over: Partial<LoggedEvent> = {}): LoggedEvent => ({
  position: 7,
  topic: 'finding.dismissed',
  subject: 'jira:10001',
  actor: 'jira:5b10ac8d82e05b22cc7d4ef5',
  at: '2026-11-20T12:00:00.000Z',
  data: {
    ...{ key: 'SHOP-1', check: 'recipe', reason: 'false' },
    ...{ note: 'Ask mara@example.com', evidence: 'a button' },
  },
  issue: { tracker: 'jira', id: '10001', key: 'SHOP-1', project: 'SHOP' },
  ...over,
});

describe('a pattern of topics', () => {
  const topicsOf = (text: string) => {
    const read = readTopicPatterns(text);
    return read.ok ? read.topics : read.message;
  };

  test('okr.* means all that happens to goals', () => {
    expect(topicsOf('okr.*')).toEqual(['checkin.recorded', 'goals.imported', 'progress.published']);
  });

  test('may be a topic, a beginning, a family or everything, several with commas between', () => {
    expect(topicsOf('finding.opened')).toEqual(['finding.opened']);
    expect(topicsOf('checkin.*, finding.opened')).toEqual(['checkin.recorded', 'finding.opened']);
    expect(topicsOf('*')).toEqual(publishedTopicNames);
    expect(topicsOf('mission.*')).toContain('issue.reviewed');
  });

  test.each(['okr', 'find.*', 'session.opened', 'subscriber.*', '', '*.*', 'constructor.*'])(
    '“%s” means nothing, and says what there is',
    (text) => expect(topicsOf(text)).toContain('okr.*'),
  );

  test('is no longer than it may be', () => {
    expect(readTopicPatterns('finding.*,'.repeat(100)).ok).toBe(false);
  });
});

describe('a published event', () => {
  test('holds what its topic publishes and names no person', () => {
    expect(publishedEvent(logged())).toEqual({
      ...{ position: 7, topic: 'finding.dismissed', subject: 'jira:10001', by: 'person' },
      at: '2026-11-20T12:00:00.000Z',
      issue: { tracker: 'jira', id: '10001', key: 'SHOP-1', project: 'SHOP' },
      data: { check: 'recipe', reason: 'false' },
    });
  });

  test('is none where the topic is not published', () => {
    expect(publishedEvent(logged({ topic: 'session.opened' }))).toBeNull();
    expect(publishedEvent(logged({ topic: 'digest.paused' }))).toBeNull();
  });

  test('leaves out fields that have another shape than is promised', () => {
    const data = { day: '2026-11-20', value: 63, source: 'somewhere', evidence: ['https://x.example'] };
    expect(publishedEvent(logged({ topic: 'checkin.recorded', data }))?.data).toEqual({ day: '2026-11-20' });
  });

  test('of written fields tells which, and not their values', () => {
    const data = { key: 'SHOP-1', changes: [{ field: 'persona', before: null, after: 'Mara Lindqvist' }] };
    expect(publishedEvent(logged({ topic: 'fields.published', data }))?.data).toEqual({
      changes: [{ field: 'persona' }],
    });
  });

  test('goes out under an id of its own for each subscriber, the same every time', () => {
    const event = publishedEvent(logged());
    if (!event) throw new Error('it is published');
    const { id, body } = messageFor('sub_1', event);
    expect(id).toBe('sub_1_7');
    expect(messageFor('sub_1', event)).toEqual({ id, body });
    expect(messageFor('sub_2', event).id).not.toBe(id);
    expect(JSON.parse(body)).toMatchObject({
      type: 'finding.dismissed',
      timestamp: '2026-11-20T12:00:00.000Z',
      data: { position: 7, by: 'person', data: { check: 'recipe' } },
    });
  });
});

describe('the wait before a subscriber is tried again', () => {
  const patience = { retrySeconds: 5, longestRetryMinutes: 60, disableAfterHours: 72 };

  test('doubles with every failure up to the longest, with jitter', () => {
    expect(waitBeforeRetry(1, null, 0.5, patience)).toBe(5_000);
    expect(waitBeforeRetry(4, null, 0.5, patience)).toBe(40_000);
    expect(waitBeforeRetry(1_000, null, 0.5, patience)).toBe(3_600_000);
    expect(waitBeforeRetry(1, null, 0, patience)).toBe(3_500);
    expect(waitBeforeRetry(1, null, 0.999, patience)).toBeLessThan(6_500);
  });

  test('is as long as it asked for, when that is longer', () => {
    expect(waitBeforeRetry(1, 120_000, 0.5, patience)).toBe(120_000);
    expect(waitBeforeRetry(1, 10, 0.5, patience)).toBe(5_000);
  });

  test('ends when it has failed for too long, and often enough to tell', () => {
    const hours = 3_600_000;
    expect(hasFailedTooLong(80, 71.9 * hours, patience)).toBe(false);
    expect(hasFailedTooLong(80, 72 * hours, patience)).toBe(true);
    expect(hasFailedTooLong(2, 72 * hours, patience)).toBe(false);
  });
});
