import { hear } from '../../src/domain/assessment/framing/signals.ts';
import { readOutcome, weigh } from '../../src/domain/assessment/framing/outcome.ts';
import { readDocument, textOf } from '../../src/domain/assessment/text/document.ts';
import { readCorpus, SET_ASIDE } from './corpus.ts';
const quiet = process.argv[3] === 'aside';
for (const which of ['hypothesis', 'target'] as const) {
  for (const th of [1.5, 2, 2.5, 3]) {
    let tp = 0, fp = 0, fn = 0; const log: string[] = [];
    for (const e of readCorpus(process.argv[2] ?? '')) {
      if (SET_ASIDE.has(e.source) !== quiet) continue;
      const o = readOutcome(hear(readDocument(e.story)).sentences)[which];
      const gold = which === 'target' ? e.target : e.framing === 'hypothesis';
      const p = weigh(o) >= th;
      if (p && gold) tp++; else if (p) fp++; else if (gold) fn++;
      if (p !== gold) log.push(`${p ? 'FP' : 'FN'} ${weigh(o).toFixed(1)} ${e.id.slice(4)} ${e.story.title.slice(0, 60)} ${o.map((x) => `{${x.name} ${x.weight}: ${textOf(x.sentence).slice(0, 110).replace(/\s+/g, ' ')}}`).join(' ')}`);
    }
    console.log(which, th, 'P', (tp / (tp + fp)).toFixed(3), 'R', (tp / (tp + fn)).toFixed(3), 'F', ((2 * tp) / (2 * tp + fp + fn)).toFixed(3), tp, fp, fn);
    if (th === 2 && !quiet) console.log(log.join('\n'));
  }
}
