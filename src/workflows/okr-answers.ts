import type { ObjectiveStanding } from '../domain/okr/standing.ts';
import type { KeyResultNow, StandingsNow } from './current-standings.ts';
import type { OkrScores } from './judge-okrs.ts';

// The shapes in which programs read standings, the same from the command line and the API.

/** A key result with where it stands, why, and what that rests on. */
export function keyResultAsJson(
  { standing, forecast, evidence, sourceProblem }: KeyResultNow,
  owner: string | null,
) {
  const { keyResult, direction, period, current, asOf, progress, score, band, status } = standing;
  return {
    id: keyResult.id,
    statement: keyResult.statement,
    objective: keyResult.parent,
    owner,
    period: period?.id ?? null,
    direction,
    source: keyResult.source.kind,
    sourceProblem,
    start: keyResult.start?.text ?? null,
    current: current?.text ?? null,
    target: keyResult.target?.text ?? null,
    asOf: asOf && { checkIn: asOf.id, day: asOf.day, source: asOf.source },
    progress,
    score,
    band,
    ...status,
    forecast,
    evidence: {
      checkIns: evidence.checkIns,
      done: evidence.done,
      open: evidence.open,
    },
  };
}

export function objectiveAsJson(one: ObjectiveStanding, { keyResults, tree }: StandingsNow) {
  return {
    id: one.objective.id,
    statement: one.objective.statement,
    owner: one.owner,
    period: one.period?.id ?? null,
    score: one.score,
    band: one.band,
    ...one.status,
    unmeasured: one.unmeasured,
    keyResults: one.keyResults.flatMap(({ keyResult }) => {
      const now = keyResults.get(keyResult.id);
      return now ? [keyResultAsJson(now, tree.ownerOf(keyResult.id))] : [];
    }),
  };
}

export function scoresAsJson({ today, period, standings, objectives, advice, rollOut }: OkrScores) {
  return {
    today,
    period: period?.id ?? null,
    version: standings.version,
    objectives: objectives.map((one) => objectiveAsJson(one, standings)),
    advice,
    rollOut,
  };
}
