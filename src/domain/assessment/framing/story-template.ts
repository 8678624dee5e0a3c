import { type Sentence, textOf } from '../text/document.ts';
import type { Token } from '../text/tokens.ts';
import { AVOIDING, MEANING, MODALS, NOT_A_ROLE, PRONOUNS, ROLE_STOPS, SUBJECTS } from './template-words.ts';

/** A stretch of one sentence, in token positions and in the field's own words. */
export interface Clause {
  readonly sentence: Sentence;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** "As a role, I want something, so that reason", as far as the sentence goes. */
export interface StoryTemplate {
  readonly role: Clause | null;
  readonly want: Clause | null;
  readonly reason: Clause | null;
}

const LONGEST_ROLE = 9;

/** Parses the template out of a sentence; null when the sentence is not one. */
export function parseTemplate(sentence: Sentence): StoryTemplate | null {
  const { tokens } = sentence;
  for (let at = 0; at < tokens.length && at < 60; at++) {
    if (tokens[at]?.norm !== 'as') continue;
    const role = readRole(sentence, at);
    if (role) return { role: role.clause, ...wantAndReason(sentence, role.next) };
  }
  return null;
}

function readRole(sentence: Sentence, as: number): { clause: Clause; next: number } | null {
  const { tokens } = sentence;
  let at = as + 1;
  while (isEmphasis(tokens[at])) at++;
  const article = tokens[at]?.norm;
  const hasArticle = article === 'a' || article === 'an' || article === 'the' || article === 'any';
  if (hasArticle) at++;
  while (isEmphasis(tokens[at])) at++;
  // "As a l Staff member": a stray letter is a slip of the finger.
  if (tokens[at]?.norm.length === 1 && tokens[at + 1]?.shape !== 'mark') at++;
  const first = tokens[at];
  if (!first || first.shape === 'mark' || NOT_A_ROLE.has(first.norm)) return null;
  if (!hasArticle && as > 1) return null;
  let to = at;
  while (to < tokens.length && to - at < LONGEST_ROLE) {
    const token = tokens[to];
    // "a developer of a service not using X": what somebody does not do belongs to the role.
    if (to > at && token?.norm === 'not' && tokens[to + 1]?.norm.endsWith('ing')) {
      to += 2;
      continue;
    }
    if (
      !token ||
      (token.shape === 'mark' && token.norm !== '/' && token.norm !== '&') ||
      (to > at && ROLE_STOPS.has(token.norm))
    )
      break;
    to++;
  }
  if (to === at) return null;
  const speaks = findSpeaker(tokens, to);
  if (speaks === -1) return null;
  if (article === 'the' && speaks > to + 2) return null;
  if (!hasArticle && speaks - to > 14) return null;
  return { clause: clauseOf(sentence, at, to), next: speaks };
}

function isEmphasis(token: Token | undefined): boolean {
  return (
    token?.shape === 'mark' &&
    (token.norm === '*' || token.norm === '_' || token.norm === '"' || token.norm === '`')
  );
}

/** Where "I want" begins: the pronoun's position. */
function findSpeaker(tokens: readonly Token[], from: number): number {
  for (let at = from; at < tokens.length && at < from + 30; at++) {
    const word = tokens[at]?.norm ?? '';
    if (!PRONOUNS.has(word)) continue;
    if (word.includes("'")) return at;
    const next = tokens[at + 1]?.norm ?? '';
    if (MODALS.has(next) || at === from || tokens[at - 1]?.norm === ',') return at;
  }
  return -1;
}

/** Where a reason begins: "so that", "in order to", "because" and their like. */
export function findReason(tokens: readonly Token[], from: number): { at: number; skip: number } | null {
  for (let at = from; at < tokens.length; at++) {
    const word = tokens[at]?.norm;
    const next = tokens[at + 1]?.norm ?? '';
    if (word === 'so') {
      if (next === 'that' || next === 'as') return { at, skip: 2 };
      if (next === ',') continue;
      if (PRONOUNS.has(next) || SUBJECTS.has(next) || startsSubject(tokens, at + 1)) return { at, skip: 1 };
    }
    if ((word === 'in' || word === 'ir') && (next === 'order' || next === 'oder')) return { at, skip: 2 };
    if (word === 'because' || word === 'otherwise') return { at, skip: 1 };
    if (word === 'since' && at > from + 1) return { at, skip: 1 };
    if (word === 'due' && next === 'to') return { at, skip: 2 };
    if (word === 'to' && AVOIDING.has(next) && at > from + 3) return { at, skip: 1 };
    if (word === ',' && next === 'which' && MEANING.has(tokens[at + 2]?.norm ?? ''))
      return { at: at + 1, skip: 1 };
    if (word === 'such' && next === 'that') return { at, skip: 2 };
  }
  return null;
}

function startsSubject(tokens: readonly Token[], at: number): boolean {
  for (let i = at + 1; i <= at + 3; i++) {
    const word = tokens[i]?.norm;
    if (
      word === 'can' ||
      word === 'could' ||
      word === 'will' ||
      word === 'are' ||
      word === 'is' ||
      word === 'would'
    )
      return true;
  }
  return false;
}

function wantAndReason(sentence: Sentence, speaker: number): { want: Clause | null; reason: Clause | null } {
  const { tokens } = sentence;
  let at = speaker + 1;
  while (
    at < tokens.length &&
    (MODALS.has(tokens[at]?.norm ?? '') ||
      tokens[at]?.norm === 'able' ||
      tokens[at]?.norm === 'to' ||
      tokens[at]?.norm === 'be' ||
      tokens[at]?.norm === ':')
  ) {
    at++;
  }
  const reason = findReason(tokens, at);
  const wantTo = reason ? reason.at : tokens.length;
  const want = wantTo > at ? clauseOf(sentence, at, wantTo) : null;
  return { want, reason: reason ? clauseOf(sentence, reason.at, tokens.length, reason.skip) : null };
}

function clauseOf(sentence: Sentence, from: number, to: number, skip = 0): Clause {
  let last = to;
  while (last > from + 1 && sentence.tokens[last - 1]?.shape === 'mark') last--;
  const start = sentence.tokens[from]?.start ?? sentence.start;
  const end = sentence.tokens[last - 1]?.end ?? sentence.end;
  return { sentence, from: from + skip, to: last, text: textOf({ ...sentence, start, end }) };
}
