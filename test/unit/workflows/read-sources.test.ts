import { beforeEach, describe, expect, test } from 'vitest';
import type { NumberReading } from '../../../src/domain/ports.ts';
import { defaultSettings } from '../../../src/domain/settings.ts';
import { createReadSources } from '../../../src/workflows/read-sources.ts';
import { createOkrDesk, hour } from '../../helpers/okr-desk.ts';

const source = {
  kind: 'http-json',
  url: 'https://metrics.example.com/x',
  pointer: '/value',
  every: '6h',
} as const;
const goals = {
  objectives: [
    {
      id: 'fast',
      statement: 'Shoppers never wait for a page',
      period: 'Q4-2026',
      keyResults: [
        { id: 'load', statement: 'Pages that load in time', start: '60%', target: '90%', source },
        { id: 'told', statement: 'Complaints about speed', start: '40', target: '10' },
      ],
    },
  ],
};
const found = (value: number): NumberReading => ({
  ok: true,
  value,
  evidence: ['https://metrics.example.com/x'],
});

describe('key results that other systems know the number of', () => {
  let desk: Awaited<ReturnType<typeof createOkrDesk>>;
  let answer: NumberReading;
  let asked: number;
  let readSources: ReturnType<typeof createReadSources>;

  beforeEach(async () => {
    desk = await createOkrDesk(goals);
    asked = 0;
    readSources = createReadSources({
      ...desk,
      numbers: {
        async read() {
          asked += 1;
          return answer;
        },
      },
      settings: defaultSettings.okr.sources,
    });
  });
  const look = async () => (await desk.looks.of(['load'])).get('load');

  test('check in with what the source says, in the unit of the target', async () => {
    answer = found(72.5);
    expect(await readSources()).toEqual({ moved: ['load'], failed: [] });
    expect(await desk.valuesOf('load')).toEqual(['72.5% http-json']);
    expect(desk.movedIds).toEqual(['load']);
    const [row] = (await desk.checkIns.of(['load'])).get('load') ?? [];
    expect(row).toMatchObject({ author: 'waymark', evidence: ['https://metrics.example.com/x'] });
  });

  test('take no share of one for a percentage until the source says which it is', async () => {
    answer = found(0.66);
    expect(await readSources()).toEqual({ moved: [], failed: ['load'] });
    expect((await look())?.problem).toMatch(/^it answers 0\.66 .*scale: 100/);
    const [objective] = goals.objectives;
    const [load] = objective?.keyResults ?? [];
    if (!objective || !load) throw new Error('no goals');
    await desk.importGoals({
      objectives: [{ ...objective, keyResults: [{ ...load, source: { ...source, scale: 100 } }] }],
    });
    expect(await readSources()).toEqual({ moved: ['load'], failed: [] });
    expect(await desk.valuesOf('load')).toEqual(['66% http-json']);
  });

  test('are asked on schedule and not before', async () => {
    answer = found(72.5);
    await readSources();
    desk.wait(6 * hour - 1);
    await readSources();
    expect(asked).toBe(1);
    desk.wait(1);
    await readSources();
    expect(asked).toBe(2);
  });

  test('do not check in again while the number stays', async () => {
    answer = found(72.5);
    for (let day = 0; day < 3; day += 1) {
      await readSources();
      desk.wait(24 * hour);
    }
    expect(await desk.valuesOf('load')).toHaveLength(1);
  });

  test('keep the last number when the source fails, and say so', async () => {
    answer = found(72.5);
    await readSources();
    desk.wait(6 * hour);
    answer = { ok: false, message: 'metrics.example.com answers 500' };
    expect(await readSources()).toEqual({ moved: [], failed: ['load'] });
    expect(await desk.valuesOf('load')).toEqual(['72.5% http-json']);
    expect(await look()).toMatchObject({ failures: 1, problem: 'metrics.example.com answers 500' });
  });

  test('are asked again after a failure, sooner than on schedule and less and less often', async () => {
    answer = { ok: false, message: 'it answers 500' };
    const waits: number[] = [];
    for (let failures = 0; failures < 7; failures += 1) {
      await readSources();
      const next = Date.parse((await look())?.nextAt ?? '') - desk.clock.now().getTime();
      waits.push(next / 60_000);
      desk.wait(next);
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 360, 360]);
    answer = found(80);
    await readSources();
    expect(await look()).toMatchObject({ failures: 0, problem: null });
    expect(await desk.valuesOf('load')).toEqual(['80% http-json']);
  });

  test('are asked at once when their source is another one', async () => {
    answer = { ok: false, message: 'there is nothing at /value' };
    await readSources();
    const [objective] = goals.objectives;
    const [load] = objective?.keyResults ?? [];
    if (!objective || !load) throw new Error('no goals');
    await desk.importGoals({
      objectives: [
        { ...objective, keyResults: [{ ...load, source: { ...source, pointer: '/data/value' } }] },
      ],
    });
    answer = found(70);
    expect(await readSources()).toEqual({ moved: ['load'], failed: [] });
  });

  test('are left alone before and after their period', async () => {
    answer = found(1);
    desk.wait(70 * 24 * hour);
    expect(await readSources()).toEqual({ moved: [], failed: [] });
    expect(asked).toBe(0);
  });
});
