import type { Kysely } from 'kysely';
import { isClosed } from '../domain/assessment/run-checks.ts';
import type { IssueRef } from '../domain/issue.ts';
import { missingFields } from '../domain/mission/gaps.ts';
import { columnOf } from '../domain/mission/on-board.ts';
import type { Review } from '../domain/ports.ts';
import { cleanKey, cleanText } from './clean.ts';
import type { Tables } from './tables.ts';

const longestTitle = 300;
const longestWords = 120;
const mostOwners = 10;

/** Keeps a review's card, within the transaction that saves the review. */
export async function putCard(db: Kysely<Tables>, { issue, assessment }: Review): Promise<void> {
  const { mission, reading, findings } = assessment;
  const author = issue.reporter?.bot === true ? null : issue.reporter;
  const short = (words: string, longest = longestWords) => cleanText(words.slice(0, longest));
  const values = {
    issue_key: cleanKey(issue.key),
    url: cleanText(issue.url),
    project: cleanText(issue.project),
    title: short(issue.title, longestTitle),
    stage: columnOf(issue, mission),
    framing: reading.framing,
    size: mission.size?.value ?? null,
    persona: mission.persona ? short(mission.persona.value) : null,
    value: mission.value?.value ?? null,
    due: mission.due?.value ?? null,
    priority: mission.priority?.value ?? null,
    owners: issue.assignees.slice(0, mostOwners).map(({ name }) => short(name)),
    gaps: findings.map(({ check }) => check),
    updated_at: issue.updatedAt,
    type: issue.type,
    is_open: !isClosed(issue),
    created_at: issue.createdAt,
    author_id: author && cleanKey(author.id),
    author_name: author && short(author.name),
    missing: [...missingFields(mission)],
    has_benefit: reading.benefit !== null,
    has_target: reading.target !== null,
    confidence: reading.confidence,
  };
  await db
    .insertInto('mission_cards')
    .values({ tracker: issue.ref.tracker, issue_id: cleanKey(issue.ref.id), ...values })
    .onConflict((conflict) => conflict.columns(['tracker', 'issue_id']).doUpdateSet(values))
    .execute();
}

export async function dropCard(db: Kysely<Tables>, ref: IssueRef): Promise<void> {
  await db
    .deleteFrom('mission_cards')
    .where('tracker', '=', ref.tracker)
    .where('issue_id', '=', cleanKey(ref.id))
    .execute();
}
