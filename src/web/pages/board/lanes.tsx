import type { BoardGroup } from '../../../domain/mission/board-groups.ts';
import type { BoardColumn, BoardLane, BoardView, BoardWish } from '../../../workflows/view-board.ts';
import type { Visitor } from '../page-route.ts';
import { countWords } from '../parts/names.ts';
import { scrolls } from '../parts/scrolls.ts';
import { Chip, Words } from '../parts/words.tsx';
import { boardPath } from './board-query.ts';
import { Card } from './card.tsx';

/** What a lane is called whose missions have none. */
const without: Readonly<Record<BoardGroup, string>> = {
  value: 'No value',
  size: 'No size',
  persona: 'No persona',
  objective: 'For no objective',
  team: 'No team',
};

interface Props {
  readonly view: BoardView;
  readonly lanes: readonly BoardLane[];
  readonly wish: BoardWish;
  readonly visitor: Visitor;
}

/** Swim lanes: the same stages, once for each value of what the board is grouped by. */
export function Lanes({ view, lanes, wish, visitor }: Props) {
  const { filter, group, skip } = wish;
  const more = view.moreLanes;
  const back = boardPath(filter, { group, skip });
  return (
    <div class="lanes" data-board>
      {lanes.map((lane, index) => (
        <Lane key={index} lane={lane} id={`lane-${index}`} group={group ?? 'value'} {...{ visitor, back }} />
      ))}
      {lanes.length === 0 && <p class="none">There are no more groups.</p>}
      {(skip > 0 || more !== null) && (
        <nav class="actions" aria-label="Groups">
          {skip > 0 && <a href={boardPath(filter, { group })}>First groups</a>}
          {more !== null && <a href={boardPath(filter, { group, skip: more })}>Next groups</a>}
        </nav>
      )}
    </div>
  );
}

function Lane(props: { lane: BoardLane; id: string; group: BoardGroup; visitor: Visitor; back: string }) {
  const { lane, id, group, visitor, back } = props;
  const { name, count, filter, columns } = lane;
  return (
    <section class="lane" aria-labelledby={id}>
      <h2 id={id}>
        {name === null ? without[group] : <Words of={name} longest={120} />}{' '}
        <a class="quiet" href={boardPath(filter)}>
          {countWords(count, 'mission')} <span class="hear">of this group alone</span>
        </a>
      </h2>
      <section class="board" aria-label="By stage" {...scrolls}>
        {columns.map((column) => (
          <Cell key={column.stage} {...{ column, lane, visitor, back }} />
        ))}
      </section>
    </section>
  );
}

function Cell(props: { column: BoardColumn; lane: BoardLane; visitor: Visitor; back: string }) {
  const { column, lane, visitor, back } = props;
  const { stage, count, cards } = column;
  return (
    <div class={`column${count === 0 ? ' bare-cell' : ''}`}>
      <h3>
        {stage} <Chip kind={count === 0 ? 'line' : stage}>{count.toLocaleString('en')}</Chip>
      </h3>
      {cards.length > 0 && (
        <ul class="bare cards">
          {cards.map((card) => (
            <Card key={`${card.ref.tracker}:${card.ref.id}`} card={card} visitor={visitor} back={back} />
          ))}
        </ul>
      )}
      {count > cards.length && (
        <a class="more" href={boardPath(lane.filter, { only: { stage, after: null } })}>
          {`All ${count.toLocaleString('en')}`} <span class="hear">that are {stage}</span>
        </a>
      )}
    </div>
  );
}
