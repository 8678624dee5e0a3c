import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  auditPeriodOf,
  monthsOf,
  periodBefore,
  periodsUpTo,
  readAuditPeriod,
} from '../../../src/domain/audit/period.ts';
import { type AuthorsOfMonth, createSpeech, fewestAuthors } from '../../../src/domain/audit/privacy.ts';
import { groupByRole } from '../../../src/domain/audit/roles.ts';

const shop = { tracker: 'jira', project: 'SHOP' } as const;
const ops = { tracker: 'jira', project: 'OPS' } as const;
const q4 = auditPeriodOf('2026-11-20', 'quarter');
const month = (id: string) => auditPeriodOf(`${id}-01`, 'month');
const people = (...names: string[]) => names;
const crowd = (count: number, prefix = 'p') =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

describe('the periods of the audit', () => {
  test('are calendar months and quarters, and nothing else', () => {
    expect(readAuditPeriod('2026-11')).toMatchObject({ kind: 'month', from: '2026-11-01', to: '2026-11-30' });
    expect(readAuditPeriod('q4-2026')).toMatchObject({ kind: 'quarter', id: 'Q4-2026' });
    for (const other of ['2026', '2026-H1', '2026-11-01..2026-11-08', 'x', '', '2026-13'])
      expect(readAuditPeriod(other), other).toBeNull();
  });

  test('follow one another', () => {
    expect(periodBefore(q4).id).toBe('Q3-2026');
    expect(periodBefore(month('2026-01')).id).toBe('2025-12');
    expect(periodsUpTo(month('2026-02'), 3).map(({ id }) => id)).toEqual(['2025-12', '2026-01', '2026-02']);
    expect(monthsOf(q4)).toEqual(['2026-10', '2026-11', '2026-12']);
    expect(monthsOf(month('2026-02'))).toEqual(['2026-02']);
  });
});

describe('what the audit may tell', () => {
  const wrote = (team: typeof shop | typeof ops, id: string, authors: string[]): AuthorsOfMonth => ({
    ...team,
    month: id,
    authors,
  });

  test('is nothing of a team and period with fewer than five authors', () => {
    const speech = createSpeech([wrote(shop, '2026-11', crowd(4))]);
    expect(speech.of(shop, q4)).toEqual({ silence: 'few-authors' });
    expect(speech.of(null, q4)).toEqual({ silence: 'few-authors' });
    expect(speech.of(ops, q4)).toEqual({ silence: 'no-stories' });
    expect(speech.of(shop, month('2026-12'))).toEqual({ silence: 'no-stories' });
    expect(createSpeech([wrote(shop, '2026-11', crowd(5))]).of(shop, q4)).toEqual({
      teams: [shop],
      isPart: false,
    });
  });

  test('leaves a small team out of all teams, where what is left would show it', () => {
    const speech = createSpeech([
      wrote(shop, '2026-11', crowd(6)),
      wrote(ops, '2026-11', people('mara', 'timo')),
    ]);
    expect(speech.of(null, q4)).toEqual({ teams: [shop], isPart: true });
  });

  test('counts small teams together when they have five authors among them', () => {
    const speech = createSpeech([
      wrote(shop, '2026-11', people('a', 'b', 'c')),
      wrote(ops, '2026-11', people('d', 'e')),
    ]);
    expect(speech.of(null, q4)).toEqual({ teams: [shop, ops], isPart: false });
    expect(speech.of(shop, q4)).toEqual({ silence: 'few-authors' });
  });

  test('is nothing of a month that would show its neighbour', () => {
    const speech = createSpeech([
      wrote(shop, '2026-10', crowd(8)),
      wrote(shop, '2026-11', crowd(6)),
      wrote(shop, '2026-12', people('mara')),
    ]);
    expect(speech.of(shop, q4)).toMatchObject({ teams: [shop] });
    expect(speech.of(shop, month('2026-12'))).toEqual({ silence: 'few-authors' });
    expect(speech.of(shop, month('2026-11'))).toEqual({ silence: 'neighbour' });
    expect(speech.of(shop, month('2026-10'))).toMatchObject({ teams: [shop] });
  });

  test('whatever is asked, every figure and every difference of two has five authors or more', () => {
    const name = fc.constantFrom(...crowd(12));
    const team = fc.constantFrom('A', 'B', 'C', 'D');
    const months = ['2026-10', '2026-11', '2026-12'];
    const cell = fc.record({
      project: team,
      month: fc.constantFrom(...months),
      authors: fc.uniqueArray(name, { minLength: 1, maxLength: 9 }),
    });
    const cells = fc.uniqueArray(cell, { selector: (one) => `${one.project}${one.month}`, maxLength: 12 });
    fc.assert(
      fc.property(cells, (drawn) => {
        const rows = drawn.map((one) => ({ ...one, tracker: 'jira' as const }));
        const speech = createSpeech(rows);
        const periods = [q4, ...months.map(month)];
        const teams = [null, ...speech.teams];
        // Each figure is the set of the cells that it counts.
        const figures = teams.flatMap((one) =>
          periods.flatMap((period) => {
            const spoken = speech.of(one, period);
            if ('silence' in spoken) return [];
            const keys = spoken.teams.map(({ project }) => project);
            return [rows.filter((row) => keys.includes(row.project) && monthsOf(period).includes(row.month))];
          }),
        );
        const authors = (of: readonly AuthorsOfMonth[]) => new Set(of.flatMap((row) => row.authors)).size;
        for (const figure of figures) {
          expect(authors(figure)).toBeGreaterThanOrEqual(fewestAuthors);
          for (const part of figures) {
            if (!part.every((row) => figure.includes(row))) continue;
            const left = figure.filter((row) => !part.includes(row));
            if (left.length > 0) expect(authors(left)).toBeGreaterThanOrEqual(fewestAuthors);
          }
        }
        // And what is left of a quarter, or of all teams, when everything that is told is taken away.
        for (const whole of figures) {
          const parts = figures.filter(
            (part) => part.length < whole.length && part.every((row) => whole.includes(row)),
          );
          const left = whole.filter((row) => !parts.some((part) => part.includes(row)));
          if (left.length > 0) expect(authors(left)).toBeGreaterThanOrEqual(fewestAuthors);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the share of a role', () => {
  const author = (name: string, stories = 1) => ({ id: `id-${name}`, name, stories });

  test('is told by name or account, whatever the case, and never of fewer than three', () => {
    const authors = [
      author('Mara', 4),
      author('Timo', 2),
      author('Jo', 1),
      author('Ida', 1),
      author('Kim', 1),
      author('Lee', 3),
    ];
    const groups = groupByRole(authors, { 'product owner': ['MARA', 'id-timo', 'jo'], developer: ['Ida'] });
    expect(groups.map(({ role, stories }) => [role, stories])).toEqual([
      ['product owner', 7],
      ['everybody else', 5],
    ]);
  });

  test('is nothing when one role would be left with fewer', () => {
    const authors = ['a', 'b', 'c', 'd'].map((name) => author(name));
    expect(groupByRole(authors, { owner: ['a', 'b', 'c'] })).toMatchObject([{ role: 'everybody else' }]);
  });
});
