import { chanceWords } from '../../../domain/okr/forecast.ts';
import { holds, isGuard, progressOf } from '../../../domain/okr/progress.ts';
import { formatScore } from '../../../domain/okr/score.ts';
import type { KeyResultStanding } from '../../../domain/okr/standing.ts';
import type { WeekChange } from '../../../domain/okr/week-change.ts';
import type { KeyResultNow } from '../../../workflows/current-standings.ts';
import { countWords, goalPath, percent, statusNames } from '../parts/names.ts';
import { ProgressBar } from '../parts/progress-bar.tsx';
import { Chip, Words } from '../parts/words.tsx';
import { confidenceKinds, written } from './goal-names.ts';

/** A key result at a glance: status, way, value, the last week, and where it is heading. */
export function KeyResultLine(props: { now: KeyResultNow; week: WeekChange | null; remarks: number }) {
  const { now, week, remarks } = props;
  const { keyResult, asOf, status } = now.standing;
  return (
    <div class="goal-line">
      <a class="title" href={goalPath(keyResult.id)}>
        <Words of={keyResult.statement} longest={300} />
      </a>
      <div class="chips">
        <Chip kind={status.status}>{statusNames[status.status]}</Chip>
        {asOf?.confidence && (
          <Chip kind={confidenceKinds[asOf.confidence]}>{`${asOf.confidence} confidence`}</Chip>
        )}
        {week && <Week week={week} standing={now.standing} />}
        {remarks > 0 && <Chip kind="line">{countWords(remarks, 'remark')}</Chip>}
      </div>
      <KeyResultWay now={now} />
      <p class="quiet">
        <ValueWords standing={now.standing} />
        {heads(now)}
      </p>
    </div>
  );
}

/** What the last seven days brought. */
export function Week({ week, standing }: { week: WeekChange; standing: KeyResultStanding }) {
  const { current } = standing;
  if (week.moved === 'unknown' || current === null || week.from === null) return null;
  if (week.moved === 'not') return <Chip kind="line">unchanged this week</Chip>;
  const change = current.amount - week.from.amount;
  const words = `${change > 0 ? '+' : '−'}${written(Math.abs(change), current)} this week`;
  return <Chip kind={week.moved === 'forward' ? 'on-track' : 'at-risk'}>{words}</Chip>;
}

/** Start, value and target as they were written. */
export function ValueWords({ standing }: { standing: KeyResultStanding }) {
  const { current, asOf, keyResult, direction } = standing;
  const { start, target } = keyResult;
  return (
    <>
      {current === null ? (
        'No value yet'
      ) : (
        <>
          <strong>
            <Words of={current.text} longest={60} />
          </strong>
          {asOf && ` on ${asOf.day}`}
        </>
      )}
      {start && (
        <>
          , from <Words of={start.text} longest={60} />
        </>
      )}
      {target && (
        <>
          {isGuard(direction) ? ', to stay ' : ' to '}
          <Words of={target.text} longest={60} />
        </>
      )}
      .{' '}
    </>
  );
}

function heads({ standing, forecast }: KeyResultNow): string {
  const { target } = standing.keyResult;
  if (forecast === null || target === null) return '';
  if (forecast.kind !== 'forecast') return forecast.message;
  const { low, high } = forecast.interval;
  const chance = `${chanceWords(forecast.probability)} chance`;
  return `Forecast: ${chance}, most likely ${written(low, target)} to ${written(high, target)} at the end.`;
}

/** The way from start to target as a bar; nothing where it cannot be told. `isBrief`: without the words beside it. */
export function KeyResultWay(props: { now: KeyResultNow; isBrief?: boolean }) {
  const { standing, forecast } = props.now;
  const { progress, score, band, status, direction, keyResult, current } = standing;
  if (progress === null || current === null || keyResult.target === null) return null;
  const course = { direction, start: keyResult.start?.amount ?? null, target: keyResult.target.amount };
  const ends =
    forecast?.kind === 'forecast'
      ? [forecast.interval.low, forecast.interval.high].map((amount) => progressOf(course, amount))
      : [];
  const [one = null, other = null] = ends;
  const far = isGuard(direction)
    ? holds(course, current.amount)
      ? 'It holds'
      : 'It does not hold'
    : `${percent(progress)} of the way`;
  const pace = status.expected === null || isGuard(direction) ? null : status.expected;
  const words = [
    far,
    ...(score === null ? [] : [`score ${formatScore(score)} (${band ?? ''})`]),
    ...(pace === null ? [] : [`an even pace is ${percent(pace)}`]),
  ].join(', ');
  return (
    <div class="way">
      <ProgressBar
        way={{
          done: progress,
          expected: pace,
          ends:
            one === null || other === null ? null : { low: Math.min(one, other), high: Math.max(one, other) },
        }}
        label={words}
        kind={status.status}
      />
      {!props.isBrief && <span class="quiet">{words}</span>}
    </div>
  );
}
