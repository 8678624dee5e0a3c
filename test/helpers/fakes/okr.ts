import { leadsToHidden, maySee, type Sight, seesEverything } from '../../../src/domain/access.ts';
import type { IssueRef } from '../../../src/domain/issue.ts';
import { type KeyResult, workOf } from '../../../src/domain/okr/goal.ts';
import { withoutHidden } from '../../../src/domain/okr/hidden-names.ts';
import { linkKey, linkKeysOf } from '../../../src/domain/okr/issue-links.ts';
import { createIssueMeasure } from '../../../src/domain/okr/measure.ts';
import type {
  CheckIns,
  EventLog,
  GoalQueue,
  GoalStore,
  GoalsVersion,
  IssueFactsStore,
  IssueRecord,
  PublishedRow,
  PublishedStandings,
  StoredCheckIn,
} from '../../../src/domain/ports.ts';

const none: GoalsVersion = { version: 0, goals: [], since: new Map(), importedAt: null, importedBy: null };

/** Goal trees in memory. */
export function createFakeGoalStore(events: EventLog): GoalStore {
  const versions: GoalsVersion[] = [];
  const newest = () => versions.at(-1) ?? none;
  return {
    current: async () => newest(),
    version: async (version) => versions.find((one) => one.version === version) ?? null,
    async history(limit) {
      return versions
        .map(({ version, importedAt, importedBy }) => ({ version, importedAt, importedBy }))
        .toReversed()
        .slice(0, limit);
    },
    async put({ goals, basedOn, by, at }, withEvents) {
      const before = newest();
      if (before.version !== basedOn) return { outcome: 'conflict' };
      const since = new Map(goals.map(({ id }) => [id, before.since.get(id) ?? at.slice(0, 10)]));
      const version = basedOn + 1;
      versions.push({ version, goals: structuredClone(goals), since, importedAt: at, importedBy: by });
      await events.append(withEvents);
      return { outcome: 'saved', version };
    },
  };
}

/** Check-ins in memory. */
export function createFakeCheckIns(events: EventLog): CheckIns {
  const rows: (StoredCheckIn & { readonly key: string | null })[] = [];
  const shown = ({ key: _, ...row }: (typeof rows)[number], sight = seesEverything): StoredCheckIn => ({
    ...structuredClone(row),
    evidence: row.evidence.filter((link) => !leadsToHidden(sight, link)),
    note: row.note === null ? null : withoutHidden(row.note, sight),
  });
  return {
    async add(row, withEvents) {
      const known = row.key === null ? undefined : rows.find(({ key }) => key === row.key);
      if (known) return { outcome: 'known', checkIn: shown(known) };
      const isCorrected = row.corrects !== null && rows.some(({ corrects }) => corrects === row.corrects);
      if (isCorrected) return { outcome: 'corrected-already' };
      const added = { ...row, id: `check-in-${rows.length + 1}` };
      rows.push(added);
      await events.append(withEvents);
      return { outcome: 'added', checkIn: shown(added) };
    },
    async find(id) {
      const found = rows.find((row) => row.id === id);
      return found ? shown(found) : null;
    },
    async of(keyResults, sight) {
      const found = new Map<string, StoredCheckIn[]>();
      for (const row of rows) {
        if (keyResults && !keyResults.includes(row.keyResult)) continue;
        found.set(row.keyResult, [...(found.get(row.keyResult) ?? []), shown(row, sight)]);
      }
      return found;
    },
    async lastDays() {
      const days = new Map<string, string>();
      for (const { keyResult, day } of rows) {
        if (day > (days.get(keyResult) ?? '')) days.set(keyResult, day);
      }
      return days;
    },
  };
}

/** Issue facts in memory, measured by the domain's own measure. */
export function createFakeIssueFacts(): IssueFactsStore {
  const records = new Map<string, IssueRecord>();
  const keyOf = ({ tracker, id }: IssueRef) => `${tracker}:${id}`;
  const linkedTo = (keyResult: KeyResult, sight: Sight = seesEverything) => {
    const rule = workOf(keyResult);
    if (rule === null) return [];
    return [...records.values()].filter(
      ({ facts, issue, project }) =>
        linkKeysOf(facts).includes(linkKey(rule)) && maySee(sight, { tracker: issue.ref.tracker, project }),
    );
  };
  return {
    async find(ref) {
      return structuredClone(records.get(keyOf(ref)) ?? null);
    },
    async findByKey(tracker, key) {
      const found = [...records.values()]
        .filter(({ issue }) => issue.ref.tracker === tracker && issue.key === key)
        .toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
      return structuredClone(found[0] ?? null);
    },
    async put(record) {
      const before = records.get(keyOf(record.issue.ref));
      if (before && Date.parse(before.updatedAt) > Date.parse(record.updatedAt)) return 'stale';
      const facts = { ...record.facts, foundBy: before?.facts.foundBy ?? [] };
      records.set(keyOf(record.issue.ref), structuredClone({ ...record, facts }));
      return 'saved';
    },
    async remove(ref) {
      records.delete(keyOf(ref));
    },
    async sums(keyResults) {
      const measured = keyResults.filter((one) => workOf(one) !== null);
      const measure = createIssueMeasure(
        measured.map((one) => {
          const link = workOf(one);
          if (one.source.kind === 'issues' || link === null) return one;
          return { ...one, source: { kind: 'issues', link } };
        }),
      );
      for (const { facts } of records.values()) measure.set(facts);
      const sums = measured.map((one) => [one.id, measure.sumsOf(one.id)] as const);
      return new Map(sums.filter(([, { issues }]) => issues > 0));
    },
    async linked(keyResults, { doneSince, limit, sight } = {}) {
      const found = keyResults.map((one) => {
        const issues = linkedTo(one, sight)
          .map(({ issue }) => issue)
          .filter(({ doneOn }) => doneSince === undefined || (doneOn !== null && doneOn >= doneSince))
          .toSorted((a, b) => (a.key < b.key ? -1 : 1))
          .toSorted((a, b) => (a.doneOn === b.doneOn ? 0 : (a.doneOn ?? '') > (b.doneOn ?? '') ? -1 : 1));
        return [one.id, issues.slice(0, limit)] as const;
      });
      return new Map(found.filter(([, issues]) => issues.length > 0));
    },
    async factsOf(keyResult, sight) {
      return linkedTo(keyResult, sight).map(({ facts }) => structuredClone(facts));
    },
    async setFoundBy(ruleKey, refs) {
      const wanted = new Map(refs.map((ref) => [keyOf(ref), ref]));
      const changed: IssueRef[] = [];
      for (const [key, record] of records) {
        const { foundBy } = record.facts;
        if (foundBy.includes(ruleKey) === wanted.has(key)) continue;
        const others = foundBy.filter((one) => one !== ruleKey);
        const facts = { ...record.facts, foundBy: wanted.has(key) ? [...others, ruleKey] : others };
        records.set(key, { ...record, facts });
        changed.push(record.issue.ref);
      }
      return { changed, unknown: [...wanted].flatMap(([key, ref]) => (records.has(key) ? [] : [ref])) };
    },
  };
}

/** Published standings in memory. */
export function createFakePublishedStandings(events: EventLog): PublishedStandings {
  const rows = new Map<string, PublishedRow>();
  return {
    async of(goals) {
      return [...rows]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([, row]) => (goals.includes(row.goal) ? [structuredClone(row)] : []));
    },
    async put(more, withEvents) {
      for (const row of more) rows.set(JSON.stringify([row.goal, row.place]), structuredClone(row));
      await events.append(withEvents);
    },
  };
}

/** Keeps what was asked for. */
export function createFakeGoalQueue(): GoalQueue & { readonly requested: string[] } {
  const requested: string[] = [];
  return {
    requested,
    async request(goals) {
      requested.push(...goals);
    },
  };
}
