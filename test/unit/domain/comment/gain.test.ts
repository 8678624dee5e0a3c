import { expect, test } from 'vitest';
import { findGain } from '../../../../src/domain/comment/gain.ts';

const gainIn = (title: string, description = '') => findGain({ title, description });

test.each([
  ['a button so shoppers can store items', 'shoppers', 'shoppers can store items'],
  ['a button so that the support team can help.', 'support team', 'the support team can help'],
  ['a mail so that every new guest can find the place', 'new guest', 'every new guest can find the place'],
  ['a list so customers don’t call us', 'customers', 'customers don’t call us'],
  ['a list so people no longer call us; see below', 'people', 'people no longer call us'],
])('%j names %s', (title, who, clause) => {
  expect(gainIn(title)).toEqual({ who, clause });
});

test.each([
  ['a button so I can save items', 'I can save items'],
  ['a button so that they can save items', 'they can save items'],
  ['a cache so that servers can answer', 'servers can answer'],
  ['a rule so fees can be seen', 'fees can be seen'],
  ['a hook so Clover can run it', 'Clover can run it'],
  ['a hook so Compass can run it', 'Compass can run it'],
])('%j names nobody', (title, clause) => {
  expect(gainIn(title)).toEqual({ who: null, clause });
});

test.each(['a button', 'also shoppers can save', 'so much work', 'so that it will be faster', ''])(
  '%j has no such reason',
  (title) => {
    expect(gainIn(title)).toBeNull();
  },
);

test('the title goes before the description', () => {
  expect(gainIn('so buyers can pay', 'so sellers can sell')?.who).toBe('buyers');
  expect(gainIn('Pay', 'This is so sellers can sell')?.who).toBe('sellers');
});
