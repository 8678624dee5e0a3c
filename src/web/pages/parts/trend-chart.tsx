import { type Trend, type TrendGeometry, type TrendSize, trendGeometry } from './trend-geometry.ts';

/** A drawing does not grow its words with the screen, so there is one for narrow screens and one for wide ones. */
const sizes: readonly (Omit<TrendSize, 'left'> & { readonly name: string })[] = [
  { name: 'for-wide', width: 720, height: 280, ticks: 6 },
  { name: 'for-narrow', width: 320, height: 240, ticks: 3 },
];

/**
 * A value over time: what was, an even pace, the target, and where it may end. `written` gives an amount in its unit.
 * The figures themselves stand in a table beside it.
 */
export function TrendChart(props: {
  id: string;
  trend: Trend;
  title: string;
  description: string;
  written(amount: number): string;
}) {
  const { id, trend, title, description, written } = props;
  return (
    <figure class="trend">
      {sizes.map((size) => (
        <svg
          key={size.name}
          class={size.name}
          viewBox={`0 0 ${size.width} ${size.height}`}
          role="img"
          aria-labelledby={`${id}-${size.name}-title ${id}-${size.name}-desc`}
        >
          <title id={`${id}-${size.name}-title`}>{title}</title>
          <desc id={`${id}-${size.name}-desc`}>{description}</desc>
          <Drawing of={drawn(trend, size, written)} written={written} />
        </svg>
      ))}
      <Legend trend={trend} />
    </figure>
  );
}

/** As much room for the words beside the plot as the longest of them takes. */
function drawn(trend: Trend, size: Omit<TrendSize, 'left'>, written: (amount: number) => string) {
  const { yTicks } = trendGeometry(trend, { ...size, left: 0 });
  const longest = Math.max(1, ...yTicks.map(({ amount }) => written(amount).length));
  return trendGeometry(trend, { ...size, left: Math.min(size.width / 3, 14 + longest * 7) });
}

function Drawing({ of, written }: { of: TrendGeometry; written(amount: number): string }) {
  const { left, right, top, bottom } = of.plot;
  return (
    <>
      {of.yTicks.map(({ y, amount }) => (
        <g key={amount}>
          <line class="grid" x1={left} x2={right} y1={y} y2={y} />
          <text class="y" x={left - 8} y={y + 4}>
            {written(amount)}
          </text>
        </g>
      ))}
      {of.xTicks.map(({ x, label }) => (
        <text class="x" key={label} x={x} y={bottom + 18}>
          {label}
        </text>
      ))}
      {of.todayX !== null && <line class="today" x1={of.todayX} x2={of.todayX} y1={top} y2={bottom} />}
      {of.fan && <path class="fan" d={of.fan} />}
      {of.pace && <path class="pace" d={of.pace} />}
      {of.targetY !== null && <line class="target" x1={left} x2={right} y1={of.targetY} y2={of.targetY} />}
      {of.median && <path class="median" d={of.median} />}
      <path class="observed" d={of.observed} />
      {of.dots.map(({ x, y, day, amount }) => (
        <circle key={day} class="dot" cx={x} cy={y} r="3.5">
          <title>{`${day}: ${written(amount)}`}</title>
        </circle>
      ))}
    </>
  );
}

/** What each line stands for. */
function Legend({ trend }: { trend: Trend }) {
  const { target, paceFrom, forecast, period } = trend;
  const lines = [
    { name: 'observed', words: 'checked in', is: true },
    { name: 'target', words: 'target', is: target !== null },
    { name: 'pace', words: 'an even pace', is: target !== null && paceFrom !== null && period !== null },
    { name: 'fan', words: 'where 8 in 10 forecasts end', is: forecast !== null },
    { name: 'today', words: 'today', is: true },
  ];
  return (
    <figcaption class="legend">
      {lines.map(({ name, words, is }) =>
        is ? (
          <span key={name}>
            <svg viewBox="0 0 24 12" aria-hidden="true">
              {name === 'fan' ? (
                <rect class="fan" x="0" y="1" width="24" height="10" />
              ) : (
                <line class={name} x1="0" x2="24" y1="6" y2="6" />
              )}
            </svg>{' '}
            {words}
          </span>
        ) : null,
      )}
    </figcaption>
  );
}
