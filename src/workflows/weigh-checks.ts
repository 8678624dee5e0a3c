import { isSilenced, standingOf } from '../domain/assessment/standing.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import type { TrackerName } from '../domain/issue.ts';
import type { CheckStanding, Clock, Log, Standings } from '../domain/ports.ts';
import { type AllSettings, settingsFor } from '../domain/settings.ts';

interface Project {
  readonly tracker: TrackerName;
  readonly project: string;
}

/** Weighs the checks of one project, or of all; answers how many have fallen silent and how many speak again. */
export type WeighChecks = (of?: Project) => Promise<{ readonly silenced: number; readonly restored: number }>;

const dayMs = 86_400_000;

/**
 * Brings the standing of checks up to date with what people dismissed as false. Run after each such dismissal, and
 * now and then for comments that have grown old and for settings that have changed.
 */
export function createWeighChecks(deps: {
  standings: Standings;
  settings: AllSettings;
  clock: Clock;
  log: Log;
}): WeighChecks {
  const { standings, clock, log } = deps;

  return async (of) => {
    let silenced = 0;
    let restored = 0;
    for (const project of of ? [of] : await standings.projects()) {
      const before = await standings.list(project);
      const after = await weigh(project, before);
      const turned = after.filter((one) => one.silenced !== (before.find(same(one))?.silenced ?? false));
      const moved = after.filter((one) => !isEqual(one, before.find(same(one))));
      if (moved.length > 0) await standings.put(moved, turned.map(turnedEvent));
      for (const { tracker, project, check, standing, silenced: isSilent } of turned) {
        log.info(
          { tracker, project, check, standing },
          isSilent ? 'a check is silenced' : 'a check speaks again',
        );
      }
      silenced += turned.filter((one) => one.silenced).length;
      restored += turned.filter((one) => !one.silenced).length;
    }
    return { silenced, restored };
  };

  async function weigh(
    { tracker, project }: Project,
    before: readonly CheckStanding[],
  ): Promise<readonly CheckStanding[]> {
    const settings = settingsFor(deps.settings, tracker, project);
    const since = new Date(clock.now().getTime() - settings.standing.days * dayMs);
    const counts = await standings.count(tracker, project, since);
    const gone = before.filter(({ check }) => !counts.some((count) => count.check === check));
    const all = [...counts, ...gone.map(({ check }) => ({ check, commented: 0, dismissed: 0 }))];
    return all.map(({ check, commented, dismissed }) => {
      const own = settings.checks[check];
      const standing = standingOf({ commented, dismissed }, own?.standingPrior ?? settings.standing.prior);
      const isSilent = isSilenced(standing, own?.minStanding ?? settings.standing.min);
      return { tracker, project, check, commented, dismissed, standing, silenced: isSilent };
    });
  }

  function turnedEvent({ tracker, project, ...data }: CheckStanding): WaymarkEvent {
    return {
      topic: data.silenced ? 'check.silenced' : 'check.restored',
      subject: `${tracker}:project:${project}`,
      data: { ...data, standing: Math.round(data.standing * 1_000) / 1_000 },
      actor: 'waymark',
      at: clock.now().toISOString(),
    };
  }
}

function same(one: CheckStanding) {
  return ({ check }: CheckStanding) => check === one.check;
}

function isEqual(one: CheckStanding, other: CheckStanding | undefined): boolean {
  return (
    other !== undefined &&
    one.commented === other.commented &&
    one.dismissed === other.dismissed &&
    one.standing === other.standing &&
    one.silenced === other.silenced
  );
}
