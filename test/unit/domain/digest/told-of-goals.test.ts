import { describe, expect, test } from 'vitest';
import { buildDigest } from '../../../../src/domain/digest/build-digest.ts';
import type { DigestBlock } from '../../../../src/domain/digest/digest.ts';
import type { GoalMaterial } from '../../../../src/domain/digest/material.ts';
import type { LinkedIssue } from '../../../../src/domain/okr/evidence.ts';
import { aContext, aDigestIssue, oneKeyResult } from '../../../helpers/digest.ts';

const blocksOf = (goals: GoalMaterial, language = 'en-GB') =>
  buildDigest({ goals }, aContext({ sections: ['objectives'], language })).sections.flatMap(
    ({ blocks }) => blocks,
  );
const barOf = (goals: GoalMaterial, language?: string) => {
  const bar = blocksOf(goals, language).find(
    (block): block is DigestBlock & { kind: 'bar' } => block.kind === 'bar',
  );
  if (!bar) throw new Error('no bar');
  return { ...bar, notes: bar.notes.map((line) => line.map(({ text }) => text).join('')) };
};
const done: LinkedIssue = {
  ref: { tracker: 'jira', id: 'SHOP-7' },
  key: 'SHOP-7',
  url: 'https://jira.example/browse/SHOP-7',
  title: 'Refunds',
  status: { name: 'Done', category: 'done' },
  startedOn: '2026-11-01',
  doneOn: '2026-11-12',
};

describe('a key result that is to stay below its target', () => {
  const guarded = (values: readonly string[]) =>
    oneKeyResult(
      { target: '< 1%' },
      values.map((value, index) => [`2026-1${index < 4 ? '0' : '1'}-0${1 + (index % 4) * 2}`, value]),
    );

  test('shows how much of the time it held, not a way that it has gone', () => {
    const bar = barOf(guarded(['1.4%', '1.3%', '1.2%', '1.2%', '1.1%', '0.9%']));
    expect(bar.value).toMatch(/^held \d\d?% · at risk$/);
    expect(bar.share).toBeLessThan(0.5);
    expect(bar.notes[0]).toMatch(/\(to stay < 1%\)\. It holds now\.$/);
  });

  test('says so when it does not hold', () => {
    const bar = barOf(guarded(['0.5%', '0.6%', '0.6%', '0.7%', '0.8%', '1.3%']));
    expect(bar.notes[0]).toContain('It does not hold now.');
  });
});

describe('a number', () => {
  const money = oneKeyResult({ start: '$40k/month', target: '$62.5k/month' }, [
    ['2026-11-05', '$41.5k/month'],
    ['2026-11-12', '$43.25k/month'],
  ]);

  test('is written as its goal writes it, in the audience’s language', () => {
    expect(barOf(money).notes[0]).toBe(
      'Now $43.25k/month, up from $41.5k/month on 9 Nov (from $40k/month to $62.5k/month).',
    );
    expect(barOf(money, 'de-DE').notes[0]).toContain('Now $43,25k/month, up from $41,5k/month on 9. Nov.');
  });

  test('below zero has its sign before its currency', () => {
    const loss = oneKeyResult({ start: '-$40k', target: '$10k' }, [
      ['2026-11-05', '-$30k'],
      ['2026-11-12', '-$5.5k'],
    ]);
    expect(barOf(loss).notes[0]).toBe('Now -$5.5k, up from -$30k on 9 Nov (from -$40k to $10k).');
    expect(barOf(loss, 'sv-SE').notes[0]).toContain('Now −$5,5k, up from −$30k');
  });

  test('of a clock stays as clocks show it', () => {
    const clock = oneKeyResult({ start: '4:10 min', target: '2:30 min' }, [['2026-11-12', '3:20 min']]);
    expect(barOf(clock, 'de-DE').notes[0]).toContain(
      'Now 3:20 min, new this week (from 4:10 min to 2:30 min).',
    );
  });

  test('is never said to have no chance or to be certain', () => {
    const days = ['2026-10-05', '2026-10-12', '2026-10-19', '2026-10-26', '2026-11-02', '2026-11-09'];
    const still = (values: string) =>
      barOf(
        oneKeyResult(
          { start: '10%', target: '90%' },
          days.map((day, index) => [day, `${values.split(' ')[index]}%`] as const),
        ),
      ).notes.join(' ');
    expect(still('10 10.1 10 10.1 10.2 10.1')).toContain('less than 1% chance');
    expect(still('20 40 60 80 90 95')).toMatch(/(more than 99|9\d)% chance/);
  });

  test('is forecast from the check-ins in the unit of its target alone, as on its page', () => {
    const since = [44, 47, 52, 55].map(
      (percent, index) => [`2026-10-${10 + index * 5}`, `${percent}%`] as const,
    );
    const told = (said: readonly (readonly [string, string])[]) =>
      barOf(oneKeyResult({ start: '40%', target: '60%' }, said)).notes[1];
    expect(told(since)).toMatch(/^Forecast: /);
    expect(told([['2026-10-05', '900 orders'], ...since])).toBe(told(since));
    expect(told([['2026-10-05', '40%'], ...since])).not.toBe(told(since));
  });

  test('that was told for the first time this week is not called unchanged', () => {
    const goals = oneKeyResult({ start: '0%', target: '100%' }, [['2026-11-12', '50%']], [done]);
    const issues = [
      aDigestIssue({ key: 'SHOP-7', title: 'Refunds' }, { doneOn: '2026-11-12', isLinked: true }),
    ];
    const told = JSON.stringify(
      buildDigest({ goals, issues }, aContext({ sections: ['celebrate'] })).sections,
    );
    expect(told).toContain('It gets better: 50%, its first number.');
    expect(told).not.toContain('no change yet');
  });
});

test('evidence is named: issues by their keys, pages by where they are', () => {
  const evidence = [done.url, 'https://metrics.example/refunds?week=46', 'javascript:alert(1)'];
  const goals = oneKeyResult({ start: '0%', target: '100%' }, [['2026-11-12', '50%', { evidence }]], [done]);
  expect(barOf(goals).notes.at(-1)).toBe('Evidence: SHOP-7, metrics.example');
});
