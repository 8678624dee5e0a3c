import type { Goal, KeyResult, Objective, TeamGoal } from './goal.ts';
import { issueLinkSchema, sourceSchema } from './source.ts';
import type { Value } from './value.ts';
import type {
  WrittenDirection,
  WrittenGoals,
  WrittenKeyResult,
  WrittenObjective,
  WrittenTeam,
} from './written.ts';

/** Leaves out what is null, undefined or empty. */
function given<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  ) as { [K in keyof T]?: NonNullable<T[K]> };
}

const base = (goal: Goal) => ({
  id: goal.id,
  statement: goal.statement,
  owner: goal.owner,
  period: goal.period?.id,
});
const tail = (goal: Goal) => ({ note: goal.note, links: [...goal.links], tags: [...goal.tags] });

/** The written form of goals, in their order. Reading it gives the same goals again, ids and values included. */
export function writeGoals(goals: readonly Goal[]): WrittenGoals {
  const of = (kind: 'mission' | 'vision' | 'pillar') =>
    goals.filter((goal) => goal.kind === kind).map(writeDirection);
  const byObjective = new Map<string, KeyResult[]>();
  for (const goal of goals) {
    if (goal.kind !== 'key-result') continue;
    byObjective.set(goal.parent, [...(byObjective.get(goal.parent) ?? []), goal]);
  }
  const objectives = goals
    .filter((goal) => goal.kind === 'objective')
    .map((objective) => writeObjective(objective, byObjective.get(objective.id) ?? []));
  return {
    version: 1,
    ...given({
      missions: of('mission'),
      visions: of('vision'),
      pillars: of('pillar'),
      teams: goals.filter((goal) => goal.kind === 'team').map(writeTeam),
      objectives,
    }),
  };
}

const writeDirection = (goal: Goal): WrittenDirection =>
  given({ ...base(goal), parent: goal.parent, ...tail(goal) }) as WrittenDirection;

function writeTeam(goal: TeamGoal): WrittenTeam {
  const { id, name, statement, purpose, scope, approach, metrics } = goal;
  return given({
    ...base(goal),
    id,
    name,
    statement: statement === '' ? null : statement,
    parent: goal.parent,
    purpose,
    scope,
    approach,
    metrics: [...metrics],
    ...tail(goal),
  }) as WrittenTeam;
}

function writeObjective(goal: Objective, keyResults: readonly KeyResult[]): WrittenObjective {
  return given({
    ...base(goal),
    team: goal.team,
    parent: goal.parent,
    ...tail(goal),
    keyResults: keyResults.map(writeKeyResult),
  }) as WrittenObjective;
}

/** Bare numbers stand as numbers, everything else in the words it was written in. */
function writeValue(value: Value | null): string | number | null {
  if (value === null) return null;
  return String(value.amount) === value.text ? value.amount : value.text;
}

// Through their schemas source and work get back the order in which people write them; a store keeps none.
function writeKeyResult(goal: KeyResult): WrittenKeyResult {
  return given({
    ...base(goal),
    metric: goal.metric,
    start: writeValue(goal.start),
    target: writeValue(goal.target),
    current: writeValue(goal.current),
    direction: goal.direction,
    weight: goal.weight,
    source: goal.source.kind === 'manual' ? null : sourceSchema.parse(goal.source),
    work: goal.work === null ? null : issueLinkSchema.parse(goal.work),
    ...tail(goal),
  }) as WrittenKeyResult;
}
