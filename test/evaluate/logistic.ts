/** Rows as sorted lists of feature indexes; every feature is present or absent. */
export interface Design {
  readonly rows: readonly Int32Array[];
  readonly features: readonly string[];
}

export interface LinearModel {
  readonly bias: number;
  readonly weights: Float64Array;
}

export interface FitOptions {
  readonly l1: (feature: string) => number;
  readonly l2: (feature: string) => number;
  readonly passes: number;
}

function at(values: Float64Array, i: number): number {
  return values[i] ?? 0;
}

/** Elastic-net logistic regression by cyclic coordinate descent; the same input gives the same weights. */
export function fitLogistic(design: Design, labels: readonly boolean[], options: FitOptions): LinearModel {
  const { rows, features } = design;
  const columns: number[][] = features.map(() => []);
  rows.forEach((row, i) => {
    for (const j of row) columns[j]?.push(i);
  });
  const n = rows.length;
  const margin = new Float64Array(n);
  const weights = new Float64Array(features.length);
  const y = Float64Array.from(labels, (label) => (label ? 1 : 0));
  const p = new Float64Array(n).fill(0.5);
  let bias = 0;
  for (let pass = 0; pass < options.passes; pass++) {
    let g = 0;
    let h = 1e-6;
    for (let i = 0; i < n; i++) {
      g += at(p, i) - at(y, i);
      h += at(p, i) * (1 - at(p, i));
    }
    const step = Math.max(-1, Math.min(1, -g / h));
    bias += step;
    for (let i = 0; i < n; i++) {
      margin[i] = at(margin, i) + step;
      p[i] = 1 / (1 + Math.exp(-at(margin, i)));
    }
    let moved = 0;
    for (let j = 0; j < features.length; j++) {
      const column = columns[j] ?? [];
      if (column.length === 0) continue;
      const l1 = options.l1(features[j] ?? '');
      const l2 = options.l2(features[j] ?? '');
      const w = at(weights, j);
      let grad = l2 * w;
      let hess = l2 + 1e-9;
      for (const i of column) {
        const pi = at(p, i);
        grad += pi - at(y, i);
        hess += pi * (1 - pi);
      }
      hess = Math.max(hess, 0.05 * column.length + l2);
      const target = hess * w - grad;
      const next = Math.abs(target) <= l1 ? 0 : (target - Math.sign(target) * l1) / hess;
      const delta = Math.max(-0.7, Math.min(0.7, next - w));
      if (delta === 0) continue;
      weights[j] = w + delta;
      moved += Math.abs(delta);
      for (const i of column) {
        margin[i] = at(margin, i) + delta;
        p[i] = 1 / (1 + Math.exp(-at(margin, i)));
      }
    }
    if (moved < 1e-3) break;
  }
  return { bias, weights };
}
