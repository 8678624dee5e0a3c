import { phrases } from '../../lexicon/book.ts';
import { overlapOf, sameVerb } from '../restatement.ts';
import type { StoryTemplate } from '../story-template.ts';
import { type Add, CATEGORIES } from './heard.ts';

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
  const hits = phrases.find(reason.sentence.tokens.slice(reason.from, reason.to));
  for (const hit of hits) add(`R:${CATEGORIES[hit.category]}`, where);
  for (let i = reason.from; i < reason.to; i++) {
    const word = reason.sentence.tokens[i];
    if (word && word.shape !== 'mark' && word.shape !== 'url') add(`r:${word.norm}`, where);
  }
}
