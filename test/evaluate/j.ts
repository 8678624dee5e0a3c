import { hear } from '../../src/domain/assessment/framing/signals.ts';
import { readDocument, textOf } from '../../src/domain/assessment/text/document.ts';
import { readCorpus, SET_ASIDE } from './corpus.ts';

const mode = process.argv[3];
for (const e of readCorpus(process.argv[2] ?? '')) {
  if (SET_ASIDE.has(e.source) || e.source.startsWith('dalpiaz')) continue;
  const h = hear(readDocument(e.story));
  const i = (p: string) =>
    h.names.findIndex(
      (n) => n === p || (p.endsWith('*') && n.startsWith(p.slice(0, -1)) && n.split(':').length === 3),
    );
  const q = (k: number) => {
    const s = h.where[k];
    return s ? textOf(s).slice(0, 220).replace(/\s+/g, ' ') : '';
  };
  const why = i('J:why:*'),
    hurt = i('J:hurt:*');
  const w = h.names[why]!,
    u = h.names[hurt]!;
  if (mode === 'reasonFP' && w === 'J:why:reason' && !e.benefit)
    console.log(
      e.id.slice(4),
      e.framing[0],
      e.problem ? 'P' : '-',
      '|',
      e.story.title.slice(0, 50),
      '=>',
      q(why),
    );
  if (mode === 'reasonFN' && w !== 'J:why:reason' && e.benefit)
    console.log(
      e.id.slice(4),
      e.framing[0],
      w,
      '|',
      e.story.title.slice(0, 100),
      '||',
      e.story.description.replace(/\s+/g, ' ').slice(0, 500),
    );
  if (mode === 'hurtFP' && /title|body/.test(u) && u !== 'J:hurt:softTitle' && !e.problem)
    console.log(e.id.slice(4), e.framing[0], u, '|', e.story.title.slice(0, 80), '=>', q(hurt));
  if (mode === 'hurtFN' && !/J:hurt:(title|body)/.test(u) && e.problem)
    console.log(
      e.id.slice(4),
      e.framing[0],
      u,
      '|',
      e.story.title.slice(0, 120),
      '||',
      e.story.description.replace(/\s+/g, ' ').slice(0, 330),
    );
}
