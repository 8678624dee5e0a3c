import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../../../src/domain/okr/value.ts';
import { fractionProblem, inUnitOf, sameUnit } from '../../../../src/domain/okr/value-compare.ts';
import { formatAmount } from '../../../../src/domain/okr/value-format.ts';
import { readValue } from '../../../../src/domain/okr/values.ts';

function read(text: string): Value {
  const reading = readValue(text);
  if (!reading.ok) throw new Error(`${text}: ${reading.problem.message}`);
  return reading.value;
}

describe('reading a value as people write it', () => {
  it.each([
    ['5000', 5000, 'number', null],
    ['4.5/5', 4.5, 'ratio', null],
    ['4.5 out of 5 stars', 4.5, 'ratio', 'stars'],
    ['3 of 5 teams', 3, 'ratio', 'teams'],
    ['$50k/month', 50_000, 'money', 'USD'],
    ['USD 50k per month', 50_000, 'money', 'USD'],
    ['€1,5 Mio', 1_500_000, 'money', 'EUR'],
    ['1 234 567 €', 1_234_567, 'money', 'EUR'],
    ['$5m', 5_000_000, 'money', 'USD'],
    ['-$5', -5, 'money', 'USD'],
    ['95%', 95, 'percent', null],
    ['99.999%', 99.999, 'percent', null],
    ['12,5 %', 12.5, 'percent', null],
    ['< 1%', 1, 'percent', null],
    ['2 pp', 2, 'points', null],
    ['48hr', 172_800, 'duration', null],
    ['1h 30m', 5400, 'duration', null],
    ['300ms', 0.3, 'duration', null],
    ['2:30 min', 150, 'duration', null],
    ['2:30 h', 9000, 'duration', null],
    ['1:02:03', 3723, 'duration', null],
    ['1.2M', 1_200_000, 'number', null],
    ['3k users/week', 3000, 'number', 'users'],
    ['10 MiB/s', 10, 'number', 'MiB'],
    ['4,5', 4.5, 'number', null],
    ['0,125', 0.125, 'number', null],
    ['1,234', 1234, 'number', null],
    ['1,234,567.5', 1_234_567.5, 'number', null],
    ['1.234.567,5', 1_234_567.5, 'number', null],
    ["1'234", 1234, 'number', null],
    ['−5', -5, 'number', null],
    ['–5', -5, 'number', null],
    ['₹12,34,567', 1_234_567, 'money', 'INR'],
    ['1,2 Mio. €', 1_200_000, 'money', 'EUR'],
    ['$50k MRR', 50_000, 'money', 'USD'],
    ['$50k/month net revenue', 50_000, 'money', 'USD'],
    ['5 usd', 5, 'money', 'USD'],
    ['50k euros', 50_000, 'money', 'EUR'],
    ['$3 Millions', 3_000_000, 'money', 'USD'],
    ['3 Million users', 3_000_000, 'number', 'users'],
    ['5 Min.', 300, 'duration', null],
    ['200ms p95', 0.2, 'duration', null],
    ['2m 30s', 150, 'duration', null],
    ['2m30s', 150, 'duration', null],
    ['1h30', 5400, 'duration', null],
    ['5 000', 5000, 'number', null],
    ['5\u202f000,5', 5000.5, 'number', null],
  ])('reads %s', (text, amount, kind, name) => {
    expect(read(text)).toMatchObject({ amount, unit: { kind, name } });
  });

  it.each([
    ['< 1%', '<'],
    ['≤ 300 ms', '<='],
    ['at most 3 bugs', '<='],
    ['>= 5', '>='],
    ['95%+', '>='],
    ['10 or more', '>='],
    ['~ 40', '~'],
    ['5000', null],
  ])('keeps the bound of %s', (text, bound) => {
    expect(read(text).bound).toBe(bound);
  });

  it('keeps what an amount is measured per, under one name', () => {
    expect(['$5/month', '$5 / mo', '$5 per month'].map((text) => read(text).unit.per)).toEqual([
      'month',
      'month',
      'month',
    ]);
  });
});

describe('what cannot be read says where and what to write instead', () => {
  it.each([
    ['', 0, /no value/],
    ['soon', 0, /does not start with a number/],
    ['  soon', 2, /does not start with a number/],
    ['1.234', 0, /either 1234 or a decimal/],
    ['5m', 1, /minutes, metres or millions/],
    ['2:30', 1, /minutes and seconds/],
    ['10-15', 2, /range/],
    ['10–15%', 2, /range/],
    ['5 to 10', 2, /range/],
    ['+20%', 0, /a change, not a value/],
    ['5000.', 4, /not part of a value/],
    ['12/', 2, /unit is missing/],
    ['1e5', 0, /exponent/],
    ['1,2,3', 0, /marks in “1,2,3” contradict/],
    ['0x10', 0, /plain digits/],
    ['NPS 45', 0, /number first/],
    ['$5 mil', 3, /not part of a value/],
    ['€5 max', 3, /not part of a value/],
    ['1h 75', 2, /second number/],
    ['€5 $', 3, /two currencies/],
    ['5 users; 7 teams', 7, /not part of a value/],
  ])('%j', (text, position, message) => {
    const reading = readValue(text);
    expect(reading).toMatchObject({
      ok: false,
      problem: { position, message: expect.stringMatching(message) },
    });
  });

  it('reads 1.234 once the decimal mark is known, and writes it so that it stays clear', () => {
    const german = readValue('1.234', ',');
    expect(german).toMatchObject({ ok: true, value: { amount: 1234, text: '1234' } });
    const english = readValue('1.234', '.');
    expect(english).toMatchObject({ ok: true, value: { amount: 1.234 } });
    expect(english.ok && read(english.value.text).amount).toBe(1.234);
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: 'binary' }), (text) => {
        const reading = readValue(text);
        if (!reading.ok) expect(reading.problem.position).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('writing an amount like another', () => {
  it.each([
    ['$50k/month', 62_500, '$62.5k/month'],
    ['2:30 min', 95, '1:35 min'],
    ['48hr', 5400, '1.5hr'],
    ['4,5', 3.25, '3,25'],
    ['1,234', 15_000, '15,000'],
    ['95%', 12.5, '12.5%'],
    ['4.5/5', 4.2, '4.2/5'],
    ['1.2M', 900_000, '0.9M'],
    ['$50k MRR', 62_500, '$62.5k MRR'],
    ['1,2 Mio. €', 900_000, '0,9 Mio. €'],
    ['200ms p95', 0.18, '180ms p95'],
  ])('like %s, %d is %s', (like, amount, text) => {
    expect(formatAmount(amount, read(like))).toBe(text);
  });

  it('reading what was written gives the same amount', () => {
    const likes = [
      '5000',
      '4.5/5',
      '$50k/month',
      '95%',
      '48hr',
      '1.2M',
      '2:30 min',
      '4,5',
      '1,234',
      '3 users',
      '1:30 h',
      '$50k MRR',
      '1,2 Mio. €',
      '200ms p95',
      '5 Min.',
      '–5',
      '12,34,567',
    ];
    const amounts = fc.oneof(
      fc.integer({ min: 0, max: 10_000_000 }),
      fc.integer({ min: 0, max: 10_000_000 }).map((n) => n / 1000),
    );
    fc.assert(
      fc.property(fc.constantFrom(...likes), amounts, (like, amount) => {
        const again = read(formatAmount(amount, read(like))).amount;
        expect(Math.abs(again - amount)).toBeLessThanOrEqual(Math.abs(amount) * 1e-10);
      }),
    );
  });
});

describe('comparing units', () => {
  it('sees one unit in several ways of writing it', () => {
    expect(sameUnit(read('48hr').unit, read('2 days').unit)).toBe(true);
    expect(sameUnit(read('1 user').unit, read('5000 users').unit)).toBe(true);
    expect(sameUnit(read('$5').unit, read('5 USD').unit)).toBe(true);
    expect(sameUnit(read('$5').unit, read('$5/month').unit)).toBe(false);
    expect(sameUnit(read('5 users').unit, read('5 teams').unit)).toBe(false);
  });

  it('gives a bare number the unit of its neighbour', () => {
    expect(inUnitOf(read('0'), read('95%'))).toMatchObject({ amount: 0, text: '0%' });
    expect(inUnitOf(read('5'), read('48hr'))).toMatchObject({ amount: 18_000, text: '5hr' });
    expect(inUnitOf(read('5 users'), read('95%'))).toBeNull();
  });
});

describe('a bare share of one beside a percentage', () => {
  it.each([
    ['0.66', '70%', /“0\.66” may be 0\.66% or 66%/],
    ['-0.05', '10%', /-0\.05% or -5%/],
    ['0.66%', '70%', null],
    ['66', '70%', null],
    ['0', '70%', null],
    ['1', '70%', null],
    ['0.4', '0.5%', null],
    ['0.66', '4.5/5', null],
  ])('%s where the target is %s', (given, like, question) => {
    const problem = fractionProblem(read(given), read(like));
    if (question === null) expect(problem).toBeNull();
    else expect(problem).toMatch(question);
  });
});
