// exploratory: noisy-or over sentences

import { titleStart } from '../../src/domain/assessment/framing/signals.ts';
import { findReason, parseTemplate } from '../../src/domain/assessment/framing/story-template.ts';
import { BOOK, type Category, phrases } from '../../src/domain/assessment/lexicon/book.ts';
import { readDocument, type Sentence } from '../../src/domain/assessment/text/document.ts';
import type { Example } from './corpus.ts';
import { fitLogistic, type LinearModel, marginOf } from './logistic.ts';

const CATS = Object.keys(BOOK) as Category[];
export function sentenceFeatures(s: Sentence, index: number, hasTemplate: boolean): string[] {
  const f = new Set<string>();
  const place = s.kind === 'title' ? 'T' : 'B';
  f.add(`k:${s.kind}`);
  if (s.kind !== 'title') f.add(`sec:${s.section}`);
  f.add(
    index === 0 ? 'pos:0' : index === 1 ? 'pos:1' : index < 4 ? 'pos:2' : index < 10 ? 'pos:4' : 'pos:far',
  );
  const hits = phrases.find(s.tokens);
  const has = new Set(hits.map((h) => CATS[h.category]!));
  for (const c of has) {
    f.add(`c:${c}`);
    f.add(`${place}c:${c}`);
    f.add(
      `${s.section === 'none' || s.section === 'other' || s.section === 'context' ? 'free' : s.section}:${c}`,
    );
  }
  const list = [...has].sort();
  for (let i = 0; i < list.length; i++)
    for (let j = i + 1; j < list.length; j++) f.add(`p:${list[i]}+${list[j]}`);
  const n = s.tokens.filter((t) => t.shape !== 'mark').length;
  f.add(n < 4 ? 'len:3' : n < 8 ? 'len:7' : n < 16 ? 'len:15' : n < 30 ? 'len:29' : 'len:30');
  const r = findReason(s.tokens, s.kind === 'title' ? titleStart(s.tokens) : 0);
  if (r) f.add(r.at > 2 ? 'reason:mid' : 'reason:start');
  const t = parseTemplate(s);
  if (t) {
    f.add('tpl');
    if (t.reason) f.add('tpl:reason');
    else f.add('tpl:noreason');
  }
  if (hasTemplate) f.add('doc:template');
  let before = '^';
  let art = 0;
  const start = s.kind === 'title' ? titleStart(s.tokens) : 0;
  for (let i = start; i < s.tokens.length && i < start + 60; i++) {
    const tok = s.tokens[i]!;
    if (tok.shape === 'mark' || tok.shape === 'url') {
      before = tok.shape === 'mark' ? tok.norm : '#url';
      continue;
    }
    if (tok.shape === 'artefact') art++;
    const w = tok.shape === 'artefact' ? '#code' : tok.shape === 'number' ? '#n' : tok.norm;
    f.add(`w:${w}`);
    f.add(`w:${before} ${w}`);
    before = w;
  }
  if (art > 0) f.add('art:1');
  if (art > 2) f.add('art:3');
  if (s.tokens.at(-1)?.norm === '?') f.add('end:?');
  return [...f];
}

export interface Bag {
  readonly example: Example;
  readonly rows: string[][];
  readonly sentences: Sentence[];
}
export function bagOf(example: Example): Bag {
  const d = readDocument(example.story);
  const sentences = d.sentences
    .filter(
      (s) =>
        s.kind === 'title' ||
        (s.kind !== 'check' &&
          !['steps', 'acceptance', 'tasks', 'environment', 'references'].includes(s.section)),
    )
    .slice(0, 40);
  const hasTemplate = sentences.some((s) => parseTemplate(s) !== null);
  return { example, sentences, rows: sentences.map((s, i) => sentenceFeatures(s, i, hasTemplate)) };
}

export interface MilModel {
  readonly index: Map<string, number>;
  readonly model: LinearModel;
}
export function fitMil(
  bags: readonly Bag[],
  label: (e: Example) => boolean,
  o = { l1: 0.3, l2: 3, tl1: 0.5, tl2: 6 },
): MilModel {
  const df = new Map<string, { n: number; s: Set<string> }>();
  for (const b of bags)
    for (const f of new Set(b.rows.flat())) {
      const d = df.get(f) ?? { n: 0, s: new Set<string>() };
      d.n++;
      d.s.add(b.example.project);
      df.set(f, d);
    }
  const features = [...df]
    .filter(([f, d]) => d.n >= 4 && d.s.size >= (f.startsWith('w:') || f.startsWith('p:') ? 3 : 2))
    .map(([f]) => f);
  const index = new Map(features.map((f, i) => [f, i]));
  const rows: Int32Array[] = [];
  const owner: number[] = [];
  bags.forEach((b, i) => {
    for (const r of b.rows) {
      rows.push(
        Int32Array.from(
          r.flatMap((f) => {
            const j = index.get(f);
            return j === undefined ? [] : [j];
          }),
        ),
      );
      owner.push(i);
    }
  });
  const gold = bags.map((b) => label(b.example));
  const q = new Float64Array(rows.length);
  const count = new Map<number, number>();
  owner.forEach((i) => count.set(i, (count.get(i) ?? 0) + 1));
  owner.forEach((i, r) => {
    q[r] = gold[i] ? Math.min(0.9, 1.5 / count.get(i)!) : 0;
  });
  let model: LinearModel = { bias: 0, weights: new Float64Array(features.length) };
  const opts = {
    l1: (f: string) => (f.startsWith('w:') ? o.tl1 : o.l1),
    l2: (f: string) => (f.startsWith('w:') || f.startsWith('p:') ? o.tl2 : o.l2),
    passes: 12,
  };
  for (let round = 0; round < 6; round++) {
    model = fitLogistic(
      { rows, features },
      q as unknown as boolean[],
      { ...opts, soft: q, start: model } as never,
    );
    const none = new Map<number, number>();
    const p = rows.map((r) => 1 / (1 + Math.exp(-marginOf(model, r))));
    owner.forEach((i, r) => none.set(i, (none.get(i) ?? 1) * (1 - p[r]!)));
    owner.forEach((i, r) => {
      q[r] = gold[i] ? p[r]! / Math.max(1e-6, 1 - none.get(i)!) : 0;
    });
  }
  return { index, model };
}
export function milScore(m: MilModel, bag: Bag): { margin: number; best: number; scores: number[] } {
  let none = 1;
  let best = -1;
  let top = -99;
  const scores = bag.rows.map((r) => {
    let s = m.model.bias;
    for (const f of r) {
      const j = m.index.get(f);
      if (j !== undefined) s += m.model.weights[j]!;
    }
    return s;
  });
  scores.forEach((s, i) => {
    none *= 1 / (1 + Math.exp(s));
    if (s > top) {
      top = s;
      best = i;
    }
  });
  const p = Math.min(1 - 1e-9, Math.max(1e-9, 1 - none));
  return { margin: Math.log(p / (1 - p)), best, scores };
}
