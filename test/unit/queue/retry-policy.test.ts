import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TrackerError } from '../../../src/domain/errors.ts';
import { type Decision, decide } from '../../../src/queue/retry-policy.ts';

const middle = 0.5;
const anError = (
  kind: ConstructorParameters<typeof TrackerError>[0],
  details?: ConstructorParameters<typeof TrackerError>[2],
) => new TrackerError(kind, 'what the tracker said', details);

describe('an error decides what becomes of its job', () => {
  test.each<[string, unknown, Decision]>([
    ['not found', anError('not-found'), { action: 'done', because: 'not-found' }],
    ['invalid', anError('invalid'), { action: 'give-up', because: 'invalid' }],
    ['not let in', anError('auth'), { action: 'hold-queue', because: 'auth', waitMs: 60_000 }],
    [
      'account limited for a told time',
      anError('rate-limited', { scope: 'account', retryAfterMs: 1_500 }),
      { action: 'hold-queue', because: 'rate-limited', waitMs: 1_500 },
    ],
    [
      'account limited',
      anError('rate-limited', { scope: 'account' }),
      { action: 'hold-queue', because: 'rate-limited', waitMs: 60_000 },
    ],
    [
      'endpoint limited',
      anError('rate-limited', { scope: 'endpoint' }),
      { action: 'hold-queue', because: 'rate-limited', waitMs: 10_000 },
    ],
    [
      'issue limited for a told time',
      anError('rate-limited', { scope: 'issue', retryAfterMs: 700 }),
      { action: 'hold-job', because: 'rate-limited', waitMs: 700 },
    ],
    [
      'issue limited',
      anError('rate-limited', { scope: 'issue' }),
      { action: 'hold-job', because: 'rate-limited', waitMs: 30_000 },
    ],
    [
      'limited until some far day',
      anError('rate-limited', { retryAfterMs: 1e12 }),
      { action: 'hold-queue', because: 'rate-limited', waitMs: 3_600_000 },
    ],
    [
      'limited until a moment that has passed',
      anError('rate-limited', { retryAfterMs: -5 }),
      { action: 'hold-queue', because: 'rate-limited', waitMs: 1 },
    ],
    ['unavailable', anError('unavailable'), { action: 'retry', because: 'unavailable', waitMs: 2_000 }],
    [
      'unavailable for a told time',
      anError('unavailable', { retryAfterMs: 45_000 }),
      { action: 'retry', because: 'unavailable', waitMs: 45_000 },
    ],
    [
      'unavailable for less than the backoff',
      anError('unavailable', { retryAfterMs: 10 }),
      { action: 'retry', because: 'unavailable', waitMs: 2_000 },
    ],
    [
      'no error of the tracker',
      new Error('the database is away'),
      { action: 'retry', because: 'unexpected', waitMs: 2_000 },
    ],
    ['not even an error', 'oops', { action: 'retry', because: 'unexpected', waitMs: 2_000 }],
  ])('%s', (_, error, expected) => {
    expect(decide(error, 1, middle)).toEqual(expected);
  });
});

describe('the backoff', () => {
  test('doubles from 2 s to 30 s', () => {
    const waits = [1, 2, 3, 4, 5, 6, 19].map((tries) => decide(anError('unavailable'), tries, middle));
    expect(waits.map((decision) => 'waitMs' in decision && decision.waitMs)).toEqual([
      2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
    ]);
  });

  test('is scattered between 0.7 and 1.3 of that', () => {
    const waitOf = (random: number) => {
      const decision = decide(anError('unavailable'), 1, random);
      return 'waitMs' in decision ? decision.waitMs : Number.NaN;
    };
    expect(waitOf(0)).toBe(1_400);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (random) => {
        return waitOf(random) >= 1_400 && waitOf(random) <= 2_600;
      }),
    );
  });

  test('is never shorter than the tracker asked for', () => {
    const told = fc.integer({ min: 0, max: 3_600_000 });
    fc.assert(
      fc.property(told, fc.integer({ min: 1, max: 20 }), (retryAfterMs, tries) => {
        const decision = decide(anError('unavailable', { retryAfterMs }), tries, 0);
        return 'waitMs' in decision && decision.waitMs >= retryAfterMs;
      }),
    );
  });
});
