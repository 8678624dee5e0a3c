import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evidenceKinds, markText } from '../../../../src/domain/mission/marked-text.ts';

describe('marks in a text', () => {
  test('stand where their words stand first, and may overlap', () => {
    const pieces = markText('Shoppers leave because shipping costs surprise them', [
      { kind: 'persona', text: 'Shoppers' },
      { kind: 'trouble', text: 'Shoppers leave because shipping' },
      { kind: 'outcome', text: 'shipping costs' },
      { kind: 'worth', text: 'not there' },
    ]);
    expect(pieces).toEqual([
      { text: 'Shoppers', kinds: ['persona', 'trouble'] },
      { text: ' leave because ', kinds: ['trouble'] },
      { text: 'shipping', kinds: ['trouble', 'outcome'] },
      { text: ' costs', kinds: ['outcome'] },
      { text: ' surprise them', kinds: [] },
    ]);
  });

  test('never change the text', () => {
    const words = fc.string({ unit: 'binary', maxLength: 6 });
    const mark = fc.record({ kind: fc.constantFrom(...evidenceKinds), text: words });
    fc.assert(
      fc.property(fc.array(words), fc.array(mark), (texts, marks) => {
        const text = texts.join('');
        const pieces = markText(text, [
          ...marks,
          ...texts.map((one) => ({ kind: 'finding' as const, text: one })),
        ]);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      }),
    );
  });
});
