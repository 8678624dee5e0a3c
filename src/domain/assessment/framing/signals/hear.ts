import type { Document, Sentence } from '../../text/document.ts';
import { noveltyOf } from '../restatement.ts';
import { parseTemplate, type StoryTemplate } from '../story-template.ts';
import { tellingWords } from '../word-meaning.ts';
import { addCategories } from './categories.ts';
import { addEffects } from './effects.ts';
import { type Heard, listen } from './heard.ts';
import { addJudgements } from './judgements.ts';
import { addPersona } from './persona.ts';
import { addSections } from './sections.ts';
import { addOpening, addShape } from './shape.ts';
import { addTemplate } from './template.ts';
import { addTerms } from './terms.ts';
import { addTitle } from './title.ts';
import { addValue } from './value.ts';

/** Collects every signal of a story; of its words only those that `knows` admits (training admits all). */
export function hear(document: Document, knows: (name: string) => boolean = () => true): Heard {
  const names = new Map<string, Sentence | null>();
  const add = (name: string, sentence: Sentence | null = null): void => {
    if (!names.has(name)) names.set(name, sentence);
  };
  const sentences = document.sentences.map((sentence) => {
    const hits = listen(sentence.tokens);
    return { sentence, hits, has: new Set(hits.map((hit) => hit.category)) };
  });
  const template = findTemplate(document);
  const novelty = template?.reason ? noveltyOf(template) : -1;
  addCategories(sentences, add);
  addTitle(document, add);
  addOpening(document, add);
  addShape(document, add);
  addTemplate(template, novelty, add);
  addSections(sentences, add);
  addJudgements(document, sentences, template, novelty, names, add);
  addPersona(document, template, add);
  const valueEvidence = addValue(sentences, template, add);
  addEffects(sentences, template, add);
  addTerms(document, add, knows);
  return {
    names: [...names.keys()],
    where: [...names.values()],
    sentences,
    template,
    reasonNovelty: novelty,
    telling: tellingWords(document, template),
    valueEvidence,
  };
}

function findTemplate(document: Document): StoryTemplate | null {
  for (const sentence of document.sentences) {
    const found = parseTemplate(sentence);
    if (found) return found;
  }
  return null;
}
