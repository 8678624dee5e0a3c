import type { Token } from '../text/tokens.ts';
import type { StoryTemplate } from './story-template.ts';
import { contentStems, isStopWord, stem } from './words.ts';

/** Words of the reason that the wish does not already hold. */
export function noveltyOf(template: StoryTemplate): number {
  const { want, reason } = template;
  if (!reason) return -1;
  const given = want ? contentStems(want.sentence.tokens, want.from, want.to) : new Set<string>();
  let fresh = 0;
  for (const word of contentStems(reason.sentence.tokens, reason.from, reason.to))
    if (!given.has(word)) fresh++;
  return fresh;
}

/** "I want to edit … so that I can change …": the reason opens with the wish's own verb. */
export function sameVerb({ want, reason }: StoryTemplate): boolean {
  if (!want || !reason) return false;
  const asked = firstStem(want.sentence.tokens, want.from, want.to);
  return (
    asked !== null &&
    contentStems(reason.sentence.tokens, reason.from, Math.min(reason.to, reason.from + 7)).has(asked)
  );
}

function firstStem(tokens: readonly Token[], from: number, to: number): string | null {
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (token && token.shape !== 'mark' && !isStopWord(token.norm)) return stem(token.norm);
  }
  return null;
}

/** The share of the reason's ideas that the wish already holds, 0 to 1. */
export function overlapOf(template: StoryTemplate): number {
  const { want, reason } = template;
  if (!reason || !want) return 0;
  const given = contentStems(want.sentence.tokens, want.from, want.to);
  const told = contentStems(reason.sentence.tokens, reason.from, reason.to);
  if (told.size === 0) return 1;
  let shared = 0;
  for (const word of told) if (given.has(word)) shared++;
  return shared / told.size;
}
