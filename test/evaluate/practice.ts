import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Story, ValueClass } from '../../src/domain/assessment/reading.ts';

/** A made-up item with its value class: broad vocabulary that the labelled items of a few projects cannot have. */
export interface Practice {
  readonly value: ValueClass;
  readonly story: Story;
}

const file = join(import.meta.dirname, '../../../../test/evaluate/practice.txt');

/** Reads `practice.txt`, one item a line: value class, title, description, parted by " | ". */
export function readPractice(): Practice[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [value = '', title = '', ...description] = line.split(' | ');
      return {
        value: value as ValueClass,
        story: { title, description: description.join(' | ').replaceAll('\\n', '\n') },
      };
    });
}
