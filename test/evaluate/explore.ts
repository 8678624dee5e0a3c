import { hear } from '../../src/domain/assessment/framing/signals.ts';
import { readDocument } from '../../src/domain/assessment/text/document.ts';
import { boostMargin, fitBoosted } from './boosting.ts';
import { type Example, readCorpus, SET_ASIDE } from './corpus.ts';
import { type Design, fitLogistic, marginOf } from './logistic.ts';
import { bagOf, fitMil, milScore } from './mil.ts';

const all = readCorpus(process.argv[2] ?? '');
const dev = all.filter((e) => !SET_ASIDE.has(e.source));
const names = new Map<Example, readonly string[]>();
const t0 = performance.now();
for (const e of all) names.set(e, hear(readDocument(e.story)).names);
console.log('extract', ((performance.now() - t0) / all.length).toFixed(3), 'ms/item cold');
const projects = [...new Set(dev.map((e) => e.project))];
const K = 10;
const foldOf = new Map(projects.sort().map((p, i) => [p, (i * 7) % K]));
const isTerm = (f: string) => /^([tbr]|opens|want):/.test(f);

function design(
  examples: readonly Example[],
  minDf = 4,
  minSources = 3,
): { index: Map<string, number>; features: string[] } {
  const df = new Map<string, { n: number; s: Set<string> }>();
  for (const e of examples)
    for (const f of names.get(e)!) {
      const d = df.get(f) ?? { n: 0, s: new Set() };
      d.n++;
      d.s.add(e.project);
      df.set(f, d);
    }
  const features = [...df]
    .filter(([f, d]) => d.n >= minDf && d.s.size >= (isTerm(f) ? minSources : 2))
    .map(([f]) => f);
  return { index: new Map(features.map((f, i) => [f, i])), features };
}
const rowOf = (e: Example, index: Map<string, number>) =>
  Int32Array.from(
    names.get(e)!.flatMap((f) => {
      const i = index.get(f);
      return i === undefined ? [] : [i];
    }),
  );

if (process.env['STACK'] === '1') {
  const bags = dev.map(bagOf);
  const tasks: Record<string, (e: Example) => boolean> = {
    problem: (e) => e.problem,
    benefit: (e) => e.benefit,
    recipe: (e) => e.framing === 'recipe',
  };
  const extra = new Map<Example, string[]>();
  for (const t of ['problem', 'benefit'])
    for (let k = 0; k < K; k++) {
      const model = fitMil(
        bags.filter((b) => foldOf.get(b.example.project) !== k),
        tasks[t]!,
      );
      for (const b of bags)
        if (foldOf.get(b.example.project) === k) {
          const m = milScore(model, b).margin;
          const f: string[] = [];
          for (let c = -3; c <= 3; c += 0.5) if (m > c) f.push(`mil:${t}>${c}`);
          extra.set(b.example, [...(extra.get(b.example) ?? []), ...f]);
        }
    }
  for (const e of dev) {
    const x = extra.get(e)!;
    const has = new Set(x);
    for (const a of [-1, 0, 1])
      for (const b of [-1, 0, 1])
        if (!has.has(`mil:problem>${a}`) && !has.has(`mil:benefit>${b}`)) x.push(`mil:neither<${a},${b}`);
    const tpl = names.get(e)!.includes('story:template');
    names.set(e, [...names.get(e)!, ...x, ...x.map((f) => (tpl ? `tpl+${f}` : `free+${f}`))]);
  }
}

const L1 = Number(process.env['L1'] ?? 0.5),
  L2 = Number(process.env['L2'] ?? 1),
  TL1 = Number(process.env['TL1'] ?? 1),
  TL2 = Number(process.env['TL2'] ?? 4);
const opts = {
  l1: (f: string) => (isTerm(f) ? TL1 : L1),
  l2: (f: string) => (isTerm(f) ? TL2 : L2),
  passes: 40,
};
const tasks: Record<string, (e: Example) => boolean> = {
  recipe: (e) => e.framing === 'recipe',
  hypothesis: (e) => e.framing === 'hypothesis',
  benefit: (e) => e.benefit,
  problem: (e) => e.problem,
  target: (e) => e.target,
  persona: (e) => e.persona !== null,
};
const values = ['revenue', 'cost', 'risk', 'enabler', 'unclear'] as const;
function f1(pred: boolean[], gold: boolean[]) {
  let tp = 0,
    fp = 0,
    fn = 0;
  pred.forEach((p, i) => {
    if (p && gold[i]) tp++;
    else if (p) fp++;
    else if (gold[i]) fn++;
  });
  const P = tp / (tp + fp || 1),
    R = tp / (tp + fn || 1);
  return { P, R, F: (2 * P * R) / (P + R || 1) };
}
const margins: Record<string, Map<Example, number>> = {};
const only = process.env['ONLY']?.split(',');
function cv(task: string, label: (e: Example) => boolean) {
  const out = new Map<Example, number>();
  const nf: number[] = [];
  for (let k = 0; k < K; k++) {
    const train = dev.filter((e) => foldOf.get(e.project) !== k);
    const { index, features } = design(train);
    const d: Design = { rows: train.map((e) => rowOf(e, index)), features };
    const model = fitLogistic(d, train.map(label), opts);
    nf.push(model.weights.filter((w) => w !== 0).length);
    const mode = process.env['MODE'] ?? 'lr';
    const y = train.map(label);
    const base = Math.log((y.filter(Boolean).length + 0.5) / (y.filter((x) => !x).length + 0.5));
    const trees =
      mode === 'lr'
        ? []
        : fitBoosted(d, y, new Float64Array(train.length).fill(base), {
            rounds: Number(process.env['ROUNDS'] ?? 150),
            depth: Number(process.env['DEPTH'] ?? 3),
            rate: Number(process.env['RATE'] ?? 0.08),
            lambda: 3,
            minHessian: 1.5,
            colsample: 0.5,
            usable: (f) => process.env['TERMS'] === '1' || !isTerm(f),
          });
    for (const e of dev)
      if (foldOf.get(e.project) === k) {
        const row = rowOf(e, index);
        const lin = marginOf(model, row);
        const tr = mode === 'lr' ? 0 : base + boostMargin(trees, new Set(row));
        out.set(e, mode === 'lr' ? lin : mode === 'gb' ? tr : (lin + tr) / 2);
      }
  }
  margins[task] = out;
  return nf[0];
}
for (const [task, label] of Object.entries(tasks)) {
  if (only && !only.includes(task)) continue;
  const nf = cv(task, label);
  const m = dev.map((e) => margins[task]!.get(e)!);
  const gold = dev.map(label);
  const r = f1(
    m.map((x) => x > 0),
    gold,
  );
  let best = { t: 0, F: 0 };
  for (let t = -2; t <= 2; t += 0.1) {
    const F = f1(
      m.map((x) => x > t),
      gold,
    ).F;
    if (F > best.F) best = { t, F };
  }
  console.log(
    task.padEnd(11),
    'P',
    r.P.toFixed(3),
    'R',
    r.R.toFixed(3),
    'F',
    r.F.toFixed(3),
    'best',
    best.F.toFixed(3),
    '@',
    best.t.toFixed(1),
    'nf',
    nf,
  );
  if (task === 'recipe') {
    const order = dev.map((e, i) => i).sort((a, b) => m[b]! - m[a]!);
    let tp = 0;
    const total = gold.filter(Boolean).length;
    let cov = 0;
    order.forEach((i, k) => {
      if (gold[i]) tp++;
      if (tp / (k + 1) >= 0.93) cov = tp / total;
    });
    console.log('  recall at precision .93:', cov.toFixed(3));
  }
  if (process.env['ERR'] === task) {
    for (const e of dev) {
      const x = margins[task]!.get(e)!;
      if (x > 0 !== label(e))
        console.log(
          `${x > 0 ? 'FP' : 'FN'} ${x.toFixed(2)} ${e.id} ${e.source} [${e.framing}] ${e.story.title.slice(0, 150)} || ${e.story.description.slice(0, 200).replace(/\s+/g, ' ')}`,
        );
    }
  }
}
if (!only || only.includes('value')) {
  for (const v of values) cv(`v:${v}`, (e) => e.value === v);
  let right = 0;
  const conf: Record<string, number> = {};
  for (const e of dev) {
    const best = values
      .map((v) => [v, margins[`v:${v}`]!.get(e)!] as const)
      .sort((a, b) => b[1] - a[1])[0]![0];
    if (best === e.value) right++;
    else conf[`${e.value}>${best}`] = (conf[`${e.value}>${best}`] ?? 0) + 1;
    if (process.env['ERR'] === 'value' && best !== e.value)
      console.log(
        `${e.value}>${best} ${e.id} ${e.source} ${e.story.title.slice(0, 180)} || ${e.story.description.slice(0, 160).replace(/\s+/g, ' ')}`,
      );
  }
  console.log('value acc', (right / dev.length).toFixed(3), conf);
}
