import { type KeyResult, likeOf } from '../domain/okr/goal.ts';
import { isLookDue, lookAfter, scheduleMs } from '../domain/okr/look-schedule.ts';
import { runsOn } from '../domain/okr/period.ts';
import type { SourcesSettings } from '../domain/okr/sources-settings.ts';
import { fractionProblem } from '../domain/okr/value-compare.ts';
import { numberValue, valueLike } from '../domain/okr/values.ts';
import type {
  AskedSource,
  Clock,
  Log,
  MovedGoals,
  NumberReading,
  NumberSource,
  SourceLook,
  SourceLooks,
} from '../domain/ports.ts';
import type { FindGoals } from './find-goals.ts';
import type { RecordMeasured } from './record-measured.ts';

/** Asks the sources whose time has come. Answers the ids of the key results that moved, and of those it got nothing for. */
export type ReadSources = () => Promise<{
  readonly moved: readonly string[];
  readonly failed: readonly string[];
}>;

interface Asked {
  readonly keyResult: KeyResult;
  readonly source: AskedSource;
}

/** Others wait for an answer here, and one that hangs must not keep all. */
const atOnce = 4;
const hourMs = 3_600_000;
const minuteMs = 60_000;

/**
 * The numbers of key results that other systems know. One that cannot be had leaves the last check-in as it is, is
 * told beside the standing, and is asked for again; a number is never guessed.
 */
export function createReadSources(deps: {
  findGoals: FindGoals;
  numbers: NumberSource;
  looks: SourceLooks;
  recordMeasured: RecordMeasured;
  moved: MovedGoals;
  settings: SourcesSettings;
  clock: Clock;
  log: Log;
}): ReadSources {
  const { findGoals, numbers, looks, recordMeasured, settings, clock, log } = deps;

  return async () => {
    const due = await dueNow();
    const moved: string[] = [];
    const failed: string[] = [];
    const waiting = [...due];
    const askNext = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const outcome = await ask(next.asked, next.last);
        if (outcome === 'moved') moved.push(next.asked.keyResult.id);
        if (outcome === 'failed') failed.push(next.asked.keyResult.id);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, askNext));
    if (moved.length > 0) await deps.moved.moved(moved, 'source');
    return { moved, failed };
  };

  async function dueNow(): Promise<readonly { asked: Asked; last: SourceLook | undefined }[]> {
    const { tree } = await findGoals();
    const now = clock.now();
    const today = now.toISOString().slice(0, 10);
    const asked = tree.keyResults().flatMap((keyResult): Asked[] => {
      const { source } = keyResult;
      const runs = runsOn(today, tree.periodOf(keyResult.id));
      return runs && (source.kind === 'http-json' || source.kind === 'prometheus')
        ? [{ keyResult, source }]
        : [];
    });
    const known = await looks.of(asked.map(({ keyResult }) => keyResult.id));
    return asked
      .map((one) => ({ asked: one, last: known.get(one.keyResult.id) }))
      .filter((one) => isLookDue(one.last, one.asked.source, now));
  }

  async function ask(
    { keyResult, source }: Asked,
    last: SourceLook | undefined,
  ): Promise<'moved' | 'same' | 'failed'> {
    const reading = await numbers.read(source);
    const problem = reading.ok ? doubtOf(keyResult, source, reading.value) : reading.message;
    const outcome = reading.ok && problem === null ? await record(keyResult, source, reading) : 'failed';
    const everyMs = source.every ? scheduleMs(source.every) : settings.everyHours * hourMs;
    const look = {
      keyResult: keyResult.id,
      source,
      problem,
      everyMs,
      retryMs: settings.retryMinutes * minuteMs,
    };
    // Last, so that a number whose record was cut short is asked for again.
    await looks.put(lookAfter(last, look, clock.now()));
    if (problem !== null) log.warn({ keyResult: keyResult.id, problem }, 'a source gave no number');
    return outcome;
  }

  async function record(
    keyResult: KeyResult,
    source: AskedSource,
    reading: Extract<NumberReading, { ok: true }>,
  ): Promise<'moved' | 'same'> {
    const like = likeOf(keyResult);
    const number = reading.value * (source.scale ?? 1);
    const value = like === null ? numberValue(number) : valueLike(number, like);
    const evidence = async () => reading.evidence;
    const outcome = await recordMeasured({ keyResult, value, source: source.kind, evidence });
    return outcome === 'recorded' ? 'moved' : 'same';
  }
}

/** Why the number cannot be taken as it is: a share of one and a percentage look alike. */
function doubtOf(keyResult: KeyResult, { scale }: AskedSource, number: number): string | null {
  const like = likeOf(keyResult);
  if (scale !== undefined || like === null) return null;
  const value = numberValue(number);
  return fractionProblem(value, like) === null
    ? null
    : `it answers ${value.text} where percent are counted: say scale: 100 when it is a share of one, scale: 1 when it is percent already`;
}
