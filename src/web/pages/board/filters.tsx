import { checkIds } from '../../../domain/assessment/finding.ts';
import { trackerNames } from '../../../domain/issue.ts';
import { missionPriorities, missionSizes, missionValues } from '../../../domain/mission/mission.ts';
import type { BoardChoices, BoardFilter } from '../../../domain/ports.ts';
import { shown } from '../../../domain/quoted.ts';
import { checkNames, trackerNamesShown } from '../parts/names.ts';
import { framings } from './board-query.ts';

type Options = readonly (readonly [value: string, name: string])[];

/** What narrows the board: a plain form, so that every view has an address. */
export function Filters({ filter, choices }: { filter: BoardFilter; choices: BoardChoices }) {
  const set = Object.keys(filter).length;
  const named = (values: readonly string[]): Options => values.map((value) => [value, shown(value, 60)]);
  return (
    <details class="filters panel" open={set > 0}>
      <summary>{set === 0 ? 'Search and filter' : `Search and filter (${set} set)`}</summary>
      <form method="get" action="/board" data-at-once>
        <div class="grid">
          <div>
            <label for="search">Search title or key</label>
            <input id="search" name="search" type="search" maxLength={200} value={filter.search ?? ''} />
          </div>
          <Choice
            name="tracker"
            label="Tracker"
            now={filter.tracker}
            options={trackerNames.map((name) => [name, trackerNamesShown[name]])}
          />
          <Choice name="project" label="Team" now={filter.project} options={named(choices.projects)} />
          <Choice name="framing" label="Framing" now={filter.framing} options={named(framings)} />
          <Choice
            name="gap"
            label="Gap"
            now={filter.gap}
            options={checkIds.map((check) => [check, checkNames[check]])}
          />
          <Choice name="value" label="Value" now={filter.value} options={named(missionValues)} />
          <Choice name="size" label="Size" now={filter.size} options={named(missionSizes)} />
          <Choice name="persona" label="Persona" now={filter.persona} options={named(choices.personas)} />
          <Choice name="priority" label="Priority" now={filter.priority} options={named(missionPriorities)} />
          <Choice name="owner" label="Owner" now={filter.owner} options={named(choices.owners)} />
        </div>
        <div class="actions">
          <button type="submit">Show</button>
          {set > 0 && (
            <a class="button plain" href="/board">
              Clear all filters
            </a>
          )}
        </div>
      </form>
    </details>
  );
}

function Choice(props: { name: string; label: string; now: string | undefined; options: Options }) {
  const { name, label, now, options } = props;
  // One that was set by an address stays to be seen, also where it is not among the most frequent.
  const all: Options =
    now === undefined || options.some(([value]) => value === now)
      ? options
      : [...options, [now, shown(now, 60)]];
  return (
    <div>
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        <option value="">all</option>
        {all.map(([value, words]) => (
          <option key={value} value={value} selected={value === now}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
