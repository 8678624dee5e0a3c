import { type Goal, namedGoal, titleOf } from './goal.ts';
import { createIdPool, mayShareId, type Named, settleIds } from './ids.ts';
import type { GoalsReading } from './read-goals.ts';

/** One field that an import would change, as people read it. */
export interface FieldChange {
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

export interface GoalChange {
  readonly id: string;
  readonly before: Goal;
  readonly after: Goal;
  readonly fields: readonly FieldChange[];
}

/** What an import would do; shown before it does it. */
export interface ImportPlan {
  readonly added: readonly Goal[];
  readonly changed: readonly GoalChange[];
  /** Known goals that the files no longer hold. Their check-ins stay. */
  readonly removed: readonly Goal[];
  readonly unchanged: readonly Goal[];
}

/**
 * Gives goals that came without an id the id of the known goal they are, by words and place, so that rewording a
 * goal in a file without ids does not cut off its history. `taken` are ids that others in the same import have.
 */
export function withSettledIds(
  reading: Pick<GoalsReading, 'goals' | 'madeUpIds'>,
  known: readonly Goal[],
  taken: ReadonlySet<string> = new Set(),
): readonly Goal[] {
  const own = reading.goals.map((goal) => goal.id).filter((id) => !reading.madeUpIds.has(id));
  const given = new Set([...own, ...taken]);
  const named = (goal: Goal) => ({
    ...namedGoal(goal),
    parent: goal.parent,
    period: goal.period?.id ?? null,
  });
  const nameless = reading.goals.filter((goal) => reading.madeUpIds.has(goal.id)).map(named);
  const settled = settleIds(nameless, known.map(named), given);
  // A new goal must not land on the id of a known one that another goal has been recognised as.
  const pool = createIdPool([...given, ...settled.values(), ...heldIds(nameless, known.map(named))]);
  const ids = new Map(settled);
  for (const { id } of nameless) if (!ids.has(id)) ids.set(id, pool.free(id));
  const to = (id: string) => ids.get(id) ?? id;
  return reading.goals.map((goal): Goal => {
    const parent = goal.parent === null ? null : to(goal.parent);
    if (goal.kind === 'key-result') return { ...goal, id: to(goal.id), parent: to(goal.parent) };
    if (goal.kind === 'objective') {
      return { ...goal, id: to(goal.id), parent, team: goal.team === null ? null : to(goal.team) };
    }
    return { ...goal, id: to(goal.id), parent };
  });
}

/**
 * Ids of known goals on which a new one must not land although its words give the same id: those of another kind or
 * period, and key results, which stay with their objective. Other goals may have moved in the tree.
 */
function heldIds(nameless: readonly Named[], known: readonly Named[]): readonly string[] {
  const byId = new Map(nameless.map((goal) => [goal.id, goal]));
  return known.flatMap((old) => {
    const goal = byId.get(old.id);
    if (goal === undefined) return [old.id];
    const isMoved = goal.kind === old.kind && goal.kind !== 'key-result' && mayShareId(old, goal);
    return isMoved ? [] : [old.id];
  });
}

/**
 * Compares what is known with what the files hold. `within` says which known goals the files speak for: only those
 * can be removed, everything by default.
 */
export function planImport(
  known: readonly Goal[],
  incoming: readonly Goal[],
  within: (goal: Goal) => boolean = () => true,
): ImportPlan {
  const before = new Map(known.map((goal) => [goal.id, goal]));
  const after = new Set(incoming.map((goal) => goal.id));
  const added: Goal[] = [];
  const changed: GoalChange[] = [];
  const unchanged: Goal[] = [];
  for (const goal of incoming) {
    const old = before.get(goal.id);
    if (old === undefined) {
      added.push(goal);
      continue;
    }
    const fields = changesBetween(old, goal);
    if (fields.length === 0) unchanged.push(goal);
    else changed.push({ id: goal.id, before: old, after: goal, fields });
  }
  return { added, changed, removed: known.filter((goal) => !after.has(goal.id) && within(goal)), unchanged };
}

export const isEmptyPlan = (plan: ImportPlan): boolean =>
  plan.added.length + plan.changed.length + plan.removed.length === 0;

function changesBetween(before: Goal, after: Goal): FieldChange[] {
  const old: Readonly<Record<string, unknown>> = { ...before };
  const now: Readonly<Record<string, unknown>> = { ...after };
  const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((field) => field !== 'id');
  return fields.flatMap((field) => {
    if (canonical(old[field]) === canonical(now[field])) return [];
    return [{ field, from: shown(old[field]), to: shown(now[field]) }];
  });
}

/** The same text for the same content: a store gives the fields of an object back in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return one ?? null;
    if ('text' in one && typeof one.text === 'string') return { text: one.text };
    return Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** Values and periods by the words they were written in. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.join(', ');
  if ('text' in value && typeof value.text === 'string') return value.text;
  if ('from' in value && 'id' in value) return String(value.id);
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return entries.map(([key, one]) => `${key}: ${shown(one)}`).join(', ');
}

/** The plan as lines for a terminal or a log: `+` added, `~` changed with its fields, `-` removed. */
export function describePlan(plan: ImportPlan): readonly string[] {
  const name = (goal: Goal) => `${goal.kind} ${goal.id}: ${titleOf(goal)}`;
  const lines = [
    ...plan.added.map((goal) => `+ ${name(goal)}`),
    ...plan.changed.flatMap((change) => [
      `~ ${name(change.after)}`,
      ...change.fields.map(({ field, from, to }) => `    ${field}: ${from} → ${to}`),
    ]),
    ...plan.removed.map((goal) => `- ${name(goal)}`),
  ];
  const { added, changed, removed, unchanged } = plan;
  const counts = `${added.length} to add, ${changed.length} to change, ${removed.length} to remove, ${unchanged.length} as they are`;
  return [...lines, counts];
}
