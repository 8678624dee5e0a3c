import type { BoardColumn, BoardView, BoardWish } from '../../../workflows/view-board.ts';
import type { Visitor } from '../page-route.ts';
import { Layout, renderPage } from '../parts/layout.tsx';
import { countWords } from '../parts/names.ts';
import { Chip } from '../parts/words.tsx';
import { boardPath } from './board-query.ts';
import { Card } from './card.tsx';
import { Filters } from './filters.tsx';

/** The missions by stage, with what narrows them. */
export function boardPage({ columns, choices }: BoardView, wish: BoardWish, visitor: Visitor): string {
  const { filter, only } = wish;
  const total = columns.reduce((sum, { count }) => sum + count, 0);
  const isFiltered = Object.keys(filter).length > 0;
  return renderPage(
    <Layout title="Mission board" visitor={visitor} at="/board" isWide>
      <div class="head">
        <h1>{only ? `Missions: ${only.stage}` : 'Mission board'}</h1>
        <p class="quiet" role="status">
          {countWords(total, 'mission')}
          {isFiltered && ' that match'}
        </p>
      </div>
      {only && (
        <p>
          <a href={boardPath(filter)}>All stages</a>
        </p>
      )}
      <Filters filter={filter} choices={choices} />
      {total === 0 ? (
        <Nothing isFiltered={isFiltered} />
      ) : (
        <>
          {!only && (
            <nav class="jump" aria-label="Stages">
              {columns.map(({ stage, count }) => (
                <a key={stage} href={`#${stage}`}>{`${stage} (${count.toLocaleString('en')})`}</a>
              ))}
            </nav>
          )}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <section class={`board${only ? ' one' : ''}`} aria-label="Missions by stage" tabIndex={0}>
            {columns.map((column) => (
              <Column key={column.stage} column={column} wish={wish} />
            ))}
          </section>
        </>
      )}
    </Layout>,
  );
}

function Column({ column, wish }: { column: BoardColumn; wish: BoardWish }) {
  const { stage, count, cards, next } = column;
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
            <Card key={`${card.ref.tracker}:${card.ref.id}`} card={card} />
          ))}
        </ul>
      )}
      {next && (
        <a class="more" href={boardPath(wish.filter, { stage, after: next })}>
          More <span class="hear">missions that are {stage}</span>
        </a>
      )}
    </section>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <div class="panel empty">
      <h2>No mission matches</h2>
      <p>Take a filter away, or look at all of them.</p>
      <a class="button plain" href="/board">
        Clear all filters
      </a>
    </div>
  ) : (
    <div class="panel empty">
      <h2>No mission has been read yet</h2>
      <p>
        Waymark reads an issue when somebody edits it. To read those that are there already, run{' '}
        <code>waymark backfill --tracker jira</code> or <code>--tracker linear</code>.
      </p>
    </div>
  );
}
