import type { IssueRef } from '../../../src/domain/issue.ts';
import type { EventLog, WriteEntry, WriteLog, WriteStop } from '../../../src/domain/ports.ts';
import { createFakeEventLog } from './event-log.ts';

export interface FakeWriteLog extends WriteLog {
  /** Every entry there is, in the order of `seq`. */
  all(): readonly WriteEntry[];
}

/** The write log in memory; its events go to the log that is passed in. */
export function createFakeWriteLog(events: EventLog = createFakeEventLog()): FakeWriteLog {
  let rows: WriteEntry[] = [];
  let lastSeq = 0;
  const stops = new Map<string, WriteStop>();
  const name = (ref: IssueRef) => `${ref.tracker}:${ref.id}`;
  const of = (ref: IssueRef) => rows.filter((row) => name(row.ref) === name(ref));
  const isCall = ({ state }: WriteEntry) => state === 'intended' || state === 'written';
  const add = (entry: Omit<WriteEntry, 'seq'>): number => {
    lastSeq += 1;
    rows.push({ ...structuredClone(entry), seq: lastSeq });
    return lastSeq;
  };

  return {
    all: () => structuredClone(rows),
    async append(entries, withEvents) {
      const seqs = entries.map(add);
      await events.append(withEvents);
      return seqs;
    },
    async open(ref) {
      return structuredClone(of(ref).filter(({ state }) => state === 'intended' || state === 'held'));
    },
    async settle(outcomes, withEvents) {
      const outcomeOf = (row: WriteEntry) =>
        row.state === 'intended' ? outcomes.find(({ seq }) => seq === row.seq) : undefined;
      rows = rows.flatMap((row) => {
        const outcome = outcomeOf(row);
        if (!outcome) return [row];
        if (outcome.state === 'dropped') return [];
        return [
          { ...row, state: outcome.state, reason: outcome.state === 'intended' ? outcome.reason : null },
        ];
      });
      await events.append(withEvents);
    },
    async hold(ref, kind, entries, withEvents) {
      const before = of(ref).filter((row) => row.kind === kind && row.state === 'held');
      rows = rows.filter((row) => !before.includes(row));
      for (const entry of entries) {
        const same = before.find(({ field, reason }) => field === entry.field && reason === entry.reason);
        add({ ...entry, at: same?.at ?? entry.at });
      }
      await events.append(withEvents);
    },
    async release(ref) {
      const held = of(ref).filter(({ state }) => state === 'held');
      rows = rows.filter((row) => !held.includes(row));
    },
    async lastWritten(ref) {
      const written = of(ref).filter((row) => isCall(row) && row.field !== null);
      return Object.fromEntries(written.map(({ field, after }) => [field, after]));
    },
    async list({ since, tracker, project, ref, state, before, oldestFirst = false, limit }) {
      const found = rows
        .filter((row) => since === undefined || Date.parse(row.at) >= since.getTime())
        .filter((row) => tracker === undefined || row.ref.tracker === tracker)
        .filter((row) => project === undefined || row.project === project)
        .filter((row) => ref === undefined || name(row.ref) === name(ref))
        .filter((row) => state === undefined || row.state === state)
        .filter((row) => before === undefined || row.seq < before);
      return structuredClone((oldestFirst ? found : found.toReversed()).slice(0, limit));
    },
    async countSince(since, { tracker, ref, project, kind }) {
      const calls = rows
        .filter((row) => isCall(row) && Date.parse(row.at) >= since.getTime())
        .filter((row) => tracker === undefined || row.ref.tracker === tracker)
        .filter((row) => ref === undefined || name(row.ref) === name(ref))
        .filter((row) => project === undefined || row.project === project)
        .filter((row) => kind === undefined || row.kind === kind);
      return new Set(calls.map((row) => `${name(row.ref)} ${row.kind} ${Date.parse(row.at)}`)).size;
    },
    async markUndone(seqs, at, withEvents) {
      const reason = `undone at ${at.toISOString()}`;
      rows = rows.map((row) =>
        seqs.includes(row.seq) && row.state === 'written' ? { ...row, state: 'undone', reason } : row,
      );
      await events.append(withEvents);
    },
    async findStop(ref) {
      return structuredClone(stops.get(name(ref)) ?? null);
    },
    async putStop(stop, withEvents) {
      stops.set(name(stop.ref), structuredClone(stop));
      await events.append(withEvents);
    },
  };
}
