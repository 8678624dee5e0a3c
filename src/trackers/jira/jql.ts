import { TrackerError } from '../../domain/errors.ts';
import type { IssueSearch } from '../../domain/ports.ts';

const LONGEST_QUERY = 5_000;
/** Looks so far back beyond what was asked for: this machine's clock and Jira's may differ. */
const OVERLAP_MINUTES = 5;
const EVERYTHING = 'project IS NOT EMPTY';

/**
 * The search in JQL. Times in JQL are read in the account's time zone and by the minute, so the time is given as
 * minutes before now, which mean the same everywhere.
 *
 * @throws TrackerError `invalid` for a time that is none or a query beyond 5,000 characters
 */
export function jqlFrom(
  search: Omit<IssueSearch, 'cursor'>,
  now: number,
): { restriction: string; order: string } {
  const { restriction, order } = splitOrder(search.query ?? '');
  const { updatedSince } = search;
  if (updatedSince === undefined) {
    return { restriction: restriction || EVERYTHING, order: order ?? 'key ASC' };
  }
  const since = Date.parse(updatedSince);
  if (Number.isNaN(since)) throw new TrackerError('invalid', 'Jira searchIssues: updatedSince is no time');
  const minutes = Math.max(0, Math.ceil((now - since) / 60_000)) + OVERLAP_MINUTES;
  const updated = `updated >= "-${minutes}m"`;
  return {
    restriction: restriction === '' ? updated : `(${restriction}) AND ${updated}`,
    // Issues that are changed meanwhile move to the end, where they are met once more instead of being skipped.
    order: 'updated ASC, key ASC',
  };
}

/** Takes `ORDER BY …` off the end of a query; inside quotes it is just words. */
function splitOrder(query: string): { readonly restriction: string; readonly order: string | null } {
  if (query.length > LONGEST_QUERY) {
    throw new TrackerError(
      'invalid',
      `Jira searchIssues: the query is longer than ${LONGEST_QUERY} characters`,
    );
  }
  for (const { 0: found, index } of query.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\border\s+by\b/gi)) {
    if (/^o/i.test(found)) {
      return { restriction: query.slice(0, index).trim(), order: query.slice(index + found.length).trim() };
    }
  }
  return { restriction: query.trim(), order: null };
}
