import type { CheckIn, Confidence } from '../check-in.ts';
import { checkInsDuring } from '../check-in.ts';
import type { Day } from '../days.ts';
import { evidenceOf, type LinkedIssue } from '../evidence.ts';
import { chanceWords, type Forecast } from '../forecast.ts';
import type { GoalTree } from '../goal-tree.ts';
import { liesWithin, type Period } from '../period.ts';
import type { Band } from '../score.ts';
import { type KeyResultStanding, type ObjectiveStanding, objectiveStanding } from '../standing.ts';
import type { OkrStatus } from '../status.ts';
import type { Value } from '../value.ts';
import { roughly } from '../value-format.ts';
import { sparkline, trendOf } from './trend.ts';

/** What a review says about one key result. */
export interface ReviewKeyResult {
  readonly id: string;
  readonly statement: string;
  readonly owner: string | null;
  readonly start: string | null;
  readonly current: string | null;
  readonly target: string | null;
  readonly progress: number | null;
  readonly score: number | null;
  readonly band: Band | null;
  readonly status: OkrStatus;
  readonly rule: string;
  readonly confidence: Confidence | null;
  readonly trend: string;
  readonly sparkline: string;
  readonly forecast: string | null;
  /** The notes of its check-ins, oldest first. */
  readonly narrative: readonly { readonly day: Day; readonly author: string; readonly text: string }[];
  readonly finished: readonly { readonly key: string; readonly title: string; readonly url: string }[];
}

/** One objective in a review. `null` and empty lists of the last four are the gaps that a person must fill. */
export interface ReviewObjective {
  readonly id: string;
  readonly statement: string;
  readonly owner: string | null;
  readonly team: string | null;
  readonly score: number | null;
  readonly band: Band | null;
  readonly status: OkrStatus;
  readonly rule: string;
  /** The lowest confidence of its key results' last check-ins. */
  readonly confidence: Confidence | null;
  readonly keyResults: readonly ReviewKeyResult[];
  readonly blockers: readonly string[];
  readonly learnings: readonly string[];
  readonly nextSteps: readonly string[];
}

export interface ReviewDocument {
  readonly period: Period;
  readonly day: Day;
  readonly objectives: readonly ReviewObjective[];
  readonly advice: readonly string[];
  /** Questions that only people can answer, each with what it is about. */
  readonly gaps: readonly ReviewGap[];
}

export interface ReviewGap {
  /** An objective's or key result's id. */
  readonly goal: string;
  readonly part: 'owner' | 'value' | 'confidence' | 'narrative' | 'blockers' | 'learnings' | 'next-steps';
  readonly question: string;
}

export interface ReviewInput {
  readonly tree: GoalTree;
  readonly period: Period;
  readonly today: Day;
  /** Leaves objectives out, by their ids; left out: none. */
  readonly isWanted?: (objective: string) => boolean;
  /** Effective check-ins by key result, oldest first. */
  readonly checkIns: ReadonlyMap<string, readonly CheckIn[]>;
  readonly issues?: ReadonlyMap<string, readonly LinkedIssue[]>;
  /** Lint findings and contradictions. */
  readonly findings?: readonly {
    readonly goal: string;
    readonly message: string;
    readonly suggestion: string;
  }[];
  readonly forecasts?: ReadonlyMap<string, Forecast>;
  /** Advice over several periods, e.g. on stretch. */
  readonly advice?: readonly string[];
}

/** The review of a period: its objectives and those of the periods inside it, pre-filled, with the gaps named. */
export function reviewDocument(input: ReviewInput): ReviewDocument {
  const objectives = input.tree
    .objectives()
    .filter(({ id }) => input.isWanted?.(id) !== false && liesWithin(input.tree.periodOf(id), input.period));
  const reviewed = objectives.map((one) =>
    reviewObjective(input, objectiveStanding(input.tree, one, input.checkIns, input.today)),
  );
  return {
    period: input.period,
    day: input.today,
    objectives: reviewed,
    advice: input.advice ?? [],
    gaps: reviewed.flatMap(gapsOf),
  };
}

const order: readonly Confidence[] = ['low', 'medium', 'high'];

function reviewObjective(input: ReviewInput, standing: ObjectiveStanding): ReviewObjective {
  const { objective } = standing;
  const keyResults = standing.keyResults.map((one) => reviewKeyResult(input, one));
  const ids = new Set([objective.id, ...keyResults.map((one) => one.id)]);
  const findings = (input.findings ?? []).filter((finding) => ids.has(finding.goal));
  const given = keyResults.flatMap((one) => (one.confidence === null ? [] : [one.confidence]));
  const notes = keyResults.flatMap((one) => one.narrative.map((note) => ({ ...note, about: one.statement })));
  const about = (pattern: RegExp) =>
    notes.filter(({ text }) => pattern.test(text)).map((note) => `${note.about}: ${note.text} (${note.day})`);
  const statements = new Map(keyResults.map((one) => [one.id, one.statement]));
  const named = (goal: string, words: string) => {
    const statement = statements.get(goal);
    return statement === undefined ? words : `${statement}: ${words}`;
  };
  return {
    id: objective.id,
    statement: objective.statement,
    owner: standing.owner,
    team: input.tree.teamOf(objective.id)?.name ?? null,
    score: standing.score,
    band: standing.band,
    status: standing.status.status,
    rule: standing.status.rule,
    confidence: order.find((one) => given.includes(one)) ?? null,
    keyResults,
    blockers: [
      ...about(/\bblock(?:ed|er|s|ing)?\b|\bwaiting (?:for|on)\b|\bstuck\b/i),
      ...findings.map((one) => named(one.goal, one.message)),
    ],
    learnings: about(/\blearn(?:ed|t|ing|ings)?\b|\bturns? out\b|\bsurpris/i),
    nextSteps: [...about(/\bnext\b/i), ...findings.map((one) => named(one.goal, one.suggestion))],
  };
}

function reviewKeyResult(input: ReviewInput, standing: KeyResultStanding): ReviewKeyResult {
  const { keyResult, status } = standing;
  const all = input.checkIns.get(keyResult.id) ?? [];
  const during = checkInsDuring(all, input.period).filter((row) => row.day <= input.today);
  const evidence = evidenceOf(all, input.issues?.get(keyResult.id) ?? [], input.period);
  return {
    id: keyResult.id,
    statement: keyResult.statement,
    owner: input.tree.ownerOf(keyResult.id),
    start: keyResult.start?.text ?? null,
    current: standing.current?.text ?? null,
    target: keyResult.target?.text ?? null,
    progress: standing.progress,
    score: standing.score,
    band: standing.band,
    status: status.status,
    rule: status.rule,
    confidence: during.findLast((row) => row.confidence !== null)?.confidence ?? null,
    trend: trendOf(lastOfEachDay(during)),
    sparkline: sparkline(lastOfEachDay(during)),
    forecast: forecastWords(input.forecasts?.get(keyResult.id), keyResult.target),
    narrative: during.flatMap((row) =>
      row.note === null ? [] : [{ day: row.day, author: row.author, text: row.note }],
    ),
    finished: evidence.done.map(({ key, title, url }) => ({ key, title, url })),
  };
}

function forecastWords(forecast: Forecast | undefined, target: Value | null): string | null {
  if (forecast === undefined || forecast.kind === 'over') return null;
  if (forecast.kind === 'too-little-history') return forecast.message;
  const chance = `${chanceWords(forecast.probability)} chance to reach the target by the period’s end`;
  if (target === null) return chance;
  const { low, high } = forecast.interval;
  return `${chance}; likely to end between ${roughly(low, target)} and ${roughly(high, target)}`;
}

const lastOfEachDay = (checkIns: readonly CheckIn[]): readonly CheckIn[] => [
  ...new Map(checkIns.map((row) => [row.day, row])).values(),
];

function gapsOf(objective: ReviewObjective): ReviewGap[] {
  const gaps: ReviewGap[] = [];
  const ask = (goal: string, part: ReviewGap['part'], question: string) =>
    gaps.push({ goal, part, question });
  if (objective.owner === null) ask(objective.id, 'owner', 'Who owns this objective?');
  if (objective.confidence === null) {
    ask(objective.id, 'confidence', 'How confident is the team: high, medium or low, and why?');
  }
  for (const one of objective.keyResults) {
    if (one.current === null) ask(one.id, 'value', 'What is the value today?');
    if (one.narrative.length === 0)
      ask(one.id, 'narrative', 'What happened, and what moved it or held it back?');
  }
  if (objective.blockers.length === 0)
    ask(objective.id, 'blockers', 'What is in the way? Write “nothing” if so.');
  if (objective.learnings.length === 0) ask(objective.id, 'learnings', 'What did the team learn?');
  if (objective.nextSteps.length === 0)
    ask(objective.id, 'next-steps', 'What happens next: keep, change or drop?');
  return gaps;
}
