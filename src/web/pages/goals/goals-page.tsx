import type { Goal } from '../../../domain/okr/goal.ts';
import { formatScore } from '../../../domain/okr/score.ts';
import type { StandingsNow } from '../../../workflows/current-standings.ts';
import type { Visitor } from '../page-route.ts';
import { Layout, renderPage } from '../parts/layout.tsx';
import { statusNames } from '../parts/names.ts';
import { Chip, Words } from '../parts/words.tsx';
import { KeyResultLine, Progress } from './key-result-line.tsx';

/** The goals from the mission down to the key results, with where they stand. */
export function goalsPage(now: StandingsNow, visitor: Visitor): string {
  const top = now.tree.childrenOf(null);
  return renderPage(
    <Layout title="Goals" visitor={visitor} at="/goals">
      <div class="head">
        <h1>Goals</h1>
        {now.version > 0 && <p class="quiet">{`As of ${now.today}, version ${now.version}`}</p>}
      </div>
      {top.length === 0 ? (
        <div class="panel empty">
          <h2>No goals yet</h2>
          <p>
            Write objectives and key results into a file, see <code>config/okrs</code>, and run{' '}
            <code>waymark okr import</code>.
          </p>
        </div>
      ) : (
        <section class="panel" aria-label="The cascade">
          <Branch goals={top} now={now} />
        </section>
      )}
    </Layout>,
  );
}

function Branch({ goals, now }: { goals: readonly Goal[]; now: StandingsNow }) {
  return (
    <ul class="tree">
      {goals.map((goal) => {
        const below = now.tree.childrenOf(goal.id);
        return (
          <li class="goal" id={goal.id} key={goal.id}>
            <div class="told">
              <GoalLine goal={goal} now={now} />
            </div>
            {below.length > 0 && <Branch goals={below} now={now} />}
          </li>
        );
      })}
    </ul>
  );
}

function GoalLine({ goal, now }: { goal: Goal; now: StandingsNow }) {
  if (goal.kind === 'key-result') {
    const keyResult = now.keyResults.get(goal.id);
    if (keyResult) return <KeyResultLine now={keyResult} issues={now.issues.get(goal.id) ?? []} />;
  }
  const owner = now.tree.ownerOf(goal.id);
  const period = now.tree.periodOf(goal.id);
  return (
    <>
      <p>
        <span class="quiet">{goal.kind}</span>{' '}
        <strong>
          <Words of={goal.kind === 'team' ? goal.name : goal.statement} longest={300} />
        </strong>
      </p>
      {goal.kind === 'team' && goal.statement !== '' && (
        <p class="quiet">
          <Words of={goal.statement} longest={300} />
        </p>
      )}
      {goal.kind === 'objective' && <ObjectiveStanding id={goal.id} now={now} />}
      {(owner ?? period) !== null && (
        <p class="quiet">
          {owner !== null && <Words of={owner} longest={60} />}
          {owner !== null && period !== null && ', '}
          {period !== null && <Words of={period.id} longest={60} />}
        </p>
      )}
    </>
  );
}

function ObjectiveStanding({ id, now }: { id: string; now: StandingsNow }) {
  const standing = now.objectives.find(({ objective }) => objective.id === id);
  if (!standing) return null;
  const { score, band, status, unmeasured } = standing;
  return (
    <>
      <div class="chips">
        <Chip kind={status.status}>{statusNames[status.status]}</Chip>
        {score !== null && <Progress share={score} label={`Score ${formatScore(score)}: ${band ?? ''}`} />}
        {unmeasured > 0 && <span class="quiet">{`${unmeasured} without a value`}</span>}
      </div>
      <p class="quiet">{status.rule}</p>
    </>
  );
}
