import { phrases } from '../../lexicon/book.ts';
import { overlapOf, sameVerb } from '../restatement.ts';
import type { Clause, StoryTemplate } from '../story-template.ts';
import { type Add, CATEGORIES, isEffect } from './heard.ts';

const ARTICLES = new Set(['a', 'an', 'the', 'some', 'another', 'new']);
const ACCESS = new Set(
  'see view find search know understand learn read browse compare track monitor find list get access'.split(
    ' ',
  ),
);

export function addTemplate(template: StoryTemplate | null, novelty: number, add: Add): void {
  if (!template) {
    add('story:none');
    return;
  }
  const where = template.role?.sentence ?? null;
  add('story:template', where);
  if (template.want) {
    const tokens = where?.tokens ?? [];
    const verb = tokens[template.want.from]?.norm ?? '';
    add(`want:${verb}`, where);
    if (ACCESS.has(verb)) add('story:access', where);
    if (ARTICLES.has(verb)) add('story:thing', where);
    let artefacts = 0;
    for (let i = template.want.from; i < template.want.to; i++) {
      const shape = tokens[i]?.shape;
      if (shape === 'artefact' || shape === 'acronym') artefacts++;
    }
    if (artefacts > 0) add('story:artefact', where);
    if (template.want.to - template.want.from <= 5) add('story:shortWant', where);
    if (template.want.to - template.want.from > 20) add('story:longWant', where);
  } else add('story:noWant', where);
  if (!template.reason) {
    add('story:noReason', where);
    return;
  }
  add('story:reason', where);
  add(
    novelty === 0
      ? 'reason:restates'
      : novelty === 1
        ? 'reason:oneNew'
        : novelty === 2
          ? 'reason:twoNew'
          : 'reason:new',
    where,
  );
  const overlap = overlapOf(template);
  if (novelty === 3) add('reason:threeNew', where);
  if (novelty >= 5) add('reason:muchNew', where);
  if (sameVerb(template)) {
    add('reason:sameVerb', where);
    if (overlap >= 0.3) add('reason:sameVerb+overlap', where);
    if (novelty <= 3) add('reason:sameVerb+little', where);
  }
  if (overlap >= 0.6) add('reason:overlap', where);
  else if (overlap >= 0.3) add('reason:someOverlap', where);
  const reason = template.reason;
  const use = useOf(reason);
  if (use) {
    add(`reason:${use}`, where);
    add(`reason:${use}:${novelty <= 1 ? 'little' : novelty <= 3 ? 'some' : 'much'}`, where);
  }
  const hits = phrases.find(reason.sentence.tokens.slice(reason.from, reason.to));
  for (const hit of hits) if (!isEffect(hit.category)) add(`R:${CATEGORIES[hit.category]}`, where);
  for (let i = reason.from; i < reason.to; i++) {
    const word = reason.sentence.tokens[i];
    if (word && word.shape !== 'mark' && word.shape !== 'url') add(`r:${word.norm}`, where);
  }
}

const SPEAKERS = new Set('i we they he she it users people others you everyone'.split(' '));
const LEADS = new Set(
  "can could will would may might able to be am are is i'll we'll successfully easily then that also have properly".split(
    ' ',
  ),
);
const HANDLES = new Set(
  'obtain have read see access view find get change record track manage modify update create use satisfy open reach edit set add delete remove maintain perform complete download upload store save search look browse become provide test'.split(
    ' ',
  ),
);
const ASKS = new Set('if whether how what which who when where why that'.split(' '));

/** Whether the reason only handles something ("I can view it") or lets somebody find out ("I can see if …"). */
function useOf({ sentence, from, to }: Clause): 'handles' | 'learns' | null {
  const { tokens } = sentence;
  let at = from;
  while (at < to && (SPEAKERS.has(tokens[at]?.norm ?? '') || LEADS.has(tokens[at]?.norm ?? ''))) at++;
  if (at === from || at >= to || !HANDLES.has(tokens[at]?.norm ?? '')) return null;
  for (let i = at + 1; i < Math.min(to, at + 4); i++) if (ASKS.has(tokens[i]?.norm ?? '')) return 'learns';
  return 'handles';
}
