import type { IssueRef } from '../../../src/domain/issue.ts';
import type { EventLog, IssueWishes, KeptChoice, WishChange, Wishes } from '../../../src/domain/ports.ts';
import { createFakeEventLog } from './event-log.ts';

interface Row extends IssueWishes {
  readonly switchedAt: string | null;
}

const nothing: Row = {
  isOff: false,
  switchedAt: null,
  isHinted: false,
  dismissals: [],
  choices: [],
  answer: null,
};

export interface FakeWishes extends Wishes {
  /** What an edit on a page changes. */
  apply(ref: IssueRef, changes: readonly WishChange[], at: string): void;
}

/** What people told Waymark, in memory; the events go to the log that is passed in. */
export function createFakeWishes(events: EventLog = createFakeEventLog()): FakeWishes {
  const rows = new Map<string, Row>();
  const handled = new Set<string>();
  const key = (ref: IssueRef) => `${ref.tracker}:${ref.id}`;
  const rowOf = (ref: IssueRef) => rows.get(key(ref)) ?? nothing;
  const nameOf = (tracker: string, commentId: string, textHash: string) =>
    JSON.stringify([tracker, commentId, textHash]);

  return {
    apply(ref, changes, at) {
      rows.set(
        key(ref),
        changes.reduce((row, change) => changed(row, change, at), rowOf(ref)),
      );
    },
    async of(ref) {
      const { switchedAt: _, ...wishes } = rowOf(ref);
      return structuredClone(wishes);
    },
    async offAmong(tracker, ids) {
      return new Set(ids.filter((id) => rowOf({ tracker, id }).isOff));
    },
    async isHandled(tracker, commentId, textHash) {
      return handled.has(nameOf(tracker, commentId, textHash));
    },
    async record({ ref, commentId, textHash, at, changes, answer }, withEvents) {
      const name = nameOf(ref.tracker, commentId, textHash);
      if (handled.has(name)) return 'repeated';
      handled.add(name);
      let row = rowOf(ref);
      for (const change of changes) row = changed(row, change, at);
      if (answer && isNotLater(row.answer?.at, at)) {
        row = { ...row, answer: { ...structuredClone(answer), at, findingsHash: null } };
      }
      rows.set(key(ref), row);
      await events.append(withEvents);
      return 'recorded';
    },
    async placeAnswer(ref, at, findingsHash) {
      const row = rowOf(ref);
      if (row.answer?.at !== at || row.answer.findingsHash !== null) return;
      rows.set(key(ref), { ...row, answer: { ...row.answer, findingsHash } });
    },
    async dropAnswer(ref, at) {
      const row = rowOf(ref);
      if (row.answer?.at === at) rows.set(key(ref), { ...row, answer: null });
    },
  };
}

/** What one comment or one edit changes. */
function changed(row: Row, change: WishChange, at: string): Row {
  switch (change.kind) {
    case 'hint':
      return { ...row, isHinted: true };
    case 'switch':
      return isNotLater(row.switchedAt, at) ? { ...row, isOff: change.off, switchedAt: at } : row;
    case 'restore':
      return { ...row, dismissals: row.dismissals.filter(({ check }) => check !== change.check) };
    case 'dismissal': {
      const text = JSON.stringify(change.dismissal);
      const isKnown = row.dismissals.some((one) => JSON.stringify(one) === text);
      return isKnown ? row : { ...row, dismissals: [...row.dismissals, change.dismissal] };
    }
    case 'choice': {
      const { field } = change.choice;
      const before = row.choices.find((one) => one.field === field);
      if (!isNotLater(before?.at, at)) return row;
      const choice: KeptChoice = { ...change.choice, at };
      const others = row.choices.filter((one) => one.field !== field);
      return { ...row, choices: [...others, choice].toSorted((a, b) => (a.field < b.field ? -1 : 1)) };
    }
  }
}

function isNotLater(before: string | null | undefined, at: string): boolean {
  return !before || Date.parse(before) <= Date.parse(at);
}
