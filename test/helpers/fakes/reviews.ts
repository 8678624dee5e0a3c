import type { IssueRef } from '../../../src/domain/issue.ts';
import type { EventLog, Review, Reviews } from '../../../src/domain/ports.ts';
import { createFakeEventLog } from './event-log.ts';
import { tally } from './tally.ts';

interface Row {
  readonly review: Review;
  readonly gone: boolean;
}

export interface FakeReviews extends Reviews {
  /** Every review there is, those of issues that are gone too. */
  all(): readonly Row[];
}

/** Reviews in memory; their events go to the log that is passed in. */
export function createFakeReviews(events: EventLog = createFakeEventLog()): FakeReviews {
  const rows = new Map<string, Row>();
  const key = (ref: IssueRef) => `${ref.tracker}:${ref.id}`;
  const present = () => [...rows.values()].filter((row) => !row.gone).map((row) => row.review);

  return {
    all: () => [...rows.values()],
    async find(ref) {
      const row = rows.get(key(ref));
      return row && !row.gone ? structuredClone(row.review) : null;
    },
    async openFindings(ref) {
      return (await this.find(ref))?.assessment.findings ?? [];
    },
    async save(review, withEvents) {
      const before = rows.get(key(review.issue.ref));
      if (before && Date.parse(before.review.issue.updatedAt) > Date.parse(review.issue.updatedAt)) {
        return 'stale';
      }
      rows.set(key(review.issue.ref), { review: structuredClone(review), gone: false });
      await events.append(withEvents);
      return 'saved';
    },
    async markGone(ref, _at, withEvents) {
      const row = rows.get(key(ref));
      if (row) rows.set(key(ref), { ...row, gone: true });
      await events.append(withEvents);
    },
    async counts() {
      return tally(
        present(),
        ({ issue, assessment }) => `${issue.ref.tracker} ${assessment.reading.framing}`,
      ).map(({ first, count }) => ({
        tracker: first.issue.ref.tracker,
        framing: first.assessment.reading.framing,
        issues: count,
      }));
    },
  };
}
