import { EARNING_CUES } from './earning-cues.ts';
import { EFFECTS, PROSPECTS } from './effects.ts';
import { FAULTS } from './faults.ts';
import { GAIN_KINDS } from './gain-kinds.ts';
import { HARM } from './harm.ts';
import { OUTCOME } from './outcome.ts';
import { compilePhrases, type PhraseBook } from './phrases.ts';
import { REASON } from './reason.ts';
import { RISK_KINDS } from './risk-kinds.ts';
import { SAVING_CUES } from './saving-cues.ts';
import { TASK } from './task.ts';

/** What the reader listens for, in words of our own. One category may share phrases with another. */
export const BOOK = {
  ...FAULTS,
  ...HARM,
  ...REASON,
  ...TASK,
  ...OUTCOME,
  ...GAIN_KINDS,
  ...RISK_KINDS,
  ...SAVING_CUES,
  ...EARNING_CUES,
  ...EFFECTS,
  ...PROSPECTS,
} as const satisfies PhraseBook;

export type Category = keyof typeof BOOK;

export const phrases = compilePhrases(BOOK);

/** The index under which a category's hits are reported. */
export const categoryIndex = Object.fromEntries(
  phrases.categories.map((name, index) => [name, index]),
) as Readonly<Record<Category, number>>;
