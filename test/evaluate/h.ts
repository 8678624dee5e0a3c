import { hear } from '../../src/domain/assessment/framing/signals.ts';
import { readDocument, textOf } from '../../src/domain/assessment/text/document.ts';
import { readCorpus, SET_ASIDE } from './corpus.ts';
for (const e of readCorpus(process.argv[2] ?? '')) {
  if (SET_ASIDE.has(e.source)) continue;
  const d = readDocument(e.story);
  const rel = d.sentences.filter((s) => ['success', 'hypothesis', 'goal', 'result'].includes(s.section));
  if (e.framing !== 'hypothesis' && !rel.length && !e.target) continue;
  console.log(`\n[${e.id.slice(4)} ${e.framing[0]!.toUpperCase()} ${e.target ? 'T' : '-'}${e.benefit ? 'B' : '-'}] ${e.source} ${e.story.title.slice(0, 90)}`);
  for (const s of rel) console.log('   ', s.section, s.kind[0], '::', textOf(s).replace(/\s+/g, ' ').slice(0, 230));
  if (!rel.length) console.log('   ??', d.sentences.slice(0, 5).map(textOf).join(' | ').slice(0, 500));
}
