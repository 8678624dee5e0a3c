import type { IssueRef } from '../../../src/domain/issue.ts';
import type { CommentLedger, CommentRecord, EventLog } from '../../../src/domain/ports.ts';
import { createFakeEventLog } from './event-log.ts';
import { tally } from './tally.ts';

/** The comment ledger in memory; its events go to the log that is passed in. */
export function createFakeCommentLedger(events: EventLog = createFakeEventLog()): CommentLedger {
  const records = new Map<string, CommentRecord>();
  const key = (ref: IssueRef) => `${ref.tracker}:${ref.id}`;
  return {
    async find(ref) {
      return structuredClone(records.get(key(ref)) ?? null);
    },
    async put(record, withEvents) {
      records.set(key(record.ref), structuredClone(record));
      await events.append(withEvents);
    },
    async counts() {
      return tally(records.values(), ({ ref, state }) => `${ref.tracker} ${state}`).map(
        ({ first, count }) => ({
          tracker: first.ref.tracker,
          state: first.state,
          count,
        }),
      );
    },
  };
}
