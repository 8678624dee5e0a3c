import { scaleLinear, scaleUtc } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { Day } from '../../../domain/okr/days.ts';
import type { Period } from '../../../domain/okr/period.ts';

/** A value over time, with what it should become and what it may become. Amounts are in one unit. */
export interface Trend {
  /** Oldest first. */
  readonly points: readonly TrendPoint[];
  readonly today: Day;
  readonly period: Period | null;
  readonly target: number | null;
  /** Where an even pace begins; null where there is none. */
  readonly paceFrom: number | null;
  /** Where it ends when the period does; null where that is not known. */
  readonly forecast: { readonly low: number; readonly median: number; readonly high: number } | null;
}

export interface TrendPoint {
  readonly day: Day;
  readonly amount: number;
}

export interface TrendSize {
  readonly width: number;
  readonly height: number;
  /** Room for the words beside the plot. */
  readonly left: number;
  readonly ticks: number;
}

/** Everything in the units of the drawing, as SVG wants it. */
export interface TrendGeometry {
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly xTicks: readonly { readonly x: number; readonly label: string }[];
  readonly yTicks: readonly { readonly y: number; readonly amount: number }[];
  readonly observed: string;
  readonly dots: readonly (TrendPoint & { readonly x: number; readonly y: number })[];
  readonly pace: string | null;
  readonly fan: string | null;
  readonly median: string | null;
  readonly targetY: number | null;
  readonly todayX: number | null;
}

const day = (text: Day) => new Date(`${text}T00:00:00Z`);
const tickLabel = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const rounded = (value: number) => Math.round(value * 10) / 10;
/** More of them cannot be told apart. */
const mostDots = 120;

/** Where everything of a trend goes. There must be a point or a target. */
export function trendGeometry(trend: Trend, { width, height, left, ticks }: TrendSize): TrendGeometry {
  const { points, period, target, forecast, today } = trend;
  const plot = { left, right: width - 14, top: 14, bottom: height - 26 };
  const days = [...points.map((one) => one.day), ...(period ? [period.from, period.to] : [])].toSorted();
  const [first = today, last = today] = [days[0], days.at(-1)];
  const x = scaleUtc([day(first), day(last === first ? today : last)], [plot.left, plot.right]);
  const amounts = [
    ...points.map(({ amount }) => amount),
    ...[target, trend.paceFrom, forecast?.low, forecast?.high].flatMap((one) => one ?? []),
  ];
  const [low, high] = [Math.min(...amounts), Math.max(...amounts)];
  const room = high === low ? Math.max(1, Math.abs(high) * 0.1) : (high - low) * 0.06;
  const y = scaleLinear(
    [low >= 0 ? Math.max(0, low - room) : low - room, high + room],
    [plot.bottom, plot.top],
  ).nice(ticks);
  const at = (one: TrendPoint) => [rounded(x(day(one.day))), rounded(y(one.amount))] as const;
  const path = (through: readonly TrendPoint[]) => line()(through.map((one) => [...at(one)])) ?? '';
  const newest = points.at(-1);
  const ends =
    newest && period && forecast && newest.day < period.to ? { from: newest, to: period.to } : null;
  return {
    plot,
    xTicks: x.ticks(ticks).map((time) => ({ x: rounded(x(time)), label: tickLabel.format(time) })),
    yTicks: y.ticks(ticks).map((amount) => ({ y: rounded(y(amount)), amount })),
    observed: path(points),
    dots: points.slice(-mostDots).map((one) => ({ ...one, x: at(one)[0], y: at(one)[1] })),
    pace:
      period && target !== null && trend.paceFrom !== null
        ? path([
            { day: period.from, amount: trend.paceFrom },
            { day: period.to, amount: target },
          ])
        : null,
    fan: ends && forecast && fanPath(ends, forecast, (one) => at(one)),
    median: ends && forecast && path([ends.from, { day: ends.to, amount: forecast.median }]),
    targetY: target === null ? null : rounded(y(target)),
    todayX: today >= first && today <= last ? rounded(x(day(today))) : null,
  };
}

function fanPath(
  { from, to }: { readonly from: TrendPoint; readonly to: Day },
  { low, high }: { readonly low: number; readonly high: number },
  at: (one: TrendPoint) => readonly [number, number],
): string {
  const [x0, y0] = at(from);
  const [x1, bottom] = at({ day: to, amount: low });
  const [, top] = at({ day: to, amount: high });
  const edges: [number, number, number][] = [
    [x0, y0, y0],
    [x1, bottom, top],
  ];
  const shape = area<[number, number, number]>()
    .x((edge) => edge[0])
    .y0((edge) => edge[1])
    .y1((edge) => edge[2]);
  return shape(edges) ?? '';
}
