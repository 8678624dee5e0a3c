import type { Migration } from 'kysely';
import { firstTables } from './0001-first-tables.ts';
import { writes } from './0002-writes.ts';
import { commands } from './0003-commands.ts';
import { catchUp } from './0004-catch-up.ts';
import { okrs } from './0005-okrs.ts';
import { sourceLooks } from './0006-source-looks.ts';
import { digests } from './0007-digests.ts';
import { pages } from './0008-pages.ts';
import { access } from './0009-access.ts';
import { subscribers } from './0010-subscribers.ts';
import { auditAndEdits } from './0011-audit-and-edits.ts';
import { bounces } from './0012-bounces.ts';
import { waits } from './0013-waits.ts';

/** Every migration, run in the order of its name. A released one is never changed; a new one is one line here. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first-tables': firstTables,
  '0002-writes': writes,
  '0003-commands': commands,
  '0004-catch-up': catchUp,
  '0005-okrs': okrs,
  '0006-source-looks': sourceLooks,
  '0007-digests': digests,
  '0008-pages': pages,
  '0009-access': access,
  '0010-subscribers': subscribers,
  '0011-audit-and-edits': auditAndEdits,
  '0012-bounces': bounces,
  '0013-waits': waits,
};
