import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StatusCategory } from '../../../../src/domain/issue.ts';
import type { KeyResult } from '../../../../src/domain/okr/goal.ts';
import { createGoalLinks, type IssueFacts } from '../../../../src/domain/okr/issue-links.ts';
import {
  createIssueMeasure,
  doneShare,
  droppedShare,
  measuredValue,
} from '../../../../src/domain/okr/measure.ts';
import type { IssueLinkRule, IssueWeight } from '../../../../src/domain/okr/source.ts';
import { aKeyResult } from '../../../helpers/okr.ts';

function measuredBy(id: string, link: IssueLinkRule, weight?: IssueWeight, target = '100%'): KeyResult {
  return aKeyResult({
    id,
    target,
    source: { kind: 'issues', link, ...(weight === undefined ? {} : { weight }) },
  });
}

function issue(id: string, category: StatusCategory, more: Partial<IssueFacts> = {}): IssueFacts {
  return {
    ref: { tracker: 'jira', id },
    labels: [],
    customFields: [],
    status: { name: category, category },
    estimate: null,
    epics: [],
    linearProjects: [],
    linearInitiatives: [],
    foundBy: [],
    missionSize: null,
    ...more,
  };
}

const okr: IssueLinkRule = { by: 'label', value: 'okr-checkout' };
const labelled = { labels: [{ name: 'OKR-Checkout' }] };

describe('linking an issue to key results', () => {
  it.each<[IssueLinkRule, Partial<IssueFacts>]>([
    [okr, labelled],
    [{ by: 'label', value: 'Goal/Checkout' }, { labels: [{ name: 'Checkout', group: 'Goal' }] }],
    [
      { by: 'custom-field', field: 'Goal', value: 'KR-1' },
      { customFields: [{ id: 'customfield_1', name: 'goal', value: 'KR-1' }] },
    ],
    [
      { by: 'custom-field', field: 'customfield_1', value: 'KR-2' },
      { customFields: [{ id: 'customfield_1', name: 'Goal', value: 'KR-1, KR-2' }] },
    ],
    [{ by: 'epic', value: 'shop-12' }, { epics: ['SHOP-12', '10012'] }],
    [{ by: 'linear-project', value: 'Fast checkout' }, { linearProjects: ['Fast checkout'] }],
    [{ by: 'linear-initiative', value: 'Growth' }, { linearInitiatives: ['Growth'] }],
    [{ by: 'jql', value: 'project = SHOP' }, { foundBy: ['jql:project = SHOP'] }],
    [{ by: 'filter', tracker: 'jira', value: '10010' }, { foundBy: ['filter:jira:10010'] }],
  ])('by %j', (rule, fields) => {
    const links = createGoalLinks([measuredBy('kr', rule)]);
    expect(links.of(issue('1', 'todo', fields))).toEqual(['kr']);
    expect(links.of(issue('1', 'todo'))).toEqual([]);
  });

  it('names the rules that only the tracker can answer, each once', () => {
    const rule: IssueLinkRule = { by: 'jql', value: 'project = SHOP' };
    expect(
      createGoalLinks([measuredBy('a', rule), measuredBy('b', rule), measuredBy('c', okr)]).remote,
    ).toEqual([rule]);
  });
});

describe('the share of linked issues that is done', () => {
  const issues = [
    issue('1', 'done', { ...labelled, estimate: 5, missionSize: 'macro' }),
    issue('2', 'in-progress', { ...labelled, estimate: 3, missionSize: 'micro' }),
    issue('3', 'todo', labelled),
    issue('4', 'cancelled', { ...labelled, estimate: 8 }),
    issue('5', 'done'),
  ];

  it.each([
    ['one', 1 / 3],
    ['estimate', 5 / 9],
    ['mission-size', 9 / 11],
  ] as const)('weighted by %s, without the cancelled', (weight, share) => {
    const measure = createIssueMeasure([measuredBy('kr', okr, weight)]);
    for (const one of issues) measure.set(one);
    expect(doneShare(measure.sumsOf('kr'))).toBeCloseTo(share, 10);
  });

  it('becomes a value in the unit of the target', () => {
    const measure = createIssueMeasure([measuredBy('kr', okr)]);
    for (const one of issues) measure.set(one);
    const sums = measure.sumsOf('kr');
    const value = (target?: string) =>
      measuredValue(aKeyResult(target === undefined ? {} : { target }), sums)?.text ?? null;
    expect([
      value('90%'),
      value(),
      value('20 gaps'),
      value('3/3'),
      value('20'),
      value('$5'),
      value('48hr'),
    ]).toEqual(['33.33%', '33.33%', '1 gaps', '1/3', '1', null, null]);
  });

  it('is unknown while nothing is linked', () => {
    const measure = createIssueMeasure([measuredBy('kr', okr)]);
    expect(measuredValue(aKeyResult({ target: '100%' }), measure.sumsOf('kr'))).toBeNull();
  });
});

describe('a change of one issue', () => {
  const krs = [
    measuredBy('a', okr),
    measuredBy('b', okr, 'estimate'),
    measuredBy('c', { by: 'epic', value: 'SHOP-1' }),
  ];

  it('touches only the key results that it belongs to, and only when it changes their numbers', () => {
    const measure = createIssueMeasure(krs);
    expect(measure.set(issue('1', 'todo', labelled))).toEqual(['a', 'b']);
    expect(measure.set(issue('1', 'todo', labelled))).toEqual([]);
    expect(measure.set(issue('1', 'in-progress', labelled))).toEqual([]);
    expect(measure.set(issue('1', 'in-progress', { ...labelled, estimate: 3 }))).toEqual(['b']);
    expect(measure.set(issue('1', 'done', { ...labelled, estimate: 3 }))).toEqual(['a', 'b']);
    expect(measure.set(issue('1', 'done', { epics: ['SHOP-1'] }))).toEqual(['a', 'b', 'c']);
    expect(measure.remove({ tracker: 'jira', id: '1' })).toEqual(['c']);
    expect(measure.remove({ tracker: 'jira', id: '1' })).toEqual([]);
  });

  it('leaves the same sums as counting everything anew, whatever the changes', () => {
    const facts = fc.record({
      id: fc.constantFrom('1', '2', '3', '4'),
      category: fc.constantFrom<StatusCategory>('todo', 'in-progress', 'done', 'cancelled'),
      labelled: fc.boolean(),
      epic: fc.boolean(),
      estimate: fc.option(fc.double({ min: 0.1, max: 20, noNaN: true })),
    });
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 40 }), (changes) => {
        const steps = changes.map((one) =>
          issue(one.id, one.category, {
            ...(one.labelled ? labelled : {}),
            epics: one.epic ? ['SHOP-1'] : [],
            estimate: one.estimate,
          }),
        );
        const running = createIssueMeasure(krs);
        for (const step of steps) running.set(step);
        const anew = createIssueMeasure(krs);
        for (const last of new Map(steps.map((step) => [step.ref.id, step])).values()) anew.set(last);
        for (const { id } of krs) expect(running.sumsOf(id)).toEqual(anew.sumsOf(id));
      }),
    );
  });
});

describe('dropping an epic', () => {
  it('drops its share of the work that is still open', () => {
    const issues = [
      issue('1', 'done', { epics: ['SHOP-1'] }),
      issue('2', 'todo', { epics: ['SHOP-1'], estimate: 3 }),
      issue('3', 'todo', { estimate: 1 }),
    ];
    const dropped = (one: IssueFacts) => one.epics.includes('SHOP-1');
    expect(droppedShare(issues, dropped)).toBe(0.5);
    expect(droppedShare(issues, dropped, 'estimate')).toBe(0.75);
    expect(droppedShare([], dropped)).toBe(0);
  });
});
