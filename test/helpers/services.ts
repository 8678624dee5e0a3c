import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Client } from 'pg';

/** A server that a test run or a single test has for itself. Its data lasts over `stop` and `start`. */
export interface TestServer {
  readonly url: string;
  start(): Promise<void>;
  /** `kill` ends it as a power cut does. */
  stop(how?: 'gently' | 'kill'): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

/** A throwaway PostgreSQL on a free loopback port; null when its programs are not on this machine. */
export async function createPostgresServer(): Promise<TestServer | null> {
  const programs = findPostgresPrograms();
  if (!programs) return null;
  const owner = postgresOwner();
  const folder = mkdtempSync(join(tmpdir(), 'waymark-postgres-'));
  chmodSync(folder, 0o700);
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const port = await freePort();
  const url = `postgres://waymark@127.0.0.1:${port}/postgres`;
  const initdb = ['-D', data, '-U', 'waymark', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--locale=C'];
  execFileSync(join(programs, 'initdb'), initdb, { ...owner, cwd: folder, stdio: 'ignore' });

  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    fsync: 'off',
    full_page_writes: 'off',
    max_connections: '300',
    shared_buffers: '64MB',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return createServerOf({
    url,
    folder,
    spawn: () =>
      spawn(join(programs, 'postgres'), ['-D', data, ...flags], { ...owner, cwd: folder, stdio: 'ignore' }),
    // SIGINT ends sessions; the gentler SIGTERM would wait for their clients to leave.
    gentleSignal: 'SIGINT',
    async ping() {
      const client = new Client({ connectionString: url });
      client.on('error', () => {});
      try {
        await client.connect();
        await client.query('select 1');
      } finally {
        await client.end().catch(() => {});
      }
    },
  });
}

/** A throwaway Redis on a free loopback port, set up as production wants it; null when there is none. */
export async function createRedisServer(): Promise<TestServer | null> {
  const program = onPath('redis-server');
  if (!program) return null;
  const folder = mkdtempSync(join(tmpdir(), 'waymark-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const flags = Object.entries({
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: 'yes',
    appendfsync: 'everysec',
    'maxmemory-policy': 'noeviction',
    databases: '4096',
  }).flatMap(([name, value]) => [`--${name}`, value]);
  return createServerOf({
    url,
    folder,
    spawn: () => spawn(program, flags, { stdio: 'ignore' }),
    gentleSignal: 'SIGTERM',
    async ping() {
      const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
      client.on('error', () => {});
      try {
        await client.connect();
        await client.ping();
      } finally {
        client.disconnect();
      }
    },
  });
}

async function createServerOf(deps: {
  url: string;
  folder: string;
  spawn: () => ChildProcess;
  gentleSignal: NodeJS.Signals;
  ping: () => Promise<void>;
}): Promise<TestServer> {
  let child: ChildProcess | null = null;
  const server: TestServer = {
    url: deps.url,
    async start() {
      child = deps.spawn();
      await untilAnswering(deps.ping, child);
    },
    async stop(how = 'gently') {
      if (!child || child.exitCode !== null) return;
      const exit = once(child, 'exit');
      child.kill(how === 'kill' ? 'SIGKILL' : deps.gentleSignal);
      await exit;
      child = null;
    },
    async remove() {
      await server.stop();
      rmSync(deps.folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

async function untilAnswering(ping: () => Promise<void>, child: ChildProcess): Promise<void> {
  const end = Date.now() + 30_000;
  for (;;) {
    try {
      return await ping();
    } catch (error) {
      if (child.exitCode !== null) throw new Error(`the server ended with exit code ${child.exitCode}`);
      if (Date.now() > end) throw error;
      await delay(50);
    }
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function findPostgresPrograms(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return (
    folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name)))) ?? null
  );
}

/** PostgreSQL refuses to run as root, so then it runs as the user that its package made. */
function postgresOwner(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function onPath(program: string): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find(existsSync) ?? null;
}
