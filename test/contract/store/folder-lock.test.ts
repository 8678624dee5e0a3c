import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SetupError } from '../../../src/domain/errors.ts';
import { lockFolder } from '../../../src/store/folder-lock.ts';
import { spawnHelper, type TestProcess } from '../../helpers/spawn.ts';

let folder: string;
let children: TestProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-lock-'));
  children = [];
});
afterEach(async () => {
  await Promise.all(children.map((child) => child.kill()));
  rmSync(folder, { recursive: true, force: true });
});

function hold(): TestProcess {
  const child = spawnHelper('hold-folder', folder);
  children.push(child);
  return child;
}
const lockFile = () => join(folder, 'waymark.lock');
const leave = (holder: object) => writeFileSync(lockFile(), JSON.stringify({ nonce: 'old', ...holder }));

test('a locked folder is refused with the process that has it and the remedy', async () => {
  const holder = hold();
  await holder.line('open');
  const refusal = await lockFolder(folder).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(SetupError);
  expect(String(refusal)).toContain(`process ${holder.pid}.`);
  expect(String(refusal)).toContain('DATABASE_URL');
});

test('a folder is free when its process has let it go', async () => {
  const holder = hold();
  await holder.line('open');
  await holder.kill('SIGTERM');
  expect(readdirSync(folder)).toEqual([]);
  await (await lockFolder(folder)).release();
});

test('the lock of a killed process is taken over at once', async () => {
  const holder = hold();
  await holder.line('open');
  await holder.kill('SIGKILL');
  await (await lockFolder(folder)).release();
  expect(readdirSync(folder)).toEqual([]);
});

test('a process does not lock a folder twice', async () => {
  const lock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(`process ${process.pid}`);
  await lock.release();
  await (await lockFolder(folder)).release();
});

test.each([
  ['of an earlier process with our number', { pid: process.pid, started: 'another boot:1' }],
  ['of an earlier process with the number of a living one', { pid: process.ppid, started: 'another boot:1' }],
  ['of a process that is no more', { pid: 2 ** 22 - 1, started: null }],
])('the lock %s is taken over', async (_, holder) => {
  leave({ ...holder, host: hostname() });
  await (await lockFolder(folder)).release();
});

test('a lock that was cut short is taken over', async () => {
  writeFileSync(lockFile(), '{"pid":1,"ho');
  await (await lockFolder(folder)).release();
});

test('a lock from another host counts while its heart beats', async () => {
  leave({ pid: 1, host: 'another-host', started: null });
  await expect(lockFolder(folder)).rejects.toThrow('process 1 on another-host');
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(lockFile(), longAgo, longAgo);
  await (await lockFolder(folder)).release();
});

test('a stale lock goes to exactly one of several processes that want it', async () => {
  leave({ pid: 2 ** 22 - 1, host: hostname(), started: null });
  const wanting = Array.from({ length: 6 }, hold);
  const outcomes = await Promise.all(
    wanting.map((child) => Promise.any([child.line('open'), child.line('refused')])),
  );
  expect(outcomes.toSorted()).toEqual(['open', ...Array(5).fill('refused')]);
});
