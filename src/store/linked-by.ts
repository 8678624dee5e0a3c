import { type SqlBool, sql } from 'kysely';
import { cleanKey } from './clean.ts';

/** More keys than this are looked up in a hash for each issue; an index finds the issues of fewer. */
const fewKeys = 20;

/** Holds for rows of `mission_cards` whose issue one of these keys links; see `linkKey`. */
export function linkedBy(keys: readonly string[]) {
  const wanted = [...new Set(keys.map(cleanKey))];
  if (wanted.length <= fewKeys) {
    return sql<SqlBool>`exists (select from waymark.issue_facts f
      where f.tracker = mission_cards.tracker and f.issue_id = mission_cards.issue_id
        and f.link_keys && ${wanted}::text[])`;
  }
  // As a value and not as a condition: joined, it would be worked out for every issue there is.
  return sql<SqlBool>`coalesce((
    select bool_or(own.link = any(${wanted}::text[]))
    from waymark.issue_facts f cross join lateral unnest(f.link_keys) as own(link)
    where f.tracker = mission_cards.tracker and f.issue_id = mission_cards.issue_id), false)`;
}

/** The issues that one of these keys links, as rows to join: for a query that asks it of most of them. */
export function linkedIssues(keys: readonly string[]) {
  const wanted = [...new Set(keys.map(cleanKey))];
  return sql`(select distinct f.tracker, f.issue_id
    from waymark.issue_facts f cross join lateral unnest(f.link_keys) as own(link)
    where own.link = any(${wanted}::text[]))`;
}

/** Holds as `linkedBy` does. For a query that asks it of every mission: worked out once and joined, whichever way it goes. */
export function linkedAtOnce(keys: readonly string[]) {
  const wanted = [...new Set(keys.map(cleanKey))];
  // `offset 0` keeps it a table of its own, which is hashed; within the condition it would be asked for each mission.
  return sql<SqlBool>`exists (
    select from (
      select f.tracker, f.issue_id
      from waymark.issue_facts f cross join lateral unnest(f.link_keys) as own(link)
      where own.link = any(${wanted}::text[]) offset 0) linked
    where linked.tracker = mission_cards.tracker and linked.issue_id = mission_cards.issue_id)`;
}
