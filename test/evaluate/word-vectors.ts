import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  eachKnown,
  importanceOf,
  MEANING_LABELS,
  MEANING_PLACES,
  ranksOf,
  type TellingWords,
  type WordFile,
} from '../../src/domain/assessment/framing/word-meaning.ts';

// Words by frequency, one a line, and for each a row of signed bytes: the main directions of public word vectors.
const folder = join(import.meta.dirname, '../../../../test/evaluate');
const words = readFileSync(join(folder, 'word-vectors.txt'), 'utf8').trimEnd().split('\n');
const values = new Int8Array(readFileSync(join(folder, 'word-vectors.bin')));
const dimensions = values.length / words.length;
const step = 0.00475871;
const ranks = ranksOf(words);

/** Columns of a story's dense part: the mean vector of each place. */
export const DENSE_COLUMNS = MEANING_PLACES.length * dimensions;

/** The mean vectors of a story's places, rare words weighed more. */
export function denseOf(telling: TellingWords): Float64Array {
  const row = new Float64Array(DENSE_COLUMNS);
  telling.forEach((tokens, place) => {
    let total = 1;
    eachKnown(tokens, ranks, (rank) => {
      total += importanceOf(rank);
    });
    eachKnown(tokens, ranks, (rank) => {
      const share = (importanceOf(rank) * step) / total;
      for (let i = 0; i < dimensions; i++) {
        const at = place * dimensions + i;
        row[at] = (row[at] ?? 0) + share * (values[rank * dimensions + i] ?? 0);
      }
    });
  });
  return row;
}

/** For each place what its part must be divided by to have the length one in the mean of its squares. */
export function lengthsOf(rows: readonly Float64Array[]): number[] {
  return MEANING_PLACES.map((_, place) => {
    let sum = 0;
    for (const row of rows) for (const value of partOf(row, place)) sum += value * value;
    return Math.sqrt(sum / rows.length) || 1;
  });
}

export function scaled(row: Float64Array, lengths: readonly number[]): Float64Array {
  return row.map((value, i) => value / (lengths[Math.floor(i / dimensions)] ?? 1));
}

function partOf(row: Float64Array, place: number): Float64Array {
  return row.subarray(place * dimensions, (place + 1) * dimensions);
}

const MOST = 127;

/** Multiplies each word's vector with the weights of each label and place, as signed bytes. */
export function foldWords(weights: readonly Float64Array[], lengths: readonly number[]): WordFile {
  const columns = MEANING_PLACES.flatMap((_, place) =>
    MEANING_LABELS.map((_label, label) =>
      columnOf(partOf(weights[label] ?? new Float64Array(), place), lengths[place] ?? 1),
    ),
  );
  const steps = columns.map(
    (column) => column.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / MOST,
  );
  const bytes = new Int8Array(ranks.size * columns.length);
  columns.forEach((column, at) => {
    const width = steps[at] || 1;
    column.forEach((value, rank) => {
      bytes[rank * columns.length + at] = Math.round(value / width);
    });
  });
  return {
    words: words.join(' '),
    numbers: Buffer.from(bytes.buffer).toString('base64'),
    steps: steps.map((value) => Number(value.toPrecision(6))),
  };
}

function columnOf(weights: Float64Array, length: number): Float64Array {
  const column = new Float64Array(ranks.size);
  for (let rank = 0; rank < column.length; rank++) {
    let sum = 0;
    for (let i = 0; i < dimensions; i++) sum += (weights[i] ?? 0) * (values[rank * dimensions + i] ?? 0);
    column[rank] = (sum * step) / length;
  }
  return column;
}
