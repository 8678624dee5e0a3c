/** A calendar day, `YYYY-MM-DD`. Days compare as strings. */
export type Day = string;

const msPerDay = 86_400_000;

/** True for a day that exists: `2026-02-30` does not. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
}

const dayNumber = (day: Day) => Date.parse(`${day}T00:00:00Z`) / msPerDay;

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round(dayNumber(to) - dayNumber(from));
}

export function addDays(day: Day, days: number): Day {
  return new Date((dayNumber(day) + days) * msPerDay).toISOString().slice(0, 10);
}

/** The day of an ISO 8601 time in UTC. */
export const dayOf = (time: string): Day => time.slice(0, 10);

export function laterOf(a: Day, b: Day): Day {
  return daysBetween(a, b) > 0 ? b : a;
}
