import { describe, expect, it } from 'vitest';
import { signatureMatches } from '../../../src/trackers/signature.ts';

// The example that Jira's documentation gives.
const secret = "It's a Secret to Everybody";
const body = Buffer.from('Hello World!');
const signature = 'a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9';

describe('a signature over a raw body', () => {
  it('matches under the right secret, in either case of the hex digits', () => {
    expect(signatureMatches(body, secret, signature)).toBe(true);
    expect(signatureMatches(body, secret, signature.toUpperCase())).toBe(true);
  });

  it.each([
    ['another body', Buffer.from('Hello World?'), secret, signature],
    ['another secret', body, 'guess', signature],
    ['a changed digit', body, secret, signature.replace(/9$/, '8')],
    ['a cut signature', body, secret, signature.slice(0, 32)],
    ['a longer signature', body, secret, `${signature}00`],
    ['no signature', body, secret, ''],
    ['something else of the same length', body, secret, 'z'.repeat(64)],
  ])('does not match %s', (_what, given, key, hex) => {
    expect(signatureMatches(given, key, hex)).toBe(false);
  });

  it('matches nothing when the secret is empty, however well it is signed', () => {
    const emptyKey = 'b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad';
    expect(signatureMatches(Buffer.alloc(0), '', emptyKey)).toBe(false);
  });
});
