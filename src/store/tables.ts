import type { Generated } from 'kysely';
import type { DismissalReason } from '../domain/commands/command.ts';
import type { TrackerName } from '../domain/issue.ts';
import type {
  BackfillOptions,
  CommentRecord,
  DeferredWrite,
  DeliveryStatus,
  OpenLook,
  WriteEntry,
  WriteStop,
} from '../domain/ports.ts';
import type { FieldValue, SyncedField } from '../domain/write-back/fields.ts';
import type { Json, Time } from './column-types.ts';
import type { DigestTables } from './digest-tables.ts';
import type { EditTables } from './edit-tables.ts';
import type { OkrTables } from './okr-tables.ts';
import type { PageTables } from './page-tables.ts';
import type { SubscriberTables } from './subscriber-tables.ts';

export interface DeliveriesTable {
  seq: Generated<number>;
  tracker: TrackerName;
  delivery_key: string;
  content_key: string | null;
  type: string;
  issue_id: string | null;
  issue_key: string | null;
  comment_id: string | null;
  status: DeliveryStatus;
  reason: string | null;
  occurred_at: string | null;
  received_at: Time;
  finished_at: Time | null;
  body: Json<unknown>;
}

export interface ReviewsTable {
  tracker: TrackerName;
  issue_id: string;
  issue_key: string;
  project: string;
  framing: string;
  updated_at: Time;
  reviewed_at: Time;
  gone_at: Time | null;
  issue: Json<unknown>;
  assessment: Json<unknown>;
}

export interface CommentsTable {
  tracker: TrackerName;
  issue_id: string;
  state: CommentRecord['state'];
  comment_id: string | null;
  body_hash: string | null;
  generation: number;
  changed_at: Time;
}

export interface EventsTable {
  position: Generated<number>;
  topic: string;
  subject: string;
  actor: string;
  at: Time;
  data: Json<Record<string, unknown>>;
}

export interface WritesTable {
  seq: Generated<number>;
  tracker: TrackerName;
  issue_id: string;
  issue_key: string;
  project: string;
  kind: WriteEntry['kind'];
  field: SyncedField | null;
  before: Json<FieldValue>;
  after: Json<FieldValue>;
  comment_id: string | null;
  state: WriteEntry['state'];
  reason: string | null;
  issue_updated_at: Time | null;
  at: Time;
}

export interface WriteStopsTable {
  tracker: TrackerName;
  issue_id: string;
  issue_key: string;
  project: string;
  reason: WriteStop['reason'];
  detail: string;
  fingerprint: string | null;
  at: Time;
  until: Time | null;
  lifted_at: Time | null;
}

export interface FieldRefusalsTable {
  tracker: TrackerName;
  project: string;
  type_name: string;
  field: SyncedField;
  option: string;
  message: string;
  remedy: string;
  fingerprint: string;
  at: Time;
  retry_at: Time;
}

export interface HandledCommentsTable {
  tracker: TrackerName;
  comment_id: string;
  text_hash: string;
  issue_id: string;
  handled_at: Generated<Date>;
}

export interface IssueWishesTable {
  tracker: TrackerName;
  issue_id: string;
  is_off: Generated<boolean>;
  switched_at: Time | null;
  is_hinted: Generated<boolean>;
  answer: Json<unknown> | null;
  answer_opens: Generated<boolean>;
  answer_at: Time | null;
  answer_findings: string | null;
}

export interface ChoicesTable {
  tracker: TrackerName;
  issue_id: string;
  field: string;
  value: Json<unknown>;
  words: string;
  in_tracker: boolean;
  chosen_by: string;
  chosen_at: Time;
}

export interface DismissalsTable {
  tracker: TrackerName;
  issue_id: string;
  check_id: string;
  reason: DismissalReason;
  evidence_hash: string;
  note: string;
  dismissed_by: string;
  dismissed_at: Time;
}

export interface CommentedFindingsTable {
  tracker: TrackerName;
  issue_id: string;
  check_id: string;
  project: string;
  commented_at: Time;
}

export interface CheckStandingsTable {
  tracker: TrackerName;
  project: string;
  check_id: string;
  commented: number;
  dismissed: number;
  standing: number;
  silenced: boolean;
  changed_at: Time;
}

export interface LeasesTable {
  name: string;
  holder: string;
  until: Time;
}

export interface BackfillsTable {
  tracker: TrackerName;
  options_hash: string;
  options: Json<BackfillOptions>;
  cursor: string | null;
  is_read: boolean;
  total: number | null;
  tally: Json<unknown>;
  started_at: Time;
  saved_at: Generated<Date>;
}

export interface DeferredWritesTable {
  seq: Generated<number>;
  tracker: TrackerName;
  options_hash: string;
  issue_id: string;
  field: SyncedField;
  write: Json<DeferredWrite>;
}

export interface WatermarksTable {
  tracker: TrackerName;
  dealt_with_until: Time | null;
  looked_at: Time | null;
  look: Json<OpenLook | null> | null;
  exists_after: string | null;
}

export interface QuietIssuesTable {
  tracker: TrackerName;
  issue_id: string;
  fingerprint: string;
}

/** The tables of the schema `waymark`. */
export interface Tables extends DigestTables, EditTables, OkrTables, PageTables, SubscriberTables {
  deliveries: DeliveriesTable;
  reviews: ReviewsTable;
  comments: CommentsTable;
  events: EventsTable;
  writes: WritesTable;
  write_stops: WriteStopsTable;
  field_refusals: FieldRefusalsTable;
  handled_comments: HandledCommentsTable;
  issue_wishes: IssueWishesTable;
  choices: ChoicesTable;
  dismissals: DismissalsTable;
  commented_findings: CommentedFindingsTable;
  check_standings: CheckStandingsTable;
  leases: LeasesTable;
  backfills: BackfillsTable;
  deferred_writes: DeferredWritesTable;
  watermarks: WatermarksTable;
  quiet_issues: QuietIssuesTable;
}
