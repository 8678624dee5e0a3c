import { z } from 'zod';
import type { ProjectRef } from '../../../domain/access.ts';
import { type AuditPeriod, auditPeriodOf, readAuditPeriod } from '../../../domain/audit/period.ts';
import { trackerNames } from '../../../domain/issue.ts';
import type { Day } from '../../../domain/okr/days.ts';
import type { AuditWish } from '../../../workflows/view-audit.ts';

const text = z.string().trim().max(200).optional().catch(undefined);
const query = z.object({ team: text, period: text });

const team = z.templateLiteral([z.enum(trackerNames), ':', z.string().min(1)]);

/** The audit's address; what it does not know of is left out. Without a period it is this quarter. */
export function readAuditQuery(from: unknown, today: Day): AuditWish {
  const read = query.safeParse(from);
  const asked = read.success ? read.data : {};
  return {
    team: readTeam(asked.team),
    period: (asked.period && readAuditPeriod(asked.period)) || auditPeriodOf(today, 'quarter'),
  };
}

function readTeam(words: string | undefined): ProjectRef | null {
  const read = team.safeParse(words);
  if (!read.success) return null;
  const [tracker = ''] = read.data.split(':', 1);
  const known = trackerNames.find((name) => name === tracker);
  return known ? { tracker: known, project: read.data.slice(tracker.length + 1) } : null;
}

export const teamValue = ({ tracker, project }: ProjectRef) => `${tracker}:${project}`;

/** The address of the audit, or of one of its files. */
export function auditPath(
  { team: of, period }: { readonly team: ProjectRef | null; readonly period: AuditPeriod },
  file: '' | '.csv' | '.md' = '',
): string {
  const params = new URLSearchParams({ ...(of && { team: teamValue(of) }), period: period.id });
  return `/audit${file}?${params}`;
}
