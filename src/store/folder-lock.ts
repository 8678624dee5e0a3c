import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SetupError } from '../domain/errors.ts';

export interface FolderLock {
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  /** Tells this process from an earlier one with the same pid; null where the system does not say. */
  readonly started: string | null;
  readonly host: string;
  readonly nonce: string;
}

const fileName = 'waymark.lock';
const heartbeatMs = 5_000;
/** A holder on another host cannot be asked, so its heartbeat decides. */
const foreignStaleMs = 4 * heartbeatMs;
const held = new Set<string>();

/**
 * Keeps a data folder for this process alone. The lock of a process that was killed is taken over at once: it is
 * known by pid and start time (in a container every process may be pid 1). Throws `SetupError` while the holder lives.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(resolve(folder), fileName);
  await mkdir(folder, { recursive: true });
  const mine: Holder = {
    pid: process.pid,
    started: await startOf(process.pid),
    host: hostname(),
    nonce: randomUUID(),
  };
  for (let tries = 0; tries < 20; tries++) {
    if (await create(path, mine)) {
      // Somebody who took over the same stale lock may have moved ours aside for a moment.
      await delay(20);
      if ((await read(path))?.nonce === mine.nonce) return keep(path, mine);
      continue;
    }
    const holder = await read(path);
    if (holder && (await isAlive(holder, path))) throw inUse(folder, holder);
    await moveAside(path, holder);
  }
  throw new SetupError([`The data folder ${folder} could not be locked: others keep taking ${path}.`]);
}

async function create(path: string, mine: Holder): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(JSON.stringify(mine));
    await file.close();
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Null when there is no readable lock: absent, or left half-written by a process that was killed in between. */
async function read(path: string): Promise<Holder | null> {
  for (let tries = 0; tries < 5; tries++) {
    try {
      const holder: unknown = JSON.parse(await readFile(path, 'utf8'));
      return isHolder(holder) ? holder : null;
    } catch (error) {
      if (isCode(error, 'ENOENT')) return null;
      await delay(10);
    }
  }
  return null;
}

/** Renaming is atomic: of several that take over the same stale lock one succeeds, and a fresh one is put back. */
async function moveAside(path: string, stale: Holder | null): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  const moved = await read(aside);
  if (moved && moved.nonce !== stale?.nonce) {
    await writeFile(path, JSON.stringify(moved), { flag: 'wx' }).catch(() => {});
  }
  await rm(aside, { force: true });
}

function keep(path: string, mine: Holder): FolderLock {
  held.add(mine.nonce);
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, heartbeatMs);
  heartbeat.unref();
  return {
    async release() {
      clearInterval(heartbeat);
      held.delete(mine.nonce);
      if ((await read(path))?.nonce === mine.nonce) await rm(path, { force: true });
    },
  };
}

async function isAlive(holder: Holder, path: string): Promise<boolean> {
  if (holder.host !== hostname()) {
    const age = await ageOf(path);
    return age !== null && age < foreignStaleMs;
  }
  if (holder.pid === process.pid) return held.has(holder.nonce);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (!isCode(error, 'EPERM')) return false;
  }
  const started = await startOf(holder.pid);
  return started === null || holder.started === null || started === holder.started;
}

async function ageOf(path: string): Promise<number | null> {
  try {
    const file = await open(path, 'r');
    const { mtimeMs } = await file.stat();
    await file.close();
    return Date.now() - mtimeMs;
  } catch {
    return null;
  }
}

/** When a process started, from Linux's `/proc`: boot id and clock ticks since boot (field 22 of `stat`). */
async function startOf(pid: number): Promise<string | null> {
  try {
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in parentheses and may itself hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return `${boot}:${fields[19]}`;
  } catch {
    return null;
  }
}

function inUse(folder: string, holder: Holder): SetupError {
  const where = holder.host === hostname() ? '' : ` on ${holder.host}`;
  return new SetupError([
    `The data folder ${folder} is in use by process ${holder.pid}${where}. Stop that process, give this one another ` +
      'folder with DATA_DIR, or set DATABASE_URL: a PostgreSQL server takes several processes.',
  ]);
}

function isHolder(value: unknown): value is Holder {
  const { pid, host, nonce } = (value ?? {}) as Record<string, unknown>;
  return typeof pid === 'number' && typeof host === 'string' && typeof nonce === 'string';
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}
