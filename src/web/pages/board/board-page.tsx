import type { BoardColumn, BoardView, BoardWish } from '../../../workflows/view-board.ts';
import type { Visitor } from '../page-route.ts';
import { Layout, renderPage } from '../parts/layout.tsx';
import { LiveNote } from '../parts/live-note.tsx';
import { countWords } from '../parts/names.ts';
import { scrolls } from '../parts/scrolls.ts';
import { Chip } from '../parts/words.tsx';
import { boardPath } from './board-query.ts';
import { Card } from './card.tsx';
import { Filters } from './filters.tsx';
import { Lanes } from './lanes.tsx';
import { Nothing } from './nothing.tsx';

/** The missions by stage, with what narrows and groups them. */
export function boardPage(view: BoardView, wish: BoardWish, visitor: Visitor): string {
  const { columns, lanes } = view;
  const { filter, group, only } = wish;
  const total = columns.reduce((sum, { count }) => sum + count, 0);
  const isFiltered = Object.keys(filter).length > 0;
  return renderPage(
    <Layout title="Mission board" visitor={visitor} at="/board" isWide>
      <div class="head">
        <h1>{only ? `Missions: ${only.stage}` : 'Mission board'}</h1>
        <p class="quiet" role="status">
          {countWords(total, 'mission')}
          {isFiltered && (total === 1 ? ' that matches' : ' that match')}
        </p>
        <LiveNote stream="/board/stream" />
      </div>
      {only && (
        <p>
          <a href={boardPath(filter, { group })}>All stages</a>
        </p>
      )}
      <Filters wish={wish} view={view} />
      {total === 0 ? (
        <Nothing isFiltered={isFiltered} />
      ) : lanes ? (
        <Lanes view={view} lanes={lanes} wish={wish} visitor={visitor} />
      ) : (
        <>
          {!only && <Jump columns={columns} />}
          <section
            class={`board${only ? ' one' : ''}`}
            aria-label="Missions by stage"
            {...scrolls}
            data-board
          >
            {columns.map((column) => (
              <Column key={column.stage} column={column} wish={wish} visitor={visitor} />
            ))}
          </section>
        </>
      )}
    </Layout>,
  );
}

/** On a narrow screen the stages are one below the other. */
function Jump({ columns }: { columns: readonly BoardColumn[] }) {
  return (
    <nav class="jump" aria-label="Stages">
      {columns.map(({ stage, count }) => (
        <a key={stage} href={`#${stage}`}>{`${stage} (${count.toLocaleString('en')})`}</a>
      ))}
    </nav>
  );
}

function Column({ column, wish, visitor }: { column: BoardColumn; wish: BoardWish; visitor: Visitor }) {
  const { stage, count, cards, next } = column;
  const back = boardPath(wish.filter, wish.only ? { only: wish.only } : {});
  return (
    <section class="column" aria-labelledby={stage}>
      <h2 id={stage}>
        {stage} <Chip kind={stage}>{count.toLocaleString('en')}</Chip>
      </h2>
      {cards.length === 0 ? (
        <p class="none">No mission is here.</p>
      ) : (
        <ul class="bare cards">
          {cards.map((card) => (
            <Card key={`${card.ref.tracker}:${card.ref.id}`} card={card} visitor={visitor} back={back} />
          ))}
        </ul>
      )}
      {next && (
        <a class="more" href={boardPath(wish.filter, { group: wish.group, only: { stage, after: next } })}>
          More <span class="hear">missions that are {stage}</span>
        </a>
      )}
    </section>
  );
}
