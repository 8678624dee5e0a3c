import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  builtInModel,
  createModel,
  MODEL_LABELS,
  probabilityAt,
} from '../../../../../src/domain/assessment/framing/model.ts';

describe('a curve', () => {
  it('is read between its points and held at its ends', () => {
    const curve = [
      [-1, 0.1],
      [1, 0.5],
      [3, 0.9],
    ] as const;
    expect([-9, -1, 0, 2, 3, 9].map((score) => probabilityAt(curve, score))).toEqual([
      0.1, 0.1, 0.3, 0.7, 0.9, 0.9,
    ]);
  });

  it.each(['recipe', 'hypothesis', 'value'] as const)('of the built-in model never falls: %s', (name) => {
    const curve = builtInModel.curves[name];
    fc.assert(
      fc.property(
        fc.double({ min: -9, max: 9, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (score, more) => {
          expect(probabilityAt(curve, score + more)).toBeGreaterThanOrEqual(probabilityAt(curve, score));
        },
      ),
    );
  });
});

describe('a score', () => {
  it('adds the weights of the signals that it knows', () => {
    const model = createModel(
      {
        bias: MODEL_LABELS.map((label) => (label === 'recipe' ? 1 : 0)),
        signals: { a: [0.5], b: [0.25, 2] },
        curves: builtInModel.curves,
      },
      { words: 'cheap', numbers: '', steps: [] },
    );
    expect(model.score({ names: ['a', 'b', 'never heard'], telling: [] })).toEqual([
      1.75, 2, 0, 0, 0, 0, 0, 0, 0,
    ]);
  });

  it('has a bias for every label in the built-in model', () => {
    expect(builtInModel.score({ names: [], telling: [] })).toHaveLength(MODEL_LABELS.length);
  });
});
