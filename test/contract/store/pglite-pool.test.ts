import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/store/database.ts';
import type { SqlClient, SqlPool } from '../../../src/store/pglite-pool.ts';
import { openScratchDatabase } from '../../helpers/databases.ts';

let database: Database;
let pool: SqlPool;
beforeAll(async () => {
  database = await openScratchDatabase();
  pool = database.pool;
  await pool.query('create table public.notes (id serial primary key, author text, line int)');
});
afterAll(() => database.close());
beforeEach(async () => {
  await pool.query('truncate public.notes');
});

const note = (on: Pick<SqlPool, 'query'>, author: string, line = 0) =>
  on.query('insert into public.notes (author, line) values ($1, $2)', [author, line]);
const authors = async () =>
  (await pool.query('select author from public.notes order by id')).rows.map((row) => String(row.author));

/** Whether a promise is still open after everything that can run has run. */
async function isOpen(promise: Promise<unknown>): Promise<boolean> {
  return Promise.race([promise.then(() => false), delay(100).then(() => true)]);
}

describe('a client with an open transaction', () => {
  test('holds up everybody else until it commits', async () => {
    const client = await pool.connect();
    await client.query('begin');
    await note(client, 'inside');
    const other = note(pool, 'other');
    expect(await isOpen(other)).toBe(true);
    await client.query('commit');
    await other;
    client.release();
    expect(await authors()).toEqual(['inside', 'other']);
  });

  test('holds up everybody else until it rolls back, and leaves nothing', async () => {
    const client = await pool.connect();
    await client.query('begin');
    await note(client, 'inside');
    const other = note(pool, 'other');
    await client.query('rollback');
    await other;
    client.release();
    expect(await authors()).toEqual(['other']);
  });

  test('is rolled back when it is released without a word', async () => {
    const client = await pool.connect();
    await client.query('begin');
    await note(client, 'forgotten');
    client.release();
    await note(pool, 'other');
    expect(await authors()).toEqual(['other']);
  });

  test('is rolled back when it is released before its last statement has run', async () => {
    const client = await pool.connect();
    await client.query('begin');
    const last = note(client, 'forgotten');
    client.release();
    await last;
    await note(pool, 'other');
    expect(await authors()).toEqual(['other']);
  });

  test('keeps its turn after a failed statement until it rolls back', async () => {
    const client = await pool.connect();
    await client.query('begin');
    await expect(client.query('select 1 / 0')).rejects.toMatchObject({ code: '22012' });
    const other = note(pool, 'other');
    expect(await isOpen(other)).toBe(true);
    await expect(note(client, 'too late')).rejects.toMatchObject({ code: '25P02' });
    await client.query('rollback');
    await other;
    client.release();
    expect(await authors()).toEqual(['other']);
  });

  test('keeps its turn over savepoints', async () => {
    const client = await pool.connect();
    await client.query('begin');
    await note(client, 'kept');
    await client.query('savepoint here');
    await note(client, 'undone');
    await client.query('rollback to savepoint here');
    const other = note(pool, 'other');
    expect(await isOpen(other)).toBe(true);
    await client.query('release savepoint here');
    expect(await isOpen(other)).toBe(true);
    await client.query('commit');
    await other;
    client.release();
    expect(await authors()).toEqual(['kept', 'other']);
  });

  test('is recognised however the transaction was begun and ended', async () => {
    const client = await pool.connect();
    await client.query('/* a comment */ -- and another\n start transaction; select 1');
    const other = note(pool, 'other');
    expect(await isOpen(other)).toBe(true);
    await client.query('select 2; end');
    await other;
    client.release();
  });

  test('goes on with a chained transaction', async () => {
    const client = await pool.connect();
    await client.query('begin');
    await note(client, 'first');
    await client.query('commit and chain');
    const other = note(pool, 'other');
    expect(await isOpen(other)).toBe(true);
    await client.query('rollback');
    await other;
    client.release();
    expect(await authors()).toEqual(['first', 'other']);
  });
});

describe('a client without a transaction', () => {
  test('keeps nobody waiting while it is out', async () => {
    const client = await pool.connect();
    await client.query('select 1');
    await note(pool, 'other');
    await note(client, 'later');
    client.release();
    expect(await authors()).toEqual(['other', 'later']);
  });

  test('runs its statements in the order in which they were asked for', async () => {
    const client = await pool.connect();
    await Promise.all(Array.from({ length: 20 }, (_, line) => note(client, 'one', line)));
    client.release();
    const { rows } = await pool.query('select line from public.notes order by id');
    expect(rows.map((row) => row.line)).toEqual(Array.from({ length: 20 }, (_, line) => line));
  });

  test('goes on after a failed statement', async () => {
    const client = await pool.connect();
    await expect(client.query('select nonsense')).rejects.toMatchObject({ code: '42703' });
    await note(client, 'next');
    client.release();
    expect(await authors()).toEqual(['next']);
  });

  test('is of no use after its release', async () => {
    const client = await pool.connect();
    client.release();
    await expect(client.query('select 1')).rejects.toThrow('released');
    expect(() => client.release()).toThrow('already been released');
  });
});

describe('notifications', () => {
  test('reach the client that listens, and no other', async () => {
    const [listening, deaf] = [await pool.connect(), await pool.connect()];
    const heard: unknown[] = [];
    listening.on('notification', (message) => heard.push(message));
    deaf.on('notification', () => heard.push('deaf client'));
    await listening.query('-- subscribes\n-- to jobs\nLISTEN "Some jobs";\n');
    await deaf.query('listen elsewhere');
    await pool.query(`select pg_notify('Some jobs', 'hello')`);
    expect(heard).toEqual([{ channel: 'Some jobs', payload: 'hello', processId: 0 }]);

    await listening.query('unlisten "Some jobs"');
    await pool.query(`select pg_notify('Some jobs', 'again')`);
    expect(heard).toHaveLength(1);
    listening.release();
    deaf.release();
  });

  test('that are sent in a transaction arrive with its commit', async () => {
    const [listening, sending] = [await pool.connect(), await pool.connect()];
    const heard: string[] = [];
    listening.on('notification', ({ payload }) => heard.push(payload));
    await listening.query('listen jobs');
    for (const end of ['rollback', 'commit']) {
      await sending.query('begin');
      await sending.query(`notify jobs, '${end}'`);
      await sending.query(end);
    }
    await pool.query('select 1');
    expect(heard).toEqual(['commit']);
    listening.release();
    sending.release();
  });
});

describe('values', () => {
  test('go in and come out as with a server', async () => {
    const at = new Date('2026-01-02T03:04:05.678Z');
    const { rows, rowCount } = await pool.query(
      'select $1::int8 as big, $2::jsonb as json, $3::text[] as list, $4::timestamptz as at, $5::bytea as bytes, $6::text as nothing',
      [9_007_199_254_740_991, { a: ['b', null] }, ['x', 'quoted " and \\'], at, Buffer.from([0, 255]), null],
    );
    expect(rowCount).toBe(1);
    expect(rows).toEqual([
      {
        big: 9_007_199_254_740_991,
        json: { a: ['b', null] },
        list: ['x', 'quoted " and \\'],
        at,
        bytes: Buffer.from([0, 255]),
        nothing: null,
      },
    ]);
  });

  test('that do not fit are refused and harm nobody else', async () => {
    await expect(pool.query('select $1::int', ['many'])).rejects.toMatchObject({ code: '22P02' });
    await expect(pool.query('select $1::text', ['a\0b'])).rejects.toMatchObject({ code: '22021' });
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });
});

type Ending = 'commit' | 'rollback' | 'fail' | 'forget' | 'none';
const endings: readonly Ending[] = ['commit', 'rollback', 'fail', 'forget', 'none'];

/** Writes `lines` notes and ends as told; `none` writes them without a transaction. */
async function run(client: SqlClient, author: string, lines: number, ending: Ending): Promise<void> {
  if (ending !== 'none') await client.query('begin');
  for (let line = 0; line < lines; line++) {
    await note(client, author, line);
    await delay(0);
  }
  if (ending === 'commit' || ending === 'rollback') await client.query(ending);
  if (ending === 'fail') await client.query('select 1 / 0').catch(() => client.query('rollback'));
}

test('any mix of clients: what is committed is there, nothing else is, and no transaction is cut into', async () => {
  const script = fc.record({ lines: fc.integer({ min: 1, max: 4 }), ending: fc.constantFrom(...endings) });
  await fc.assert(
    fc.asyncProperty(fc.array(script, { minLength: 1, maxLength: 12 }), async (scripts) => {
      await pool.query('truncate public.notes');
      await Promise.all(
        scripts.map(async ({ lines, ending }, index) => {
          const client = await pool.connect();
          await run(client, `${index}`, lines, ending);
          client.release();
        }),
      );

      const { rows } = await pool.query(
        'select author, count(*) as lines, max(id) - min(id) + 1 as span from public.notes group by author',
      );
      const found = new Map(rows.map((row) => [row.author, row]));
      scripts.forEach(({ lines, ending }, index) => {
        const there = ending === 'commit' || ending === 'none';
        expect(found.get(`${index}`)?.lines ?? 0).toBe(there ? lines : 0);
        // Ids are given out in the order of the statements, so a gap is somebody else's statement.
        if (ending === 'commit') expect(found.get(`${index}`)?.span).toBe(lines);
      });
    }),
    { numRuns: 60 },
  );
});
