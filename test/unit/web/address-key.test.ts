import { describe, expect, test } from 'vitest';
import { addressKey } from '../../../src/web/guard/address-key.ts';
import { createGuesses } from '../../../src/web/guard/guesses.ts';

describe('where tries are counted', () => {
  test.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:0001:0002::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['nothing like it', 'nothing like it'],
  ])('%s counts as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});

describe('wrong tokens', () => {
  test('are forgotten after their time, and addresses do not share them', () => {
    let now = 0;
    const guesses = createGuesses({ most: 2, windowMs: 60_000, clock: { now: () => new Date(now) } });
    expect([guesses.wrong('2001:db8::1'), guesses.wrong('2001:db8::2')]).toEqual([true, false]);
    now = 20_000;
    expect([guesses.waitOf('2001:db8::3'), guesses.waitOf('2001:db8:1::1')]).toEqual([40, 0]);
    now = 60_001;
    expect(guesses.waitOf('2001:db8::1')).toBe(0);
    expect(guesses.wrong('2001:db8::1')).toBe(true);
  });

  test('of a great many addresses take no more room than that', () => {
    const guesses = createGuesses({ most: 1, windowMs: 60_000, clock: { now: () => new Date(0) } });
    for (let n = 0; n < 20_001; n += 1) guesses.wrong(`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`);
    expect([guesses.waitOf('10.0.0.0'), guesses.waitOf('10.0.0.1')]).toEqual([0, 60]);
  });
});
