import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../../../src/domain/settings.ts';
import { countFlips, type ValueChange } from '../../../../src/domain/write-back/flips.ts';
import { type GateInput, judge, type PastWrite } from '../../../../src/domain/write-back/gate.ts';
import { isQuiet } from '../../../../src/domain/write-back/quiet-hours.ts';

const change = (before: string | null, after: string | null): ValueChange => ({
  field: 'framing',
  before,
  after,
});
const minutesAgo = (minutes: number) => new Date(Date.UTC(2026, 0, 6, 12) - minutes * 60_000).toISOString();
const past = (minutes: number, before: string | null, after: string | null): PastWrite => ({
  ...change(before, after),
  kind: 'field',
  at: minutesAgo(minutes),
});

function verdict(over: Partial<GateInput>) {
  return judge({
    settings: defaultSettings.writeBack,
    now: new Date(minutesAgo(0)),
    changes: [change(null, 'need')],
    stop: null,
    fingerprint: 'now',
    history: [],
    projectCalls: 0,
    isPaced: false,
    ...over,
  });
}

describe('flips', () => {
  test('values that move on are none', () => {
    const steps = Array.from({ length: 20 }, (_, step) => change(String(step), String(step + 1)));
    expect(countFlips(steps, [change('20', '21')])).toBe(0);
  });

  test('each value that comes back is one, whoever put another in between', () => {
    const fight = [change(null, 'need'), change('recipe', 'need'), change('recipe', 'need')];
    expect(countFlips(fight, [change('recipe', 'need')])).toBe(3);
  });

  test('each field counts for itself', () => {
    const others: ValueChange[] = Array.from({ length: 9 }, () => ({
      field: 'okrStatus',
      before: 'a',
      after: 'b',
    }));
    expect(countFlips(others, [change(null, 'need')])).toBe(0);
  });
});

describe('the gate', () => {
  const fight = (times: number, from = 60) =>
    Array.from({ length: times }, (_, nth) => past(from - nth, 'recipe', 'need'));

  test('lets an ordinary write through', () => {
    expect(verdict({})).toEqual({ verdict: 'write' });
  });

  test('ends a fight after so many flips', () => {
    expect(verdict({ history: fight(4), changes: [change('recipe', 'need')] })).toEqual({ verdict: 'write' });
    expect(verdict({ history: fight(6), changes: [change('recipe', 'need')] })).toEqual({
      verdict: 'trip',
      flips: 6,
    });
  });

  test('a fight of yesterday is forgotten, and so is one before a stop that is over', () => {
    expect(verdict({ history: fight(9, 200), changes: [change('recipe', 'need')] }).verdict).toBe('write');
    const lifted = { reason: 'breaker', fingerprint: null, until: null, liftedAt: minutesAgo(1) } as const;
    expect(verdict({ history: fight(9), changes: [change('recipe', 'need')], stop: lifted }).verdict).toBe(
      'write',
    );
  });

  test('after a fight it waits until it has cooled down', () => {
    const stop = { reason: 'breaker', fingerprint: null, liftedAt: null } as const;
    expect(verdict({ stop: { ...stop, until: minutesAgo(-1) } })).toEqual({
      verdict: 'hold',
      because: 'breaker',
    });
    expect(verdict({ stop: { ...stop, until: minutesAgo(0) } })).toEqual({ verdict: 'write' });
  });

  test('after an undo it waits for another text or other settings', () => {
    const stop = { reason: 'undone', until: null, liftedAt: null } as const;
    expect(verdict({ stop: { ...stop, fingerprint: 'now' } })).toEqual({ verdict: 'stopped' });
    expect(verdict({ stop: { ...stop, fingerprint: 'then' } })).toEqual({ verdict: 'write' });
  });

  test('holds what is over the budget of the issue or of the project', () => {
    const day = Array.from({ length: 30 }, (_, nth) => past(1439 - nth, String(nth), String(nth + 1)));
    expect(verdict({ history: day })).toEqual({ verdict: 'hold', because: 'issue-budget' });
    expect(verdict({ history: day.slice(1) })).toEqual({ verdict: 'write' });
    expect(verdict({ projectCalls: 1000 })).toEqual({ verdict: 'hold', because: 'project-budget' });
  });

  test('fields of one call are one on the budget', () => {
    const day = Array.from({ length: 30 }, (_, nth) => past(10, String(nth), String(nth + 1)));
    expect(verdict({ history: day })).toEqual({ verdict: 'write' });
  });

  test('a caller with its own pace is on no budget, and the breaker watches it all the same', () => {
    const settings = { ...defaultSettings.writeBack, quietHours: quiet({ from: '00:00', to: '23:59' }) };
    expect(verdict({ isPaced: true, settings, projectCalls: 5000 })).toEqual({ verdict: 'write' });
    expect(verdict({ isPaced: true, history: fight(6), changes: [change('x', 'need')] }).verdict).toBe(
      'trip',
    );
  });

  test('holds everything in quiet hours', () => {
    const settings = { ...defaultSettings.writeBack, quietHours: quiet({ from: '11:00', to: '13:00' }) };
    expect(verdict({ settings })).toEqual({ verdict: 'hold', because: 'quiet-hours' });
  });
});

const quiet = (over: Partial<typeof defaultSettings.writeBack.quietHours>) => ({
  ...defaultSettings.writeBack.quietHours,
  ...over,
});

describe('quiet hours', () => {
  test.each([
    ['2026-01-06T21:59:00Z', false],
    ['2026-01-06T22:00:00Z', true],
    ['2026-01-07T03:00:00Z', true],
    ['2026-01-07T06:59:59Z', true],
    ['2026-01-07T07:00:00Z', false],
  ])('over midnight: at %s %s', (now, expected) => {
    expect(isQuiet(new Date(now), quiet({ from: '22:00', to: '07:00' }))).toBe(expected);
  });

  test('follow the clock of the place, in summer too', () => {
    const berlin = quiet({ from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' });
    expect(isQuiet(new Date('2026-01-06T21:30:00Z'), berlin)).toBe(true);
    expect(isQuiet(new Date('2026-01-06T20:30:00Z'), berlin)).toBe(false);
    expect(isQuiet(new Date('2026-07-06T20:30:00Z'), berlin)).toBe(true);
  });

  test('can be all weekend, as the place has it', () => {
    const tokyo = quiet({ weekends: true, timeZone: 'Asia/Tokyo' });
    expect(isQuiet(new Date('2026-01-09T14:59:00Z'), tokyo)).toBe(false);
    expect(isQuiet(new Date('2026-01-09T15:00:00Z'), tokyo)).toBe(true);
    expect(isQuiet(new Date('2026-01-11T15:00:00Z'), tokyo)).toBe(false);
  });

  test('are off by default', () => {
    expect(isQuiet(new Date('2026-01-10T03:00:00Z'), quiet({}))).toBe(false);
  });
});
