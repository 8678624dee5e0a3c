import { describe, expect, test } from 'vitest';
import { limitsFromJira, limitsFromLinear } from '../../../src/trackers/rate-limits.ts';

const reading = (headers: Readonly<Record<string, unknown>>) => (name: string) => headers[name];

describe('the limits that an answer tells of', () => {
  test('in Jira: requests, and when they are full again', () => {
    const headers = {
      'x-ratelimit-limit': '350',
      'x-ratelimit-remaining': '120',
      'x-ratelimit-reset': '2026-01-06T09:00:00Z',
    };
    expect(limitsFromJira(reading(headers))).toEqual([
      { name: 'requests', limit: 350, remaining: 120, resetAt: Date.parse('2026-01-06T09:00:00Z') },
    ]);
  });

  test('in Linear: requests and complexity', () => {
    const headers = {
      'x-ratelimit-requests-limit': '2500',
      'x-ratelimit-requests-remaining': '2000',
      'x-ratelimit-requests-reset': '1767690000000',
      'x-ratelimit-complexity-limit': '3000000',
      'x-ratelimit-complexity-remaining': '1000',
    };
    expect(limitsFromLinear(reading(headers))).toEqual([
      { name: 'requests', limit: 2500, remaining: 2000, resetAt: 1767690000000 },
      { name: 'complexity', limit: 3000000, remaining: 1000, resetAt: null },
    ]);
  });

  test.each([
    ['no headers at all', {}],
    ['only half of them', { 'x-ratelimit-limit': '350' }],
    ['words', { 'x-ratelimit-limit': 'many', 'x-ratelimit-remaining': 'some' }],
    ['a limit of nothing', { 'x-ratelimit-limit': '0', 'x-ratelimit-remaining': '0' }],
    ['other types', { 'x-ratelimit-limit': ['350'], 'x-ratelimit-remaining': null }],
  ])('are none where there are %s', (_, headers) => {
    expect(limitsFromJira(reading(headers))).toEqual([]);
  });
});
