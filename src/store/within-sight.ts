import { type SqlBool, sql } from 'kysely';
import type { Sight } from '../domain/access.ts';
import { cleanJson, cleanText } from './clean.ts';

/** Holds for rows of projects that may be seen; `table` is a table, or its alias, with `tracker` and `project`. */
export function withinSight({ hidden }: Sight, table: string) {
  if (hidden.length === 0) return sql<SqlBool>`true`;
  const rows = hidden.map(({ tracker, project }) => ({ tracker, project: cleanText(project) }));
  return sql<SqlBool>`not exists (
    select from jsonb_to_recordset(${cleanJson(rows)}::jsonb) as hidden(tracker text, project text)
    where hidden.tracker = ${sql.ref(`${table}.tracker`)}
      and upper(hidden.project) = upper(${sql.ref(`${table}.project`)}))`;
}
