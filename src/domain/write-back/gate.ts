import { countFlips, type ValueChange } from './flips.ts';
import { isQuiet } from './quiet-hours.ts';
import type { WriteBackMode, WriteBackSettings } from './write-back-settings.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

export type HoldReason = 'quiet-hours' | 'issue-budget' | 'project-budget' | 'breaker';

export type GateVerdict =
  | { readonly verdict: 'write' }
  /** Later, when there is room. */
  | { readonly verdict: 'hold'; readonly because: HoldReason }
  /** Values went to and fro too often: stop here, and say so. */
  | { readonly verdict: 'trip'; readonly flips: number }
  /** Not until something changes. */
  | { readonly verdict: 'stopped' };

/** What stands in the way of an issue, as far as the gate cares. */
export interface Stop {
  readonly reason: 'breaker' | 'undone';
  readonly fingerprint: string | null;
  readonly until: string | null;
  readonly liftedAt: string | null;
}

/** A write to this issue that was made or may have been made. */
export interface PastWrite extends ValueChange {
  readonly kind: 'comment' | 'field' | 'update';
  readonly at: string;
}

export interface GateInput {
  readonly settings: WriteBackSettings;
  readonly now: Date;
  readonly changes: readonly ValueChange[];
  readonly stop: Stop | null;
  /** Of the issue's text and the settings as they are now. */
  readonly fingerprint: string;
  /** The issue's writes, oldest first, back to `historyStart`. */
  readonly history: readonly PastWrite[];
  /** Calls in this project during the last hour. */
  readonly projectCalls: number;
  /** A write that has a pace of its own, such as a backfill, is on no budget and heeds no hours. */
  readonly isPaced: boolean;
}

export function mayComment(mode: WriteBackMode): boolean {
  return mode === 'comment';
}

export function mayWriteFields(mode: WriteBackMode): boolean {
  return mode === 'comment' || mode === 'fields-only';
}

/** From when on an issue's writes are needed to judge the next one. */
export function historyStart(now: Date, { breaker }: WriteBackSettings): Date {
  return new Date(now.getTime() - Math.max(DAY_MS, breaker.minutes * MINUTE_MS));
}

export function dayStart(now: Date): Date {
  return new Date(now.getTime() - DAY_MS);
}

export function projectHourStart(now: Date): Date {
  return new Date(now.getTime() - HOUR_MS);
}

/** Whether this may be written now, later or not at all. The mode of the project has been asked before. */
export function judge(input: GateInput): GateVerdict {
  const { settings, now, stop, history } = input;
  if (stop && isActive(stop, now, input.fingerprint)) {
    return stop.reason === 'breaker' ? { verdict: 'hold', because: 'breaker' } : { verdict: 'stopped' };
  }
  const flips = countFlips(sinceStop(history, stop, now, settings), input.changes);
  if (flips > settings.breaker.flips) return { verdict: 'trip', flips };
  if (input.isPaced) return { verdict: 'write' };
  if (isQuiet(now, settings.quietHours)) return { verdict: 'hold', because: 'quiet-hours' };
  const today = history.filter(({ at }) => Date.parse(at) >= dayStart(now).getTime());
  if (calls(today) >= settings.budget.perIssuePerDay) return { verdict: 'hold', because: 'issue-budget' };
  if (input.projectCalls >= settings.budget.perProjectPerHour) {
    return { verdict: 'hold', because: 'project-budget' };
  }
  return { verdict: 'write' };
}

/** Whether nothing may be written because of it; `fingerprint` is of the issue's text and the settings as they are now. */
export function isActive(stop: Stop, now: Date, fingerprint: string): boolean {
  return !isOver(stop, now) && (stop.fingerprint === null || stop.fingerprint === fingerprint);
}

/** Its time is up, or somebody has ended it. */
export function isOver({ until, liftedAt }: Stop, now: Date): boolean {
  return liftedAt !== null || (until !== null && Date.parse(until) <= now.getTime());
}

/** What came before a stop that is over counts no more: who lifts it wants to see what happens. */
function sinceStop(
  history: readonly PastWrite[],
  stop: Stop | null,
  now: Date,
  { breaker }: WriteBackSettings,
): readonly PastWrite[] {
  const over = Date.parse(stop?.liftedAt ?? stop?.until ?? '');
  const from = Math.max(now.getTime() - breaker.minutes * MINUTE_MS, Number.isNaN(over) ? 0 : over);
  return history.filter(({ at }) => Date.parse(at) >= from);
}

/** Fields written in one call have the same time. */
function calls(history: readonly PastWrite[]): number {
  return new Set(history.map(({ kind, at }) => `${kind} ${at}`)).size;
}
