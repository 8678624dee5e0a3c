import { type Kysely, type Migration, sql } from 'kysely';

/** A mail that was taken may come back. */
export const bounces: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  'alter table waymark.digest_mails drop constraint digest_mails_state_check',
  `alter table waymark.digest_mails add constraint digest_mails_state_check check
     (state in ('waiting', 'sending', 'sent', 'refused', 'unknown', 'expired', 'held', 'bounced'))`,
];
