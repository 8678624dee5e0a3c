import {
  type Curve,
  MODEL_LABELS,
  type ModelFile,
  type ModelLabel,
} from '../../src/domain/assessment/framing/model.ts';
import { hear } from '../../src/domain/assessment/framing/signals/hear.ts';
import { readDocument } from '../../src/domain/assessment/text/document.ts';
import type { Example } from './corpus.ts';
import { fitLogistic, type LinearModel } from './logistic.ts';

/** An example with what was heard in it. */
export interface Sample {
  readonly example: Example;
  readonly names: readonly string[];
}

export function sampleOf(example: Example): Sample {
  return { example, names: hear(readDocument(example.story)).names };
}

const TRUTH: Readonly<Record<ModelLabel, (example: Example) => boolean>> = {
  recipe: (e) => e.framing === 'recipe',
  benefit: (e) => e.benefit,
  problem: (e) => e.problem,
  persona: (e) => e.persona !== null,
  revenue: (e) => e.value === 'revenue',
  cost: (e) => e.value === 'cost',
  risk: (e) => e.value === 'risk',
  enabler: (e) => e.value === 'enabler',
  unclear: (e) => e.value === 'unclear',
};

// F1 is best a little away from even odds; the same shift for every fold, so nothing is fitted on the test side.
const SHIFT: Partial<Record<ModelLabel, number>> = { recipe: -0.1, benefit: 0.1, problem: 0.3, persona: 0.4 };

const FEWEST_ITEMS = 4;
const isTerm = (name: string): boolean => /^(?:[tbr]|opens|want):/.test(name);

const VALUE_LABELS: ReadonlySet<string> = new Set(['revenue', 'cost', 'risk', 'enabler', 'unclear']);

const PENALTIES = {
  value: { l1: 0.1, l2: 4, termL1: 0.3, termL2: 11 },
  other: { l1: 0.5, l2: 3, termL1: 1, termL2: 6 },
};
export type Weights = Pick<ModelFile, 'bias' | 'signals'>;

/** Trains all labels; words must occur in three projects and other signals in two, so that no project's jargon counts. */
export function trainWeights(samples: readonly Sample[]): Weights {
  const features = selectFeatures(samples);
  const index = new Map(features.map((name, i) => [name, i]));
  const rows = samples.map(({ names }) =>
    Int32Array.from(
      names.flatMap((name) => {
        const at = index.get(name);
        return at === undefined ? [] : [at];
      }),
    ),
  );
  const draws = drawsOf(samples);
  const everything = [samples.map((_, at) => at)];
  const models = MODEL_LABELS.map((label) => {
    const penalty = PENALTIES[VALUE_LABELS.has(label) ? 'value' : 'other'];
    const truth = samples.map(({ example }) => TRUTH[label](example));
    return average(
      (DRAWN.has(label) ? draws : everything).map((draw) =>
        fitLogistic(
          { rows: draw.flatMap((at) => rows[at] ?? []), features },
          draw.map((at) => truth[at] ?? false),
          {
            l1: (name) => (isTerm(name) ? penalty.termL1 : penalty.l1),
            l2: (name) => (isTerm(name) ? penalty.termL2 : penalty.l2),
            passes: 30,
          },
        ),
      ),
    );
  });
  const signals: Record<string, number[]> = {};
  features.forEach((name, j) => {
    const weights = models.map((model) => round(model.weights[j] ?? 0));
    while (weights.length > 0 && weights.at(-1) === 0) weights.pop();
    if (weights.length > 0) signals[name] = weights;
  });
  const bias = models.map((model, i) => round(model.bias + (SHIFT[MODEL_LABELS[i] ?? 'recipe'] ?? 0)));
  return { bias, signals };
}

const DRAWS = 6;
// Reasons are worded in as many ways as there are teams, so one team's wording must not weigh; drawing helped no other label.
const DRAWN: ReadonlySet<ModelLabel> = new Set(['benefit']);

/** Whole projects drawn with replacement, several times: what only one project teaches weighs less in the mean. */
function drawsOf(samples: readonly Sample[]): number[][] {
  const members = new Map<string, number[]>();
  samples.forEach(({ example }, at) => {
    const own = members.get(example.project) ?? [];
    own.push(at);
    members.set(example.project, own);
  });
  const projects = [...members.keys()].sort();
  let state = 20_011;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  return Array.from({ length: DRAWS }, () =>
    projects.flatMap(() => members.get(projects[Math.floor(next() * projects.length)] ?? '') ?? []),
  );
}

function average(models: readonly LinearModel[]): LinearModel {
  const weights = new Float64Array(models[0]?.weights.length ?? 0);
  let bias = 0;
  for (const model of models) {
    bias += model.bias / models.length;
    model.weights.forEach((weight, at) => {
      weights[at] = (weights[at] ?? 0) + weight / models.length;
    });
  }
  return { bias, weights };
}

function selectFeatures(samples: readonly Sample[]): string[] {
  const seen = new Map<string, { items: number; projects: Set<string> }>();
  for (const { example, names } of samples) {
    for (const name of names) {
      const known = seen.get(name) ?? { items: 0, projects: new Set<string>() };
      known.items++;
      known.projects.add(example.project);
      seen.set(name, known);
    }
  }
  return [...seen]
    .filter(([name, { items, projects }]) => items >= FEWEST_ITEMS && projects.size >= (isTerm(name) ? 3 : 2))
    .map(([name]) => name)
    .sort();
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Isotonic regression of outcomes on scores, thinned to a few points: a rising curve from score to probability. */
export function calibrate(points: readonly (readonly [score: number, right: boolean])[]): Curve {
  const sorted = [...points].sort((a, b) => a[0] - b[0]);
  const size = Math.max(20, Math.ceil(sorted.length / 14));
  const blocks: { score: number; right: number; count: number }[] = [];
  for (let from = 0; from < sorted.length; from += size) {
    const part = sorted.slice(from, from + size);
    if (part.length < size / 2 && blocks.length > 0) continue;
    blocks.push({
      score: part.reduce((sum, [score]) => sum + score, 0) / part.length,
      right: part.filter(([, right]) => right).length,
      count: part.length,
    });
  }
  for (let i = 1; i < blocks.length; ) {
    const a = blocks[i - 1];
    const b = blocks[i];
    if (a && b && a.right / a.count > b.right / b.count) {
      const count = a.count + b.count;
      blocks.splice(i - 1, 2, {
        score: (a.score * a.count + b.score * b.count) / count,
        right: a.right + b.right,
        count,
      });
      i = Math.max(1, i - 1);
    } else i++;
  }
  // Half a right and half a wrong answer more per block: no certainty from a handful.
  return blocks.map(({ score, right, count }) => [round(score), round((right + 0.5) / (count + 1))] as const);
}

/** The hypothesis rules are weighed by hand; so is what their sum is worth. */
export const HYPOTHESIS_CURVE: Curve = [
  [0, 0.005],
  [1, 0.08],
  [1.5, 0.25],
  [2, 0.62],
  [2.5, 0.82],
  [3.5, 0.93],
  [6, 0.97],
];
