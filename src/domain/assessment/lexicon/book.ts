import { HARM } from './harm.ts';
import { OUTCOME } from './outcome.ts';
import { compilePhrases, type PhraseBook } from './phrases.ts';
import { REASON } from './reason.ts';
import { TASK } from './task.ts';
import { VALUE_CUES } from './value-cues.ts';
import { VALUE_KINDS } from './value-kinds.ts';

/** What the reader listens for, in words of our own. One category may share phrases with another. */
export const BOOK = {
  ...HARM,
  ...REASON,
  ...TASK,
  ...OUTCOME,
  ...VALUE_KINDS,
  ...VALUE_CUES,
} as const satisfies PhraseBook;

export type Category = keyof typeof BOOK;

export const phrases = compilePhrases(BOOK);

/** The index under which a category's hits are reported. */
export const categoryIndex = Object.fromEntries(
  phrases.categories.map((name, index) => [name, index]),
) as Readonly<Record<Category, number>>;
