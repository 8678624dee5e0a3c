import { expect, test } from 'vitest';
import type { DigestSources } from '../../../src/domain/ports.ts';
import { defaultAllSettings } from '../../../src/domain/settings.ts';
import { createMakeDigest } from '../../../src/workflows/make-digest.ts';
import { aDigestIssue, anAudience, digestDay, someGoalMaterial } from '../../helpers/digest.ts';

const now = new Date(`${digestDay}T09:00:00.000Z`);

/** A desk whose payment key result has SHOP-21 to SHOP-23 behind it, beside an issue of another team. */
function aDesk({ tree, checkIns, issues: linked } = someGoalMaterial()) {
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
    checkIns: {
      of: async () =>
        new Map(
          [...checkIns].map(([id, rows]) => [id, rows.map((row) => ({ ...row, at: now.toISOString() }))]),
        ),
    },
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

test('where nothing is hidden, each contradiction is told once, whatever it is about', async () => {
  const told = async (desk: ReturnType<typeof aDesk>) => {
    const digest = await desk.makeDigest(anAudience({ sections: ['contradictions'] }), digestDay, now);
    const blocks = digest.sections.flatMap(({ blocks }) => blocks);
    return blocks.flatMap((block) =>
      block.kind === 'list' ? block.items.map(({ line }) => line.map(({ text }) => text).join('')) : [],
    );
  };
  const frozen = 'Questions about payment that reach the support desk: 3 linked issues were done in 21 days';
  const moved = 'Filled baskets that become orders: It moved by 33% of its way in 21 days without any linked';
  const idle = 'Shoppers finish their order without asking anybody: No issue is linked to this objective';
  expect(await told(aDesk())).toEqual([expect.stringContaining(frozen), expect.stringContaining(moved)]);
  expect(await told(aDesk({ ...someGoalMaterial(), issues: new Map() }))).toEqual([
    expect.stringContaining(moved),
    expect.stringContaining(idle),
  ]);
});
