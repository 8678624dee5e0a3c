import type { ColumnType, Generated } from 'kysely';
import type { StatusCategory, TrackerName } from '../domain/issue.ts';
import type { CheckIn } from '../domain/okr/check-in.ts';
import type { Day } from '../domain/okr/days.ts';
import type { Goal } from '../domain/okr/goal.ts';
import type { IssueFacts } from '../domain/okr/issue-links.ts';
import type { OkrStatus } from '../domain/okr/status.ts';
import type { Value } from '../domain/okr/value.ts';
import type { IssueRecord } from '../domain/ports.ts';
import type { Json, Time } from './column-types.ts';

export interface GoalTreesTable {
  version: number;
  goals: Json<readonly Goal[]>;
  since: Json<Readonly<Record<string, Day>>>;
  imported_by: string;
  imported_at: Time;
}

export interface CheckInsTable {
  seq: Generated<number>;
  id: string;
  key_result: string;
  day: Day;
  value: Json<Value>;
  author: string;
  source: CheckIn['source'];
  evidence: Json<readonly string[]>;
  confidence: CheckIn['confidence'];
  note: string | null;
  corrects: string | null;
  key: string | null;
  at: Time;
}

export interface IssueFactsTable {
  tracker: TrackerName;
  issue_id: string;
  issue_key: string;
  project: string;
  url: string;
  title: string;
  status_name: string;
  category: StatusCategory;
  started_on: Day | null;
  done_on: Day | null;
  facts: Json<Omit<IssueFacts, 'foundBy'>>;
  started_mission: Json<IssueRecord['startedMission']> | null;
  /** Thousandths. */
  weight_estimate: number;
  weight_size: number;
  own_keys: string[];
  found_by: Generated<string[]>;
  link_keys: ColumnType<string[], never, never>;
  updated_at: Time;
}

export interface PublishedStandingsTable {
  goal: string;
  place: string;
  progress: number | null;
  score: number | null;
  status: OkrStatus;
  day: Day;
  reference: string | null;
}

export interface SourceLooksTable {
  key_result: string;
  looked_at: Time;
  next_at: Time;
  failures: number;
  problem: string | null;
  fingerprint: string;
}

/** The tables of the goals. */
export interface OkrTables {
  goal_trees: GoalTreesTable;
  check_ins: CheckInsTable;
  issue_facts: IssueFactsTable;
  published_standings: PublishedStandingsTable;
  source_looks: SourceLooksTable;
}
