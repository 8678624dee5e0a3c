import type { TreeFilter } from '../../../domain/okr/narrow-tree.ts';
import { quarterOf } from '../../../domain/okr/period.ts';
import { shown } from '../../../domain/quoted.ts';
import type { GoalsView } from '../../../workflows/view-goals.ts';
import type { Visitor } from '../page-route.ts';
import { BarKeys } from '../parts/bar-keys.tsx';
import { Layout, renderPage } from '../parts/layout.tsx';
import { LiveNote } from '../parts/live-note.tsx';
import { Select } from '../parts/select.tsx';
import { Cascade } from './cascade.tsx';
import { reviewPath } from './document-paths.ts';
import { FirstSteps } from './first-steps.tsx';

/** The goals from the mission down to the key results, with where they stand. */
export function goalsPage(view: GoalsView, filter: TreeFilter, visitor: Visitor): string {
  const { now, shown: ids, choices } = view;
  const hasGoals = now.tree.goals.length > 0;
  const period =
    typeof filter.period === 'string' ? (now.objectives[0]?.period ?? quarterOf(now.today)) : filter.period;
  return renderPage(
    <Layout title="Goals" visitor={visitor} at="/goals">
      <div class="head">
        <h1>Goals</h1>
        {hasGoals && <LiveNote stream="/goals/stream" />}
        {hasGoals && (
          <p class="quiet">
            {`As of ${now.today}. `}
            <a href={reviewPath(period, filter.team)}>Review document for {period.id}</a>
          </p>
        )}
      </div>
      {!hasGoals ? (
        <FirstSteps />
      ) : (
        <>
          <Filters filter={filter} choices={choices} />
          {ids.size === 0 ? (
            <div class="panel empty">
              <h2>{filter.period === 'running' ? 'Nothing runs today' : 'No goal matches'}</h2>
              <p>Take a filter away, or look at all of them.</p>
              <a class="button plain" href="/goals?period=all">
                Show all goals
              </a>
            </div>
          ) : (
            <section class="panel" aria-label="The cascade">
              {now.objectives.length > 0 && <BarKeys />}
              <Cascade view={view} />
            </section>
          )}
        </>
      )}
    </Layout>,
  );
}

function Filters({ filter, choices }: { filter: TreeFilter; choices: GoalsView['choices'] }) {
  const { period, team, owner } = filter;
  const isSet = period !== 'running' || team !== null || owner !== null;
  return (
    <div class="filters panel">
      <form class="row" method="get" action="/goals" data-at-once>
        <Select
          name="period"
          label="Period"
          now={typeof period === 'string' ? (period === 'all' ? 'all' : null) : period.id}
          none="what runs today"
          options={[['all', 'all periods'], ...choices.periods.map(({ id }) => [id, id] as const)]}
        />
        <Select
          name="team"
          label="Team"
          now={team}
          none="all"
          options={choices.teams.map(({ id, name }) => [id, shown(name, 60)])}
        />
        <Select
          name="owner"
          label="Owner"
          now={owner}
          none="all"
          options={choices.owners.map((name) => [name, shown(name, 60)])}
        />
        <div class="actions">
          <button type="submit">Show</button>
          {isSet && (
            <a class="button plain" href="/goals">
              Clear all filters
            </a>
          )}
        </div>
      </form>
    </div>
  );
}
