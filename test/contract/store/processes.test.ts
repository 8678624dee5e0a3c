import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { SetupError } from '../../../src/domain/errors.ts';
import type { DatabaseSettings } from '../../../src/store/database.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { createDeliveries } from '../../../src/store/deliveries.ts';
import { migrations } from '../../../src/store/migrations/registry.ts';
import { createPostgresDatabase } from '../../helpers/databases.ts';
import { silentLog } from '../../helpers/silent-log.ts';
import { spawnHelper, type TestProcess } from '../../helpers/spawn.ts';

const log = silentLog();
const running: TestProcess[] = [];
const leftovers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((child) => child.kill()));
  for (const remove of leftovers.splice(0)) await remove();
});

function open(settings: DatabaseSettings, helper = 'open-store'): TestProcess {
  const child = spawnHelper(helper, settings);
  running.push(child);
  return child;
}

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-lock-'));
  leftovers.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('a data folder', () => {
  test('is opened by one process at a time', async () => {
    const settings = { kind: 'pglite', dataDir: aFolder() } as const;
    const holder = open(settings);
    await holder.line('open');
    await expect(openDatabase(settings, { log })).rejects.toThrow(SetupError);
    await holder.kill('SIGTERM');
    await (await openDatabase(settings, { log })).close();
  });

  test('keeps every delivery that was acknowledged before its process was killed', async () => {
    const settings = { kind: 'pglite', dataDir: aFolder() } as const;
    const child = open(settings, 'record-deliveries');
    await child.line(`stored ${child.pid}-3-20`);
    await child.kill('SIGKILL');
    const database = await openDatabase(settings, { log });
    const rows = await database.sql.selectFrom('deliveries').select('delivery_key').execute();
    const stored = new Set(rows.map((row) => `stored ${row.delivery_key}`));
    expect(child.lines.length).toBeGreaterThan(50);
    expect(child.lines.filter((line) => !stored.has(line))).toEqual([]);
    expect(await createDeliveries(database).waiting({ tracker: 'jira', id: '10001' })).toHaveLength(100);
    await database.close();
  });
});

describe.skipIf(inject('services').postgresUrl === null)('PostgreSQL', () => {
  test('is brought up to date once by several processes that start together', async () => {
    const place = await createPostgresDatabase(inject('services').postgresUrl ?? '');
    leftovers.push(() => place.drop());
    const settings = { kind: 'postgres', url: place.url } as const;
    const children = [1, 2, 3, 4].map(() => open(settings));
    await Promise.all(children.map((child) => child.line('open')));
    await Promise.all(children.map((child) => child.kill('SIGTERM')));

    const database = await openDatabase(settings, { log });
    const { rows } = await database.pool.query('select name from waymark.migrations order by name');
    expect(rows.map((row) => row.name)).toEqual(Object.keys(migrations).toSorted());
    await database.close();
  });
});
