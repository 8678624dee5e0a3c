import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProjectRef } from '../../../src/domain/access.ts';
import type { Goal } from '../../../src/domain/okr/goal.ts';
import { isEmptyPlan, planImport } from '../../../src/domain/okr/import-plan.ts';
import { factsOf } from '../../../src/domain/okr/issue-links.ts';
import { numberValue } from '../../../src/domain/okr/values.ts';
import type { IssueRecord, NewCheckIn, PublishedRow } from '../../../src/domain/ports.ts';
import { writeOkrFile } from '../../../src/okr-files/yaml-write.ts';
import { anIssue, inStatus } from '../../helpers/issue.ts';
import { aKeyResult, aValue, someGoals } from '../../helpers/okr.ts';
import { anEvent, aRef } from './samples.ts';
import type { StoreWorld } from './store-world.ts';

const at = '2026-11-02T10:00:00.000Z';

function aRow(keyResult: string, over: Partial<NewCheckIn> = {}): NewCheckIn {
  return {
    ...{ keyResult, day: '2026-11-02', value: aValue('62.5%'), author: 'jira:u1', source: 'manual' },
    ...{ evidence: ['https://example.com/a'], confidence: 'medium', note: 'a “note”', corrects: null },
    ...{ key: null, at },
    ...over,
  };
}

interface RecordOver {
  readonly label?: string;
  readonly status?: Parameters<typeof inStatus>[0];
  readonly estimate?: number;
  readonly doneOn?: string;
  readonly key?: string;
  readonly updatedAt?: string;
  readonly missionSize?: 'macro' | 'meso' | 'micro';
}

function aRecord(over: RecordOver = {}): IssueRecord {
  const { label, status = 'todo', estimate = null, doneOn = null, key = 'SHOP-1', missionSize } = over;
  const issue = anIssue({
    ref: aRef(),
    key,
    ...inStatus(status),
    estimate,
    labels: label === undefined ? [] : [{ name: label }],
  });
  return {
    issue: {
      ref: issue.ref,
      key,
      url: issue.url,
      title: issue.title,
      status: issue.status,
      startedOn: null,
      doneOn,
    },
    project: 'SHOP',
    facts: factsOf(issue, { missionSize: missionSize ?? null }),
    startedMission: null,
    updatedAt: over.updatedAt ?? at,
  };
}

const labelled = (id: string, label: string, weight?: 'estimate' | 'mission-size') => ({
  ...aKeyResult({
    target: '100%',
    source: { kind: 'issues', link: { by: 'label', value: label }, ...(weight && { weight }) },
  }),
  id,
});

/** What every store of goals, check-ins, issue facts and published standings must do. */
export function okrContract(create: () => Promise<StoreWorld>): void {
  let world: StoreWorld;
  beforeAll(async () => {
    world = await create();
  });
  afterAll(() => world.drop());

  describe('goals', () => {
    const goals = someGoals({
      objectives: [
        {
          id: 'o',
          statement: 'Shoppers finish \u0000 alone',
          period: 'Q4-2026',
          keyResults: [
            { id: 'k', statement: 'Raise it', start: '$50k/month', target: '1.2M', weight: 2 },
            { id: 'guard', statement: 'Keep it', target: '< 1%', work: { by: 'epic', value: 'SHOP-12' } },
            {
              id: 'measured',
              statement: 'Close it',
              source: { kind: 'issues', weight: 'estimate', link: { by: 'epic', value: 'SHOP-12' } },
            },
          ],
        },
      ],
    });

    test('are none before the first import, then the whole tree of the last, and never lose an earlier one', async () => {
      const none = await world.goals.current();
      expect(none).toEqual({ version: 0, goals: [], since: new Map(), importedAt: null, importedBy: null });
      const ref = aRef();
      const first = { goals, basedOn: 0, by: 'ada', at };
      const imported = anEvent(ref, { topic: 'goals.imported' });
      expect(await world.goals.put(first, [imported])).toEqual({ outcome: 'saved', version: 1 });
      const stored = await world.goals.current();
      expect(stored).toMatchObject({ version: 1, importedAt: at, importedBy: 'ada' });
      expect(stored.goals.slice(1)).toEqual(goals.slice(1));
      expect(stored.since).toEqual(new Map([...goals].map(({ id }) => [id, '2026-11-02'])));
      const clean = goals.map(
        (goal): Goal => (goal.id === 'o' ? { ...goal, statement: 'Shoppers finish alone' } : goal),
      );
      const kept = stored.goals.map(
        (goal): Goal => (goal.id === 'o' ? { ...goal, statement: 'Shoppers finish alone' } : goal),
      );
      expect(isEmptyPlan(planImport(kept, clean)), 'the same again is no change').toBe(true);
      expect(writeOkrFile(kept), 'an export keeps the order in which people write').toBe(writeOkrFile(clean));

      const later = { goals: goals.slice(0, 2), basedOn: 1, by: 'ben', at: '2026-11-09T10:00:00.000Z' };
      expect(await world.goals.put(later, [])).toEqual({ outcome: 'saved', version: 2 });
      const current = await world.goals.current();
      expect(current.goals.map(({ id }) => id)).toEqual(['o', 'k']);
      expect(current.since.get('k'), 'a goal keeps the day on which it first came').toBe('2026-11-02');
      expect(await world.goals.version(1)).toEqual(stored);
      expect(await world.goals.version(9)).toBeNull();
      expect((await world.goals.history(10)).map(({ version, importedBy }) => [version, importedBy])).toEqual(
        [
          [2, 'ben'],
          [1, 'ada'],
        ],
      );
      expect(await world.events.read({ subject: `jira:${ref.id}`, limit: 5 })).toHaveLength(1);
    });

    test('are not imported over an import that came meanwhile', async () => {
      const { version } = await world.goals.current();
      const ref = aRef();
      const next = { goals, basedOn: version, by: 'ada', at };
      const outcomes = await Promise.all([
        world.goals.put(next, []),
        world.goals.put({ ...next, basedOn: version - 1 }, [anEvent(ref)]),
        world.goals.put({ ...next, basedOn: version + 5 }, [anEvent(ref)]),
      ]);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['saved', 'conflict', 'conflict']);
      expect(await world.events.read({ subject: `jira:${ref.id}`, limit: 5 })).toEqual([]);
    });

    test('of two imports at once one wins', async () => {
      const { version } = await world.goals.current();
      const next = { goals, basedOn: version, by: 'ada', at };
      const outcomes = await Promise.all([world.goals.put(next, []), world.goals.put(next, [])]);
      expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['conflict', 'saved']);
    });
  });

  describe('check-ins', () => {
    test('are given back as they were added, in their order', async () => {
      const [one, other] = [randomUUID(), randomUUID()];
      const ref = aRef();
      const rows = [
        aRow(one),
        aRow(other),
        aRow(one, { day: '2026-10-01', value: numberValue(3), note: null }),
      ];
      for (const row of rows) await world.checkIns.add(row, [anEvent(ref, { topic: 'checkin.recorded' })]);
      const found = await world.checkIns.of([one, other, 'nobody']);
      expect([...found.keys()].toSorted()).toEqual([one, other].toSorted());
      const [first, second] = found.get(one) ?? [];
      const { key: _, ...expected } = aRow(one);
      expect(first).toEqual({ ...expected, id: first?.id });
      expect(second).toMatchObject({ day: '2026-10-01', value: numberValue(3), note: null });
      expect(await world.checkIns.find(first?.id ?? '')).toEqual(first);
      expect(await world.checkIns.find('nothing')).toBeNull();
      expect(await world.checkIns.of([])).toEqual(new Map());
      expect((await world.checkIns.of()).get(other)).toHaveLength(1);
      expect((await world.checkIns.lastDays()).get(one)).toBe('2026-11-02');
      expect(await world.events.read({ subject: `jira:${ref.id}`, limit: 5 })).toHaveLength(3);
    });

    test('are given without what names hidden projects', async () => {
      const id = randomUUID();
      const evidence = ['https://jira.example/browse/HR-12', 'https://jira.example/browse/SHOP-1'];
      await world.checkIns.add(aRow(id, { note: 'Waits for HR-12, not SHOP-1', evidence }), []);
      const hidden = [{ tracker: 'jira', project: 'HR' }] as const;
      expect((await world.checkIns.of([id], { hidden })).get(id)).toMatchObject([
        { note: 'Waits for …, not SHOP-1', evidence: ['https://jira.example/browse/SHOP-1'] },
      ]);
      expect((await world.checkIns.of([id])).get(id)).toMatchObject([{ evidence }]);
    });

    test('of one key are recorded once', async () => {
      const [id, ref] = [randomUUID(), aRef()];
      const row = aRow(id, { key: `comment:${id}` });
      const added = await world.checkIns.add(row, []);
      const again = await world.checkIns.add({ ...row, value: aValue('1%') }, [anEvent(ref)]);
      expect(added.outcome).toBe('added');
      expect(again).toEqual({ ...added, outcome: 'known' });
      expect((await world.checkIns.of([id])).get(id)).toHaveLength(1);
      expect(await world.events.read({ subject: `jira:${ref.id}`, limit: 5 })).toEqual([]);
    });

    test('are corrected once; whoever corrects the correction names that', async () => {
      const id = randomUUID();
      const first = await world.checkIns.add(aRow(id), []);
      const corrects = first.outcome === 'added' ? first.checkIn.id : '';
      const correction = await world.checkIns.add(aRow(id, { corrects }), []);
      expect(correction.outcome).toBe('added');
      expect(await world.checkIns.add(aRow(id, { corrects }), [])).toEqual({ outcome: 'corrected-already' });
    });
  });

  describe('issue facts', () => {
    test('are found again whole, and replaced by the same or a newer state only', async () => {
      const mission = { problem: { value: 'gets lost', source: 'prose', quote: 'gets lost' } } as const;
      const record: IssueRecord = { ...aRecord({ label: 'a', estimate: 3 }), startedMission: mission };
      const { ref } = record.issue;
      expect(await world.facts.find(ref)).toBeNull();
      expect(await world.facts.put(record)).toBe('saved');
      expect(await world.facts.find(ref)).toEqual(record);
      const older = { ...record, updatedAt: '2026-11-01T10:00:00.000Z' };
      expect(await world.facts.put({ ...older, project: 'OLD' })).toBe('stale');
      expect(await world.facts.put({ ...record, project: 'PAY' })).toBe('saved');
      expect((await world.facts.find(ref))?.project).toBe('PAY');
      const key = `KEY-${randomUUID()}`;
      await world.facts.put({ ...record, issue: { ...record.issue, key } });
      expect((await world.facts.findByKey('jira', key))?.issue.ref).toEqual(ref);
      expect(await world.facts.findByKey('linear', key)).toBeNull();
      await world.facts.remove(ref);
      await world.facts.remove(ref);
      expect(await world.facts.find(ref)).toBeNull();
    });

    test('are summed up by the weight that the key result asks for, cancelled ones left out', async () => {
      const label = `Okr ${randomUUID()}`;
      for (const record of [
        aRecord({ label, status: 'done', estimate: 2.5, missionSize: 'macro' }),
        aRecord({ label, estimate: 5 }),
        aRecord({ label, status: 'in-progress', missionSize: 'meso' }),
        aRecord({ label, status: 'cancelled', estimate: 100 }),
        aRecord({ label: 'another', status: 'done' }),
      ]) {
        await world.facts.put(record);
      }
      const byLabel = label.toUpperCase();
      const keyResults = [
        labelled('one', byLabel),
        labelled('estimate', byLabel, 'estimate'),
        labelled('size', byLabel, 'mission-size'),
        labelled('none', randomUUID()),
        { ...aKeyResult(), id: 'manual' },
        { ...aKeyResult({ work: { by: 'label', value: label } }), id: 'work' },
      ];
      expect(await world.facts.sums(keyResults)).toEqual(
        new Map([
          ['one', { done: 1000, total: 3000, doneIssues: 1, issues: 3 }],
          ['estimate', { done: 2500, total: 8500, doneIssues: 1, issues: 3 }],
          ['size', { done: 9000, total: 13000, doneIssues: 1, issues: 3 }],
          ['work', { done: 1000, total: 3000, doneIssues: 1, issues: 3 }],
        ]),
      );
      expect(await world.facts.sums([])).toEqual(new Map());
      expect(await world.facts.factsOf(labelled('one', label))).toHaveLength(4);
    });

    test('are listed by key result, the last done first', async () => {
      const label = randomUUID();
      await world.facts.put(aRecord({ label, key: 'SHOP-2', status: 'done', doneOn: '2026-11-01' }));
      await world.facts.put(aRecord({ label, key: 'SHOP-3' }));
      await world.facts.put(aRecord({ label, key: 'SHOP-1' }));
      await world.facts.put(aRecord({ label, key: 'SHOP-4', status: 'done', doneOn: '2026-11-02' }));
      const keyResult = labelled('kr', label);
      const keys = async (only?: Parameters<typeof world.facts.linked>[1]) =>
        (await world.facts.linked([keyResult, labelled('none', randomUUID())], only))
          .get('kr')
          ?.map(({ key }) => key);
      expect(await keys()).toEqual(['SHOP-4', 'SHOP-2', 'SHOP-1', 'SHOP-3']);
      expect(await keys({ limit: 3 })).toEqual(['SHOP-4', 'SHOP-2', 'SHOP-1']);
      expect(await keys({ doneSince: '2026-11-02' })).toEqual(['SHOP-4']);
    });

    test('of hidden projects are in no list, and take no place in it', async () => {
      const label = randomUUID();
      await world.facts.put(aRecord({ label, key: 'SHOP-1' }));
      await world.facts.put({ ...aRecord({ label, key: 'SECRET-1' }), project: 'SECRET\0' });
      const keyResult = labelled('kr', label);
      const keys = async (...hidden: ProjectRef[]) => {
        const linked = await world.facts.linked([keyResult], { limit: 2, sight: { hidden } });
        expect(await world.facts.factsOf(keyResult, { hidden })).toHaveLength(linked.get('kr')?.length ?? 0);
        return linked.get('kr')?.map(({ key }) => key);
      };
      expect(await keys()).toEqual(['SECRET-1', 'SHOP-1']);
      expect(await keys({ tracker: 'linear', project: 'SECRET\0' })).toEqual(['SECRET-1', 'SHOP-1']);
      expect(await keys({ tracker: 'jira', project: 'SECRET\0' })).toEqual(['SHOP-1']);
    });

    test('a remote query links what it finds and lets go what it no longer finds', async () => {
      const rule = { by: 'jql', value: `labels = "${randomUUID()}" and ${'x'.repeat(800)}` } as const;
      const key = `jql:${rule.value}`;
      const [one, two, three] = [aRecord({ key: 'A-1' }), aRecord({ key: 'A-2' }), aRecord({ key: 'A-3' })];
      await world.facts.put(one);
      await world.facts.put(two);
      const keyResult = { ...aKeyResult({ work: rule }), id: 'kr' };
      const linked = async () =>
        ((await world.facts.linked([keyResult])).get('kr') ?? []).map((each) => each.key);
      const refs = (...records: IssueRecord[]) => records.map(({ issue }) => issue.ref);
      expect(await world.facts.setFoundBy(key, refs(one, three))).toEqual({
        changed: refs(one),
        unknown: refs(three),
      });
      expect(await linked()).toEqual(['A-1']);
      expect(await world.facts.setFoundBy(key, refs(two))).toEqual({ changed: refs(one, two), unknown: [] });
      expect(await linked()).toEqual(['A-2']);
      await world.facts.put({ ...two, project: 'PAY' });
      expect(await linked(), 'an edit of the issue does not undo what a query found').toEqual(['A-2']);
      expect(await world.facts.setFoundBy(key, refs(two))).toEqual({ changed: [], unknown: [] });
      expect((await world.facts.setFoundBy(key, [])).changed).toEqual(refs(two));
      expect(await linked()).toEqual([]);
    });
  });

  test('of what was published the last word of each place is kept', async () => {
    const goal = randomUUID();
    const row: PublishedRow = {
      ...{ goal, place: '', progress: 40, score: 0.4, status: 'at-risk', day: '2026-11-02', reference: null },
    } as const;
    const onEpic = { ...row, place: 'jira:10001', progress: null, score: null, reference: 'u-1' };
    await world.published.put([row, onEpic], []);
    await world.published.put([{ ...row, progress: 45, status: 'on-track', day: '2026-11-09' }], []);
    expect(await world.published.of([goal, 'nobody'])).toEqual([
      { ...row, progress: 45, status: 'on-track', day: '2026-11-09' },
      onEpic,
    ]);
    expect(await world.published.of([])).toEqual([]);
  });
}
