import { checkIds } from '../../../domain/assessment/finding.ts';
import { framings } from '../../../domain/assessment/reading.ts';
import { boardGroups, NONE } from '../../../domain/mission/board-groups.ts';
import { missionPriorities, missionSizes, missionValues } from '../../../domain/mission/mission.ts';
import { shown } from '../../../domain/quoted.ts';
import type { BoardView, BoardWish } from '../../../workflows/view-board.ts';
import { checkNames } from '../parts/names.ts';
import { type Options, Select, TrackerSelect } from '../parts/select.tsx';

const named = (values: readonly string[]): Options => values.map((value) => [value, shown(value, 60)]);
/** Those without stand first: they are what people look for. */
const orNone = (options: Options): Options => [[NONE, 'none'], ...options];

/** What narrows and groups the board: a plain form, so that every view has an address. */
export function Filters({ wish, view }: { wish: BoardWish; view: BoardView }) {
  const { filter, group } = wish;
  const { choices, objectives } = view;
  const set = Object.keys(filter).length;
  return (
    <form class="panel filters" method="get" action="/board" data-at-once>
      <div class="grid">
        <div>
          <label for="search">Search title or key</label>
          <input id="search" name="search" type="search" maxLength={200} value={filter.search ?? ''} />
        </div>
        <Choice
          name="group"
          label="Group by"
          none="nothing"
          now={group ?? undefined}
          options={named(boardGroups)}
        />
        <div class="actions">
          <button type="submit">Show</button>
          {set > 0 && (
            <a class="button plain" href={group === null ? '/board' : `/board?group=${group}`}>
              Clear all filters
            </a>
          )}
        </div>
      </div>
      <details open={set > (filter.search === undefined ? 0 : 1)}>
        <summary>{set === 0 ? 'Filter' : `Filter (${set} set)`}</summary>
        <div class="grid">
          <TrackerSelect now={filter.tracker} />
          <Choice name="project" label="Team" now={filter.project} options={named(choices.projects)} />
          <Choice name="framing" label="Framing" now={filter.framing} options={named(framings)} />
          <Choice
            name="state"
            label="State"
            now={filter.state}
            options={[['open', 'open: not celebrated yet']]}
          />
          <Choice
            name="gap"
            label="Gap"
            now={filter.gap}
            options={checkIds.map((check) => [check, checkNames[check]])}
          />
          <Choice name="value" label="Value" now={filter.value} options={orNone(named(missionValues))} />
          <Choice name="size" label="Size" now={filter.size} options={orNone(named(missionSizes))} />
          <Choice
            name="persona"
            label="Persona"
            now={filter.persona}
            options={orNone(named(choices.personas))}
          />
          <Choice
            name="priority"
            label="Priority"
            now={filter.priority}
            options={orNone(named(missionPriorities))}
          />
          <Choice name="owner" label="Owner" now={filter.owner} options={orNone(named(choices.owners))} />
          {objectives.length > 0 && (
            <Choice
              name="objective"
              label="Objective"
              now={filter.objective}
              options={orNone(
                objectives.slice(0, 100).map(({ id, statement }) => [id, shown(statement, 60)]),
              )}
            />
          )}
        </div>
      </details>
    </form>
  );
}

function Choice(props: {
  name: string;
  label: string;
  none?: string;
  now: string | undefined;
  options: Options;
}) {
  const { none = 'all', now = null, ...rest } = props;
  return <Select {...rest} none={none} now={now} />;
}
