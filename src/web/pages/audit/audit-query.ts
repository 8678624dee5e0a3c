import { z } from 'zod';
import { type ProjectRef, readProjectRef } from '../../../domain/access.ts';
import { type AuditPeriod, auditPeriodOf, readAuditPeriod } from '../../../domain/audit/period.ts';
import type { Day } from '../../../domain/okr/days.ts';
import type { AuditWish } from '../../../workflows/view-audit.ts';

const text = z.string().trim().max(200).optional().catch(undefined);
const query = z.object({ team: text, period: text });

/** The audit's address; what it does not know of is left out. Without a period it is this quarter. */
export function readAuditQuery(from: unknown, today: Day): AuditWish {
  const read = query.safeParse(from);
  const asked = read.success ? read.data : {};
  return {
    team: asked.team === undefined ? null : readProjectRef(asked.team),
    period: (asked.period && readAuditPeriod(asked.period)) || auditPeriodOf(today, 'quarter'),
  };
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
