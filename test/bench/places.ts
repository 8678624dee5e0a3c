import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Place } from '../helpers/service.ts';
import { createPostgresServer, createRedisServer } from '../helpers/services.ts';

export const bindingNames = ['PGlite', 'PostgreSQL', 'PostgreSQL + Redis'] as const;
export type BindingName = (typeof bindingNames)[number];

/** Empty databases on servers of the bench's own. */
export interface Places {
  /** Those that this machine can run. */
  readonly available: readonly BindingName[];
  open(binding: BindingName): Promise<Place>;
  close(): Promise<void>;
}

export async function openPlaces(): Promise<Places> {
  const [postgres, redis] = await Promise.all([createPostgresServer(), createRedisServer()]);
  const folders: string[] = [];
  let opened = 0;
  return {
    available: bindingNames.filter(
      (name) => name === 'PGlite' || (postgres && (name === 'PostgreSQL' || redis)),
    ),
    async open(binding) {
      opened += 1;
      if (binding === 'PGlite') {
        const dataDir = mkdtempSync(join(tmpdir(), 'waymark-bench-'));
        folders.push(dataDir);
        return { dataDir, databaseUrl: null, redisUrl: null };
      }
      const database = await createDatabase(postgres?.url ?? '', `bench_${opened}`);
      const redisUrl = binding === 'PostgreSQL + Redis' ? `${redis?.url}/${opened}` : null;
      return { dataDir: null, databaseUrl: database, redisUrl };
    },
    async close() {
      await Promise.all([postgres?.remove(), redis?.remove()]);
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function createDatabase(server: string, name: string): Promise<string> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
