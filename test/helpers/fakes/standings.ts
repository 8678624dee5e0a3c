import type { CheckId } from '../../../src/domain/assessment/finding.ts';
import type { IssueRef, TrackerName } from '../../../src/domain/issue.ts';
import type { CheckStanding, EventLog, Standings, Wishes } from '../../../src/domain/ports.ts';
import { createFakeEventLog } from './event-log.ts';
import { createFakeWishes } from './wishes.ts';

interface Commented {
  readonly ref: IssueRef;
  readonly project: string;
  readonly check: CheckId;
  readonly at: Date;
}

/** Standings in memory. Dismissals are looked up in the wishes, events go to the log that is passed in. */
export function createFakeStandings(
  wishes: Wishes = createFakeWishes(),
  events: EventLog = createFakeEventLog(),
): Standings {
  const commented = new Map<string, Commented>();
  const standings = new Map<string, CheckStanding>();
  const isOf = (tracker: TrackerName, project: string) => (one: CheckStanding) =>
    one.tracker === tracker && one.project === project;
  const ordered = () =>
    [...standings].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, standing]) => structuredClone(standing));

  return {
    async noteCommented(ref, project, checks, at) {
      for (const check of checks) {
        const key = JSON.stringify([ref, check]);
        if (!commented.has(key)) commented.set(key, { ref, project, check, at });
      }
    },
    async projects() {
      const all = [
        ...[...commented.values()].map(({ ref, project }) => ({ tracker: ref.tracker, project })),
        ...[...standings.values()].map(({ tracker, project }) => ({ tracker, project })),
      ];
      return [...new Map(all.map((one) => [`${one.tracker} ${one.project}`, one]))]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([, one]) => one);
    },
    async count(tracker, project, since) {
      const counts = new Map<CheckId, { commented: number; dismissed: number }>();
      for (const one of commented.values()) {
        if (one.ref.tracker !== tracker || one.project !== project || one.at < since) continue;
        const { dismissals } = await wishes.of(one.ref);
        const isFalse = dismissals.some(({ check, reason }) => check === one.check && reason === 'false');
        const count = counts.get(one.check) ?? { commented: 0, dismissed: 0 };
        counts.set(one.check, {
          commented: count.commented + 1,
          dismissed: count.dismissed + (isFalse ? 1 : 0),
        });
      }
      return [...counts]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([check, count]) => ({ check, ...count }));
    },
    async list(of) {
      return of ? ordered().filter(isOf(of.tracker, of.project)) : ordered();
    },
    async silenced(tracker, project) {
      const quiet = ordered().filter((one) => isOf(tracker, project)(one) && one.silenced);
      return new Set(quiet.map(({ check }) => check));
    },
    async put(more, withEvents) {
      for (const one of more)
        standings.set(`${one.tracker} ${one.project} ${one.check}`, structuredClone(one));
      await events.append(withEvents);
    },
  };
}
