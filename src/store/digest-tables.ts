import type { Generated } from 'kysely';
import type { Digest, Figures } from '../domain/digest/digest.ts';
import type { Day } from '../domain/okr/days.ts';
import type { DigestRecord, MailState } from '../domain/ports.ts';
import type { Json, Time } from './column-types.ts';

export interface DigestAudiencesTable {
  audience: string;
  known_since: Time;
}

export interface DigestsTable {
  audience: string;
  period: Day;
  state: DigestRecord['state'];
  digest: Json<Digest> | null;
  subject: string;
  figures: Json<Figures>;
  due_at: Time;
  until: Time;
}

export interface DigestMailsTable {
  id: Generated<number>;
  audience: string;
  period: Day;
  recipient: string;
  state: MailState;
  attempts: Generated<number>;
  detail: string | null;
  next_at: Time | null;
  taken_at: Time | null;
  at: Time;
}

export interface DigestPausesTable {
  audience: string;
  recipient: string;
  until: Time | null;
  at: Time;
}

export interface DigestKeysTable {
  name: string;
  key: string;
}

/** The tables of the digest. */
export interface DigestTables {
  digest_audiences: DigestAudiencesTable;
  digests: DigestsTable;
  digest_mails: DigestMailsTable;
  digest_pauses: DigestPausesTable;
  digest_keys: DigestKeysTable;
}
