import type { WaymarkEvent } from '../domain/event.ts';
import type { Issue } from '../domain/issue.ts';
import type { Clock, FetchedIssue, WriteEntry, WriteLog } from '../domain/ports.ts';
import { settleIntents } from '../domain/write-back/settle-intents.ts';

/** Ends what an earlier life began: tells from a look at the issue what became of the field writes that were intended. */
export async function settleOpenWrites(
  { writes, clock }: { writes: Pick<WriteLog, 'settle'>; clock: Clock },
  open: readonly WriteEntry[],
  { fields, issue }: FetchedIssue,
): Promise<void> {
  const intents = open.filter(({ state, kind }) => state === 'intended' && kind === 'field');
  if (intents.length === 0) return;
  const outcomes = settleIntents(intents, { fields, updatedAt: issue.updatedAt });
  const written = intents.filter(({ seq }) =>
    outcomes.some((outcome) => outcome.seq === seq && outcome.state === 'written'),
  );
  await writes.settle(outcomes, fieldsPublished(issue, written, clock.now()));
}

/** The event that tells of fields that were written; none where none was. */
export function fieldsPublished(
  { ref, key }: Pick<Issue, 'ref' | 'key'>,
  written: readonly Pick<WriteEntry, 'field' | 'before' | 'after'>[],
  now: Date,
): readonly WaymarkEvent[] {
  if (written.length === 0) return [];
  const changes = written.map(({ field, before, after }) => ({ field, before, after }));
  const subject = `${ref.tracker}:${ref.id}`;
  const at = now.toISOString();
  return [{ topic: 'fields.published', subject, data: { key, changes }, actor: 'waymark', at }];
}
