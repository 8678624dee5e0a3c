import { execFile } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as rolldown from 'rolldown';
import type { TestProject } from 'vitest/node';
import { openQueue } from '../../src/queue/bullmq.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createPostgresServer, createRedisServer, type TestServer } from './services.ts';
import { silentLog } from './silent-log.ts';

/** What the machine has for the tests; null where it has not. */
export interface Services {
  readonly postgresUrl: string | null;
  readonly redisUrl: string | null;
  /** The path of a browser. */
  readonly chromium: string | null;
  /** A data folder with a new embedded store and all its tables; to be copied, which takes a tenth of making one. */
  readonly newStore: string;
  /** The compiled program, as it ships and joined, and the helpers that run as processes of their own. */
  readonly build: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    services: Services;
  }
}

const root = join(import.meta.dirname, '../..');
const output = join(root, 'test-output');

/** Starts what is there, once for a whole run, and says what was left out. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const started: TestServer[] = [];
  const own = async (create: () => Promise<TestServer | null>) => {
    const server = await create();
    if (server) started.push(server);
    return server?.url ?? null;
  };
  const stop = async () => {
    await Promise.all(started.map((server) => server.remove()));
  };
  try {
    const [postgresUrl, redisUrl, newStore, compiled] = await Promise.all([
      process.env.TEST_DATABASE_URL ?? own(createPostgresServer),
      process.env.TEST_REDIS_URL ?? own(createRedisServer),
      makeStore(),
      build(),
    ]);
    const chromium = findChromium();
    report({ 'redis-server': redisUrl, PostgreSQL: postgresUrl, Chromium: chromium });
    project.provide('services', { postgresUrl, redisUrl, chromium, newStore, build: compiled });
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

function findChromium(): string | null {
  const places = [process.env.CHROMIUM_PATH ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser'];
  return places.find((path) => path !== '' && existsSync(path)) ?? null;
}

function report(services: Record<string, string | null>): void {
  const missing = Object.keys(services).filter((name) => services[name] === null);
  if (missing.length === 0) return;
  const sentences = missing.map((name) => `left out: ${name} is not installed`);
  if (process.env.REQUIRE_SERVICES === '1') throw new Error(sentences.join('\n'));
  process.stderr.write(`\n${sentences.join('\n')} (the suites that need it do not run)\n\n`);
}

async function makeStore(): Promise<string> {
  const dataDir = join(output, `store-${process.pid}`);
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  const log = silentLog();
  const database = await openDatabase({ kind: 'pglite', dataDir }, { log });
  await (await openQueue({ pool: database.pool }, { log })).close();
  await database.close();
  return dataDir;
}

/** Types are checked elsewhere; an error in one room must not keep the others from running their tests. */
async function build(): Promise<string> {
  // One folder a run, so that two runs at once do not write over each other's files.
  const folder = join(output, `build-${process.pid}`);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  try {
    const compiler = join(root, 'node_modules/.bin/tsc');
    await promisify(execFile)(compiler, [
      ...['-p', join(root, 'test/helpers/processes/tsconfig.json')],
      ...['--outDir', folder],
    ]);
  } catch {
    // Emitted all the same.
  }
  const processes = join(folder, 'test/helpers/processes');
  await Promise.all([
    joinFiles(filesIn(processes), processes),
    joinFiles([join(folder, 'src/main.js')], join(folder, 'src/joined')),
  ]);
  return folder;
}

const filesIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => join(folder, name));

/**
 * Joins what these programs load into a few files: they are started hundreds of times, and opening some 1,700 files
 * takes longer than what they are started for.
 */
async function joinFiles(programs: readonly string[], folder: string): Promise<void> {
  await rolldown.build({
    input: [...programs],
    platform: 'node',
    // They load files that lie beside their own.
    external: [/^@electric-sql\/pglite/, /^@fastify\/swagger-ui/],
    output: { dir: folder, format: 'esm', chunkFileNames: 'joined-[hash].js' },
    logLevel: 'silent',
  });
}
