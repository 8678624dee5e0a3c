import { type Goal, titleOf } from '../../../domain/okr/goal.ts';
import { formatScore } from '../../../domain/okr/score.ts';
import type { ObjectiveStanding } from '../../../domain/okr/standing.ts';
import type { GoalsView } from '../../../workflows/view-goals.ts';
import { countWords, goalPath, percent, statusNames } from '../parts/names.ts';
import { ProgressBar } from '../parts/progress-bar.tsx';
import { Chip, Words } from '../parts/words.tsx';
import { kindNames } from './goal-names.ts';
import { KeyResultLine } from './key-result-line.tsx';
import { RollOutLine } from './roll-out.tsx';

/** The goals below one, or the top ones, each with what is below it. */
export function Cascade({ view, below = null }: { view: GoalsView; below?: string | null }) {
  const goals = view.now.tree.childrenOf(below).filter(({ id }) => view.shown.has(id));
  return (
    <ul class="tree">
      {goals.map((goal) => (
        <li class={`goal ${goal.kind}`} id={goal.id} key={goal.id}>
          <div class="told">
            <GoalLine goal={goal} view={view} />
          </div>
          <Below goal={goal} view={view} />
        </li>
      ))}
    </ul>
  );
}

function Below({ goal, view }: { goal: Goal; view: GoalsView }) {
  const goals = view.now.tree.childrenOf(goal.id).filter(({ id }) => view.shown.has(id));
  if (goals.length === 0) return null;
  if (view.isBrief && goals.every(({ kind }) => kind === 'key-result')) {
    return (
      <p class="quiet">
        <a href={goalPath(goal.id)}>{countWords(goals.length, 'key result')}</a>
      </p>
    );
  }
  return (
    <details open>
      <summary>{belowWords(goals)}</summary>
      <Cascade view={view} below={goal.id} />
    </details>
  );
}

function belowWords(goals: readonly Goal[]): string {
  const counts = new Map<Goal['kind'], number>();
  for (const { kind } of goals) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => countWords(count, kindNames[kind])).join(', ');
}

function GoalLine({ goal, view }: { goal: Goal; view: GoalsView }) {
  const { now, weeks, remarks, rollOut } = view;
  if (goal.kind === 'key-result') {
    const keyResult = now.keyResults.get(goal.id);
    return keyResult ? (
      <KeyResultLine now={keyResult} week={weeks.get(goal.id) ?? null} remarks={remarks.get(goal.id) ?? 0} />
    ) : null;
  }
  const standing = now.objectives.find(({ objective }) => objective.id === goal.id);
  const ofTeam = rollOut.find(({ team }) => team === goal.id);
  return (
    <div class="goal-line">
      <p class="kind">{kindNames[goal.kind]}</p>
      <a class="title" href={goalPath(goal.id)}>
        <Words of={titleOf(goal)} longest={300} />
      </a>
      {goal.kind === 'team' && goal.statement !== '' && (
        <p>
          <Words of={goal.statement} longest={300} />
        </p>
      )}
      {standing && <ObjectiveWay standing={standing} />}
      <div class="chips">
        {standing && <Chip kind={standing.status.status}>{statusNames[standing.status.status]}</Chip>}
        <OwnerAndPeriod id={goal.id} view={view} />
        {(remarks.get(goal.id) ?? 0) > 0 && (
          <Chip kind="line">{countWords(remarks.get(goal.id) ?? 0, 'remark')}</Chip>
        )}
      </div>
      {ofTeam && <RollOutLine of={ofTeam} />}
    </div>
  );
}

function OwnerAndPeriod({ id, view: { now } }: { id: string; view: GoalsView }) {
  const goal = now.tree.get(id);
  // Above the objectives, only where it is said: the same name on every line tells nothing.
  const owner = goal?.kind === 'objective' ? now.tree.ownerOf(id) : (goal?.owner ?? null);
  const period = now.tree.periodOf(id);
  return (
    <>
      {owner !== null && (
        <span class="quiet">
          owned by <Words of={owner} longest={60} />
        </span>
      )}
      {period !== null && <Chip kind="line">{period.id}</Chip>}
    </>
  );
}

/** The score of an objective as a bar, with the rule's words for it. */
export function ObjectiveWay({ standing }: { standing: ObjectiveStanding }) {
  const { score, band, status, unmeasured } = standing;
  if (score === null) return <p class="quiet">No score yet: none of its key results has a value.</p>;
  const words = [
    `Score ${formatScore(score)} (${band ?? ''})`,
    ...(status.expected === null ? [] : [`an even pace is ${percent(status.expected)}`]),
    ...(unmeasured === 0 ? [] : [`${countWords(unmeasured, 'key result')} without a value`]),
  ].join(', ');
  return (
    <div class="way">
      <ProgressBar
        way={{ done: score, expected: status.expected, ends: null }}
        label={words}
        kind={status.status}
      />
      <span class="quiet">{words}</span>
    </div>
  );
}
