import type { IssueRef } from '../domain/issue.ts';
import type { Clock, Log, ReviewQueue, WriteEntry, WriteLog } from '../domain/ports.ts';
import { type AllSettings, settingsFor } from '../domain/settings.ts';
import { dayStart, isOver, projectHourStart } from '../domain/write-back/gate.ts';
import { isQuiet } from '../domain/write-back/quiet-hours.ts';

const batch = 5_000;

export type CatchUpWrites = () => Promise<{ asked: number }>;

interface HeldIssue {
  readonly ref: IssueRef;
  readonly project: string;
  readonly reasons: ReadonlySet<string | null>;
}

/**
 * Asks for another look at issues whose writes were held, oldest first, as soon as there is room for them: the look
 * writes what is still wanted then, so nothing held is forgotten and nothing outdated is written.
 */
export function createCatchUpWrites(deps: {
  writes: WriteLog;
  settings: AllSettings;
  queue: ReviewQueue;
  clock: Clock;
  log: Log;
}): CatchUpWrites {
  const { writes, queue, clock } = deps;

  return async () => {
    const now = clock.now();
    const held = byIssue(await writes.list({ state: 'held', oldestFirst: true, limit: batch }));
    const room = new Map<string, number>();
    const due: HeldIssue[] = [];
    for (const issue of held) {
      const project = `${issue.ref.tracker} ${issue.project}`;
      const left = room.get(project) ?? (await roomIn(issue, now));
      const isDue = left > 0 && (await isDueNow(issue, now));
      room.set(project, isDue ? left - 1 : left);
      if (isDue) due.push(issue);
    }
    if (due.length > 0) {
      await queue.request(due.map(({ ref }) => ({ ref, cause: 'held write' })));
      deps.log.info({ asked: due.length, held: held.length }, 'held writes are caught up');
    }
    return { asked: due.length };
  };

  function settingsOf({ ref, project }: HeldIssue) {
    return settingsFor(deps.settings, ref.tracker, project).writeBack;
  }

  /** How many more calls the project has room for. */
  async function roomIn(issue: HeldIssue, now: Date): Promise<number> {
    const { budget, quietHours } = settingsOf(issue);
    if (isQuiet(now, quietHours)) return 0;
    const { ref, project } = issue;
    const made = await writes.countSince(projectHourStart(now), { tracker: ref.tracker, project });
    return budget.perProjectPerHour - made;
  }

  async function isDueNow(issue: HeldIssue, now: Date): Promise<boolean> {
    const { ref, reasons } = issue;
    if (reasons.has('breaker')) {
      const stop = await writes.findStop(ref);
      return stop === null || isOver(stop, now);
    }
    if (!reasons.has('issue-budget')) return true;
    return (await writes.countSince(dayStart(now), { ref })) < settingsOf(issue).budget.perIssuePerDay;
  }
}

function byIssue(entries: readonly WriteEntry[]): readonly HeldIssue[] {
  const issues = new Map<string, HeldIssue>();
  for (const { ref, project, reason } of entries) {
    const key = `${ref.tracker}:${ref.id}`;
    const reasons = new Set([...(issues.get(key)?.reasons ?? []), reason]);
    issues.set(key, { ref, project, reasons });
  }
  return [...issues.values()];
}
