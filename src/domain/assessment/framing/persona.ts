import type { Document, Sentence } from '../text/document.ts';
import { personIn } from './person-in.ts';
import type { StoryTemplate } from './story-template.ts';

/** A phrase that may name who has the need. `source` says where it was found, best first. */
export interface PersonaCandidate {
  readonly text: string;
  readonly sentence: Sentence;
  readonly source: 'template' | 'section' | 'role';
}

/** Everyone the story names who could have the need, in the order in which they should be believed. */
export function findPersona(document: Document, template: StoryTemplate | null): PersonaCandidate | null {
  if (template?.role)
    return { text: template.role.text, sentence: template.role.sentence, source: 'template' };
  for (const sentence of document.sentences) {
    if (sentence.section === 'persona') {
      const found = wholeOf(sentence) ?? personIn(sentence);
      if (found) return { ...found, source: 'section' };
    }
  }
  return mentionOf(document);
}

/**
 * The first mention that counts. A word that is capital only because it opens the title is copied from where it
 * stands in running text; a role's short form ("Reps") gives way to its full name ("Sales Reps").
 */
function mentionOf(document: Document): PersonaCandidate | null {
  let first: PersonaCandidate | null = null;
  for (const sentence of document.sentences) {
    if (QUIET.has(sentence.section) || (sentence.kind === 'check' && !first)) continue;
    const found = personIn(sentence);
    if (!found) continue;
    const candidate: PersonaCandidate = { ...found, source: 'role' };
    if (!first) {
      first = candidate;
      if (!isCapital(first.text)) return first;
    } else if (restates(first, candidate, sentence.kind === 'check')) return candidate;
  }
  return first;
}

function restates(first: PersonaCandidate, other: PersonaCandidate, inCheck: boolean): boolean {
  const short = first.text.toLowerCase();
  const long = other.text.toLowerCase();
  if (first.sentence.kind === 'title' && opensTitle(first))
    return !inCheck && !isCapital(other.text) && singular(short) === singular(long);
  return !short.includes(' ') && isCapital(other.text) && long.endsWith(` ${short}`);
}

function opensTitle({ text, sentence }: PersonaCandidate): boolean {
  const at = sentence.tokens.findIndex((token) => sentence.source.startsWith(text, token.start));
  return at === 0 || sentence.tokens[at - 1]?.norm === ':';
}

function isCapital(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 65 && code <= 90;
}

function singular(word: string): string {
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

const QUIET = new Set(['steps', 'tasks', 'acceptance', 'references', 'environment']);

/** "## Personas / Token users": the line itself is the answer. */
function wholeOf(sentence: Sentence): Omit<PersonaCandidate, 'source'> | null {
  const words = sentence.tokens.filter((token) => token.shape !== 'mark');
  const last = words.at(-1);
  const first = words[0];
  if (!first || !last || words.length > 3) return null;
  if (sentence.tokens.some(({ norm }) => norm === '<' || norm === '>')) return null;
  if (/^(?:everyone|all|n\/?a|none|tbd|any|internal|internally|yes|no)$/i.test(first.norm)) return null;
  return { text: sentence.source.slice(first.start, last.end), sentence };
}
