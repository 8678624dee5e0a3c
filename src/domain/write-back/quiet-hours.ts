import type { WriteBackSettings } from './write-back-settings.ts';

const WEEKEND = ['Sat', 'Sun'];

/** Whether it is quiet there at this moment. Hours that begin later than they end reach over midnight. */
export function isQuiet(
  now: Date,
  { from, to, timeZone, weekends }: WriteBackSettings['quietHours'],
): boolean {
  if (from === null && !weekends) return false;
  const { weekday, time } = localTime(now, timeZone);
  if (weekends && WEEKEND.includes(weekday)) return true;
  if (from === null || to === null) return false;
  return from <= to ? from <= time && time < to : from <= time || time < to;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function localTime(now: Date, timeZone: string): { weekday: string; time: string } {
  let format = formats.get(timeZone);
  if (!format) {
    const style = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    format = new Intl.DateTimeFormat('en', { timeZone, ...style });
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return { weekday: parts.get('weekday') ?? '', time: `${parts.get('hour')}:${parts.get('minute')}` };
}
