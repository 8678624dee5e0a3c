import { DateTime } from 'luxon';
import { type AudienceSettings, weekdays } from '../domain/digest/digest-settings.ts';
import type { Day } from '../domain/okr/days.ts';

/** One time at which an audience's digest is due. */
export interface Occasion {
  /** The local day: names the period, however often the clocks change. */
  readonly day: Day;
  readonly dueAt: Date;
}

type Schedule = Pick<AudienceSettings, 'weekday' | 'at' | 'timeZone'>;

/**
 * The last occasion up to `now`: the same time on the wall in summer and in winter. A time that the clocks skip that
 * day is the one they show instead (02:30 becomes 03:30); of one that they show twice the first counts.
 */
export function lastOccasion({ weekday, at, timeZone }: Schedule, now: Date): Occasion {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  const onWall = (day: DateTime) => {
    // Set from the day's start: moving a time across a change of the clocks would keep the change.
    const set = DateTime.fromObject(
      { year: day.year, month: day.month, day: day.day, hour, minute },
      { zone: timeZone },
    );
    const [earliest = set] = set.getPossibleOffsets();
    return earliest;
  };
  const back = (local.weekday - 1 - weekdays.indexOf(weekday) + 7) % 7;
  const day = local.minus({ days: back });
  const due = onWall(day);
  const last = due.toMillis() <= now.getTime() ? due : onWall(day.minus({ days: 7 }));
  return { day: last.toISODate() ?? '', dueAt: last.toJSDate() };
}

/** The local day there; empty where there is no such zone. */
export function localDay(timeZone: string, now: Date): Day {
  return DateTime.fromJSDate(now, { zone: timeZone }).toISODate() ?? '';
}
