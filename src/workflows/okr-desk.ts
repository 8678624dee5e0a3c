import type { ReadDocuments } from '../domain/okr/document.ts';
import type { OkrSettings } from '../domain/okr/okr-settings.ts';
import type {
  CheckIns,
  Clock,
  GoalQueue,
  GoalStore,
  IssueFactsStore,
  Log,
  MovedGoals,
  SourceLooks,
} from '../domain/ports.ts';
import type { OtherCommand } from './carry-out-command.ts';
import { createCheckInByComment } from './check-in-by-comment.ts';
import { type CurrentStandings, createCurrentStandings } from './current-standings.ts';
import { createFindGoals, type FindGoals } from './find-goals.ts';
import { createImportGoals, type ImportGoals } from './import-goals.ts';
import { createJudgeOkrs, type JudgeOkrs } from './judge-okrs.ts';
import { createLinkIssue, type LinkIssue } from './link-issue.ts';
import { createMeasureKeyResults, type MeasureKeyResults } from './measure-key-results.ts';
import { createRecordCheckIn, type RecordCheckIn } from './record-check-in.ts';
import { createRecordMeasured, type RecordMeasured } from './record-measured.ts';
import { createTraceIssue, type TraceIssue } from './trace-issue.ts';
import { type AskWhatIf, createAskWhatIf } from './what-if.ts';

/** Everything that can be done with goals, over one store. */
export interface OkrDesk {
  readonly goals: GoalStore;
  readonly checkIns: CheckIns;
  readonly findGoals: FindGoals;
  readonly readDocuments: ReadDocuments;
  readonly traceIssue: TraceIssue;
  readonly importGoals: ImportGoals;
  readonly recordCheckIn: RecordCheckIn;
  readonly recordMeasured: RecordMeasured;
  readonly measureKeyResults: MeasureKeyResults;
  readonly linkIssue: LinkIssue;
  readonly currentStandings: CurrentStandings;
  readonly judge: JudgeOkrs;
  readonly askWhatIf: AskWhatIf;
  readonly checkInByComment: OtherCommand;
}

export function createOkrDesk(deps: {
  goals: GoalStore;
  checkIns: CheckIns;
  facts: IssueFactsStore;
  looks?: SourceLooks;
  readDocuments: ReadDocuments;
  measures: GoalQueue;
  /** Told after every check-in. */
  moved: MovedGoals;
  settings: OkrSettings;
  clock: Clock;
  log: Log;
}): OkrDesk {
  const { goals, checkIns, facts, measures, moved, settings, clock, log } = deps;
  const findGoals = createFindGoals({ goals });
  const recordMeasured = createRecordMeasured({ checkIns, settings, clock });
  const recordCheckIn = createRecordCheckIn({ findGoals, checkIns, moved, clock });
  const currentStandings = createCurrentStandings({
    ...{ findGoals, checkIns, facts },
    ...(deps.looks && { looks: deps.looks }),
  });
  return {
    ...{ goals, checkIns, findGoals, recordCheckIn, recordMeasured, currentStandings },
    readDocuments: deps.readDocuments,
    traceIssue: createTraceIssue({ findGoals, facts }),
    importGoals: createImportGoals({ goals, checkIns, read: deps.readDocuments, measures, moved, clock }),
    measureKeyResults: createMeasureKeyResults({
      ...{ findGoals, facts, checkIns, recordMeasured, moved, clock, log },
    }),
    linkIssue: createLinkIssue({ facts, findGoals, measures }),
    judge: createJudgeOkrs({ findGoals, checkIns, currentStandings, settings, clock }),
    askWhatIf: createAskWhatIf({ findGoals, checkIns, facts, clock }),
    checkInByComment: createCheckInByComment({ recordCheckIn }),
  };
}
