import type { Curve } from '../../src/domain/assessment/framing/model.ts';

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

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
