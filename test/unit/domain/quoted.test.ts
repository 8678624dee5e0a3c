import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoted, shorten, shown } from '../../../src/domain/quoted.ts';
import { hostileText } from '../../helpers/hostile-issue.ts';

describe('words as they are shown', () => {
  test.each([
    ['two\n  lines', 'two lines'],
    ['**bold** and `code` and {{wiki}}', 'bold and code and wiki'],
    ['[a link](http://example.com/x) here', 'a link here'],
    ['![an image](x.png)', 'an image'],
    ['## A heading\n- an item', 'A heading an item'],
    ['ri\u202eght\u200b\u2066', 'right'],
    ['nul\0 and half \ud800', 'nul and half'],
    ['a button,', 'a button'],
    ['2 * 3 and snake_case stay', '2 * 3 and snake_case stay'],
  ])('%j is shown as %j', (words, plain) => {
    expect(shown(words, 90)).toBe(plain);
  });

  test('are in quotation marks, those inside being single', () => {
    expect(quoted('a "Save" button')).toBe("“a 'Save' button”");
  });

  test('are cut between words', () => {
    expect(shorten('one two three four', 12)).toBe('one two…');
    expect(shorten('one two three, four', 16)).toBe('one two three…');
    expect(shorten('one', 12)).toBe('one');
  });

  test('are cut anywhere when there is no gap, and never through a character', () => {
    expect(shorten('x'.repeat(30), 10)).toBe(`${'x'.repeat(9)}…`);
    expect(shorten('😀'.repeat(10), 8)).toBe('😀😀😀…');
  });

  test('are one line, short and free of unseen characters, whatever they were', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 5, max: 100 }), (words, longest) => {
        const plain = shown(words, longest);
        expect(plain.length).toBeLessThanOrEqual(longest);
        expect(plain).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
  });
});
