import { describe, expect, test } from 'vitest';
import { buildDigest, needsOf } from '../../../../src/domain/digest/build-digest.ts';
import type { Material, SectionContext } from '../../../../src/domain/digest/material.ts';
import { objectivesFor } from '../../../../src/domain/digest/scope.ts';
import { sectionIds } from '../../../../src/domain/digest/sections/ids.ts';
import { sections } from '../../../../src/domain/digest/sections/index.ts';
import { weekOf } from '../../../../src/domain/digest/week.ts';
import { createGoalTree } from '../../../../src/domain/okr/goal-tree.ts';
import { readSettings } from '../../../../src/domain/settings.ts';
import { aContext, aDigestIssue, anAssessment, anAudience, someMaterial } from '../../../helpers/digest.ts';
import { someGoals } from '../../../helpers/okr.ts';

const only = (
  id: (typeof sectionIds)[number],
  material: Partial<Material>,
  roles: SectionContext['roles'] = {},
) => buildDigest(material, aContext({ sections: [id] }, roles));
const writtenBy = (names: readonly string[]) =>
  names.map((name, index) =>
    aDigestIssue({ key: `SHOP-${index}`, reporter: { id: name, name } }, { assessment: anAssessment() }),
  );
const cells = (digest: ReturnType<typeof only>) =>
  digest.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'table' ? block.rows : [])),
  );

describe('the registry', () => {
  test('has a section for every id, in the order of the mail', () => {
    expect(sections.map(({ id }) => id)).toEqual([...sectionIds]);
  });

  test.each(sections.map((section) => [section.id, section] as const))(
    '%s reads nothing but what it asked for',
    (_id, section) => {
      const given = Object.fromEntries(section.needs.map((need) => [need, someMaterial()[need]]));
      expect(() => section.build(given, aContext())).not.toThrow();
      const without = Object.fromEntries(Object.entries(given).slice(1));
      expect(() => section.build(without, aContext())).toThrow('was not given');
    },
  );

  test('nothing is loaded that no section of the audience wants', () => {
    expect([...needsOf(anAudience({ sections: ['write-back'] }))]).toEqual(['writes']);
  });
});

describe('what became of missions', () => {
  const outcome = {
    ...({ verdict: 'partly', note: 'Half of the shoppers <b>come back</b>', by: 'mara' } as const),
    at: '2026-11-13T09:00:00.000Z',
  };
  const { goals } = someMaterial();
  const told = (over: object) =>
    JSON.stringify(only('celebrate', { goals, issues: [aDigestIssue({ key: 'SHOP-7' }, over)] }).sections);

  test('is told in the week in which somebody said it, and beside a mission that is finished', () => {
    expect(told({ outcome })).toContain('The expected outcome is partly reached: Half of the shoppers');
    expect(told({ outcome, doneOn: '2026-11-12' })).toContain('partly reached');
    expect(told({ outcome: { ...outcome, at: '2026-10-01T09:00:00.000Z' } })).toBe('[]');
    expect(told({ outcome: null })).toBe('[]');
  });
});

describe('who spots missions', () => {
  const roles = { product: ['a', 'b', 'c'], support: ['d', 'e', 'f'] };

  test('is silent below five authors, however much they write', () => {
    const issues = writtenBy(['a', 'b', 'c', 'd', 'a', 'b', 'c', 'd']);
    expect(only('spotters', { issues }, roles).sections).toEqual([]);
  });

  test('shows roles and no person', () => {
    const digest = only('spotters', { issues: writtenBy(['a', 'b', 'c', 'd', 'e', 'f', 'f', 'f']) }, roles);
    expect(cells(digest)).toEqual([
      ['support', '63%'],
      ['product', '38%'],
    ]);
  });

  test.each([
    ['a role of two is counted with the others', ['a', 'b', 'c', 'd', 'e', 'x', 'y']],
    ['one stranger is not left alone', ['a', 'b', 'c', 'd', 'e', 'f', 'x']],
  ])('%s', (_name, names) => {
    const shares = cells(only('spotters', { issues: writtenBy(names) }, roles));
    expect(shares.map(([role]) => role)).toContain('everybody else');
    expect(shares).toHaveLength(2);
  });

  test('is silent when that leaves one group', () => {
    const issues = writtenBy(['a', 'b', 'c', 'd', 'e']);
    expect(only('spotters', { issues }, roles).sections).toEqual([]);
  });

  test('does not count bots', () => {
    const issues = writtenBy(['a', 'b', 'c', 'd']).concat(
      aDigestIssue({ key: 'SHOP-9', reporter: { id: 'z', name: 'z', bot: true } }),
    );
    expect(only('spotters', { issues }, roles).sections).toEqual([]);
  });
});

describe('data gaps', () => {
  const issues = writtenBy(['a', 'b', 'c', 'd', 'e']);

  test('have no trend at first, and one from then on', () => {
    const first = only('data-gaps', { issues, last: {} });
    expect(cells(first)[0]).toHaveLength(2);
    expect(first.isNews).toBe(false);
    const second = only('data-gaps', { issues, last: { ...first.figures, 'gap:persona': 80 } });
    expect(cells(second).find(([field]) => field === 'Persona')?.[2]).toBe('20 points more');
    expect(second.isNews).toBe(true);
  });

  test('of fewer than five issues say too little', () => {
    expect(only('data-gaps', { issues: issues.slice(1), last: {} }).sections).toEqual([]);
  });
});

describe('news', () => {
  test('is none when nothing happened', () => {
    const issues = writtenBy(['a']).map((one) => ({
      ...one,
      issue: { ...one.issue, createdAt: '2026-09-01T09:00:00Z', updatedAt: '2026-09-01T09:00:00Z' },
    }));
    const writes = { comments: 0, fields: 0, issues: 0, undone: 0, held: [] };
    const goals = {
      ...someMaterial().goals,
      standings: [],
      contradictions: [],
      objectives: [],
      issues: new Map(),
    };
    const digest = buildDigest({ issues, writes, goals, last: {} }, aContext());
    expect(digest).toMatchObject({
      isNews: false,
      sections: [],
      subject: 'checkout: the week to 16 November 2026',
    });
  });

  test('the subject says the one thing that is most urgent', () => {
    expect(only('objectives', someMaterial()).subject).toBe('checkout: the week to 16 November 2026');
    expect(only('contradictions', someMaterial()).subject).toMatch(/moved without any work$/);
    expect(only('celebrate', someMaterial()).subject).toBe('checkout: “Refund state in the account” is done');
  });

  test('numbers and dates are written in the audience’s language', () => {
    const digest = buildDigest(someMaterial(), aContext({ language: 'de-DE' }));
    expect(digest.opening).toContain('16. November 2026');
    expect(JSON.stringify(digest.sections)).toContain('100\u00a0%');
  });
});

describe('an audience', () => {
  const tree = createGoalTree(
    someGoals({
      teams: [{ id: 'checkout', name: 'Checkout', statement: 'Help' }],
      objectives: [
        {
          id: 'ours',
          statement: 'Ours',
          team: 'checkout',
          period: 'Q4-2026',
          keyResults: [{ id: 'k1', statement: 'K', target: '5%' }],
        },
        {
          id: 'hers',
          statement: 'Hers',
          owner: 'Mara',
          period: 'Q4-2026',
          keyResults: [{ id: 'k2', statement: 'K', target: '5%' }],
        },
        { id: 'old', statement: 'Old', owner: 'Mara', period: 'Q3-2026', keyResults: [] },
      ],
    }),
  );
  const seen = (over: Record<string, unknown>, hasWorkIn = (_: string) => false) =>
    objectivesFor(anAudience(over), tree, weekOf('2026-11-16'), hasWorkIn).map(({ id }) => id);

  test('sees its team’s, its owner’s and its projects’ objectives, and no past ones', () => {
    expect(seen({ team: 'CHECKOUT' })).toEqual(['ours']);
    expect(seen({ owner: 'mara' })).toEqual(['hers']);
    expect(seen({ projects: ['jira:SHOP'] }, (id) => id === 'k2')).toEqual(['hers']);
    expect(seen({})).toEqual(['ours', 'hers']);
  });

  test.each([
    ['to', { to: ['not an address'] }],
    ['to', { to: ['a@example.com\r\nBcc: everybody@example.com'] }],
    ['timeZone', { timeZone: 'Mars/Olympus' }],
    ['at', { at: '9 o’clock' }],
    ['sections', { sections: ['horoscope'] }],
    ['projects', { projects: ['SHOP'] }],
    ['language', { language: '?' }],
  ])('with a wrong %s is told so by its path', (field, over) => {
    const reading = readSettings({ digest: { audiences: { team: { to: ['a@example.com'], ...over } } } });
    expect(reading.ok).toBe(false);
    if (!reading.ok) expect(reading.problems.join('\n')).toContain(`digest.audiences.team.${field}`);
  });
});
