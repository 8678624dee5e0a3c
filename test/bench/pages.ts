import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { createGoalPages } from '../../src/app/goal-pages.ts';
import { createMissionPages } from '../../src/app/mission-pages.ts';
import { createStores } from '../../src/app/stores.ts';
import { seesEverything } from '../../src/domain/access.ts';
import { linkKey } from '../../src/domain/okr/issue-links.ts';
import { defaultAllSettings, defaultSettings } from '../../src/domain/settings.ts';
import { readDocuments } from '../../src/okr-files/read-documents.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { goalsRoutes } from '../../src/web/pages/goals/goals-routes.ts';
import { missionPages } from '../../src/web/pages/mission-pages.ts';
import type { PageRoute, Visitor } from '../../src/web/pages/page-route.ts';
import { createOkrDesk } from '../../src/workflows/okr-desk.ts';
import { silentLog } from '../helpers/silent-log.ts';
import { manyGoals } from './okr-model.ts';
import { type BenchPart, type Line, ms } from './part.ts';
import type { BindingName, Places } from './places.ts';

/** What people open, by its name in the table. */
const asked: readonly (readonly [name: string, path: string, query: Readonly<Record<string, string>>])[] = [
  ['board', '/board', {}],
  ['board, no value', '/board', { value: 'none' }],
  ['board, recipes of a team', '/board', { framing: 'recipe', project: 'TEAM7' }],
  ['board, search', '/board', { search: 'mission 7' }],
  ['board by value', '/board', { group: 'value' }],
  ['board by persona', '/board', { group: 'persona' }],
  ['board by objective', '/board', { group: 'objective' }],
  ['audit, a quarter', '/audit', { period: 'Q2-2026' }],
  ['audit, a team’s month', '/audit', { period: '2026-05', team: 'jira:TEAM7' }],
  ['audit.csv', '/audit.csv', { period: 'Q2-2026' }],
  ['goals, 1,000 key results', '/goals', {}],
];

/** Server time of the pages that read every mission: store, view and markup, without the network. */
export const pages: BenchPart = {
  name: 'pages',
  on: 'each binding',
  async run(binding, { places, size }) {
    const scales = [...new Set([1_000, ...size.scales])];
    const figures: { missions: number; pages: Readonly<Record<string, number>> }[] = [];
    for (const missions of scales) {
      figures.push({ missions, pages: await measured(binding, places, missions, size.rounds) });
    }
    const lines = asked.map(([name]): Line => {
      const times = figures.map(({ pages: of }) => of[name] ?? Number.NaN);
      const ratio = (times.at(-1) ?? Number.NaN) / (times[0] ?? Number.NaN);
      return [name, `${times.map(ms).join('  ')}   ×${ratio.toFixed(1)}`];
    });
    return {
      figures,
      lines: [['missions', scales.map((one) => String(one).padStart(9)).join('  ')], ...lines],
    };
  },
};

async function measured(binding: BindingName, places: Places, missions: number, rounds: number) {
  const place = await places.open(binding);
  const settings = place.databaseUrl
    ? ({ kind: 'postgres', url: place.databaseUrl } as const)
    : ({ kind: 'pglite', dataDir: place.dataDir ?? '' } as const);
  const database = await openDatabase(settings, { log: silentLog() });
  try {
    await fill(database, missions);
    const routes = await pageRoutes(database);
    const times: Record<string, number> = {};
    for (const [name, path, query] of asked) {
      const route = routes.find(({ url, method }) => url === path && method === 'GET');
      if (!route) throw new Error(`there is no page ${path}`);
      times[name] = await median(rounds * 3, () => open(route, query));
    }
    return times;
  } finally {
    await database.close();
  }
}

async function pageRoutes(database: Database): Promise<readonly PageRoute[]> {
  const stores = createStores(database);
  const clock = { now: () => new Date('2026-06-15T12:00:00Z') };
  const { goals, checkIns, facts } = stores;
  await goals.put({ goals: manyGoals, basedOn: 0, by: 'bench', at: clock.now().toISOString() }, []);
  const okrs = createOkrDesk({
    ...{ goals, checkIns, facts, readDocuments, clock, log: silentLog() },
    measures: { request: async () => {} },
    moved: { moved: async () => {} },
    settings: defaultSettings.okr,
  });
  const noEdits = async () => ({ outcome: 'unknown-mission' }) as const;
  const editDesk = { setFields: noEdits, dismiss: noEdits, restore: noEdits };
  const config = { settings: defaultAllSettings };
  return [
    ...missionPages(createMissionPages({ config, stores, clock }, { okrs, editDesk })),
    ...goalsRoutes(createGoalPages({ stores, clock }, { okrs })),
  ];
}

const visitor: Visitor = {
  session: {
    ...{ who: 'bench', name: 'Bench', role: 'editor', groups: [] },
    ...{ openedAt: '2026-06-15T08:00:00Z', endsAt: '2026-06-15T20:00:00Z' },
  },
  ...{ sight: seesEverything, from: '127.0.0.1', csrfToken: 'a token of some length, as forms have them' },
};

async function open(route: PageRoute, query: Readonly<Record<string, string>>): Promise<void> {
  // All that these routes look at.
  const request = { query, params: {}, headers: {}, id: 'bench' } as unknown as FastifyRequest;
  const answer = await route.answer(request, visitor, { request } as FastifyReply);
  if ('status' in answer && answer.status !== 200) throw new Error(`${route.url} answered ${answer.status}`);
}

/** The first time is not counted. */
async function median(times: number, run: () => Promise<void>): Promise<number> {
  await run();
  const measuredTimes: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const begun = performance.now();
    await run();
    measuredTimes.push(performance.now() - begun);
  }
  return measuredTimes.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? Number.NaN;
}

/** Missions of twenty teams and sixty authors over three years; six in ten move a key result. */
async function fill({ sql: db }: Database, missions: number): Promise<void> {
  const prefix = linkKey({ by: 'label', value: 'okr-' });
  await sql`
    insert into waymark.mission_cards (tracker, issue_id, issue_key, url, project, title, stage, framing, size,
      persona, value, due, priority, owners, gaps, updated_at, type, is_open, created_at, author_id, author_name,
      missing, has_benefit, has_target, confidence)
    select 'jira', i::text, 'TEAM' || i % 20 || '-' || i, 'https://jira.example/browse/' || i, 'TEAM' || i % 20,
      'As a shopper, I want mission ' || i || ' so that it is done',
      (array['spotted', 'defined', 'assigned', 'delivering', 'reviewing', 'celebrated'])[1 + i % 6],
      (array['recipe', 'recipe', 'need', 'hypothesis'])[1 + i % 4],
      (array['macro', 'meso', 'micro'])[1 + i % 3],
      case when i % 5 > 0 then 'persona ' || i % 200 end,
      (array['revenue', 'cost', 'risk', 'enabler', 'unclear', null])[1 + i / 7 % 6],
      (array['month', 'quarter', null])[1 + i % 3], (array['today', 'this week', null])[1 + i / 3 % 3],
      case when i % 4 > 0 then array['Person ' || i % 60] else '{}' end,
      (array['{recipe,missing-persona}', '{missing-value}', '{}'])[1 + i % 3]::text[],
      timestamptz '2026-06-15' - i % 1000 * interval '1 day' - i * interval '1 second',
      'story', i % 6 < 5, timestamptz '2026-06-15' - i % 1000 * interval '1 day',
      'u-' || i / 3 % 60, 'Person ' || i / 3 % 60,
      (array['{size,persona,value}', '{problem,due}', '{difficulty}'])[1 + i % 3]::text[],
      i % 3 = 0, i % 5 = 0, 0.9
    from generate_series(1, ${missions}::int) i`.execute(db);
  await sql`
    insert into waymark.issue_facts (tracker, issue_id, issue_key, project, url, title, status_name, category,
      facts, weight_estimate, weight_size, own_keys, updated_at)
    select 'jira', i::text, 'TEAM' || i % 20 || '-' || i, 'TEAM' || i % 20, '', 'Mission ' || i,
      case when i % 6 = 5 then 'Done' else 'Open' end, case when i % 6 = 5 then 'done' else 'todo' end, '{}'::jsonb,
      1000, 1000, case when i % 10 < 6 then array[${prefix}::text || (i % 1000)] else '{}' end, now()
    from generate_series(1, ${missions}::int) i`.execute(db);
  await sql`analyze waymark.mission_cards`.execute(db);
  await sql`analyze waymark.issue_facts`.execute(db);
}
