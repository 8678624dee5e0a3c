import { percent } from '../percent.ts';
import type { CheckIn } from './check-in.ts';
import { type Day, daysBetween } from './days.ts';
import type { Direction } from './goal.ts';
import type { Period } from './period.ts';
import { holds, isGuard } from './progress.ts';
import { createRandom, type Random } from './random.ts';
import type { Unit } from './value.ts';
import { changesOf, fitWalk, type Walk } from './weekly-changes.ts';

/**
 * How the forecast works, for people. The drift method with bootstrapped residuals is described in Hyndman and
 * Athanasopoulos, "Forecasting: Principles and Practice" (3rd edition), sections 5.2 and 5.5; drawing drift and spread
 * from their posterior first (Gelman et al., "Bayesian Data Analysis", 3rd edition, section 3.2) gives the predictive
 * distribution of Student's t, which is right for few check-ins of normal gains; `widening` is for others.
 */
export const forecastMethod =
  'The weekly changes between check-ins are taken as a random walk with drift. Each of 2,000 runs first draws a drift ' +
  'and a spread that the observed changes allow, then adds a change for every week until the period ends, drawn half ' +
  'from the observed deviations and half from a normal distribution of the same size. The interval holds the middle ' +
  '80% of the runs; the chance is the share of runs that end at the target. With few check-ins the spread is taken a ' +
  'little wider (by 8% with four, 4% with seven), because gains are seldom symmetrical. In simulated histories with ' +
  'steady, noisy, even and skewed gains the interval held 78 to 83% of the time from four check-ins on; with gains in ' +
  'rare bursts it held more often. It supposes that the weeks ahead are like the weeks behind and independent of each ' +
  'other: a trend that bends, or a launch to come, is not foreseen. While nothing has moved there is no forecast, ' +
  'because nothing tells how far a first move would go. ' +
  'Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., sections 5.2 and 5.5.';

/** Fewest check-ins (on different days) that say something about the future. */
export const fewestPoints = 4;

const runs = 2000;

/** A chance in words: what is never certain is not told as certain. `written` writes a share from 0 to 1. */
export function chanceWords(share: number, written: (share: number) => string = percent): string {
  if (share < 0.01) return `less than ${written(0.01)}`;
  return share > 0.99 ? `more than ${written(0.99)}` : written(share);
}

export interface WhatIf {
  /** Multiplies the weekly gain: 2 doubles it. */
  readonly gainFactor?: number;
  /** Share of the open linked work that is dropped, 0 to 1: its gain is lost, and what it would have added. */
  readonly droppedShare?: number;
}

export interface ForecastInput {
  /** Seeds the runs together with the history: the same data gives the same answer. */
  readonly keyResult: string;
  /** Effective check-ins, oldest first, in one unit. */
  readonly checkIns: readonly CheckIn[];
  readonly direction: Direction;
  readonly target: number;
  readonly period: Period;
  readonly today: Day;
  readonly unit?: Unit;
  readonly whatIf?: WhatIf;
}

export type Forecast =
  | { readonly kind: 'too-little-history'; readonly points: number; readonly message: string }
  | { readonly kind: 'over'; readonly message: string }
  | {
      readonly kind: 'forecast';
      /** Chance to be at the target at the period's end; for guards, to hold every week until then. */
      readonly probability: number;
      /** The middle 80% of where it ends, with the median. */
      readonly interval: { readonly low: number; readonly median: number; readonly high: number };
      readonly weeksLeft: number;
      readonly weeklyGain: number;
    };

/** Where a key result ends, by seeded Monte-Carlo over its observed weekly changes; see `forecastMethod`. */
export function forecast(input: ForecastInput): Forecast {
  const checkIns = input.checkIns.filter((row) => row.day <= input.today);
  const { points } = changesOf(checkIns);
  if (input.today >= input.period.to) return { kind: 'over', message: 'The period is over.' };
  const walk = points < fewestPoints ? null : fitWalk(checkIns);
  if (walk === null) {
    const message = `Too little history: ${points} of at least ${fewestPoints} check-ins on different days.`;
    return { kind: 'too-little-history', points, message };
  }
  if (walk.spread === 0 && walk.drift === 0 && !isGuard(input.direction)) {
    const message = `Too little history: nothing has moved in ${points} check-ins, so nothing tells how far it may go.`;
    return { kind: 'too-little-history', points, message };
  }
  const seed = `${input.keyResult}|${checkIns.map((row) => `${row.day}=${row.value.amount}`).join('|')}`;
  const weeksLeft = daysBetween(walk.last.day, input.period.to) / 7;
  const drift =
    walk.drift * (input.whatIf?.gainFactor ?? 1) * (1 - clampShare(input.whatIf?.droppedShare ?? 0));
  const limits = limitsOf(input, walk);
  const random = createRandom(seed);
  const ends = new Float64Array(runs);
  let reached = 0;
  for (let run = 0; run < runs; run += 1) {
    const path = walkOn(walk, drift, weeksLeft, limits, random, input);
    ends[run] = path.end;
    if (isGuard(input.direction) ? path.held : holds(input, path.end)) reached += 1;
  }
  ends.sort();
  return {
    kind: 'forecast',
    // Laplace's rule: runs that all agree are still no certainty.
    probability: (reached + 1) / (runs + 2),
    interval: { low: quantile(ends, 0.1), median: quantile(ends, 0.5), high: quantile(ends, 0.9) },
    weeksLeft,
    weeklyGain: drift,
  };
}

const clampShare = (share: number) => Math.min(1, Math.max(0, share));

/** Values that cannot be left: percent and scales have both ends, and what never was negative stays so. */
function limitsOf(input: ForecastInput, walk: Walk): { low: number; high: number } {
  const seen = input.checkIns.map((row) => row.value.amount);
  const top = input.unit?.kind === 'percent' ? 100 : input.unit?.kind === 'ratio' ? input.unit.outOf : null;
  const low = seen.every((amount) => amount >= 0) ? 0 : Number.NEGATIVE_INFINITY;
  let high = top !== null && seen.every((amount) => amount <= top) ? top : Number.POSITIVE_INFINITY;
  const dropped = clampShare(input.whatIf?.droppedShare ?? 0);
  // Dropped work is never done, so its share of the way from here to the full measure cannot be gone.
  if (dropped > 0 && input.direction === 'raise') {
    const full = Math.min(high, Math.max(input.target, input.unit?.kind === 'percent' ? 100 : input.target));
    high = Math.max(walk.last.amount, full - dropped * Math.max(0, full - walk.last.amount));
  }
  return { low, high };
}

function walkOn(
  walk: Walk,
  drift: number,
  weeksLeft: number,
  limits: { low: number; high: number },
  random: Random,
  course: Pick<ForecastInput, 'direction' | 'target'>,
): { end: number; held: boolean } {
  const degrees = walk.residuals.length - 1;
  const spread = widening(walk) * walk.spread * Math.sqrt(degrees / random.chiSquared(degrees));
  const mean = drift + (spread / Math.sqrt(walk.weeks)) * random.normal();
  let value = walk.last.amount;
  let held = holds(course, value);
  for (let left = weeksLeft; left > 0; left -= 1) {
    const step = Math.min(1, left);
    const drawn = walk.residuals[Math.floor(random.uniform() * walk.residuals.length)] ?? 0;
    const shock = Math.SQRT1_2 * drawn + Math.SQRT1_2 * random.normal();
    value += mean * step + spread * Math.sqrt(step) * shock;
    held = held && holds(course, value);
  }
  const end = Math.min(limits.high, Math.max(limits.low, value));
  return { end, held };
}

/**
 * Few changes seldom show the long end of skewed gains: 1 + 1/2n times the variance brings those nearer to 80% and
 * normal ones no farther from it. Chosen over the simulated histories of the tests, not derived.
 */
const widening = ({ residuals }: Walk) => Math.sqrt(1 + 1 / (2 * residuals.length));

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
