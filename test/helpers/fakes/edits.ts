import { type Edit, editSubject } from '../../../src/domain/edits/edit.ts';
import type { IssueRef } from '../../../src/domain/issue.ts';
import type { Edits, EventLog } from '../../../src/domain/ports.ts';
import { createFakeEventLog } from './event-log.ts';
import { createFakeWishes, type FakeWishes } from './wishes.ts';

type Row = Edit & { readonly dueAt: number };

export interface FakeEdits extends Edits {
  /** Every edit there is, in the order of `seq`. */
  all(): readonly Edit[];
}

/** What people asked for on pages, in memory; its effects and events go to what is passed in. */
export function createFakeEdits(
  wishes: FakeWishes = createFakeWishes(),
  events: EventLog = createFakeEventLog(),
): FakeEdits {
  let rows: readonly Row[] = [];
  const name = (ref: IssueRef) => `${ref.tracker}:${ref.id}`;
  const toEdit = ({ dueAt: _, ...edit }: Row): Edit => structuredClone(edit);
  const change = (of: (row: Row) => boolean, to: Partial<Row>) => {
    const changed = rows.filter((row) => row.state === 'waiting' && of(row));
    rows = rows.map((row) => (changed.includes(row) ? { ...row, ...to } : row));
    return changed.length > 0;
  };

  return {
    all: () => rows.map(toEdit),
    async ask(asked, withEvents) {
      const before = rows.length;
      for (const { ref, wish, askedAt } of asked) {
        change((row) => name(row.ref) === name(ref) && editSubject(row.wish) === editSubject(wish), {
          state: 'superseded',
          settledAt: askedAt.toISOString(),
          why: null,
        });
      }
      const added = asked.map(({ by, askedAt, ...edit }, index) => ({
        ...edit,
        seq: before + index + 1,
        by: by.who,
        askedAt: askedAt.toISOString(),
        ...({ state: 'waiting', why: null, settledAt: null } as const),
        dueAt: askedAt.getTime() + 60_000,
      }));
      rows = [...rows, ...added];
      await events.append(withEvents);
      return added.map(({ seq }) => seq);
    },
    async waiting(ref) {
      return rows.filter((row) => name(row.ref) === name(ref) && row.state === 'waiting').map(toEdit);
    },
    async settle({ edit, state, why, at, changes }, withEvents) {
      const isFirst = change(({ seq }) => seq === edit.seq, { state, why, settledAt: at.toISOString() });
      if (!isFirst) return 'settled-before';
      wishes.apply(edit.ref, changes, edit.askedAt);
      await events.append(withEvents);
      return 'settled';
    },
    async postpone(seq, why, until) {
      change((row) => row.seq === seq, { why, dueAt: until.getTime() });
    },
    async due(now, limit) {
      const due = rows
        .filter((row) => row.state === 'waiting' && row.dueAt <= now.getTime())
        .toSorted((a, b) => a.dueAt - b.dueAt);
      return [...new Map(due.map(({ ref }) => [name(ref), ref])).values()].slice(0, limit);
    },
    async recent(refs, since) {
      const wanted = new Set(refs.map(name));
      const found = new Map<string, Edit[]>();
      for (const row of rows.toReversed()) {
        const isTold =
          row.state === 'waiting' ||
          (row.state !== 'superseded' && Date.parse(row.settledAt ?? '') >= since.getTime());
        if (!wanted.has(name(row.ref)) || !isTold) continue;
        found.set(name(row.ref), [...(found.get(name(row.ref)) ?? []), toEdit(row)]);
      }
      return found;
    },
  };
}
