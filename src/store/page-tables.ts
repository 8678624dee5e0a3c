import type { TokenScope } from '../domain/access/api-token.ts';
import type { Role } from '../domain/access.ts';
import type { IssueRef } from '../domain/issue.ts';
import type { MissionCard } from '../domain/ports.ts';
import type { Texts, Time } from './column-types.ts';
import type { AuditColumns } from './edit-tables.ts';

type Told = Pick<MissionCard, 'framing' | 'size' | 'persona' | 'value' | 'due' | 'priority'>;

export interface MissionCardsTable extends Told, AuditColumns {
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
  name: string;
  role: Role;
  groups: Texts;
  opened_at: Time;
  ends_at: Time;
}

export interface SignInsTable {
  id_hash: string;
  state: string;
  nonce: string;
  verifier: string;
  return_to: string;
  ends_at: Time;
}

export interface ApiTokensTable {
  prefix: string;
  secret_hash: string;
  name: string;
  scope: TokenScope;
  groups: Texts;
  created_by: string;
  created_at: Time;
  expires_at: Time;
  last_used_at: Time | null;
  revoked_at: Time | null;
}

/** The tables of the pages. */
export interface PageTables {
  mission_cards: MissionCardsTable;
  sessions: SessionsTable;
  sign_ins: SignInsTable;
  api_tokens: ApiTokensTable;
}
