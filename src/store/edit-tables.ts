import type { ColumnType, Generated } from 'kysely';
import type { EditState, EditWish } from '../domain/edits/edit.ts';
import type { IssueRef, IssueType } from '../domain/issue.ts';
import type { OutcomeVerdict } from '../domain/mission/outcome.ts';
import type { FieldProblem, FieldValues } from '../domain/write-back/fields.ts';
import type { Json, Texts, Time } from './column-types.ts';

/** What the audit counts, beside what the board shows of a mission. */
export interface AuditColumns {
  type: ColumnType<IssueType, IssueType, IssueType>;
  is_open: boolean;
  /** Null for what was read before it was kept. */
  created_at: ColumnType<Date | null, string | null, string | null>;
  /** The reporter, where it is a person. */
  author_id: string | null;
  author_name: string | null;
  missing: Texts;
  has_benefit: boolean;
  has_target: boolean;
  confidence: number;
}

export interface EditsTable {
  seq: Generated<number>;
  tracker: IssueRef['tracker'];
  issue_id: string;
  issue_key: string;
  project: string;
  subject: string;
  wish: Json<EditWish>;
  asked_by: string;
  asked_from: string | null;
  asked_at: Time;
  state: EditState;
  reason: string | null;
  remedy: string | null;
  settled_at: ColumnType<Date | null, Date | null, Date | null>;
  due_at: Time;
}

export interface OutcomeNotesTable {
  seq: Generated<number>;
  tracker: IssueRef['tracker'];
  issue_id: string;
  verdict: OutcomeVerdict;
  note: string;
  noted_by: string;
  noted_from: string | null;
  noted_at: Time;
}

export interface FieldLooksTable {
  tracker: IssueRef['tracker'];
  issue_id: string;
  desired: Json<FieldValues>;
  actual: Json<FieldValues>;
  problems: Json<readonly FieldProblem[]>;
  looked_at: Time;
}

/** The tables of what people do on pages. */
export interface EditTables {
  edits: EditsTable;
  outcome_notes: OutcomeNotesTable;
  field_looks: FieldLooksTable;
}
