import weights from './framing.weights.json' with { type: 'json' };
import { createWordMeaning, type TellingWords, type WordFile, type WordShare } from './word-meaning.ts';
import words from './word-meaning.weights.json' with { type: 'json' };

/** The labels the model scores, in the order of every weight list. */
export const MODEL_LABELS = [
  'recipe',
  'benefit',
  'problem',
  'persona',
  'revenue',
  'cost',
  'risk',
  'enabler',
  'unclear',
] as const;
export type ModelLabel = (typeof MODEL_LABELS)[number];

/** A curve through [score, probability] points with rising scores; straight between them, flat outside. */
export type Curve = readonly (readonly [number, number])[];

/** What the training script writes: one weight list per signal, trimmed of its trailing zeros. */
export interface ModelFile {
  readonly bias: readonly number[];
  readonly signals: Readonly<Record<string, readonly number[]>>;
  readonly curves: { readonly recipe: Curve; readonly hypothesis: Curve; readonly value: Curve };
}

/** What is scored of a story: the names of its signals and the words that tell what it is for. */
export interface Scored {
  readonly names: readonly string[];
  readonly telling: TellingWords;
}

export interface Model {
  readonly curves: ModelFile['curves'];
  /** The score of every label: sums in the order of the names, so that the same text gives the same number. */
  score(story: Scored): number[];
  /** What single words add to the scores of the value classes. */
  sharesOf(story: Scored): WordShare[];
  weightsOf(name: string): ArrayLike<number> | null;
  knows(name: string): boolean;
}

export function createModel(file: ModelFile, wordFile: WordFile): Model {
  const meaning = createWordMeaning(wordFile);
  const labels = file.bias.length;
  const bySignal = new Map(
    Object.entries(file.signals).map(([name, list]) => {
      // As long as the bias, so that adding needs no look at each list's own length.
      const row = new Float64Array(labels);
      row.set(list);
      return [name, row] as const;
    }),
  );
  return {
    curves: file.curves,
    score({ names, telling }) {
      const sums = Float64Array.from(file.bias);
      for (const name of names) {
        const row = bySignal.get(name);
        if (row) for (let i = 0; i < labels; i++) sums[i] = (sums[i] ?? 0) + (row[i] ?? 0);
      }
      meaning.scores(telling).forEach((score, i) => {
        sums[FIRST_VALUE + i] = (sums[FIRST_VALUE + i] ?? 0) + score;
      });
      return [...sums];
    },
    sharesOf: ({ telling }) => meaning.shares(telling),
    weightsOf: (name) => bySignal.get(name) ?? null,
    knows: (name) => bySignal.has(name),
  };
}

const FIRST_VALUE = MODEL_LABELS.indexOf('revenue');

/** Reads a curve at a score; three decimals, so that no platform's last bit shows. */
export function probabilityAt(curve: Curve, score: number): number {
  let before = curve[0];
  if (!before) return 0.5;
  for (const point of curve) {
    if (score < point[0]) {
      if (point === before) return round(point[1]);
      const share = (score - before[0]) / (point[0] - before[0]);
      return round(before[1] + share * (point[1] - before[1]));
    }
    before = point;
  }
  return round(before[1]);
}

const PROBLEM_SHARE = 0.3;

/** The score of "recipe" with its share of "problem": a told problem speaks against a recipe beyond its own words. */
export function recipeScoreFrom(scores: readonly number[]): number {
  const problem = scores[MODEL_LABELS.indexOf('problem')] ?? 0;
  return (scores[MODEL_LABELS.indexOf('recipe')] ?? 0) - PROBLEM_SHARE * Math.max(-1, Math.min(3, problem));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

export const builtInModel = createModel(weights as unknown as ModelFile, words);
