import { percent } from '../percent.ts';
import { emphasis, list, paragraph, type RichText, strong, text } from '../rich-text.ts';
import { type PublishedStanding, publishedStanding } from './publishing.ts';
import { formatScore, toScore } from './score.ts';
import type { KeyResultStanding, ObjectiveStanding } from './standing.ts';
import { type OkrStatus, statusNames } from './status.ts';

const worstFirst: readonly OkrStatus[] = ['off-track', 'at-risk', 'on-track', 'no-data'];
const shownKeyResults = 6;
const longestStatement = 200;

/** What several objectives come to where one update tells of all: the worst status, and the mean of the scores. */
export function together(objectives: readonly ObjectiveStanding[]): PublishedStanding {
  const status = worstFirst.find((one) => objectives.some((each) => each.status.status === one)) ?? 'no-data';
  const scores = objectives.flatMap(({ score }) => score ?? []);
  const mean = scores.length === 0 ? null : scores.reduce((sum, one) => sum + one, 0) / scores.length;
  return publishedStanding(mean, mean === null ? null : toScore(mean), status);
}

/** The words of an update, short enough to be read in a list of projects. */
export function updateBody(objectives: readonly ObjectiveStanding[]): RichText {
  return objectives.flatMap((one) => {
    const shown = one.keyResults.slice(0, shownKeyResults);
    const more = one.keyResults.length - shown.length;
    const score = one.score === null ? 'no score yet' : `score ${formatScore(one.score)}`;
    const band = one.band === null ? '' : `, ${one.band}`;
    return [
      paragraph(
        strong(cut(one.objective.statement)),
        text(` — ${statusNames[one.status.status]}, ${score}${band}`),
      ),
      list(
        ...shown.map((each) => [text(keyResultLine(each))]),
        ...(more > 0 ? [[text(`and ${more} more`)]] : []),
      ),
      paragraph(emphasis(one.status.rule)),
    ];
  });
}

function keyResultLine({ keyResult, current, progress }: KeyResultStanding): string {
  const statement = cut(keyResult.statement);
  if (current === null) return `${statement}: no value yet`;
  const target = keyResult.target === null ? '' : `, target ${keyResult.target.text}`;
  const way = progress === null ? '' : ` (${percent(progress)} of the way)`;
  return `${statement}: ${current.text}${target}${way}`;
}

function cut(statement: string): string {
  if (statement.length <= longestStatement) return statement;
  return `${statement.slice(0, longestStatement - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
