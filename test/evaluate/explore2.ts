import { type Example, readCorpus, SET_ASIDE } from './corpus.ts';
import { type Bag, bagOf, fitMil, milScore } from './mil.ts';

const dev = readCorpus(process.argv[2] ?? '').filter((e) => !SET_ASIDE.has(e.source));
const bags = dev.map(bagOf);
const projects = [...new Set(dev.map((e) => e.project))].sort();
const K = 10;
const foldOf = new Map(projects.map((p, i) => [p, (i * 7) % K]));
const tasks: Record<string, (e: Example) => boolean> = {
  problem: (e) => e.problem,
  benefit: (e) => e.benefit,
};
const o = {
  l1: Number(process.env['L1'] ?? 0.3),
  l2: Number(process.env['L2'] ?? 3),
  tl1: Number(process.env['TL1'] ?? 0.5),
  tl2: Number(process.env['TL2'] ?? 6),
};
for (const [task, label] of Object.entries(tasks)) {
  const m = new Map<Bag, { margin: number; best: number }>();
  for (let k = 0; k < K; k++) {
    const model = fitMil(
      bags.filter((b) => foldOf.get(b.example.project) !== k),
      label,
      o,
    );
    for (const b of bags) if (foldOf.get(b.example.project) === k) m.set(b, milScore(model, b));
  }
  for (let t = -1; t <= 1; t += 0.5) {
    let tp = 0,
      fp = 0,
      fn = 0;
    for (const b of bags) {
      const p = m.get(b)!.margin > t,
        g = label(b.example);
      if (p && g) tp++;
      else if (p) fp++;
      else if (g) fn++;
    }
    console.log(
      task,
      t,
      'P',
      (tp / (tp + fp)).toFixed(3),
      'R',
      (tp / (tp + fn)).toFixed(3),
      'F',
      ((2 * tp) / (2 * tp + fp + fn)).toFixed(3),
    );
  }
  if (process.env['SHOW'] === task)
    for (const b of bags.filter((_, i) => i % 7 === 0)) {
      const r = m.get(b)!;
      const s = b.sentences[r.best];
      console.log(
        label(b.example) ? '+' : '-',
        r.margin.toFixed(2),
        b.example.id,
        b.example.story.title.slice(0, 60),
        '=>',
        s ? s.source.slice(s.start, s.end).slice(0, 160) : '',
      );
    }
}
