import { TrackerError } from '../domain/errors.ts';
import type { Issue, IssueRef } from '../domain/issue.ts';
import type { Clock, TrackerFields, WriteLog } from '../domain/ports.ts';
import type { FieldChange, FieldProblem, SyncedField } from '../domain/write-back/fields.ts';
import { refusalsOfAll } from './field-refusals.ts';
import { fieldsPublished } from './settle-writes.ts';

/** Writes fields of one issue in one call; answers what the tracker refused. */
export type LoggedWrite = (
  tracker: TrackerFields,
  issue: Issue,
  changes: readonly FieldChange[],
) => Promise<readonly FieldProblem[]>;

/**
 * Every write is on record as intended before the call, so that a process which dies at any point leaves what the next
 * look needs to tell whether it happened.
 */
export function createLoggedWrite(deps: {
  writes: Pick<WriteLog, 'append' | 'settle'>;
  clock: Clock;
}): LoggedWrite {
  const { writes, clock } = deps;

  return async (tracker, issue, changes) => {
    const { ref, key, project } = issue;
    const at = clock.now().toISOString();
    const entries = changes.map(({ field, from: before, to: after }) => ({
      ...{ ref, key, project, field, before, after, at },
      ...({ kind: 'field', state: 'intended', commentId: null, reason: null } as const),
      issueUpdatedAt: issue.updatedAt,
    }));
    const seqs = await writes.append(entries, []);
    const refused = await attempt(tracker, ref, changes, seqs);
    const isRefused = ({ field }: { field: SyncedField }) => refused.some((one) => one.field === field);
    const written = entries.filter((entry) => !isRefused(entry));
    await writes.settle(
      entries.map((entry, index) => ({
        seq: seqs[index] ?? 0,
        state: isRefused(entry) ? ('dropped' as const) : ('written' as const),
      })),
      fieldsPublished(issue, written, clock.now()),
    );
    return refused;
  };

  async function attempt(
    tracker: TrackerFields,
    ref: IssueRef,
    changes: readonly FieldChange[],
    seqs: readonly number[],
  ): Promise<readonly FieldProblem[]> {
    try {
      return await tracker.writeFields(ref.id, changes);
    } catch (error) {
      if (!(error instanceof TrackerError)) throw error;
      const refused = refusalsOfAll(error, changes);
      if (refused) return refused;
      if (error.kind === 'rate-limited' || error.kind === 'auth') {
        const reason = `turned away: ${error.kind}`;
        await writes.settle(
          seqs.map((seq) => ({ seq, state: 'intended', reason })),
          [],
        );
      }
      // Whatever else went wrong, it may be written: the next look tells.
      throw error;
    }
  }
}
