import { describe, expect, it } from 'vitest';
import { waitFromRetryAfter, waitUntil } from '../../../src/trackers/retry-hints.ts';

const now = new Date('2026-03-02T10:00:00Z');

describe('how long a tracker asks to wait', () => {
  it.each([
    ['5', 5000],
    ['0', 0],
    ['1.5', 1500],
    ['Mon, 02 Mar 2026 10:00:30 GMT', 30_000],
    ['Mon, 02 Mar 2026 09:00:00 GMT', 0],
    ['999999999', 3_600_000],
    ['soon', null],
    ['-5', 0],
    ['', null],
    [null, null],
  ])('by Retry-After %j is %j ms', (value, ms) => {
    expect(waitFromRetryAfter(value, now)).toBe(ms);
  });

  it.each([
    ['2026-03-02T10:00:10Z', 10_000],
    [String(now.getTime() + 10_000), 10_000],
    [String(now.getTime() / 1000 + 10), 10_000],
    [String(now.getTime() - 10_000), 0],
    ['soon', null],
    [undefined, null],
  ])('by a reset at %j is %j ms', (value, ms) => {
    expect(waitUntil(value, now)).toBe(ms);
  });
});
