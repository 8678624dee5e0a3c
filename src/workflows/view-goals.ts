import type { Clock } from '../domain/ports.ts';
import type { CurrentStandings, StandingsNow } from './current-standings.ts';

/** All goals with where they stand today and where they are heading. */
export type ViewGoals = () => Promise<StandingsNow>;

/** A forecast takes some milliseconds: with more key results than this, the tree goes without. */
const mostForecasts = 100;

export function createViewGoals(deps: { currentStandings: CurrentStandings; clock: Clock }): ViewGoals {
  return async () => {
    const today = deps.clock.now().toISOString().slice(0, 10);
    const now = await deps.currentStandings(today, { forecasts: false });
    return now.keyResults.size > mostForecasts ? now : deps.currentStandings(today);
  };
}
