import { describe, expect, test } from 'vitest';
import { atPointer } from '../../../src/sources/json-pointer.ts';

/** The document and the pointers of RFC 6901, section 5. */
const document = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'e^f': 3,
  'g|h': 4,
  'i\\j': 5,
  'k"l': 6,
  ' ': 7,
  'm~n': 8,
};

describe('a JSON pointer', () => {
  test.each([
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
  ])('%s leads to its value', (pointer, value) => expect(atPointer(document, pointer)).toBe(value));

  test('that is empty is the whole document', () => expect(atPointer(document, '')).toBe(document));

  test.each([
    '/foo/2',
    '/foo/-',
    '/foo/01',
    '/foo/length',
    '/nothing',
    '/foo/0/bar',
    '/__proto__',
    '/toString',
  ])('%s leads nowhere', (pointer) => expect(atPointer(document, pointer)).toBeUndefined());

  test('takes ~01 for ~1 and not for a slash', () => expect(atPointer({ '~1': 9 }, '/~01')).toBe(9));
});
