import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Goal } from '../../../src/domain/okr/goal.ts';
import { createGoalTree } from '../../../src/domain/okr/goal-tree.ts';
import { describePlan, isEmptyPlan, planImport } from '../../../src/domain/okr/import-plan.ts';
import type { WrittenGoals } from '../../../src/domain/okr/written.ts';
import { okrJsonSchema } from '../../../src/okr-files/json-schema.ts';
import { describeProblem } from '../../../src/okr-files/problem.ts';
import { readOkrFiles } from '../../../src/okr-files/yaml-read.ts';
import { writeOkrFile } from '../../../src/okr-files/yaml-write.ts';
import { someGoals } from '../../helpers/okr.ts';

const problemsOf = (text: string) =>
  readOkrFiles([{ path: 'okrs/q3.yaml', text }]).problems.map(describeProblem);

const withTarget = (target: string) => `objectives:
  - statement: Shoppers finish their checkout
    keyResults:
      - statement: Completion
        start: 60%
        target: ${target}
`;

describe('a file with a mistake says where it is', () => {
  it.each([
    [withTarget('5m'), 'okrs/q3.yaml:6:18: target: “m” may be minutes'],
    [withTarget('"2:30"'), 'okrs/q3.yaml:6:19: target: Say whether'],
    [withTarget('soon'), 'okrs/q3.yaml:6:17: target: “soon” does not start'],
    [withTarget('5.000'), 'okrs/q3.yaml:6:17: target: “5.000” is either 5000'],
    [
      withTarget('> 95%'),
      'okrs/q3.yaml:6:19: Not a YAML token: 95% A value that begins with > wants quotes.',
    ],
    [withTarget('12 bugs'), 'okrs/q3.yaml:5:16: start: “60%” and “12 bugs” are in different units.'],
    [withTarget('80%\n        direction: up'), 'okrs/q3.yaml:7:20: direction: Invalid option'],
    [withTarget('80%\n        tarhet: 5'), 'okrs/q3.yaml:7:9: keyResults: “tarhet” is not known here.'],
    ['objectives:\n  - statement: O\n    period: soon\n', 'okrs/q3.yaml:3:13: period: “soon” is no period'],
    [
      'objectives:\n  - statement: O\n    parent: nope\n',
      'okrs/q3.yaml:3:13: parent: There is no goal “nope”',
    ],
    ['objectives:\n  - owner: ada\n', 'okrs/q3.yaml:2:5: statement: '],
    ['', 'okrs/q3.yaml:1:1: The file is empty.'],
    ['objectives: [', 'okrs/q3.yaml:1:'],
    ['a: *b', 'okrs/q3.yaml:1:1: Unresolved alias'],
  ])('%j', (text, problem) => {
    expect(problemsOf(text)[0]).toContain(problem);
  });

  it('reports all of them, in the order of the lines', () => {
    const text = withTarget('5m').replace('60%', '+6%');
    expect(problemsOf(text).map((problem) => problem.split(':')[1])).toEqual(['5', '6']);
  });

  it('does not follow aliases that multiply', () => {
    const text =
      'a: &a [x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b]\nobjectives: [*c,*c,*c,*c,*c]\n';
    expect(problemsOf(text)[0]).toContain('alias');
  });
});

describe('several files', () => {
  it('are one tree', () => {
    const { goals, problems } = readOkrFiles([
      { path: 'company.yaml', text: 'teams:\n  - {id: checkout, name: Checkout, owner: ada}\n' },
      { path: 'q3.yaml', text: 'objectives:\n  - {id: o, statement: Finish, team: checkout}\n' },
    ]);
    expect(problems).toEqual([]);
    expect(createGoalTree(goals).ownerOf('o')).toBe('ada');
  });

  it('may not claim one id twice', () => {
    const text = 'objectives:\n  - {id: o, statement: Finish}\n';
    const { problems } = readOkrFiles([
      { path: 'a.yaml', text },
      { path: 'b.yaml', text },
    ]);
    expect(problems.map(describeProblem)).toEqual([
      'b.yaml:2:10: id: The id “o” is taken by a goal in a.yaml.',
    ]);
  });
});

// --- round trip -----------------------------------------------------------------------------------------------

const words = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .filter((text) => text.trim() === text && text !== '');
const value = fc.oneof(
  fc.constantFrom('5000', '$50k/month', '4.5/5', '2:30 min', '12,5', '1,234', '1 234 567 €'),
  fc.integer({ min: -100_000, max: 100_000 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
);
const percent = fc.oneof(
  fc.constantFrom('95%', '< 1%', '99.999 %', '12,5%', 'at least 3%'),
  fc.integer({ min: 0, max: 100 }),
);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const period = fc.constantFrom('Q3-2026', 'Q4 2026', '2026-H1', 2026, '2026-09', '2026-07-01..2026-08-15');
const link = fc.oneof(
  fc.record({ by: fc.constantFrom('label' as const, 'epic' as const, 'jql' as const), value: words }),
  fc.record({ by: fc.constant('custom-field' as const), field: words, value: words }),
);
const source = fc.oneof(
  fc.record({ kind: fc.constant('manual' as const) }),
  fc.record({
    kind: fc.constant('issues' as const),
    weight: fc.constantFrom('one' as const, 'estimate' as const),
    link,
  }),
  fc.record({
    kind: fc.constant('http-json' as const),
    url: fc.constant('https://metrics.example/api'),
    pointer: fc.constantFrom('', '/data/0/value', '/a~1b'),
    headers: fc.constant({ Authorization: 'METRICS_TOKEN' }),
    scale: fc.constantFrom(100, 0.01),
    every: fc.constant('6h'),
  }),
  fc.record({
    kind: fc.constant('prometheus' as const),
    url: fc.constant('http://prom.example'),
    query: words,
  }),
);
const common = {
  owner: optional(words),
  period: optional(period),
  note: optional(words),
  tags: optional(fc.array(words, { maxLength: 3 })),
  links: optional(fc.array(fc.webUrl(), { maxLength: 2 })),
};
const keyResult = fc
  .record({
    ...common,
    statement: words,
    metric: optional(words),
    direction: optional(
      fc.constantFrom('raise' as const, 'lower' as const, 'stay above' as const, 'stay-below' as const),
    ),
    weight: optional(fc.integer({ min: 1, max: 5 })),
    source: optional(source),
    work: optional(link),
  })
  .chain((base) =>
    fc
      .oneof(
        fc.record({ target: optional(value) }),
        fc.record({ start: optional(percent), target: optional(percent), current: optional(percent) }),
      )
      .map((values) => ({ ...base, ...values })),
  );
const written: fc.Arbitrary<WrittenGoals> = fc.record({
  missions: fc.array(fc.record({ ...common, statement: words }), { maxLength: 2 }),
  pillars: fc.array(fc.record({ ...common, statement: words }), { maxLength: 2 }),
  teams: fc.array(
    fc.record({ ...common, name: words, purpose: optional(words), metrics: optional(fc.array(words)) }),
    { maxLength: 2 },
  ),
  objectives: fc.array(
    fc.record({ ...common, statement: words, keyResults: optional(fc.array(keyResult, { maxLength: 4 })) }),
    { maxLength: 4 },
  ),
});

describe('export and import', () => {
  it('lose nothing, whatever the goals', () => {
    fc.assert(
      fc.property(written, (form) => {
        const goals = someGoals(form);
        const text = writeOkrFile(goals);
        const again = readOkrFiles([{ path: 'x.yaml', text }]);
        expect(again.problems).toEqual([]);
        expect(again.goals).toEqual(goals);
        expect(writeOkrFile(again.goals)).toBe(text);
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it('keep a value that a file could read only because it named its decimal mark', () => {
    const { goals } = readOkrFiles([{ path: 'de.yaml', text: `decimal: ','\n${withTarget('1.234,5%')}` }]);
    const again = readOkrFiles([{ path: 'x.yaml', text: writeOkrFile(goals) }]);
    expect(again.problems).toEqual([]);
    expect(again.goals).toEqual(goals);
  });

  it('write a file that the published schema accepts', () => {
    const check = new Ajv2020({ strict: false, validateFormats: false }).compile(okrJsonSchema());
    fc.assert(
      fc.property(written, (form) => {
        expect(check(parse(writeOkrFile(someGoals(form))))).toBe(true);
      }),
      { numRuns: 50 },
    );
    expect(check({ objectives: [{ onwer: 'ada', statement: 'O' }] })).toBe(false);
  });
});

describe('the plan of an import', () => {
  const read = (text: string, known: readonly Goal[] = []) =>
    readOkrFiles([{ path: 'x.yaml', text }], known).goals;
  const before = read(withTarget('80%'));

  it('is empty for the same file, with and without ids', () => {
    expect(isEmptyPlan(planImport(before, read(withTarget('80%'), before)))).toBe(true);
    expect(isEmptyPlan(planImport(before, read(writeOkrFile(before), before)))).toBe(true);
  });

  it('shows a reworded goal as changed, under its old id', () => {
    const reworded = withTarget('90%').replace('finish their checkout', 'finish the checkout quickly');
    const plan = planImport(before, read(reworded, before));
    expect(describePlan(plan)).toEqual([
      '~ objective shoppers-finish-their-checkout: Shoppers finish the checkout quickly',
      '    statement: Shoppers finish their checkout → Shoppers finish the checkout quickly',
      '~ key-result completion: Completion',
      '    target: 80% → 90%',
      '0 to add, 2 to change, 0 to remove, 0 as they are',
    ]);
  });

  it('shows what is new and what is gone, and removes only what the files speak for', () => {
    const after = read('objectives:\n  - {id: new, statement: Grow in Spain}\n', before);
    const plan = planImport(before, after);
    expect(plan.added.map((goal) => goal.id)).toEqual(['new']);
    expect(plan.removed.map((goal) => goal.kind)).toEqual(['objective', 'key-result']);
    expect(planImport(before, after, () => false).removed).toEqual([]);
  });

  it('does not give the id of a recognised goal to a new one', () => {
    const known = someGoals({ objectives: [{ id: 'a', statement: 'Shoppers finish their checkout' }] });
    const text = 'objectives:\n  - statement: A\n  - statement: Shoppers finish the checkout\n';
    const ids = read(text.replace('statement: A\n', 'statement: aaa\n'), known).map((goal) => goal.id);
    expect(ids).toEqual(['aaa', 'a']);
  });
});
