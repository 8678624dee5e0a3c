import { randomUUID } from 'node:crypto';
import type { Issue, TrackerName } from '../../../src/domain/issue.ts';
import type {
  BackfillOptions,
  BackfillPosition,
  Backfills,
  DeferredWrite,
  EventLog,
  Leases,
  QuietIssues,
  Review,
  SavedIssues,
  Watermark,
  Watermarks,
} from '../../../src/domain/ports.ts';

/** Leases in memory; time is what `now` says. */
export function createFakeLeases(now: () => number = Date.now): Leases {
  const held = new Map<string, { holder: string; until: number }>();
  return {
    async take(name, forMs, as = '') {
      const present = held.get(name);
      const isSame = as !== '' && present?.holder.startsWith(`${as}:`);
      if (present && present.until >= now() && !isSame) return null;
      const holder = `${as}:${randomUUID()}`;
      held.set(name, { holder, until: now() + forMs });
      return {
        async renew() {
          if (held.get(name)?.holder !== holder) return false;
          held.set(name, { holder, until: now() + forMs });
          return true;
        },
        async release() {
          if (held.get(name)?.holder === holder) held.delete(name);
        },
      };
    },
  };
}

export function createFakeBackfills(events: EventLog): Backfills {
  const positions = new Map<string, BackfillPosition>();
  const deferred = new Map<string, Map<string, DeferredWrite>>();
  const keyOf = ({ tracker, query, comment }: BackfillOptions) => JSON.stringify([tracker, query, comment]);
  const nameOf = ({ id, field }: DeferredWrite) => `${id} ${field}`;
  return {
    async find(options) {
      return structuredClone(positions.get(keyOf(options)) ?? null);
    },
    async save(position, more) {
      const key = keyOf(position.options);
      positions.set(key, structuredClone(position));
      const mine = deferred.get(key) ?? new Map<string, DeferredWrite>();
      for (const write of more) mine.set(nameOf(write), structuredClone(write));
      deferred.set(key, mine);
    },
    async deferred(options) {
      return [...(deferred.get(keyOf(options))?.values() ?? [])];
    },
    async endDeferred(options, ended) {
      for (const write of ended) deferred.get(keyOf(options))?.delete(nameOf(write));
    },
    async end(options, withEvents) {
      positions.delete(keyOf(options));
      deferred.delete(keyOf(options));
      await events.append(withEvents);
    },
  };
}

export function createFakeWatermarks(): Watermarks {
  const marks = new Map<TrackerName, Watermark>();
  const none: Watermark = { dealtWithUntil: null, lookedAt: null, look: null, existsAfter: null };
  return {
    async find(tracker) {
      return structuredClone(marks.get(tracker) ?? none);
    },
    async save(tracker, watermark) {
      marks.set(tracker, structuredClone(watermark));
    },
  };
}

export function createFakeQuietIssues(): QuietIssues {
  const fingerprints = new Map<string, string>();
  return {
    async add(issues) {
      for (const { ref, fingerprint } of issues) {
        const key = `${ref.tracker}:${ref.id}`;
        if (!fingerprints.has(key)) fingerprints.set(key, fingerprint);
      }
    },
    async find({ tracker, id }) {
      return fingerprints.get(`${tracker}:${id}`) ?? null;
    },
    async drop({ tracker, id }) {
      fingerprints.delete(`${tracker}:${id}`);
    },
  };
}

/** Over the reviews that `all` gives: those that are there, and the projects of those that are not. */
export function createFakeSavedIssues(
  all: () => readonly { readonly review: Review; readonly gone: boolean }[],
): SavedIssues {
  const of = (tracker: TrackerName) => all().filter(({ review }) => review.issue.ref.tracker === tracker);
  return {
    async page(tracker, after, limit): Promise<readonly Issue[]> {
      return of(tracker)
        .filter(({ gone, review }) => !gone && (after === null || review.issue.ref.id > after))
        .map(({ review }) => review.issue)
        .toSorted((a, b) => (a.ref.id < b.ref.id ? -1 : 1))
        .slice(0, limit);
    },
    async updatedAt(tracker, ids) {
      const known = of(tracker).filter(({ gone, review }) => !gone && ids.includes(review.issue.ref.id));
      return new Map(known.map(({ review: { issue } }) => [issue.ref.id, issue.updatedAt]));
    },
    async projects(tracker) {
      return new Set(of(tracker).map(({ review }) => review.issue.project));
    },
  };
}
