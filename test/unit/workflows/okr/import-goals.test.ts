import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GoalDocument } from '../../../../src/domain/okr/document.ts';
import { describePlan } from '../../../../src/domain/okr/import-plan.ts';
import { writeOkrFile } from '../../../../src/okr-files/yaml-write.ts';
import { createOkrWorld } from '../../../helpers/okr-world.ts';
import { realOkrDocuments, sharedOkrsAreThere } from '../../../helpers/shared-okrs.ts';

type World = Awaited<ReturnType<typeof createOkrWorld>>;
const yaml = (text: string, path = 'okrs/q4.yaml'): GoalDocument => ({ path, text, format: 'yaml' });
const markdown = (text: string, path = 'okrs.md'): GoalDocument => ({ path, text, format: 'markdown' });

async function planned(world: World, documents: readonly GoalDocument[], prune = false) {
  const outcome = await world.desk.importGoals.plan(documents, { prune });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.planned;
}
const imported = async (world: World, documents: readonly GoalDocument[], prune = false) =>
  world.desk.importGoals.apply(await planned(world, documents, prune), 'ada');
const goalsOf = async (world: World) => (await world.goals.current()).goals;
const idsOf = async (world: World) => (await goalsOf(world)).map(({ id }) => id);

const quarter = (current: string, more = '') => `
objectives:
  - id: finish
    statement: Shoppers finish without asking anybody
    period: Q4-2026
    keyResults:
      - id: completion
        statement: Filled baskets that become orders
        start: 58%
        target: 70%
        current: ${current}
${more}`;

describe('an import', () => {
  test('shows what it would do before it does anything, then does that', async () => {
    const world = await createOkrWorld();
    const plan = await planned(world, [yaml(quarter('60%'))]);
    expect(describePlan(plan.plan).at(-1)).toBe('2 to add, 0 to change, 0 to remove, 0 as they are');
    expect(await goalsOf(world)).toEqual([]);
    expect(await world.desk.importGoals.apply(plan, 'ada')).toEqual({ outcome: 'imported', version: 1 });
    expect(await idsOf(world)).toEqual(['finish', 'completion']);
    expect(world.events.all.map(({ topic, actor }) => [topic, actor])).toEqual([
      ['goals.imported', 'ada'],
      ['checkin.recorded', 'ada'],
    ]);
  });

  test('again does nothing', async () => {
    const world = await createOkrWorld();
    await imported(world, [yaml(quarter('60%'))]);
    expect(await imported(world, [yaml(quarter('60%'))])).toEqual({ outcome: 'nothing-to-do', version: 1 });
    expect(await world.values('completion')).toHaveLength(1);
  });

  test('that changes a unit says which check-ins will count no more', async () => {
    const world = await createOkrWorld();
    await imported(world, [yaml(quarter('60%'))]);
    world.goOn('2026-11-09');
    await imported(world, [yaml(quarter('64%'))]);
    const inPoints = quarter('3.1/5').replace('58%', '2/5').replace('70%', '4.5/5');
    expect((await planned(world, [yaml(inPoints)])).uncounted).toEqual([
      { keyResult: 'completion', checkIns: 2, last: '64%', against: '4.5/5' },
    ]);
    await imported(world, [yaml(inPoints)]);
    // They have not counted since, and one that counts now would be lost by the way back.
    expect((await planned(world, [yaml(inPoints.replace('4.5/5', '4/5'))])).uncounted).toEqual([]);
    expect((await planned(world, [yaml(quarter('64%'))])).uncounted).toEqual([
      { keyResult: 'completion', checkIns: 1, last: '3.1/5', against: '70%' },
    ]);
  });

  test('that only moves a target takes no check-in out of account', async () => {
    const world = await createOkrWorld();
    await imported(world, [yaml(quarter('60%'))]);
    expect((await planned(world, [yaml(quarter('60%').replace('70%', '80%'))])).uncounted).toEqual([]);
  });

  test('of what was exported does nothing, whatever the goals are', async () => {
    const word = fc.constantFrom(
      'Shoppers',
      'orders',
      'finish',
      'naïve',
      '“quoted”',
      'a: b',
      '- x',
      '#1',
      '100%',
    );
    const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((all) => all.join(' '));
    const value = fc.constantFrom(
      '58%',
      '$50k/month',
      '4.5/5',
      '1.2M',
      '48hr',
      '2:30 min',
      '< 1%',
      '420 contacts/week',
    );
    const keyResult = fc.record({ statement: words, target: value }, { requiredKeys: ['statement'] });
    const objective = fc.record(
      {
        statement: words,
        owner: words,
        period: fc.constantFrom('Q4-2026', '2026-H1', '2026'),
        keyResults: fc.array(keyResult, { maxLength: 4 }),
      },
      { requiredKeys: ['statement'] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(objective, { minLength: 1, maxLength: 4 }), async (objectives) => {
        const world = await createOkrWorld();
        await imported(world, [yaml(JSON.stringify({ objectives }))]);
        const before = await goalsOf(world);
        const again = await planned(world, [yaml(writeOkrFile(before))], true);
        expect(describePlan(again.plan)).toHaveLength(1);
        expect(again.goals).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  test('of a file with problems changes nothing and names each place', async () => {
    const world = await createOkrWorld();
    const outcome = await world.desk.importGoals.plan([yaml(quarter('about sixty'))]);
    expect(outcome).toMatchObject({ ok: false, problems: [{ file: 'okrs/q4.yaml', line: 11 }] });
    expect(await goalsOf(world)).toEqual([]);
  });

  test('of one file leaves the goals of others, which its goals may stand under', async () => {
    const world = await createOkrWorld();
    await imported(world, [yaml('pillars: [{ id: trust, statement: Shoppers trust the smallest shop }]')]);
    const second = yaml(quarter('60%').replace('period:', 'parent: trust\n    period:'));
    const plan = await planned(world, [second]);
    expect(plan.kept).toBe(1);
    await world.desk.importGoals.apply(plan, 'ada');
    expect(await idsOf(world)).toEqual(['trust', 'finish', 'completion']);
    const orphan = yaml(quarter('60%').replace('period:', 'parent: nobody\n    period:'));
    expect((await world.desk.importGoals.plan([orphan])).ok).toBe(false);
  });

  test('removes what the files do not hold when asked to, and keeps the check-ins', async () => {
    const world = await createOkrWorld();
    await imported(world, [yaml(quarter('60%'))]);
    const other = yaml('objectives: [{ id: other, statement: Owners sleep well }]');
    expect((await planned(world, [other])).plan.removed).toEqual([]);
    const pruned = await planned(world, [other], true);
    expect(pruned.plan.removed.map(({ id }) => id)).toEqual(['finish', 'completion']);
    await world.desk.importGoals.apply(pruned, 'ada');
    expect(await idsOf(world)).toEqual(['other']);
    expect(await world.values('completion')).toHaveLength(1);
  });

  test('does not go over an import that came between plan and answer', async () => {
    const world = await createOkrWorld();
    const mine = await planned(world, [yaml(quarter('60%'))]);
    await imported(world, [yaml('objectives: [{ id: other, statement: Owners sleep well }]')]);
    expect(await world.desk.importGoals.apply(mine, 'ben')).toEqual({ outcome: 'conflict' });
    expect(await idsOf(world)).toEqual(['other']);
  });

  test('makes a check-in of a current value that is new in the file, once', async () => {
    const world = await createOkrWorld();
    await imported(world, [yaml(quarter('60%'))]);
    world.goOn('2026-11-09');
    await imported(world, [yaml(quarter('60%', '        note: reworded\n'))]);
    await imported(world, [yaml(quarter('63%'))]);
    expect(await world.values('completion')).toEqual(['2026-11-02 60% import', '2026-11-09 63% import']);
    expect(world.moved.flat()).toEqual(['completion', 'completion']);
  });

  test('dates what it says of a period that is over at that period’s end', async () => {
    const world = await createOkrWorld({}, '2027-02-01');
    await imported(world, [yaml(quarter('66%'))]);
    expect(await world.values('completion')).toEqual(['2026-12-31 66% import']);
  });

  test('has key results measured that their issues measure', async () => {
    const world = await createOkrWorld();
    const source = '        source: { kind: issues, link: { by: label, value: okr } }\n';
    await imported(world, [yaml(quarter('60%', source))]);
    expect(world.measures.requested).toEqual(['completion']);
  });
});

describe('a Markdown document', () => {
  const document = (period: string, target = '70%') => `Some words that belong to nobody.

# OKRs ${period}

## Objective: Shoppers finish without asking anybody

- Filled baskets that become orders: 58% → ${target}
- Questions about payment: 420 → 150
`;

  test('comes in with what was not understood listed', async () => {
    const world = await createOkrWorld();
    const plan = await planned(world, [markdown(document('Q4-2026'))]);
    expect(plan.plan.added).toHaveLength(3);
    expect(plan.leftOver).toMatchObject([{ file: 'okrs.md', line: 1 }]);
  });

  test('edited and imported again keeps the ids, and with them the check-ins', async () => {
    const world = await createOkrWorld();
    await imported(world, [markdown(document('Q4-2026'))]);
    const ids = await idsOf(world);
    const plan = await planned(world, [
      markdown(document('Q4-2026', '75%').replace('Filled baskets', 'Filled shopping baskets')),
    ]);
    expect(plan.plan.added).toEqual([]);
    expect(plan.plan.changed.map(({ id }) => id)).toEqual([ids[1]]);
  });

  test('of the next quarter with the same words holds other goals', async () => {
    const world = await createOkrWorld();
    await imported(world, [markdown(document('Q4-2026'))]);
    const plan = await planned(world, [markdown(document('Q1-2027'))]);
    expect(describePlan(plan.plan).at(-1)).toBe('3 to add, 0 to change, 0 to remove, 0 as they are');
    await world.desk.importGoals.apply(plan, 'ada');
    const ids = await idsOf(world);
    expect(new Set(ids).size).toBe(6);
    const again = await planned(world, [markdown(document('Q1-2027')), markdown(document('Q4-2026'))]);
    expect(describePlan(again.plan).at(-1)).toBe('0 to add, 0 to change, 0 to remove, 6 as they are');
  });

  test('beside another with the same words shares no id with it', async () => {
    const world = await createOkrWorld();
    const two = [markdown(document('Q4-2026'), 'a.md'), markdown(document('Q1-2027'), 'b.md')];
    await imported(world, two);
    expect(new Set(await idsOf(world)).size).toBe(6);
  });
});

if (!sharedOkrsAreThere) {
  describe('real OKR documents', () => {
    test.skip('left out: they are not beside the project (../shared/data/okrs)', () => {});
  });
} else {
  describe('real OKR documents', () => {
    test('all come in together, and change nothing when they come again', async () => {
      const world = await createOkrWorld();
      const documents = realOkrDocuments().map(({ name, text }) => markdown(text, name));
      const plan = await planned(world, documents);
      expect(plan.plan.added.length).toBeGreaterThan(documents.length);
      await world.desk.importGoals.apply(plan, 'ada');
      expect((await planned(world, [yaml(writeOkrFile(await goalsOf(world)))], true)).goals).toEqual(
        await goalsOf(world),
      );
      expect((await world.desk.judge.lint()).findings.length).toBeGreaterThan(0);
    }, 60_000);
  });
}
