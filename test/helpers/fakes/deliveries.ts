import type { IssueRef } from '../../../src/domain/issue.ts';
import type { Deliveries, Delivery, EventLog, NewDelivery } from '../../../src/domain/ports.ts';
import { createFakeEventLog } from './event-log.ts';
import { tally } from './tally.ts';

interface Row extends Delivery {
  readonly contentKey: string | null;
  readonly commentId: string | null;
}

/** Deliveries in memory. Pass the fake event log to see the `delivery.received` events in it. */
export function createFakeDeliveries(events: EventLog = createFakeEventLog()): Deliveries {
  let rows: Row[] = [];
  const waits = (row: Row, ref: IssueRef) =>
    row.status === 'waiting' && row.tracker === ref.tracker && row.issue?.id === ref.id;
  const isKnown = ({ tracker, event }: NewDelivery) =>
    rows.some(
      (row) =>
        row.tracker === tracker &&
        (row.deliveryKey === event.deliveryKey ||
          (event.contentKey !== null && row.contentKey === event.contentKey)),
    );
  const replace = (matching: (row: Row) => boolean, change: Partial<Row>) => {
    rows = rows.map((row) => (matching(row) ? { ...row, ...change } : row));
  };

  return {
    async record(delivery) {
      const { tracker, event, receivedAt, ignoredBecause } = delivery;
      if (isKnown(delivery)) return 'duplicate';
      const reason = ignoredBecause ?? (event.issue ? null : 'not about an issue');
      const row: Row = {
        seq: rows.length + 1,
        tracker,
        deliveryKey: event.deliveryKey,
        contentKey: event.contentKey,
        commentId: event.comment?.id ?? null,
        type: event.type,
        issue: event.issue,
        status: reason === null ? 'waiting' : 'ignored',
        reason,
        receivedAt: receivedAt.toISOString(),
        finishedAt: null,
      };
      rows.push(row);
      await events.append([
        {
          topic: 'delivery.received',
          subject: event.issue ? `${tracker}:${event.issue.id}` : tracker,
          actor: 'waymark',
          at: row.receivedAt,
          data: { seq: row.seq, type: row.type, deliveryKey: row.deliveryKey },
        },
      ]);
      return 'accepted';
    },
    async waiting(ref) {
      return rows
        .filter((row) => waits(row, ref))
        .toReversed()
        .slice(0, 100)
        .map(({ seq, deliveryKey, receivedAt }) => ({ seq, deliveryKey, receivedAt }));
    },
    async waitingComments(ref, upTo) {
      const ids = rows.filter((row) => waits(row, ref) && row.seq <= upTo).map((row) => row.commentId);
      return [...new Set(ids)].filter((id) => id !== null);
    },
    async finish(ref, upTo) {
      replace((row) => waits(row, ref) && row.seq <= upTo, {
        status: 'done',
        finishedAt: new Date().toISOString(),
      });
    },
    async waitingSince(receivedBefore, limit, skip = 0) {
      const late = rows
        .filter((row) => row.status === 'waiting' && row.receivedAt < receivedBefore.toISOString())
        .toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));
      const refs = new Map<string, IssueRef>();
      for (const { tracker, issue } of late) {
        if (issue && !refs.has(`${tracker}:${issue.id}`))
          refs.set(`${tracker}:${issue.id}`, { tracker, id: issue.id });
      }
      return [...refs.values()].slice(skip, skip + limit);
    },
    async list({ tracker, status, issueKey, limit }) {
      return rows
        .filter((row) => tracker === undefined || row.tracker === tracker)
        .filter((row) => status === undefined || row.status === status)
        .filter((row) => issueKey === undefined || row.issue?.key === issueKey)
        .toReversed()
        .slice(0, limit)
        .map(({ contentKey: _, commentId: __, ...delivery }) => delivery);
    },
    async reopen(seq) {
      const row = rows.find((candidate) => candidate.seq === seq);
      if (!row?.issue) return null;
      replace((other) => other.seq === seq, { status: 'waiting', reason: null, finishedAt: null });
      return { tracker: row.tracker, id: row.issue.id };
    },
    async counts() {
      return tally(rows, ({ tracker, status }) => `${tracker} ${status}`).map(({ first, count }) => ({
        tracker: first.tracker,
        status: first.status,
        count,
      }));
    },
  };
}
