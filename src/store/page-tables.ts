import type { ColumnType } from 'kysely';
import type { Role } from '../domain/access.ts';
import type { IssueRef } from '../domain/issue.ts';
import type { MissionCard } from '../domain/ports.ts';

/** A time: written as a date or ISO text, read as a date. */
type Time = ColumnType<Date, Date | string, Date | string>;
type Texts = ColumnType<string[], string[], string[]>;

type Told = Pick<MissionCard, 'framing' | 'size' | 'persona' | 'value' | 'due' | 'priority'>;

export interface MissionCardsTable extends Told {
  tracker: IssueRef['tracker'];
  issue_id: string;
  issue_key: string;
  url: string;
  project: string;
  title: string;
  /** Null for one that is on no board. */
  stage: MissionCard['stage'] | null;
  owners: Texts;
  gaps: Texts;
  updated_at: Time;
}

export interface SessionsTable {
  id_hash: string;
  who: string;
  role: Role;
  opened_at: Time;
  ends_at: Time;
}

/** The tables of the pages. */
export interface PageTables {
  mission_cards: MissionCardsTable;
  sessions: SessionsTable;
}
