import { writeFileSync } from 'node:fs';
import { hear } from '../../src/domain/assessment/framing/signals.ts';
import { readDocument } from '../../src/domain/assessment/text/document.ts';
import { readCorpus, SET_ASIDE } from './corpus.ts';
writeFileSync('/tmp/w/feat.jsonl', readCorpus(process.argv[2] ?? '').map((e) => {
  const d = readDocument(e.story);
  const words = (title: boolean) => d.sentences.filter((s) => (s.kind === 'title') === title && s.kind !== 'check').flatMap((s) => s.tokens.filter((t) => t.shape !== 'mark' && t.shape !== 'url').map((t) => t.shape === 'artefact' ? '#code' : t.norm)).slice(0, 200);
  return JSON.stringify({ id: e.id, source: e.source, project: e.project, aside: SET_ASIDE.has(e.source), framing: e.framing, benefit: e.benefit, problem: e.problem, target: e.target, value: e.value, persona: e.persona !== null, kind: e.personaKind, f: hear(d).names, tw: words(true), bw: words(false), title: e.story.title });
}).join('\n'));
