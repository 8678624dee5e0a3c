import type { FieldValue, OwnedField } from '../write-back/fields.ts';
import type { KeyResult } from './goal.ts';
import type { GoalLinks, IssueFacts } from './issue-links.ts';
import type { PublishedStanding } from './publishing.ts';

/** What an issue or epic shows of the goals that it serves. */
export type OkrFields = Readonly<Record<Exclude<OwnedField, 'framing'>, FieldValue>>;

export const okrFieldNames = ['okrProgress', 'okrScore', 'okrStatus', 'keyResult'] as const;

/** An issue that serves no goal any more. */
export const noOkrFields: OkrFields = { okrProgress: null, okrScore: null, okrStatus: null, keyResult: null };

/** What a single-line text field of Jira holds. */
const longestText = 255;

/** The key results that an issue serves: as one that they link, or as the epic that they name. */
export function servedBy(
  links: Pick<GoalLinks, 'of'>,
  { key, facts }: { readonly key: string; readonly facts: IssueFacts },
): readonly string[] {
  return links.of({ ...facts, epics: [...facts.epics, key, facts.ref.id] });
}

/**
 * The fields of an issue that serves these key results, from what was last told of them. The numbers are those of the
 * first in the order of the goals, the one that the text names first; null while nothing was told of any.
 */
export function okrFields(
  served: readonly string[],
  keyResults: readonly KeyResult[],
  told: ReadonlyMap<string, PublishedStanding>,
): OkrFields | null {
  const wanted = new Set(served);
  const known = keyResults.filter(({ id }) => wanted.has(id) && told.has(id));
  const [first, ...others] = known;
  const standing = first && told.get(first.id);
  if (!first || !standing) return null;
  const { progress, score, status } = standing;
  return {
    okrProgress: progress,
    okrScore: score,
    okrStatus: status,
    keyResult: withOthers(first.statement, others.length),
  };
}

function withOthers(statement: string, others: number): string {
  const more = others === 0 ? '' : ` (+${others} more)`;
  const words = statement.replace(/\s+/g, ' ').trim();
  const room = longestText - more.length;
  if (words.length <= room) return `${words}${more}`;
  return `${words
    .slice(0, room - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…${more}`;
}
