import { sql } from 'kysely';
import { linkKey } from '../../src/domain/okr/issue-links.ts';
import { okrSettings } from '../../src/domain/okr/okr-settings.ts';
import { createCheckIns } from '../../src/store/check-ins.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { createGoalStore } from '../../src/store/goals.ts';
import { createIssueFacts } from '../../src/store/issue-facts.ts';
import { createFindGoals } from '../../src/workflows/find-goals.ts';
import { createMeasureKeyResults } from '../../src/workflows/measure-key-results.ts';
import { createRecordMeasured } from '../../src/workflows/record-measured.ts';
import { silentLog } from '../helpers/silent-log.ts';
import { manyGoals } from './okr-model.ts';
import type { BenchPart, Line } from './part.ts';
import type { BindingName, Places } from './places.ts';

const keyResultCount = 1_000;

/** The same with a real store: all key results recomputed, without and with new values to record, and one alone. */
export const okrStore: BenchPart = {
  name: 'okr-store',
  on: 'each binding',
  async run(binding, { places, size }) {
    const figures = [];
    for (const count of size.scales) figures.push(await measured(binding, places, count));
    const lines = figures.flatMap(({ count, firstMs, againMs, oneMs }): Line[] => [
      [
        `${keyResultCount} key results, ${count} issues`,
        `${againMs.toFixed(0).padStart(6)} ms  ${((againMs * 1000) / count).toFixed(2)} µs an issue`,
      ],
      ['  with a check-in of each', `${firstMs.toFixed(0).padStart(6)} ms`],
      ['  one key result', `${oneMs.toFixed(1).padStart(6)} ms`],
    ]);
    return { figures, lines };
  },
};

async function measured(binding: BindingName, places: Places, count: number) {
  const place = await places.open(binding);
  const settings = place.databaseUrl
    ? ({ kind: 'postgres', url: place.databaseUrl } as const)
    : ({ kind: 'pglite', dataDir: place.dataDir ?? '' } as const);
  const database = await openDatabase(settings, { log: silentLog() });
  try {
    const clock = { now: () => new Date() };
    const goals = createGoalStore(database);
    const put = { goals: manyGoals, basedOn: 0, by: 'bench', at: clock.now().toISOString() };
    await goals.put(put, []);
    await fill(database, count);
    const checkIns = createCheckIns(database);
    const measure = createMeasureKeyResults({
      findGoals: createFindGoals({ goals }),
      facts: createIssueFacts(database),
      checkIns,
      recordMeasured: createRecordMeasured({ checkIns, settings: okrSettings.parse({}), clock }),
      moved: { moved: async () => {} },
      clock,
      log: silentLog(),
    });
    const timed = async (ids?: readonly string[]) => {
      const begun = performance.now();
      await measure(ids);
      return performance.now() - begun;
    };
    return { count, firstMs: await timed(), againMs: await timed(), oneMs: await timed(['kr-7']) };
  } finally {
    await database.close();
  }
}

/** Issues in turn of each key result, every other one done. */
async function fill({ sql: db }: Database, count: number): Promise<void> {
  const prefix = linkKey({ by: 'label', value: 'okr-' });
  await sql`
    insert into waymark.issue_facts (tracker, issue_id, issue_key, project, url, title, status_name, category,
      facts, weight_estimate, weight_size, own_keys, updated_at)
    select 'jira', i::text, 'SHOP-' || i, 'SHOP', '', 'Issue ' || i,
      case when i / 1000 % 2 = 0 then 'Done' else 'Open' end, case when i / 1000 % 2 = 0 then 'done' else 'todo' end,
      '{}'::jsonb, 1000 + i % 8 * 1000, 1000, array[${prefix}::text || (i % ${keyResultCount}::int), 'label:backend'], now()
    from generate_series(1, ${count}::int) i`.execute(db);
  await sql`analyze waymark.issue_facts`.execute(db);
}
