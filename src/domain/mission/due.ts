import type { Issue } from '../issue.ts';
import type { FieldReading, MissionDue } from './mission.ts';
import type { MissionSettings } from './mission-settings.ts';

const DAY_MS = 86_400_000;

/** How far ahead of `today` a day lies; null when either is no date `YYYY-MM-DD`. What is overdue is due first of all. */
export function dueFrom(date: string, today: string, settings: MissionSettings['due']): MissionDue | null {
  const day = /^\d{4}-\d{2}-\d{2}(?![\d])/.exec(date.trim())?.[0];
  const ahead = day === undefined ? Number.NaN : (Date.parse(day) - Date.parse(today)) / DAY_MS;
  if (Number.isNaN(ahead)) return null;
  if (ahead <= settings.sprintDays) return 'sprint';
  if (ahead <= settings.monthDays) return 'month';
  return ahead <= settings.quarterDays ? 'quarter' : 'year';
}

/** The tracker's own answer: the due date, or else the sprint the issue is in. */
export function nativeDue(
  issue: Issue,
  today: string,
  settings: MissionSettings['due'],
): FieldReading<MissionDue> | undefined {
  const due = issue.dueDate === null ? null : dueFrom(issue.dueDate, today, settings);
  if (due !== null) {
    const inSprint = issue.sprintEnd !== null && (issue.dueDate ?? '') <= issue.sprintEnd.slice(0, 10);
    return { value: inSprint ? 'sprint' : due, source: 'native field', quote: issue.dueDate };
  }
  return issue.sprintEnd === null
    ? undefined
    : { value: 'sprint', source: 'native field', quote: issue.sprintEnd };
}
