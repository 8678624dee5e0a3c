import { describe, expect, it } from 'vitest';
import {
  createWordMeaning,
  MEANING_LABELS,
  MEANING_PLACES,
  tellingWords,
} from '../../../../../src/domain/assessment/framing/word-meaning.ts';
import { readDocument } from '../../../../../src/domain/assessment/text/document.ts';

const width = MEANING_PLACES.length * MEANING_LABELS.length;
const cost = MEANING_LABELS.indexOf('cost');

function meaningOf(rows: readonly number[][]) {
  return createWordMeaning({
    words: 'rare quick',
    numbers: Buffer.from(Int8Array.from(rows.flat()).buffer).toString('base64'),
    steps: Array.from({ length: width }, () => 0.5),
  });
}

const silent = Array.from({ length: width }, () => 0);
const speaksForCost = silent.map((_, column) => (column === cost ? 4 : 0));

describe('what words mean', () => {
  const meaning = meaningOf([silent, speaksForCost]);
  const scoreOf = (title: string, description = '') =>
    meaning.scores(tellingWords(readDocument({ title, description }), null))[cost] ?? 0;

  it('adds to the label that a word speaks for, at the place where it stands', () => {
    expect(scoreOf('A quick one')).toBeGreaterThan(0);
    expect(scoreOf('Another one', 'It is quick.')).toBe(0);
  });

  it('counts a word less among other known words', () => {
    expect(scoreOf('quick')).toBeGreaterThan(scoreOf('quick rare rare'));
  });

  it('knows the parts of a compound that it does not know', () => {
    expect(scoreOf('a quick-rare win')).toBeGreaterThan(0);
  });

  it('says which word added how much', () => {
    const shares = meaning.shares(tellingWords(readDocument({ title: 'quick', description: '' }), null));
    expect(shares).toEqual([{ word: 'quick', label: 'cost', weight: scoreOf('quick') }]);
  });

  it('leaves out steps and lists of criteria', () => {
    const [, body] = tellingWords(
      readDocument({ title: 'x', description: 'Told.\n\n## Steps to reproduce\n\nClick it.\n' }),
      null,
    );
    expect(body?.map(({ norm }) => norm)).toEqual(['told']);
  });
});
