import { effectiveCheckIns } from '../../../domain/okr/check-in.ts';
import { isGuard } from '../../../domain/okr/progress.ts';
import type { Value } from '../../../domain/okr/value.ts';
import { inUnitOf } from '../../../domain/okr/value-compare.ts';
import type { KeyResultView } from '../../../workflows/view-goal.ts';
import { TrendChart } from '../parts/trend-chart.tsx';
import type { Trend } from '../parts/trend-geometry.ts';
import { written } from './goal-names.ts';

/** More points than this are no longer told apart. */
const mostPoints = 400;

/** How the value went, against an even pace, with where it may end. The table of check-ins holds the figures. */
export function TrendPanel({ view }: { view: KeyResultView }) {
  const { goal, now, rows, today } = view;
  const like = goal.target ?? goal.start ?? now.standing.current;
  const trend = like && trendOf(view, like);
  return (
    <section class="panel" aria-labelledby="trend">
      <h2 id="trend">Trend</h2>
      {!like || !trend || trend.points.length === 0 ? (
        <p class="quiet">
          {rows.length === 0
            ? 'It begins with the first check-in.'
            : 'None of the check-ins is in the unit of the target.'}
        </p>
      ) : (
        <TrendChart
          id="trend-chart"
          trend={trend}
          title={`Values from ${trend.points[0]?.day} to ${trend.points.at(-1)?.day}`}
          description={describe(trend, like, today)}
          written={(amount) => written(amount, like)}
        />
      )}
    </section>
  );
}

function trendOf({ goal, now, rows, today }: KeyResultView, like: Value): Trend {
  const { period, direction } = now.standing;
  const byDay = new Map<string, number>();
  for (const { day, value } of effectiveCheckIns(rows)) {
    const fitted = inUnitOf(value, like);
    if (fitted !== null) byDay.set(day, fitted.amount);
  }
  return {
    points: [...byDay].map(([day, amount]) => ({ day, amount })).slice(-mostPoints),
    ...{ today, period },
    target: goal.target?.amount ?? null,
    paceFrom: isGuard(direction) ? null : (goal.start?.amount ?? null),
    forecast: now.forecast?.kind === 'forecast' ? now.forecast.interval : null,
  };
}

function describe({ points, period, forecast }: Trend, like: Value, today: string): string {
  const [first, last] = [points[0], points.at(-1)];
  const parts = [
    first && last
      ? `From ${written(first.amount, like)} on ${first.day} to ${written(last.amount, like)} on ${last.day}.`
      : '',
    period ? `The target is ${like.text} by ${period.to}; today is ${today}.` : '',
    forecast
      ? `The forecast ends between ${written(forecast.low, like)} and ${written(forecast.high, like)} in 8 of 10 cases.`
      : '',
    'The table of check-ins has every value.',
  ];
  return parts.filter(Boolean).join(' ');
}
