import type { ProjectRef } from '../../../domain/access.ts';
import type { Audit, Share } from '../../../domain/audit/audit.ts';
import { type AuditPeriod, auditPeriodOf, periodsUpTo } from '../../../domain/audit/period.ts';
import { fewestAuthors, type Silence } from '../../../domain/audit/privacy.ts';
import type { Day } from '../../../domain/okr/days.ts';
import { shown } from '../../../domain/quoted.ts';
import { trackerNamesShown } from '../parts/names.ts';

/** Why the audit says nothing of a period. */
export const silenceWords: Readonly<Record<Silence, string>> = {
  'no-stories': 'No story was written then.',
  'few-authors': `Fewer than ${fewestAuthors} people wrote the stories. A figure would point at somebody, so there is none.`,
  neighbour: `A month beside this one has stories of fewer than ${fewestAuthors} people. With this month’s figures they could be worked out, so there are none; look at the quarter.`,
};

export const privacyWords = `Figures of teams, never of people: nothing is told of stories by fewer than ${fewestAuthors} people, and no role of fewer than three.`;

/** The change since the period before, in points of a hundred; null where there is none to compare with. */
export function changeWords({ share, before }: Share): string | null {
  if (before === null) return null;
  const points = Math.round(share * 100) - Math.round(before * 100);
  if (points === 0) return 'unchanged';
  return `${Math.abs(points)} ${Math.abs(points) === 1 ? 'point' : 'points'} ${points > 0 ? 'more' : 'fewer'}`;
}

/** `Q4-2026`, or a month as people write it. */
export function periodWords({ kind, id, from }: AuditPeriod): string {
  if (kind === 'quarter') return id.replace('-', ' ');
  const date = new Date(`${from}T00:00:00Z`);
  return date.toLocaleDateString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** Short enough for a chart. */
export function shortPeriod({ kind, id, from }: AuditPeriod): string {
  if (kind === 'quarter') return id.replace(/-20/, ' ’');
  return new Date(`${from}T00:00:00Z`).toLocaleDateString('en', { month: 'short', timeZone: 'UTC' });
}

export const teamWords = (team: ProjectRef | null): string =>
  team === null ? 'all teams' : `${shown(team.project, 60)} (${trackerNamesShown[team.tracker]})`;

export const auditTitle = ({ team, period }: Pick<Audit, 'team' | 'period'>) =>
  `Backlog audit: ${teamWords(team)}, ${periodWords(period)}`;

/** The periods that can be chosen, the newest first: the last quarters and months, and one that an address names. */
export function periodChoices(now: AuditPeriod, today: Day): readonly AuditPeriod[] {
  const choices = [
    ...periodsUpTo(auditPeriodOf(today, 'quarter'), 5).toReversed(),
    ...periodsUpTo(auditPeriodOf(today, 'month'), 12).toReversed(),
  ];
  return choices.some(({ id }) => id === now.id) ? choices : [now, ...choices];
}
