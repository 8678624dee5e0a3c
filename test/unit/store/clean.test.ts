import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanJson, cleanKey, cleanText } from '../../../src/store/clean.ts';

/** Text with NUL characters and halves of pairs in it. */
const anyText = fc
  .array(
    fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\0', '\ud83d', '\ude00', '\ud83d\ude00', 'a')),
  )
  .map((parts) => parts.join(''));

const storable = (text: string) => !text.includes('\0') && Buffer.from(text).toString() === text;

describe('cleaning for the database', () => {
  test('any text becomes storable and keeps its length', () => {
    fc.assert(
      fc.property(anyText, (text) => storable(cleanText(text)) && cleanText(text).length === text.length),
    );
  });

  test('storable text stays as it is', () => {
    fc.assert(fc.property(anyText.filter(storable), (text) => cleanText(text) === text));
  });

  test('a long key is short, storable and still its own', () => {
    const long = 'x'.repeat(400);
    expect(cleanKey(`${long}a`)).not.toBe(cleanKey(`${long}b`));
    fc.assert(
      fc.property(anyText, (text) => {
        const key = cleanKey(text + long);
        return key.length <= 300 && storable(key);
      }),
    );
  });

  test('any value becomes JSON with neither NUL nor half a pair, also in its keys', () => {
    fc.assert(
      fc.property(fc.object({ key: anyText, values: [anyText, fc.integer()] }), (value) => {
        expect(cleanJson(value)).not.toMatch(/\\u0000|\\ud[89a-f]/i);
        JSON.parse(cleanJson(value));
      }),
    );
  });

  test('nesting has an end', () => {
    let value: unknown = 1;
    for (let depth = 0; depth < 5_000; depth++) value = [value];
    expect(cleanJson(value)).toContain('nested too deep');
  });

  test('a value that JSON leaves out is null', () => {
    expect(cleanJson(undefined)).toBe('null');
  });
});
