import type { Issue } from '../domain/issue.ts';
import {
  noOkrFields,
  type OkrFields,
  okrFieldNames,
  okrFields,
  servedBy,
} from '../domain/okr/issue-standing.ts';
import type { PublishedStanding } from '../domain/okr/publishing.ts';
import type { IssueFactsStore, PublishedStandings, WriteLog } from '../domain/ports.ts';
import type { FieldValues } from '../domain/write-back/fields.ts';
import { isEmpty, sameValue } from '../domain/write-back/same-value.ts';
import type { FindGoals } from './find-goals.ts';

/** In this place stands what was last told of a goal as such. */
export const wholeGoal = '';

/** What an issue should show of the goals, for its review; empty when that is none of Waymark's business. */
export type OkrFieldsFor = (issue: Issue, actual: FieldValues) => Promise<Partial<OkrFields>>;

/**
 * A review of an issue and the telling of progress want the same values, those last told, so that neither takes back
 * what the other wrote.
 */
export function createOkrFieldsFor(deps: {
  findGoals: FindGoals;
  facts: Pick<IssueFactsStore, 'find'>;
  published: Pick<PublishedStandings, 'of'>;
  writes: Pick<WriteLog, 'lastWritten'>;
}): OkrFieldsFor {
  const { findGoals, facts, published, writes } = deps;

  return async (issue, actual) => {
    // Where none of the fields is there, nothing can be wanted of them.
    if (!okrFieldNames.some((field) => actual[field] !== undefined)) return {};
    const { links, tree } = await findGoals();
    const record = await facts.find(issue.ref);
    const served = record ? servedBy(links, { key: issue.key, facts: record.facts }) : [];
    const told = await toldOf(published, served);
    const wanted = okrFields(served, tree.keyResults(), told);
    if (wanted) return wanted;
    return served.length > 0 ? {} : leftBehind(issue, actual);
  };

  /** Of an issue that serves no goal any more, what Waymark wrote there goes; what a person wrote stays. */
  async function leftBehind({ ref }: Issue, actual: FieldValues): Promise<Partial<OkrFields>> {
    if (okrFieldNames.every((field) => isEmpty(actual[field]))) return {};
    const last = await writes.lastWritten(ref);
    const ours = okrFieldNames.filter((field) => {
      const [now, written] = [actual[field], last[field]];
      return now !== undefined && written !== undefined && !isEmpty(now) && sameValue(now, written);
    });
    return Object.fromEntries(ours.map((field) => [field, noOkrFields[field]]));
  }
}

/** What was last told of each of these goals as such. */
export async function toldOf(
  published: Pick<PublishedStandings, 'of'>,
  goals: readonly string[],
): Promise<ReadonlyMap<string, PublishedStanding>> {
  const rows = await published.of(goals);
  return new Map(
    rows.flatMap(({ goal, place, progress, score, status }) =>
      place === wholeGoal ? [[goal, { progress, score, status }] as const] : [],
    ),
  );
}
