import type { Direction, DirectionGoal, Goal, KeyResult, Objective, TeamGoal } from './goal.ts';
import { createIdPool, type IdPool, slug } from './ids.ts';
import { type Period, periodForms, readPeriod } from './period.ts';
import { manual } from './source.ts';
import type { Value } from './value.ts';
import { fractionProblem, inUnitOf } from './value-compare.ts';
import type { DecimalMark } from './value-number.ts';
import { numberValue, readValue } from './values.ts';
import { type WrittenGoals, type WrittenKeyResult, type WrittenObjective, writtenGoals } from './written.ts';

/** Where in the written form something stands, e.g. `['objectives', 0, 'keyResults', 2, 'target']`. */
export type WrittenPath = readonly (string | number)[];

export interface WrittenProblem {
  readonly path: WrittenPath;
  /** Characters from the start of the text at `path`. */
  readonly offset: number;
  readonly message: string;
  /** Set when the problem is the key itself, not its value. */
  readonly key?: string;
}

export interface GoalsReading {
  readonly goals: readonly Goal[];
  readonly problems: readonly WrittenProblem[];
  /** Ids that were made up because the text gives none; `settleIds` may replace them. */
  readonly madeUpIds: ReadonlySet<string>;
  /** Where each goal stands, by id. */
  readonly paths: ReadonlyMap<string, WrittenPath>;
}

interface Reader {
  readonly decimal: DecimalMark;
  readonly problems: WrittenProblem[];
  readonly ids: IdPool;
  readonly madeUp: Set<string>;
  readonly paths: Map<string, WrittenPath>;
}

interface WrittenBase {
  readonly id?: string | undefined;
  readonly owner?: string | undefined;
  readonly period?: string | number | undefined;
  readonly parent?: string | undefined;
  readonly note?: string | undefined;
  readonly links?: string[] | undefined;
  readonly tags?: string[] | undefined;
}

/**
 * Reads the written form into goals. Everything wrong is reported at once, each with its path; a goal with a problem
 * is still in `goals` as far as it could be read. Ids that are missing are made from the words.
 */
export function readGoals(input: unknown): GoalsReading {
  const parsed = writtenGoals.safeParse(input);
  if (!parsed.success) {
    return {
      goals: [],
      problems: parsed.error.issues.flatMap(schemaProblems),
      madeUpIds: new Set(),
      paths: new Map(),
    };
  }
  const written = parsed.data;
  const reader: Reader = {
    decimal: written.decimal ?? 'auto',
    problems: [],
    ids: createIdPool(),
    madeUp: new Set(),
    paths: new Map(),
  };
  claimGivenIds(reader, written);
  const goals: Goal[] = [];
  const directions = [
    ['missions', 'mission'],
    ['visions', 'vision'],
    ['pillars', 'pillar'],
  ] as const;
  for (const [section, kind] of directions) {
    written[section]?.forEach((one, index) => {
      const path = [section, index];
      const goal: DirectionGoal = {
        ...readBase(reader, path, one, one.statement, kind),
        kind,
        statement: one.statement,
      };
      goals.push(goal);
    });
  }
  written.teams?.forEach((one, index) => {
    const goal: TeamGoal = {
      ...readBase(reader, ['teams', index], one, one.name, 'team'),
      kind: 'team',
      name: one.name,
      statement: one.statement ?? '',
      purpose: one.purpose ?? null,
      scope: one.scope ?? null,
      approach: one.approach ?? null,
      metrics: one.metrics ?? [],
    };
    goals.push(goal);
  });
  written.objectives?.forEach((one, index) => {
    goals.push(...readObjective(reader, ['objectives', index], one));
  });
  return { goals, problems: reader.problems, madeUpIds: reader.madeUp, paths: reader.paths };
}

/** Given ids go first, so that a made-up id never takes one that is written further down. */
function claimGivenIds(reader: Reader, written: WrittenGoals): void {
  const claim = (path: WrittenPath, id: string | undefined) => {
    if (id === undefined) return;
    if (reader.ids.has(id)) {
      reader.problems.push({ path: [...path, 'id'], offset: 0, message: `The id “${id}” is given twice.` });
    }
    reader.ids.take(id);
  };
  for (const section of ['missions', 'visions', 'pillars', 'teams'] as const) {
    written[section]?.forEach((one, index) => {
      claim([section, index], one.id);
    });
  }
  written.objectives?.forEach((one, index) => {
    claim(['objectives', index], one.id);
    one.keyResults?.forEach((keyResult, at) => {
      claim(['objectives', index, 'keyResults', at], keyResult.id);
    });
  });
}

function readBase(reader: Reader, path: WrittenPath, one: WrittenBase, words: string, kind: string) {
  const id = one.id ?? reader.ids.free(slug(words, kind));
  if (one.id === undefined) reader.madeUp.add(id);
  reader.paths.set(id, path);
  return {
    id,
    owner: one.owner ?? null,
    period: period(reader, [...path, 'period'], one.period),
    parent: one.parent ?? null,
    note: one.note ?? null,
    links: one.links ?? [],
    tags: one.tags ?? [],
  };
}

function readObjective(reader: Reader, path: WrittenPath, one: WrittenObjective): Goal[] {
  const objective: Objective = {
    ...readBase(reader, path, one, one.statement, 'objective'),
    kind: 'objective',
    statement: one.statement,
    team: one.team ?? null,
  };
  const keyResults = (one.keyResults ?? []).map((written, index) =>
    readKeyResult(reader, [...path, 'keyResults', index], written, objective.id),
  );
  return [objective, ...keyResults];
}

function readKeyResult(reader: Reader, path: WrittenPath, one: WrittenKeyResult, parent: string): KeyResult {
  const read = (field: 'start' | 'target' | 'current') => value(reader, [...path, field], one[field]);
  const values = alike(reader, path, {
    start: read('start'),
    target: read('target'),
    current: read('current'),
  });
  return {
    ...readBase(reader, path, one, one.statement, 'key-result'),
    kind: 'key-result',
    statement: one.statement,
    parent,
    metric: one.metric ?? null,
    ...values,
    direction: one.direction === undefined ? null : (one.direction.replace(' ', '-') as Direction),
    weight: one.weight ?? null,
    source: one.source ?? manual,
    work: one.work ?? null,
  };
}

type Values = Record<'start' | 'target' | 'current', Value | null>;

/** The three values in one unit; bare numbers take the unit of the target, or of whichever has one. */
function alike(reader: Reader, path: WrittenPath, values: Values): Values {
  const bare = (value: Value) => value.unit.kind === 'number' && value.unit.name === null;
  const given = [values.target, values.start, values.current].filter((one) => one !== null);
  const like = given.find((one) => !bare(one)) ?? given[0];
  if (like === undefined) return values;
  const shared = (field: keyof Values): Value | null => {
    const one = values[field];
    const doubt = one === null ? null : fractionProblem(one, like);
    if (doubt !== null) reader.problems.push({ path: [...path, field], offset: 0, message: doubt });
    const fitted = one === null ? null : inUnitOf(one, like);
    if (one !== null && fitted === null) {
      const message = `“${one.text}” and “${like.text}” are in different units.`;
      reader.problems.push({ path: [...path, field], offset: 0, message });
    }
    return fitted;
  };
  return { start: shared('start'), target: shared('target'), current: shared('current') };
}

function value(reader: Reader, path: WrittenPath, written: string | number | undefined): Value | null {
  if (written === undefined) return null;
  if (typeof written === 'number') return numberValue(written);
  const reading = readValue(written, reader.decimal);
  if (reading.ok) return reading.value;
  reader.problems.push({ path, offset: reading.problem.position, message: reading.problem.message });
  return null;
}

function period(reader: Reader, path: WrittenPath, written: string | number | undefined): Period | null {
  if (written === undefined) return null;
  const read = readPeriod(String(written));
  if (read === null) {
    reader.problems.push({ path, offset: 0, message: `“${written}” is no period: write ${periodForms}.` });
  }
  return read;
}

interface SchemaIssue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
}

function schemaProblems(issue: SchemaIssue): WrittenProblem[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => ({
      path,
      offset: 0,
      message: `“${key}” is not known here.`,
      key,
    }));
  }
  return [{ path, offset: 0, message: issue.message }];
}
