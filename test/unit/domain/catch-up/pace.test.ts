import { describe, expect, test } from 'vitest';
import { intervalOf, waitForLimits } from '../../../../src/domain/catch-up/pace.ts';

const now = Date.parse('2026-01-06T09:00:00Z');
const limit = (remaining: number, resetAt: number | null = now + 30_000) => ({
  ...{ name: 'requests', limit: 1_000, remaining, resetAt },
});

describe('the share of a guest', () => {
  test('is used up when no more is left than belongs to others', () => {
    expect(waitForLimits([limit(501)], 0.5, now)).toBe(0);
    expect(waitForLimits([limit(500)], 0.5, now)).toBe(30_000);
    expect(waitForLimits([limit(101)], 0.9, now)).toBe(0);
    expect(waitForLimits([limit(99)], 0.9, now)).toBe(30_000);
  });

  test('of everything is everything', () => {
    expect(waitForLimits([limit(1)], 1, now)).toBe(0);
    expect(waitForLimits([limit(0)], 1, now)).toBe(30_000);
  });

  test('is looked at again after a minute at the latest', () => {
    expect(waitForLimits([limit(0, now + 3_600_000)], 0.5, now)).toBe(60_000);
    expect(waitForLimits([limit(0, null)], 0.5, now)).toBe(60_000);
  });

  test('goes by the limit that is nearest', () => {
    expect(waitForLimits([limit(900), limit(10, now + 7_000)], 0.5, now)).toBe(7_000);
    expect(waitForLimits([], 0.5, now)).toBe(0);
  });

  test('sets the distance between two calls', () => {
    const known = { perSecond: { read: 100, write: 50 }, perHour: null };
    expect(intervalOf(known, 'read', 0.5)).toBe(20);
    expect(intervalOf(known, 'write', 0.5)).toBe(40);
  });
});
