/** The final score of one finished objective. */
export interface FinishedObjective {
  readonly objective: string;
  readonly statement: string;
  /** What ties objectives over time together: the team or the owner. */
  readonly line: string;
  /** The last day of its period. */
  readonly ended: string;
  readonly score: number;
}

export interface StretchAdvice {
  readonly line: string;
  readonly objectives: readonly string[];
  readonly message: string;
}

/**
 * Lines whose last objectives all scored 1.0, `times` or more in a row (2 by default), did not stretch: the aim is
 * 0.7. Objectives that ended on the same day count as one step of the line, and all of them must have scored 1.0.
 */
export function stretchAdvice(finished: readonly FinishedObjective[], times = 2): readonly StretchAdvice[] {
  const lines = new Map<string, FinishedObjective[]>();
  for (const one of finished) lines.set(one.line, [...(lines.get(one.line) ?? []), one]);
  return [...lines].flatMap(([line, ofLine]) => {
    const ends = [...new Set(ofLine.map((one) => one.ended))].sort().reverse();
    const full: FinishedObjective[] = [];
    let steps = 0;
    for (const end of ends) {
      const step = ofLine.filter((one) => one.ended === end);
      if (step.some((one) => one.score < 1)) break;
      steps += 1;
      full.push(...step);
    }
    if (steps < times) return [];
    const message =
      `${line} scored 1.0 ${steps} times in a row. The aim is 0.7: ` +
      'the objectives did not stretch, so set the next targets where reaching 70% would already be good.';
    return [{ line, objectives: full.map((one) => one.objective), message }];
  });
}
