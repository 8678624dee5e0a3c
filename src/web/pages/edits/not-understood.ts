import { fieldTitle } from '../../../domain/commands/field-value.ts';
import type { AskedEdits } from '../../../workflows/ask-for-edits.ts';

/** What to tell somebody whose words stand for no value of a field: a title, and what to do. */
export function notUnderstood({
  field,
  choices,
}: Extract<AskedEdits, { outcome: 'not-understood' }>): readonly [title: string, remedy: string] {
  const title = `Nothing was set: the ${fieldTitle(field)} was not understood`;
  if (choices.length === 0) return [title, 'Say it in a few words.'];
  return [
    title,
    `It can be ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}. Go back and choose one.`,
  ];
}
