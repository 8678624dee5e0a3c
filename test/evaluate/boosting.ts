import type { Design } from './logistic.ts';

/** A node asks whether a feature is present; a leaf adds its value. Children are indexes into the tree. */
export interface TreeNode {
  readonly feature: number;
  readonly present: number;
  readonly absent: number;
  readonly value: number;
}
export type Tree = readonly TreeNode[];

export interface BoostOptions {
  readonly rounds: number;
  readonly depth: number;
  readonly rate: number;
  readonly lambda: number;
  readonly minHessian: number;
  readonly usable?: (feature: string) => boolean;
  readonly colsample?: number;
}

/** Gradient-boosted trees with logistic loss on present/absent features; deterministic, ties go to the first feature. */
export function fitBoosted(
  design: Design,
  labels: readonly boolean[],
  offset: Float64Array,
  options: BoostOptions,
): Tree[] {
  const { rows, features } = design;
  const n = rows.length;
  const columns: number[][] = features.map(() => []);
  rows.forEach((row, i) => {
    for (const j of row) columns[j]!.push(i);
  });
  const usable = features.map((f) => options.usable?.(f) ?? true);
  const margin = Float64Array.from(offset);
  const g = new Float64Array(n);
  const h = new Float64Array(n);
  const node = new Int32Array(n);
  const trees: Tree[] = [];
  let seed = 12345;
  const random = (): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
  };
  for (let round = 0; round < options.rounds; round++) {
    for (let i = 0; i < n; i++) {
      const p = 1 / (1 + Math.exp(-margin[i]!));
      g[i] = p - (labels[i] ? 1 : 0);
      h[i] = p * (1 - p);
    }
    node.fill(0);
    const pick = features.map(
      (_, j) => usable[j] && (options.colsample === undefined || random() < options.colsample),
    );
    const tree: { feature: number; present: number; absent: number; value: number }[] = [
      { feature: -1, present: -1, absent: -1, value: 0 },
    ];
    let open = [0];
    for (let level = 0; level < options.depth && open.length > 0; level++) {
      const size = tree.length;
      const G = new Float64Array(size);
      const H = new Float64Array(size);
      for (let i = 0; i < n; i++) {
        G[node[i]!]! += g[i]!;
        H[node[i]!]! += h[i]!;
      }
      const best = new Float64Array(size).fill(1e-4);
      const bestFeature = new Int32Array(size).fill(-1);
      const sg = new Float64Array(size);
      const sh = new Float64Array(size);
      for (let j = 0; j < features.length; j++) {
        if (!pick[j]) continue;
        for (const k of open) {
          sg[k] = 0;
          sh[k] = 0;
        }
        for (const i of columns[j]!) {
          const k = node[i]!;
          sg[k]! += g[i]!;
          sh[k]! += h[i]!;
        }
        for (const k of open) {
          const gl = sg[k]!;
          const hl = sh[k]!;
          const gr = G[k]! - gl;
          const hr = H[k]! - hl;
          if (hl < options.minHessian || hr < options.minHessian) continue;
          const gain =
            (gl * gl) / (hl + options.lambda) +
            (gr * gr) / (hr + options.lambda) -
            (G[k]! * G[k]!) / (H[k]! + options.lambda);
          if (gain > best[k]! + 1e-9) {
            best[k] = gain;
            bestFeature[k] = j;
          }
        }
      }
      const next: number[] = [];
      const split = new Map<number, Set<number>>();
      for (const k of open) {
        const j = bestFeature[k]!;
        if (j < 0) continue;
        tree[k] = { feature: j, present: tree.length, absent: tree.length + 1, value: 0 };
        next.push(tree.length, tree.length + 1);
        tree.push(
          { feature: -1, present: -1, absent: -1, value: 0 },
          { feature: -1, present: -1, absent: -1, value: 0 },
        );
        split.set(k, new Set(columns[j]));
      }
      for (let i = 0; i < n; i++) {
        const set = split.get(node[i]!);
        if (set) node[i] = set.has(i) ? tree[node[i]!]!.present : tree[node[i]!]!.absent;
      }
      open = next;
    }
    const G = new Float64Array(tree.length);
    const H = new Float64Array(tree.length);
    for (let i = 0; i < n; i++) {
      G[node[i]!]! += g[i]!;
      H[node[i]!]! += h[i]!;
    }
    for (let k = 0; k < tree.length; k++)
      if (tree[k]!.feature < 0) tree[k]!.value = (-options.rate * G[k]!) / (H[k]! + options.lambda);
    for (let i = 0; i < n; i++) margin[i]! += tree[node[i]!]!.value;
    trees.push(tree);
  }
  return trees;
}

export function boostMargin(trees: readonly Tree[], row: ReadonlySet<number>): number {
  let sum = 0;
  for (const tree of trees) {
    let k = 0;
    for (;;) {
      const at = tree[k]!;
      if (at.feature < 0) {
        sum += at.value;
        break;
      }
      k = row.has(at.feature) ? at.present : at.absent;
    }
  }
  return sum;
}
