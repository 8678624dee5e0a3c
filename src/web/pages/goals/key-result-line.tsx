import type { LinkedIssue } from '../../../domain/okr/evidence.ts';
import type { Forecast } from '../../../domain/okr/forecast.ts';
import type { Value } from '../../../domain/okr/value.ts';
import { formatAmount } from '../../../domain/okr/value-format.ts';
import type { KeyResultNow } from '../../../workflows/current-standings.ts';
import { countWords, missionPath, statusNames } from '../parts/names.ts';
import { Chip, Words } from '../parts/words.tsx';

const mostIssues = 8;

/** A key result: its value, pace, status with the rule that gave it, forecast, and the missions that move it. */
export function KeyResultLine({ now, issues }: { now: KeyResultNow; issues: readonly LinkedIssue[] }) {
  const { keyResult, progress, current, asOf, status } = now.standing;
  const { start, target } = keyResult;
  return (
    <>
      <p>
        <span class="quiet">key result</span>{' '}
        <strong>
          <Words of={keyResult.statement} longest={300} />
        </strong>
      </p>
      <div class="chips">
        <Chip kind={status.status}>{statusNames[status.status]}</Chip>
        {progress !== null && (
          <Progress share={progress} label={`${Math.round(progress * 100)}% of the way`} />
        )}
      </div>
      <p class="quiet">
        {current === null ? 'No value yet' : <Told value={current} before="Now " />}
        {asOf && ` (${asOf.day})`}
        {start && <Told value={start} before=", from " />}
        {target && <Told value={target} before=" to " />}. {status.rule}
        {status.expected !== null &&
          ` An even pace would be at ${Math.round(status.expected * 100)}% by now.`}
      </p>
      {now.forecast && <Band forecast={now.forecast} like={target} />}
      {issues.length > 0 && (
        <details>
          <summary class="quiet">{countWords(issues.length, 'mission')} move it</summary>
          <ul>
            {issues.slice(0, mostIssues).map(({ ref, key, title, status: state }) => (
              <li key={`${ref.tracker}:${ref.id}`}>
                <a href={missionPath(ref)}>
                  <Words of={`${key} ${title}`} longest={120} />
                </a>{' '}
                <span class="quiet">
                  <Words of={state.name} longest={40} />
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Told({ value, before }: { value: Value; before: string }) {
  return (
    <>
      {before}
      <Words of={value.text} longest={60} />
    </>
  );
}

function Band({ forecast, like }: { forecast: Forecast; like: Value | null }) {
  if (forecast.kind !== 'forecast' || like === null) {
    return <p class="quiet">{forecast.kind === 'forecast' ? '' : forecast.message}</p>;
  }
  const { probability, interval } = forecast;
  const written = (amount: number) => formatAmount(amount, like, 2);
  return (
    <p class="quiet">
      {`Forecast: ${Math.round(probability * 100)}% chance of the target, most likely between `}
      {written(interval.low)} and {written(interval.high)} at the end.
    </p>
  );
}

/** A share as a bar, with the words that say the same. */
export function Progress({ share, label }: { share: number; label: string }) {
  return (
    <>
      <meter min={0} max={1} value={share} aria-label={label}></meter> <span class="quiet">{label}</span>
    </>
  );
}
