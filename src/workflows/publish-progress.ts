import type { WaymarkEvent } from '../domain/event.ts';
import { extendPosition, readPosition, writePosition } from '../domain/okr/fan-out.ts';
import type { ProgressSettings } from '../domain/okr/progress-settings.ts';
import { isWorthPublishing, type PublishedStanding, publishedStanding } from '../domain/okr/publishing.ts';
import type { ObjectiveStanding } from '../domain/okr/standing.ts';
import type { Clock, Log, PublishedRow, PublishedStandings } from '../domain/ports.ts';
import { type CurrentStandings, standingsAlone } from './current-standings.ts';
import type { FanOut, FanOutOutcome } from './fan-out.ts';
import type { PostUpdates, UpdatesOutcome } from './post-updates.ts';
import { wholeGoal } from './told-standings.ts';

export interface ProgressOutcome {
  /** The goals whose standing was worth telling. */
  readonly told: readonly string[];
  /** Null when no issue was to be told. */
  readonly issues: FanOutOutcome | null;
  readonly updates: UpdatesOutcome | null;
}

/** Tells the trackers where an objective stands, by its id. */
export type PublishProgress = (objective: string) => Promise<ProgressOutcome>;

/** In this place stands how far the telling of an objective's key results has come among the issues. */
const fanOutPlace = 'fan-out';
/** In this one, that updates wait, and since what day. */
const updatesPlace = 'updates';

/**
 * Publishes what moved by the set step or changed its status. What is being told is put on record first, with a
 * position that moves on with the issues: whoever reviews one of them in the meantime wants the same, and a run that
 * was cut short goes on from where it was.
 */
export function createPublishProgress(deps: {
  currentStandings: CurrentStandings;
  published: PublishedStandings;
  fanOut: FanOut;
  postUpdates: PostUpdates;
  settings: ProgressSettings;
  clock: Clock;
  log: Log;
}): PublishProgress {
  const { published, fanOut, postUpdates, settings, clock } = deps;

  return async (objective) => {
    const nothing: ProgressOutcome = { told: [], issues: null, updates: null };
    if (!settings.enabled) return nothing;
    const today = clock.now().toISOString().slice(0, 10);
    const { objectives } = await deps.currentStandings(today, { ...standingsAlone, goals: [objective] });
    const standing = objectives.find((one) => one.objective.id === objective);
    if (!standing) return nothing;

    const goals = [objective, ...standing.keyResults.map(({ keyResult }) => keyResult.id)];
    const rows = await published.of(goals);
    const told = await tell(standing, rows, today);
    const issues = await tellIssues(objective, today);
    const updates = await postUpdates(objective);
    await noteWaiting(objective, updates, rows, today);
    const outcome = { told, issues, updates };
    if (told.length > 0 || (issues?.written ?? 0) > 0 || updates.created + updates.edited > 0) {
      deps.log.info({ objective, ...outcome }, 'progress told to the trackers');
    }
    return outcome;
  };

  /** Puts on record what is worth telling, and that the issues are to be told. */
  async function tell(
    standing: ObjectiveStanding,
    rows: readonly PublishedRow[],
    today: string,
  ): Promise<readonly string[]> {
    const { objective } = standing;
    const worth = worthTelling(standing, rows, settings.stepPercent);
    const rowOf = (goal: string, place: string) =>
      rows.find((row) => row.goal === goal && row.place === place) ?? null;
    if (worth.length === 0) return [];
    const told = worth.map(([goal]) => goal);
    const open = readPosition(rowOf(objective.id, fanOutPlace)?.reference);
    const position = extendPosition(
      open,
      told.filter((goal) => goal !== objective.id),
    );
    const at = clock.now().toISOString();
    await published.put(
      [
        ...worth.map(([goal, one]) => ({ goal, place: wholeGoal, ...one, day: today, reference: null })),
        noteRow(objective.id, fanOutPlace, today, position && writePosition(position)),
      ],
      worth.map(([goal, one]): WaymarkEvent => {
        const before = rowOf(goal, wholeGoal);
        const data = { ...one, before: before && { progress: before.progress, status: before.status } };
        return { topic: 'progress.published', subject: `goal:${goal}`, data, actor: 'waymark', at };
      }),
    );
    return told;
  }

  async function noteWaiting(
    objective: string,
    { waiting, isQuiet }: UpdatesOutcome,
    rows: readonly PublishedRow[],
    today: string,
  ): Promise<void> {
    const reference = isQuiet ? 'quiet' : waiting > 0 ? 'waiting' : null;
    const before = rows.find(({ goal, place }) => goal === objective && place === updatesPlace);
    if ((before?.reference ?? null) === reference && (reference === null || before?.day === today)) return;
    await published.put([noteRow(objective, updatesPlace, today, reference)], []);
  }

  async function tellIssues(objective: string, today: string): Promise<FanOutOutcome | null> {
    const rows = await published.of([objective]);
    const position = readPosition(rows.find(({ place }) => place === fanOutPlace)?.reference);
    if (!position) return null;
    const { keyResults } = position;
    const save = (reference: string | null) =>
      published.put([noteRow(objective, fanOutPlace, today, reference)], []);
    const outcome = await fanOut(position, (after) => save(writePosition({ keyResults, after })));
    // Those that were written differ no more; only what was left is left to do.
    await save(outcome.isWhole ? null : writePosition({ keyResults, after: null }));
    return outcome;
  }
}

/** It says nothing of a standing; only its reference counts. */
function noteRow(goal: string, place: string, day: string, reference: string | null): PublishedRow {
  return { goal, place, progress: null, score: null, status: 'no-data', day, reference };
}

/** The objective and those of its key results whose standing is worth telling. */
function worthTelling(
  { objective, keyResults, score, status }: ObjectiveStanding,
  rows: readonly PublishedRow[],
  stepPercent: number,
): readonly (readonly [string, PublishedStanding])[] {
  const now: readonly (readonly [string, PublishedStanding])[] = [
    [objective.id, publishedStanding(score, score, status.status)],
    ...keyResults.map(
      (one) => [one.keyResult.id, publishedStanding(one.progress, one.score, one.status.status)] as const,
    ),
  ];
  return now.filter(([goal, one]) => {
    const last = rows.find((row) => row.goal === goal && row.place === wholeGoal) ?? null;
    return isWorthPublishing(last, one, stepPercent);
  });
}

/** Whether there may be something to do: something worth telling, issues left over, or an update that waits. */
export function isTellingDue(
  standing: ObjectiveStanding,
  rows: readonly PublishedRow[],
  stepPercent: number,
  today: string,
): boolean {
  const noted = (place: string) =>
    rows.find((row) => row.goal === standing.objective.id && row.place === place && row.reference !== null);
  const waiting = noted(updatesPlace);
  return (
    noted(fanOutPlace) !== undefined ||
    // A day more may make it due; another look on the same day costs calls for nothing.
    (waiting !== undefined && (waiting.reference === 'quiet' || waiting.day < today)) ||
    worthTelling(standing, rows, stepPercent).length > 0
  );
}
