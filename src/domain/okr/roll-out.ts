import type { CheckIn } from './check-in.ts';
import { addDays, type Day, daysBetween } from './days.ts';
import { directionOf, type Objective } from './goal.ts';
import type { GoalTree } from './goal-tree.ts';
import { missionParts } from './lint/mission-shape.ts';
import { inPeriod } from './period.ts';
import { isGuard } from './progress.ts';
import { cadence } from './rhythm.ts';

/** The roll-out guide's phases, by days since a team began. */
export const rollOutPhases = [
  { id: 'first-30-days', title: 'First 30 days', until: 30 },
  { id: 'days-60-90', title: 'Days 60 to 90', until: 90 },
  { id: 'beyond', title: 'Beyond', until: null },
] as const;
export type RollOutPhase = (typeof rollOutPhases)[number]['id'];

export interface RollOutStep {
  readonly id:
    | 'mission-drafted'
    | 'okrs-set'
    | 'metrics-defined'
    | 'cadence-held'
    | 'data-flowing'
    | 'second-cycle';
  readonly phase: RollOutPhase;
  readonly title: string;
  readonly done: boolean;
  /** What shows it, or what is still missing. */
  readonly detail: string;
  /** Its phase is over and it is not done. */
  readonly late: boolean;
}

export interface RollOutInput {
  readonly tree: GoalTree;
  readonly team: string;
  /** The day on which the team began. */
  readonly began: Day;
  readonly today: Day;
  readonly checkIns: ReadonlyMap<string, readonly CheckIn[]>;
}

const held = 0.8;
const count = (number: number, one: string) => `${number} ${one}${number === 1 ? '' : 's'}`;

/** The key results, by id, whose check-ins tell how far a team has come. */
export function rollOutKeyResults(tree: GoalTree, team: string, today: Day): readonly string[] {
  return objectivesOf(tree, team)
    .filter((one) => isRunning(tree, one, today))
    .flatMap((one) => tree.keyResultsOf(one.id).map(({ id }) => id));
}

/** The roll-out guide as a checklist, computed from what is there; nobody ticks anything. */
export function rollOutChecklist(input: RollOutInput): readonly RollOutStep[] {
  const { tree, today, checkIns } = input;
  const team = tree.get(input.team);
  const statement = team?.kind === 'team' ? team.statement : '';
  const missing = Object.entries(missionParts(statement)).flatMap(([part, words]) =>
    words === null ? [part] : [],
  );
  const objectives = objectivesOf(tree, input.team);
  const running = objectives.filter((one) => isRunning(tree, one, today));
  const keyResults = running.flatMap((one) => tree.keyResultsOf(one.id));
  const ids = keyResults.map((one) => one.id);
  const vague = keyResults.filter(
    (one) => one.target === null || (one.start === null && !isGuard(directionOf(one))),
  );
  const weeks = cadence(ids, checkIns, today, 4);
  const good = weeks.filter((share) => share >= held).length;
  const week = { id: '', from: addDays(today, -6), to: today };
  const flowing = keyResults.filter((one) =>
    (checkIns.get(one.id) ?? []).some(
      (row) => row.source !== 'manual' && row.source !== 'import' && inPeriod(row.day, week),
    ),
  );
  const cycles = new Set(
    objectives
      .filter((one) => (tree.periodOf(one.id)?.to ?? today) < today)
      .map((one) => tree.periodOf(one.id)?.id),
  );
  const gone = daysBetween(input.began, today);
  const step = (
    id: RollOutStep['id'],
    phase: RollOutPhase,
    title: string,
    done: boolean,
    detail: string,
  ): RollOutStep => {
    const until = rollOutPhases.find((one) => one.id === phase)?.until ?? null;
    return { id, phase, title, done, detail, late: !done && until !== null && gone > until };
  };
  return [
    step(
      'mission-drafted',
      'first-30-days',
      'Mission statement drafted',
      statement !== '' && missing.length === 0,
      statement === ''
        ? 'There is no mission statement.'
        : missing.length === 0
          ? statement
          : `It does not say its ${missing.join(', ')}.`,
    ),
    step(
      'okrs-set',
      'first-30-days',
      'First OKRs set',
      keyResults.length > 0,
      `${count(running.length, 'objective')} with ${count(keyResults.length, 'key result')} for the running period.`,
    ),
    step(
      'metrics-defined',
      'first-30-days',
      'Metrics defined',
      keyResults.length > 0 && vague.length === 0,
      vague.length === 0
        ? 'Every key result has a start and a target.'
        : `Without start or target: ${vague.map((one) => one.id).join(', ')}.`,
    ),
    step(
      'cadence-held',
      'days-60-90',
      'Cadence held',
      good === weeks.length && keyResults.length > 0,
      `In ${good} of the last ${weeks.length} weeks, 80% or more of the key results had a check-in.`,
    ),
    step(
      'data-flowing',
      'days-60-90',
      'Data flowing',
      flowing.length > 0,
      `${flowing.length} of ${keyResults.length} key results were measured by their source in the last 7 days.`,
    ),
    step(
      'second-cycle',
      'beyond',
      'A cycle reviewed and the next one set',
      cycles.size > 0 && keyResults.length > 0,
      `${count(cycles.size, 'finished period')}; ${count(running.length, 'objective')} running now.`,
    ),
  ];
}

function objectivesOf(tree: GoalTree, team: string): readonly Objective[] {
  return tree.objectives().filter(({ id }) => tree.teamOf(id)?.id === team);
}

function isRunning(tree: GoalTree, { id }: Objective, today: Day): boolean {
  const period = tree.periodOf(id);
  return period !== null && inPeriod(today, period);
}
