import {
  type Curve,
  createModel,
  MODEL_LABELS,
  type Model,
  type ModelFile,
  recipeScoreFrom,
} from '../../src/domain/assessment/framing/model.ts';
import { calibrate, HYPOTHESIS_CURVE } from './calibration.ts';
import type { Example } from './corpus.ts';
import { type Sample, sampleOf } from './design.ts';
import { trainWeights, type Weights } from './fit.ts';

/** A story's scores from a model that saw nothing of its project. */
export interface HeldOut {
  readonly sample: Sample;
  readonly weights: Weights;
  readonly scores: readonly number[];
}

const NO_CURVES: ModelFile['curves'] = { recipe: [], hypothesis: [], value: [] };

/** Trains once per project on all the others; `progress` hears of each. */
export function holdOut(
  examples: readonly Example[],
  progress: (project: string, done: number, all: number) => void,
): HeldOut[] {
  const samples = examples.map(sampleOf);
  const projects = [...new Set(examples.map((example) => example.project))].sort();
  const found = new Map<Sample, HeldOut>();
  projects.forEach((project, i) => {
    const weights = trainWeights(samples.filter(({ example }) => example.project !== project));
    const model = createModel({ ...weights, curves: NO_CURVES }, weights.words);
    for (const sample of samples) {
      if (sample.example.project === project)
        found.set(sample, { sample, weights, scores: model.score(sample) });
    }
    progress(project, i + 1, projects.length);
  });
  return samples.flatMap((sample) => found.get(sample) ?? []);
}

/** The curves that the held-out scores support. */
export function curvesFrom(heldOut: readonly HeldOut[]): ModelFile['curves'] {
  return { recipe: recipeCurve(heldOut), hypothesis: HYPOTHESIS_CURVE, value: valueCurve(heldOut) };
}

/** For every project, a model whose weights and curves come from the other projects only. */
export function modelsByProject(heldOut: readonly HeldOut[]): Map<string, Model> {
  const models = new Map<string, Model>();
  for (const { sample, weights } of heldOut) {
    const { project } = sample.example;
    if (models.has(project)) continue;
    const others = heldOut.filter((each) => each.sample.example.project !== project);
    models.set(project, createModel({ ...weights, curves: curvesFrom(others) }, weights.words));
  }
  return models;
}

function recipeCurve(heldOut: readonly HeldOut[]): Curve {
  return calibrate(
    heldOut.map(
      ({ sample, scores }) => [recipeScoreFrom(scores), sample.example.framing === 'recipe'] as const,
    ),
  );
}

const FIRST_VALUE = MODEL_LABELS.indexOf('revenue');

function valueCurve(heldOut: readonly HeldOut[]): Curve {
  return calibrate(
    heldOut.map(({ sample, scores }) => {
      const ranked = MODEL_LABELS.slice(FIRST_VALUE)
        .map((label, i) => ({ label, score: scores[FIRST_VALUE + i] ?? 0 }))
        .sort((a, b) => b.score - a.score);
      return [
        (ranked[0]?.score ?? 0) - (ranked[1]?.score ?? 0),
        ranked[0]?.label === sample.example.value,
      ] as const;
    }),
  );
}
