import { type SqlBool, sql } from 'kysely';
import { NONE } from '../domain/mission/board-groups.ts';
import type { CardFilter } from '../domain/ports.ts';
import { cleanText } from './clean.ts';
import { linkedAtOnce, linkedBy } from './linked-by.ts';
import { withinSight } from './within-sight.ts';

/** Columns that a mission may have no value in. In this form an index meets those without, too. */
const valued = ['size', 'value', 'persona', 'priority'] as const;

/**
 * The cards of the board that a filter leaves, as a condition on `mission_cards`. `of` says whether a query looks at the
 * first cards or at all there are.
 */
export function isLeft(filter: CardFilter, of: 'first' | 'all' = 'first') {
  const { project, owner, gap, search, links, tracker, framing, state } = filter;
  const parts = [sql<SqlBool>`mission_cards.stage is not null`, withinSight(filter.sight, 'mission_cards')];
  if (tracker !== undefined) parts.push(sql<SqlBool>`mission_cards.tracker = ${tracker}`);
  if (framing !== undefined) parts.push(sql<SqlBool>`framing = ${framing}`);
  if (state === 'open') parts.push(sql<SqlBool>`mission_cards.stage <> 'celebrated'`);
  for (const column of valued) {
    const wanted = filter[column];
    if (wanted === undefined) continue;
    if (column === 'size' && wanted === NONE) {
      // A size that Waymark supposed stands on the card, and still nobody has said it.
      parts.push(sql<SqlBool>`missing @> array['size']`);
      continue;
    }
    const words = wanted === NONE ? '' : cleanText(wanted);
    parts.push(sql<SqlBool>`coalesce(${sql.ref(column)}, '') = ${words}`);
  }
  if (project !== undefined) parts.push(sql<SqlBool>`mission_cards.project = ${cleanText(project)}`);
  if (owner === NONE) parts.push(sql<SqlBool>`owners = '{}'`);
  else if (owner !== undefined) parts.push(sql<SqlBool>`owners @> array[${cleanText(owner)}::text]`);
  if (gap !== undefined) parts.push(sql<SqlBool>`gaps @> array[${gap}::text]`);
  if (search !== undefined) {
    const like = `%${cleanText(search).replace(/[\\%_]/g, '\\$&')}%`;
    parts.push(sql<SqlBool>`(mission_cards.title ilike ${like} or mission_cards.issue_key ilike ${like})`);
  }
  if (links) {
    // What an objective links are few, and an index finds them.
    if (links.are === 'any') parts.push(linkedBy(links.keys));
    else parts.push(sql<SqlBool>`not ${of === 'all' ? linkedAtOnce(links.keys) : linkedBy(links.keys)}`);
  }
  return sql<SqlBool>`${sql.join(parts, sql` and `)}`;
}
