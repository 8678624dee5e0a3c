import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Sight } from '../domain/access.ts';
import { cleanJson } from './clean.ts';

/** Holds for rows of projects that may be seen; `table` is a table, or its alias, with `tracker` and `project`. */
export function withinSight(sight: Sight, table: string): RawBuilder<SqlBool> {
  return isVisible(sight, sql.ref(`${table}.tracker`), sql.ref(`${table}.project`));
}

/**
 * That a project is not hidden, as a condition: both are given as SQL, and a project that is null counts as hidden from
 * whoever does not see everything, because it may be.
 */
export function isVisible(
  { hidden }: Sight,
  tracker: RawBuilder<unknown>,
  project: RawBuilder<unknown>,
): RawBuilder<SqlBool> {
  if (hidden.length === 0) return sql<SqlBool>`true`;
  const rows = hidden.map((one) => ({ tracker: one.tracker, project: one.project }));
  return sql<SqlBool>`(${project} is not null and not exists (
    select from jsonb_to_recordset(${cleanJson(rows)}::jsonb) as hidden(tracker text, project text)
    where hidden.tracker = ${tracker} and upper(hidden.project) = upper(${project})))`;
}

/**
 * The project of an issue as far as it is known: of its review, else by its key, in which a Jira project and a Linear
 * team stand before the hyphen.
 */
export function projectOf(
  tracker: RawBuilder<string>,
  issueId: RawBuilder<string | null>,
  issueKey: RawBuilder<string | null>,
): RawBuilder<string | null> {
  return sql<string | null>`coalesce(
    (select r.project from waymark.reviews r where r.tracker = ${tracker} and r.issue_id = ${issueId}),
    nullif(split_part(${issueKey}, '-', 1), ''))`;
}
