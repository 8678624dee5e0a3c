import { expect, test } from 'vitest';
import type { DigestSources } from '../../../src/domain/ports.ts';
import { defaultAllSettings } from '../../../src/domain/settings.ts';
import { createMakeDigest } from '../../../src/workflows/make-digest.ts';
import { aDigestIssue, anAudience, digestDay, someGoalMaterial } from '../../helpers/digest.ts';

const now = new Date(`${digestDay}T09:00:00.000Z`);

/** A desk whose payment key result has SHOP-21 to SHOP-23 behind it, beside an issue of another team. */
function aDesk() {
  const { tree, issues: linked } = someGoalMaterial();
  const asked: (readonly string[] | null)[] = [];
  const all = [
    ...['SHOP-21', 'SHOP-22', 'SHOP-23'].map((key) => aDigestIssue({ key, project: 'SHOP' })),
    aDigestIssue({ key: 'OPS-1', project: 'OPS' }),
  ];
  const sources: DigestSources = {
    issues: async () => all,
    async writes(_since, _until, projects) {
      asked.push(projects);
      return { comments: 2, fields: 1, issues: 2, undone: 0, held: [] };
    },
  };
  const makeDigest = createMakeDigest({
    goals: {
      current: async () => ({
        goals: tree.goals,
        version: 1,
        since: new Map(),
        importedAt: null,
        importedBy: null,
      }),
    },
    checkIns: { of: async () => new Map() },
    facts: { linked: async () => linked },
    sources,
    digests: { lastFigures: async () => ({}) },
    settings: defaultAllSettings,
  });
  return { makeDigest, asked };
}

test('whoever owns objectives hears what was written on the projects that move them', async () => {
  const { makeDigest, asked } = aDesk();
  const digest = await makeDigest(anAudience({ owner: 'Mara Lindqvist' }), digestDay, now);
  expect(asked).toEqual([['jira:SHOP']]);
  expect(digest.sections.map(({ id }) => id)).toContain('write-back');
});

test('whoever names projects hears of those alone, and who names nothing of all', async () => {
  const { makeDigest, asked } = aDesk();
  await makeDigest(anAudience({ projects: ['jira:OPS'] }), digestDay, now);
  await makeDigest(anAudience(), digestDay, now);
  expect(asked).toEqual([['jira:OPS'], null]);
});
