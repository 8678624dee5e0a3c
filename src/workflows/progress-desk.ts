import { trackerLimits } from '../domain/catch-up/known-limits.ts';
import type { RateLimit } from '../domain/catch-up/pace.ts';
import type { TrackerName } from '../domain/issue.ts';
import type {
  CheckIns,
  Clock,
  GoalQueue,
  IssueFactsStore,
  Log,
  MovedGoals,
  NumberSource,
  PublishedStandings,
  ReviewQueue,
  SourceLooks,
  Trackers,
  Wishes,
  WriteLog,
} from '../domain/ports.ts';
import type { AllSettings } from '../domain/settings.ts';
import { standingsAlone } from './current-standings.ts';
import { createFanOut } from './fan-out.ts';
import type { RefusalDesk } from './field-refusals.ts';
import { createFindLinked, type FindLinked } from './find-linked.ts';
import type { OkrDesk } from './okr-desk.ts';
import { createPace, paced } from './pace.ts';
import { createPostUpdates } from './post-updates.ts';
import { createPublishProgress, isTellingDue, type PublishProgress } from './publish-progress.ts';
import { createReadSources, type ReadSources } from './read-sources.ts';
import { createRemindOwners, type RemindOwners } from './remind-owners.ts';
import type { WriteGate } from './write-gate.ts';
import { createWriteOkrFields } from './write-okr-fields.ts';

/** What moves goals from outside, and what tells the trackers that they moved. */
export interface ProgressDesk {
  readonly publishProgress: PublishProgress;
  /** Asks for every objective whose telling may be due. */
  readonly catchUpProgress: () => Promise<{ readonly asked: number }>;
  readonly readSources: ReadSources;
  readonly findLinked: FindLinked;
  readonly remindOwners: RemindOwners;
}

export function createProgressDesk(deps: {
  okrs: Pick<OkrDesk, 'findGoals' | 'currentStandings' | 'recordMeasured'>;
  facts: IssueFactsStore;
  published: PublishedStandings;
  looks: SourceLooks;
  numbers: NumberSource;
  trackers: Trackers;
  writes: WriteLog;
  gate: WriteGate;
  refusals: RefusalDesk;
  wishes: Pick<Wishes, 'offAmong' | 'record'>;
  checkIns: Pick<CheckIns, 'lastDays'>;
  reviews: ReviewQueue;
  measures: GoalQueue;
  progress: GoalQueue;
  moved: MovedGoals;
  settings: AllSettings;
  clock: Clock;
  /** Of the trackers, for the pace; see `createPace`. */
  limits: (tracker: TrackerName) => readonly RateLimit[];
  depth: (tracker: TrackerName) => Promise<number>;
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  signal: AbortSignal;
  log: Log;
}): ProgressDesk {
  const { okrs, published, trackers, settings, clock, signal } = deps;
  const { findGoals, currentStandings, recordMeasured } = okrs;
  const { share, busyAt } = settings.everywhere.backfill;
  const { sources, progress } = settings.everywhere.okr;

  const guests: Trackers = new Map(
    [...trackers].map(([name, tracker]) => {
      const pace = createPace({
        ...{ share, busyAt, known: trackerLimits[name], sleep: deps.sleep, signal },
        limits: () => deps.limits(name),
        depth: () => deps.depth(name),
        now: () => clock.now().getTime(),
      });
      return [name, paced(tracker, pace)] as const;
    }),
  );
  const publishProgress = createPublishProgress({
    ...deps,
    ...{ currentStandings, settings: progress },
    fanOut: createFanOut({
      ...deps,
      ...{ findGoals, trackers: guests, writeOkrFields: createWriteOkrFields(deps) },
    }),
    postUpdates: createPostUpdates({
      ...deps,
      ...{ currentStandings, trackers: guests, settings: settings.everywhere },
    }),
  });

  return {
    publishProgress,
    readSources: createReadSources({ ...deps, ...{ findGoals, recordMeasured, settings: sources } }),
    remindOwners: createRemindOwners({ ...deps, ...{ findGoals, settings: progress } }),
    findLinked: createFindLinked({ ...deps, ...{ findGoals, search: guests, settings: sources } }),

    async catchUpProgress() {
      if (!progress.enabled) return { asked: 0 };
      const today = clock.now().toISOString().slice(0, 10);
      const { objectives } = await currentStandings(today, standingsAlone);
      const goals = objectives.flatMap((one) => [
        one.objective.id,
        ...one.keyResults.map(({ keyResult }) => keyResult.id),
      ]);
      const rows = await published.of(goals);
      const due = objectives
        .filter((one) => isTellingDue(one, rows, progress.stepPercent, today))
        .map(({ objective }) => objective.id);
      if (due.length > 0) await deps.progress.request(due, 'catch-up');
      return { asked: due.length };
    },
  };
}
