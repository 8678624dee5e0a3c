import type { StoryReading } from '../../src/domain/assessment/reading.ts';
import type { Example } from './corpus.ts';

/** What the reader said about a labelled story, from a model that did not see its project. */
export interface Judged {
  readonly example: Example;
  readonly reading: StoryReading;
  readonly recipeScore: number;
}

export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly positives: number;
}

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly items: number;
  readonly confidence: number;
  readonly right: number;
}

export interface CurvePoint {
  readonly threshold: number;
  readonly precision: number;
  readonly coverage: number;
  readonly comments: number;
}

export interface Figures {
  readonly items: number;
  readonly labels: Readonly<Record<string, Score>>;
  readonly framingAccuracy: number;
  readonly personaKindAccuracy: number;
  readonly valueAccuracy: number;
  readonly framingMatrix: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly valueMatrix: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly calibration: { readonly bins: readonly Bin[]; readonly ece: number };
  readonly valueCalibration: { readonly bins: readonly Bin[]; readonly ece: number };
  readonly recipeCurve: readonly CurvePoint[];
  readonly proposedThreshold: CurvePoint | null;
  readonly bySource: Readonly<
    Record<
      string,
      {
        readonly items: number;
        readonly framing: number;
        readonly problem: number;
        readonly benefit: number;
        readonly persona: number;
        readonly value: number;
      }
    >
  >;
}

const LEAST_PRECISION = 0.93;
// Precision measured on hundreds of comments moves by a point or two on others.
const SAFETY = 0.02;

export function figuresOf(judged: readonly Judged[]): Figures {
  const points = recipeCurve(judged);
  const safe = points.filter(({ precision }) => precision >= LEAST_PRECISION + SAFETY);
  return {
    items: judged.length,
    labels: {
      'framing recipe': scoreOf(
        judged,
        (r) => r.framing === 'recipe',
        (e) => e.framing === 'recipe',
      ),
      'framing need': scoreOf(
        judged,
        (r) => r.framing === 'need',
        (e) => e.framing === 'need',
      ),
      'framing hypothesis': scoreOf(
        judged,
        (r) => r.framing === 'hypothesis',
        (e) => e.framing === 'hypothesis',
      ),
      'persona, exact text': exactPersona(judged),
      'persona present': scoreOf(
        judged,
        (r) => r.persona !== null,
        (e) => e.persona !== null,
      ),
      benefit: scoreOf(
        judged,
        (r) => r.benefit !== null,
        (e) => e.benefit,
      ),
      problem: scoreOf(
        judged,
        (r) => r.problem !== null,
        (e) => e.problem,
      ),
      target: scoreOf(
        judged,
        (r) => r.target !== null,
        (e) => e.target,
      ),
      ...Object.fromEntries(
        ['revenue', 'cost', 'risk', 'enabler', 'unclear'].map((name) => [
          `value ${name}`,
          scoreOf(
            judged,
            (r) => r.value.class === name,
            (e) => e.value === name,
          ),
        ]),
      ),
    },
    framingAccuracy: share(judged, ({ example, reading }) => example.framing === reading.framing),
    personaKindAccuracy: share(
      judged.filter(
        ({ example, reading }) => reading.persona !== null && reading.persona.text === example.persona,
      ),
      ({ example, reading }) => reading.persona?.kind === example.personaKind,
    ),
    valueAccuracy: share(judged, ({ example, reading }) => example.value === reading.value.class),
    framingMatrix: matrix(
      judged,
      ({ example }) => example.framing,
      ({ reading }) => reading.framing,
    ),
    valueMatrix: matrix(
      judged,
      ({ example }) => example.value,
      ({ reading }) => reading.value.class,
    ),
    calibration: reliability(
      judged.map(({ example, reading }) => [reading.confidence, reading.framing === example.framing]),
    ),
    valueCalibration: reliability(
      judged.map(({ example, reading }) => [reading.value.confidence, reading.value.class === example.value]),
    ),
    recipeCurve: points,
    proposedThreshold: safe.reduce<CurvePoint | null>(
      (best, point) => (best === null || point.coverage > best.coverage ? point : best),
      null,
    ),
    bySource: bySource(judged),
  };
}

function scoreOf(
  judged: readonly Judged[],
  said: (reading: StoryReading) => boolean,
  is: (example: Example) => boolean,
): Score {
  let hits = 0;
  let claims = 0;
  let positives = 0;
  for (const { example, reading } of judged) {
    const claim = said(reading);
    const truth = is(example);
    if (claim) claims++;
    if (truth) positives++;
    if (claim && truth) hits++;
  }
  return asScore(hits, claims, positives);
}

function exactPersona(judged: readonly Judged[]): Score {
  let hits = 0;
  let claims = 0;
  let positives = 0;
  for (const { example, reading } of judged) {
    if (reading.persona) claims++;
    if (example.persona !== null) positives++;
    if (reading.persona && reading.persona.text === example.persona) hits++;
  }
  return asScore(hits, claims, positives);
}

function asScore(hits: number, claims: number, positives: number): Score {
  const precision = claims === 0 ? 0 : hits / claims;
  const recall = positives === 0 ? 0 : hits / positives;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision: round(precision), recall: round(recall), f1: round(f1), positives };
}

function share<T>(all: readonly T[], is: (each: T) => boolean): number {
  return all.length === 0 ? 0 : round(all.filter(is).length / all.length);
}

function matrix(
  judged: readonly Judged[],
  rowOf: (each: Judged) => string,
  columnOf: (each: Judged) => string,
): Record<string, Record<string, number>> {
  const counts: Record<string, Record<string, number>> = {};
  for (const each of judged) {
    const row = rowOf(each);
    const column = columnOf(each);
    counts[row] ??= {};
    const cells = counts[row];
    cells[column] = (cells[column] ?? 0) + 1;
  }
  return counts;
}

function reliability(pairs: readonly (readonly [number, boolean])[]): { bins: Bin[]; ece: number } {
  const bins: Bin[] = [];
  let ece = 0;
  for (let from = 0; from < 1; from = round(from + 0.1)) {
    const to = round(from + 0.1);
    const inside = pairs.filter(([confidence]) => confidence >= from && (confidence < to || to >= 1));
    if (inside.length === 0) continue;
    const confidence = inside.reduce((sum, [value]) => sum + value, 0) / inside.length;
    const right = inside.filter(([, good]) => good).length / inside.length;
    ece += (inside.length / pairs.length) * Math.abs(confidence - right);
    bins.push({ from, to, items: inside.length, confidence: round(confidence), right: round(right) });
  }
  return { bins, ece: round(ece) };
}

function recipeCurve(judged: readonly Judged[]): CurvePoint[] {
  const all = judged.filter(({ example }) => example.framing === 'recipe').length;
  const points: CurvePoint[] = [];
  for (let threshold = 0.5; threshold < 0.985; threshold = round(threshold + 0.02)) {
    const comments = judged.filter(
      ({ reading }) => reading.framing === 'recipe' && reading.confidence >= threshold,
    );
    if (comments.length === 0) break;
    const right = comments.filter(({ example }) => example.framing === 'recipe').length;
    points.push({
      threshold,
      precision: round(right / comments.length),
      coverage: round(right / all),
      comments: comments.length,
    });
  }
  return points;
}

function bySource(judged: readonly Judged[]): Figures['bySource'] {
  const sources = [...new Set(judged.map(({ example }) => example.source))].sort();
  return Object.fromEntries(
    sources.map((source) => {
      const own = judged.filter(({ example }) => example.source === source);
      return [
        source,
        {
          items: own.length,
          framing: share(own, ({ example, reading }) => example.framing === reading.framing),
          problem: share(own, ({ example, reading }) => example.problem === (reading.problem !== null)),
          benefit: share(own, ({ example, reading }) => example.benefit === (reading.benefit !== null)),
          persona: share(own, ({ example, reading }) => example.persona === (reading.persona?.text ?? null)),
          value: share(own, ({ example, reading }) => example.value === reading.value.class),
        },
      ];
    }),
  );
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
