import { describe, expect, test } from 'vitest';
import type { StatusCategory } from '../../../../src/domain/issue.ts';
import { isWorthRecording } from '../../../../src/domain/okr/measured.ts';
import { aKeyResult, aValue } from '../../../helpers/okr.ts';
import { createOkrWorld, q4 } from '../../../helpers/okr-world.ts';

const gaps = q4({
  ...{ id: 'gaps', statement: 'Accessibility gaps that are closed', start: '0%', target: '100%' },
  source: { kind: 'issues', link: { by: 'label', value: 'okr-gaps' } },
});
const issue = (number: number, category: StatusCategory = 'todo') => ({
  ref: { tracker: 'jira' as const, id: `${10_000 + number}` },
  key: `SHOP-${number}`,
  url: `https://example.com/SHOP-${number}`,
  labels: [{ name: 'okr-gaps' }],
  status: { name: category, category },
});

describe('a key result that is measured by its issues', () => {
  test('moves when one of them is done, with the issue as evidence', async () => {
    const world = await createOkrWorld(gaps);
    for (let number = 1; number <= 4; number++) await world.look(issue(number));
    world.goOn('2026-11-03');
    expect(await world.look(issue(2, 'done'))).toEqual(['gaps']);
    expect(await world.values('gaps')).toEqual(['2026-11-02 0% issues', '2026-11-03 25% issues']);
    const rows = (await world.checkIns.of(['gaps'])).get('gaps') ?? [];
    expect(rows.at(-1)).toMatchObject({
      author: 'waymark',
      evidence: ['https://example.com/SHOP-2'],
      note: null,
    });
    expect(world.moved).toEqual([['gaps'], ['gaps']]);
  });

  test('is not touched by an edit that changes nothing of it, nor by an issue of another', async () => {
    const world = await createOkrWorld(gaps);
    await world.look(issue(1));
    expect(await world.look({ ...issue(1), title: 'Other words' })).toEqual([]);
    expect(await world.look({ ...issue(2, 'done'), labels: [{ name: 'backend' }] })).toEqual([]);
    expect(await world.values('gaps')).toEqual(['2026-11-02 0% issues']);
  });

  test('follows an issue that is cancelled, reopened, unlinked or gone', async () => {
    const world = await createOkrWorld(gaps);
    for (const number of [1, 2]) await world.look(issue(number, 'done'));
    for (const number of [3, 4]) await world.look(issue(number));
    const next = async (day: string, act: () => Promise<unknown>) => {
      world.goOn(day);
      await act();
      await world.desk.measureKeyResults(world.measures.requested.splice(0));
      return (await world.values('gaps')).at(-1);
    };
    expect(await next('2026-11-03', () => world.look(issue(3, 'cancelled')))).toBe(
      '2026-11-03 66.66% issues',
    );
    expect(await next('2026-11-04', () => world.look(issue(1, 'todo')))).toBe('2026-11-04 33.33% issues');
    expect(await next('2026-11-05', () => world.look({ ...issue(1), labels: [] }))).toBe(
      '2026-11-05 50% issues',
    );
    expect(await next('2026-11-06', () => world.desk.linkIssue.unlink(issue(4).ref))).toBe(
      '2026-11-06 100% issues',
    );
  });

  test('does not fill its log on a busy day, and catches up on the next', async () => {
    const world = await createOkrWorld(gaps);
    for (let number = 1; number <= 100; number++) await world.look(issue(number));
    world.goOn('2026-11-03');
    for (let number = 1; number <= 12; number++) await world.look(issue(number, 'done'));
    expect((await world.values('gaps')).slice(1)).toEqual([
      '2026-11-03 1% issues',
      '2026-11-03 6% issues',
      '2026-11-03 11% issues',
    ]);
    world.goOn('2026-11-04');
    await world.desk.measureKeyResults();
    await world.desk.measureKeyResults();
    expect((await world.values('gaps')).at(-1)).toBe('2026-11-04 12% issues');
    expect(await world.values('gaps')).toHaveLength(5);
  });

  test('leaves what a person said until the measure itself moves', async () => {
    const world = await createOkrWorld(gaps);
    await world.look(issue(1));
    await world.look(issue(2));
    await world.desk.recordCheckIn({ keyResult: 'gaps', words: '80%', by: 'mara' });
    world.goOn('2026-11-03');
    await world.desk.measureKeyResults();
    expect((await world.values('gaps')).at(-1)).toBe('2026-11-02 80% manual');
    await world.look(issue(2, 'done'));
    expect((await world.values('gaps')).at(-1)).toBe('2026-11-03 50% issues');
  });

  test('is measured while its period runs and at no other time', async () => {
    const world = await createOkrWorld(gaps, '2026-09-30');
    await world.look(issue(1, 'done'));
    expect(await world.values('gaps')).toEqual([]);
    world.goOn('2026-10-01');
    await world.desk.measureKeyResults();
    world.goOn('2027-01-01');
    await world.look({ ...issue(1), updatedAt: '2027-01-01T09:00:00.000Z' });
    expect(await world.values('gaps')).toEqual(['2026-10-01 100% issues']);
  });

  test('measured twice at once makes one check-in', async () => {
    const world = await createOkrWorld(gaps);
    await world.look(issue(1));
    await world.look(issue(2));
    world.goOn('2026-11-03');
    await world.desk.linkIssue.link({
      issue: { ...(await issueOf(world)), status: { name: 'Done', category: 'done' } },
      assessment: { reading: {} as never, mission: {}, findings: [] },
      reviewedAt: '2026-11-03T10:00:00.000Z',
    });
    const measured = await Promise.all([world.desk.measureKeyResults(), world.desk.measureKeyResults()]);
    expect(measured.flat()).toEqual(['gaps']);
    expect(await world.values('gaps')).toHaveLength(2);
  });

  test('belongs to an epic also through a parent in between', async () => {
    const world = await createOkrWorld(
      q4({
        ...{ id: 'epic', statement: 'Done of the epic', target: '100%' },
        source: { kind: 'issues', link: { by: 'epic', value: 'SHOP-1' } },
      }),
    );
    const parent = { id: '10001', key: 'SHOP-1' };
    await world.look({ ...issue(2), labels: [], parent });
    await world.look({ ...issue(3, 'done'), labels: [], parent: { id: '10002', key: 'SHOP-2' } });
    expect(
      (await world.facts.sums([...(await world.desk.findGoals()).tree.keyResults()])).get('epic'),
    ).toMatchObject({
      issues: 2,
      doneIssues: 1,
    });
  });
});

async function issueOf(world: Awaited<ReturnType<typeof createOkrWorld>>) {
  const { anIssue } = await import('../../../helpers/issue.ts');
  const record = await world.facts.find(issue(1).ref);
  return anIssue({ ...issue(1), updatedAt: record?.updatedAt ?? '' });
}

describe('the days of an issue’s work', () => {
  test('begin when it is taken up, end when it is done, and a reopened one is not done', async () => {
    const world = await createOkrWorld(gaps);
    const days = async () => {
      const { startedOn, doneOn } = (await world.facts.find(issue(1).ref))?.issue ?? {};
      return [startedOn, doneOn];
    };
    await world.look(issue(1));
    expect(await days()).toEqual([null, null]);
    world.goOn('2026-11-03');
    await world.look(issue(1, 'in-progress'));
    world.goOn('2026-11-05');
    await world.look(issue(1, 'done'));
    expect(await days()).toEqual(['2026-11-03', '2026-11-05']);
    world.goOn('2026-11-06');
    await world.look({ ...issue(1, 'done'), title: 'Edited when it was done' });
    expect(await days()).toEqual(['2026-11-03', '2026-11-05']);
    await world.look(issue(1, 'todo'));
    expect(await days()).toEqual(['2026-11-03', null]);
  });

  test('keep the mission as it stood when work began', async () => {
    const world = await createOkrWorld(gaps);
    const problem = (value: string) => ({ problem: { value, source: 'prose', quote: value } }) as const;
    const started = async () => (await world.facts.find(issue(1).ref))?.startedMission;
    await world.look(issue(1), problem('first thought'));
    expect(await started()).toBeNull();
    await world.look(issue(1, 'in-progress'), problem('carts are lost'));
    await world.look(issue(1, 'in-progress'), problem('taxes are wrong'));
    expect(await started()).toEqual(problem('carts are lost'));
  });
});

describe('where an issue stands among the goals', () => {
  test('is seen before it is reviewed for the first time', async () => {
    const world = await createOkrWorld(gaps);
    const { anIssue } = await import('../../../helpers/issue.ts');
    const view = (over: object) => world.desk.linkIssue.view(anIssue(over), '2026-11-02');
    expect(await view(issue(1))).toEqual({ linked: ['gaps'], goalsHaveLinks: true, startedMission: null });
    expect(await view({})).toMatchObject({ linked: [], goalsHaveLinks: true });
  });

  test('without running goals that name issues, none can be missing', async () => {
    const { anIssue } = await import('../../../helpers/issue.ts');
    const haveLinks = async (world: Awaited<ReturnType<typeof createOkrWorld>>, day: string) =>
      (await world.desk.linkIssue.view(anIssue(), day)).goalsHaveLinks;
    expect(await haveLinks(await createOkrWorld(), '2026-11-02')).toBe(false);
    expect(await haveLinks(await createOkrWorld(gaps), '2027-01-01')).toBe(false);
    const manual = await createOkrWorld(q4({ id: 'kr', statement: 'Raise it', target: '80%' }));
    expect(await haveLinks(manual, '2026-11-02')).toBe(false);
  });
});

describe('a measured value becomes a check-in', () => {
  const keyResult = aKeyResult({ start: '60%', target: '80%' });
  const at = (day: string, value: string) => ({ day, value: aValue(value) });
  test.each([
    ['the first one', null, '60%', true],
    ['one that did not change since yesterday', at('2026-11-01', '60%'), '60%', false],
    ['one that has not changed for a week', at('2026-10-26', '60%'), '60%', true],
    ['one that changed since yesterday', at('2026-11-01', '60%'), '60.1%', true],
    ['a small change on the same day', at('2026-11-02', '60%'), '60.9%', false],
    ['a step on the same day', at('2026-11-02', '60%'), '61%', true],
    ['a step back on the same day', at('2026-11-02', '61%'), '60%', true],
    ['the target reached on the same day', at('2026-11-02', '79.9%'), '80%', true],
    ['the target left on the same day', at('2026-11-02', '80%'), '79.9%', true],
    ['more of what is reached already', at('2026-11-02', '90%'), '95%', false],
  ])('%s', (_, last, value, isRecorded) => {
    expect(isWorthRecording(keyResult, last, aValue(value), '2026-11-02', 5)).toBe(isRecorded);
  });

  test('without a target once a day', () => {
    const open = { ...keyResult, target: null };
    expect(isWorthRecording(open, at('2026-11-02', '1%'), aValue('90%'), '2026-11-02', 5)).toBe(false);
  });
});
