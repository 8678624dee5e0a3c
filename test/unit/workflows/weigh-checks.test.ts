import { describe, expect, test } from 'vitest';
import type { IssueRef } from '../../../src/domain/issue.ts';
import { type AllSettings, readSettings } from '../../../src/domain/settings.ts';
import { createWeighChecks } from '../../../src/workflows/weigh-checks.ts';
import { createFakes } from '../../helpers/fakes/index.ts';
import { silentLog } from '../../helpers/silent-log.ts';

function settingsOf(raw: unknown): AllSettings {
  const reading = readSettings(raw);
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.settings;
}

/** Issues on which the check spoke, some of them dismissed as false. */
async function createScales(raw: unknown = {}) {
  const fakes = createFakes();
  const { standings, wishes, events } = fakes;
  let now = Date.parse('2026-03-01T10:00:00.000Z');
  let number = 0;
  const clock = { now: () => new Date(now) };
  const weighWith = (settings: unknown) =>
    createWeighChecks({ standings, settings: settingsOf(settings), clock, log: silentLog() });
  return {
    standings,
    weigh: weighWith(raw),
    weighWith,
    waitDays: (days: number) => {
      now += days * 86_400_000;
    },
    async spoke(times: number, dismissed: number, project = 'SHOP') {
      for (let index = 0; index < times; index += 1) {
        number += 1;
        const ref: IssueRef = { tracker: 'jira', id: `${number}` };
        await standings.noteCommented(ref, project, ['recipe'], clock.now());
        if (index >= dismissed) continue;
        const dismissal = { check: 'recipe', reason: 'false', evidenceHash: 'h' } as const;
        const changes = [{ kind: 'dismissal', dismissal, note: '' }] as const;
        const rest = { textHash: 'h', at: clock.now().toISOString(), by: 'jira:u', answer: null };
        await wishes.record({ ref, commentId: `${number}`, changes, ...rest }, []);
      }
    },
    silenced: async (project = 'SHOP') => [...(await standings.silenced('jira', project))],
    topics: () => events.all.map(({ topic }) => topic),
    events,
  };
}

describe('weighing checks', () => {
  test('silences one that people call wrong again and again, once', async () => {
    const scales = await createScales();
    await scales.spoke(3, 3);
    expect(await scales.weigh()).toEqual({ silenced: 1, restored: 0 });
    expect(await scales.weigh()).toEqual({ silenced: 0, restored: 0 });
    expect(await scales.silenced()).toEqual(['recipe']);
    expect(scales.events.all).toMatchObject([
      {
        topic: 'check.silenced',
        subject: 'jira:project:SHOP',
        data: { check: 'recipe', commented: 3, dismissed: 3, standing: 0.692 },
      },
    ]);
  });

  test('leaves one alone that is wrong now and then, and other projects', async () => {
    const scales = await createScales();
    await scales.spoke(1, 1);
    await scales.spoke(20, 4, 'OPS');
    await scales.weigh();
    expect(scales.topics()).toEqual([]);
    expect(await scales.standings.list()).toMatchObject([
      { project: 'OPS', commented: 20, dismissed: 4, silenced: false },
      { project: 'SHOP', commented: 1, dismissed: 1, silenced: false },
    ]);
  });

  test('of one project leaves the others as they were', async () => {
    const scales = await createScales();
    await scales.spoke(3, 3);
    await scales.spoke(3, 3, 'OPS');
    await scales.weigh({ tracker: 'jira', project: 'OPS' });
    expect([await scales.silenced('OPS'), await scales.silenced()]).toEqual([['recipe'], []]);
  });

  test('lets a check speak again when what was said has grown old', async () => {
    const scales = await createScales();
    await scales.spoke(3, 3);
    await scales.weigh();
    scales.waitDays(179);
    await scales.weigh();
    expect(await scales.silenced()).toEqual(['recipe']);
    scales.waitDays(2);
    expect(await scales.weigh()).toEqual({ silenced: 0, restored: 1 });
    expect(await scales.silenced()).toEqual([]);
    expect(scales.topics()).toEqual(['check.silenced', 'check.restored']);
  });

  test.each([
    ['a lower bar of its own', { checks: { recipe: { minStanding: 0.5 } } }],
    ['a stronger belief in it', { checks: { recipe: { standingPrior: { standing: 0.95, weight: 40 } } } }],
    ['a lower bar for all', { standing: { min: 0.5 } }],
    ['a lower bar in this project', { projects: { jira: { SHOP: { standing: { min: 0.5 } } } } }],
  ])('lets a check speak again with %s', async (_, settings) => {
    const scales = await createScales();
    await scales.spoke(3, 3);
    await scales.weigh();
    expect(await scales.weighWith(settings)()).toEqual({ silenced: 0, restored: 1 });
  });
});
