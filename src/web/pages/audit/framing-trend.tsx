import { framings } from '../../../domain/assessment/reading.ts';
import type { TrendPoint } from '../../../domain/audit/audit.ts';
import { percent } from '../parts/names.ts';
import { periodWords, shortPeriod, silenceWords } from './audit-words.ts';

const high = 120;
const wide = 34;
const gap = 18;
const left = 8;

/** How the stories of each period were framed, as columns from the oldest to the newest. */
export function FramingTrend({ trend }: { trend: readonly TrendPoint[] }) {
  const width = left * 2 + trend.length * (wide + gap) - gap;
  const label = trend.map(pointWords).join('; ');
  return (
    <figure class="framings">
      <svg class="columns-chart" viewBox={`0 0 ${width} ${high + 40}`} role="img" aria-label={label}>
        {trend.map((point, index) => (
          <Column key={point.period.id} point={point} x={left + index * (wide + gap)} />
        ))}
      </svg>
      <figcaption class="legend">
        {framings.map((framing) => (
          <span key={framing}>
            <svg viewBox="0 0 12 12" aria-hidden="true">
              <rect class={`part ${framing}`} x="0" y="0" width="12" height="12" />
            </svg>{' '}
            {framing}
          </span>
        ))}
        {trend.some(({ silence }) => silence !== null) && <span>a dash: nothing is told of that period</span>}
      </figcaption>
    </figure>
  );
}

function Column({ point, x }: { point: TrendPoint; x: number }) {
  const { period, framings: shares } = point;
  let y = 4;
  const parts = framings.map((framing) => {
    const height = (shares?.[framing] ?? 0) * high;
    const part = { framing, y, height };
    y += height;
    return part;
  });
  const recipe = shares?.recipe ?? 0;
  return (
    <g>
      <title>{pointWords(point)}</title>
      {shares === null ? (
        <text x={x + wide / 2} y={high}>
          –
        </text>
      ) : (
        parts.map(({ framing, y: top, height }) => (
          <rect class={`part ${framing}`} key={framing} x={x} y={top} width={wide} height={height} />
        ))
      )}
      {recipe >= 0.12 && (
        <text class="in" x={x + wide / 2} y={4 + (recipe * high) / 2 + 4}>
          {percent(recipe)}
        </text>
      )}
      <text x={x + wide / 2} y={high + 20}>
        {shortPeriod(period)}
      </text>
    </g>
  );
}

function pointWords({ period, silence, stories, framings: shares }: TrendPoint): string {
  if (shares === null) return `${periodWords(period)}: ${silenceWords[silence ?? 'no-stories']}`;
  const told = framings.map((framing) => `${percent(shares[framing])} ${framing}`).join(', ');
  return `${periodWords(period)}: ${told} (${stories} stories)`;
}
