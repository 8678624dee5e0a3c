import { chanceWords, type Forecast, forecastMethod } from '../../../domain/okr/forecast.ts';
import type { Value } from '../../../domain/okr/value.ts';
import type { KeyResultView } from '../../../workflows/view-goal.ts';
import { goalPath, percent } from '../parts/names.ts';
import { Words } from '../parts/words.tsx';
import { written } from './goal-names.ts';

/** What was asked, as it was typed. */
export interface WhatIfAsked {
  readonly gain: string;
  readonly drop: string;
  /** Why the gain could not be read. */
  readonly problem: string | null;
}

/** What would become of it if the weeks went otherwise, or an epic was dropped. A plain form: every answer has an address. */
export function WhatIf({ view, asked }: { view: KeyResultView; asked: WhatIfAsked }) {
  const { goal, now, whatIf } = view;
  const { target } = goal;
  return (
    <section class="panel on-screen" aria-labelledby="what-if">
      <h2 id="what-if">What if …</h2>
      {target === null || now.forecast?.kind !== 'forecast' ? (
        <p class="quiet">
          {now.forecast && now.forecast.kind !== 'forecast'
            ? now.forecast.message
            : 'Without a target and a period there is nothing to forecast.'}
        </p>
      ) : (
        <>
          <form method="get" action={`${goalPath(goal.id)}#what-if`} class="fields">
            <div>
              <label for="gain">… the weekly gain were this many times as large</label>
              <input
                id="gain"
                name="gain"
                inputMode="decimal"
                value={asked.gain}
                maxLength={10}
                placeholder="2"
                {...(asked.problem !== null && {
                  'aria-invalid': 'true' as const,
                  'aria-describedby': 'gain-problem',
                })}
              />
              {asked.problem !== null && (
                <p class="wrong" id="gain-problem">
                  {asked.problem}
                </p>
              )}
            </div>
            <div>
              <label for="drop">… this epic were dropped</label>
              <input id="drop" name="drop" value={asked.drop} maxLength={100} aria-describedby="drop-hint" />
              <p class="quiet" id="drop-hint">
                Its key, such as SHOP-3.
              </p>
            </div>
            <div class="actions">
              <button type="submit" class="plain">
                Ask
              </button>
            </div>
          </form>
          {whatIf && <Answer whatIf={whatIf} like={target} />}
          <details>
            <summary>How it is worked out</summary>
            <p class="quiet">{forecastMethod}</p>
          </details>
        </>
      )}
    </section>
  );
}

function Answer({ whatIf, like }: { whatIf: NonNullable<KeyResultView['whatIf']>; like: Value }) {
  const { now, supposed, droppedShare, dropEpic } = whatIf;
  return (
    <div role="status">
      {droppedShare !== null && dropEpic !== undefined && (
        <p>
          {droppedShare === 0
            ? 'No open work that moves it is below '
            : `${percent(droppedShare)} of its open work is below `}
          <Words of={dropEpic} longest={60} />
          {droppedShare === 0 && ', so nothing changes'}.
        </p>
      )}
      <table class="what-if">
        <thead>
          <tr>
            <th scope="col">
              <span class="hear">Case</span>
            </th>
            <th scope="col" class="number">
              Chance
            </th>
            <th scope="col" class="number">
              Most likely end
            </th>
          </tr>
        </thead>
        <tbody>
          <Case name="As it goes" forecast={now} like={like} />
          <Case name="Then" forecast={supposed} like={like} />
        </tbody>
      </table>
    </div>
  );
}

function Case({ name, forecast, like }: { name: string; forecast: Forecast | null; like: Value }) {
  const isTold = forecast?.kind === 'forecast';
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="number">{isTold ? chanceWords(forecast.probability) : '–'}</td>
      <td class="number">
        {isTold ? `${written(forecast.interval.low, like)} to ${written(forecast.interval.high, like)}` : '–'}
      </td>
    </tr>
  );
}
