import { describe, expect, it } from 'vitest';
import { readStatement, valuesIn } from '../../../../src/domain/okr/statement-values.ts';

describe('start and target in prose', () => {
  it.each([
    ['Improve developer NPS from 25 to 35', '25', '35'],
    ['Cut time to first answer from 48hr to 24hr', '48hr', '24hr'],
    ['Checkout completion 60% → 80%', '60%', '80%'],
    ['Error rate: 3% -> < 1%', '3%', '< 1%'],
    ['Grow teams from 10 teams to 40 teams', '10', '40'],
    ['Raise activation to 40% from 25%', '25%', '40%'],
    ['Revenue from $50k/month to $80k/month', '$50k/month', '$80k/month'],
    ['Reach 40% weekly retention (currently 25%)', '25%', '40%'],
    ['At least 80% of offers are accepted', null, '80%'],
    ['Average response time is < 300ms', null, '< 300ms'],
    ['Time to fill is ≤45 days', null, '≤45 days'],
  ])('%s', (text, start, target) => {
    const reading = readStatement(text);
    expect([reading.start?.text ?? null, reading.target?.text ?? null]).toEqual([start, target]);
  });

  it.each([
    ['Decrease the time in stage 4 by 35%', '35%'],
    ['2x weekly activation', '2x'],
  ])('sees a change without its ends in %j', (text, change) => {
    const reading = readStatement(text);
    expect(reading.change?.text).toBe(change);
    expect(reading.target).toBeNull();
  });

  it('leaves out numbers that are names', () => {
    const text =
      'P0: In Q2 2021 and FY23, Tier 1 customers of SOC 2 Type 2 use RFC 136, v2, #9607, the 1st of April 3 and [N](https://x.example/5).';
    expect(valuesIn(text)).toEqual([]);
  });

  it('gives the place of every value exactly', () => {
    const text = '**From** 3 to 50%+ of `5 things` in 2 days';
    for (const one of valuesIn(text)) expect(text.slice(one.index)).toContain(one.text);
    expect(valuesIn(text).map((one) => one.text)).toEqual(['3', '50%+', '2 days']);
  });
});
