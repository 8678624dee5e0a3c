/** Rows as sorted lists of feature indexes, each present or absent, and a dense part of numbers beside them. */
export interface Design {
  readonly rows: readonly Int32Array[];
  readonly features: readonly string[];
  readonly dense: readonly Float64Array[];
  /** How much each row counts. */
  readonly counts: Float64Array;
}

export interface LinearModel {
  readonly bias: number;
  readonly weights: Float64Array;
  readonly dense: Float64Array;
}

export interface FitOptions {
  readonly l1: (feature: string) => number;
  readonly l2: (feature: string) => number;
  readonly denseL2: number;
  readonly passes: number;
}

interface Column {
  readonly rows: Int32Array;
  /** Absent for a feature that is there or not. */
  readonly values: Float64Array | null;
  readonly l1: number;
  readonly l2: number;
  /** The sum of the squares, weighed. */
  readonly mass: number;
}

function at(values: ArrayLike<number>, i: number): number {
  return values[i] ?? 0;
}

/** Elastic-net logistic regression by cyclic coordinate descent; the same input gives the same weights. */
export function fitLogistic(design: Design, labels: readonly boolean[], options: FitOptions): LinearModel {
  const columns = columnsOf(design, options);
  const { counts } = design;
  const n = design.rows.length;
  const margin = new Float64Array(n);
  const p = new Float64Array(n).fill(0.5);
  const y = Float64Array.from(labels, (label) => (label ? 1 : 0));
  const weights = new Float64Array(columns.length);
  let bias = 0;
  const shift = (i: number, by: number): void => {
    margin[i] = at(margin, i) + by;
    p[i] = 1 / (1 + Math.exp(-at(margin, i)));
  };
  for (let pass = 0; pass < options.passes; pass++) {
    let g = 0;
    let h = 1e-6;
    for (let i = 0; i < n; i++) {
      g += at(counts, i) * (at(p, i) - at(y, i));
      h += at(counts, i) * at(p, i) * (1 - at(p, i));
    }
    const step = Math.max(-1, Math.min(1, -g / h));
    bias += step;
    for (let i = 0; i < n; i++) shift(i, step);
    let moved = 0;
    columns.forEach(({ rows, values, l1, l2, mass }, j) => {
      if (rows.length === 0) return;
      const w = at(weights, j);
      let grad = l2 * w;
      let hess = l2 + 1e-9;
      for (let k = 0; k < rows.length; k++) {
        const i = at(rows, k);
        const x = values ? at(values, k) : 1;
        const pi = at(p, i);
        grad += at(counts, i) * x * (pi - at(y, i));
        hess += at(counts, i) * x * x * pi * (1 - pi);
      }
      hess = Math.max(hess, 0.05 * mass + l2);
      const target = hess * w - grad;
      const next = Math.abs(target) <= l1 ? 0 : (target - Math.sign(target) * l1) / hess;
      const delta = Math.max(-0.7, Math.min(0.7, next - w));
      if (delta === 0) return;
      weights[j] = w + delta;
      moved += Math.abs(delta);
      for (let k = 0; k < rows.length; k++) shift(at(rows, k), delta * (values ? at(values, k) : 1));
    });
    if (moved < 1e-3) break;
  }
  const sparse = design.features.length;
  return { bias, weights: weights.subarray(0, sparse), dense: weights.subarray(sparse) };
}

function columnsOf({ rows, features, dense, counts }: Design, options: FitOptions): Column[] {
  const members: number[][] = features.map(() => []);
  rows.forEach((row, i) => {
    for (const j of row) members[j]?.push(i);
  });
  const sparse = members.map(
    (own, j): Column => ({
      rows: Int32Array.from(own),
      values: null,
      l1: options.l1(features[j] ?? ''),
      l2: options.l2(features[j] ?? ''),
      mass: own.reduce((sum, i) => sum + at(counts, i), 0),
    }),
  );
  const everyRow = Int32Array.from(rows, (_, i) => i);
  const numbers = Array.from({ length: dense[0]?.length ?? 0 }, (_, j): Column => {
    const values = Float64Array.from(dense, (row) => at(row, j));
    const mass = values.reduce((sum, value, i) => sum + at(counts, i) * value * value, 0);
    return { rows: everyRow, values, l1: 0, l2: options.denseL2, mass };
  });
  return [...sparse, ...numbers];
}
