import { EventEmitter } from 'node:events';
import type { PGlite } from '@electric-sql/pglite';
import type { QueryConfig, QueryResult } from 'pg';
import { createPgliteSession } from './pglite-session.ts';
import { createTurns } from './turns.ts';

/** What a caller of `pg.Pool` and `pg.PoolClient` uses; a real pool has it too. */
export interface SqlClient extends EventEmitter {
  query(query: string | QueryConfig, values?: readonly unknown[]): Promise<QueryResult>;
  /** Gives the client back. An open transaction is rolled back before anybody else is served. */
  release(destroy?: boolean | Error): void;
}

export interface SqlPool extends EventEmitter {
  query(query: string | QueryConfig, values?: readonly unknown[]): Promise<QueryResult>;
  connect(): Promise<SqlClient>;
  end(): Promise<void>;
}

/**
 * A pool over the one session of an embedded database. Any number of clients may be out; their statements take turns.
 * A client with an open transaction keeps its turn until commit or rollback, so nobody sees or joins a transaction
 * that is not theirs. Whether one is open is asked of the database after each statement, never guessed from the text.
 * Ends without closing the database: that belongs to whoever opened it.
 */
export function createPglitePool(db: PGlite): SqlPool {
  const session = createPgliteSession(db);
  const turns = createTurns();
  const clients = new Set<SqlClient>();
  const listeners = new Map<SqlClient, Set<string>>();
  const pool = new EventEmitter();
  let ended = false;

  db.onNotification((channel, payload) => {
    for (const [client, channels] of listeners) {
      if (channels.has(channel)) client.emit('notification', { channel, payload, processId: 0 });
    }
  });

  function createClient(): SqlClient {
    const client = new EventEmitter();
    let turn: (() => void) | null = null;
    let released = false;
    // A client's own statements run one after the other, as on a connection.
    let tail: Promise<unknown> = Promise.resolve();

    async function once(text: string, values: readonly unknown[]): Promise<QueryResult> {
      turn ??= await turns.take();
      try {
        const result = await session.run(text, values);
        followChannels(text);
        return result;
      } finally {
        if (!session.inTransaction()) passOn();
      }
    }
    function passOn(): void {
      turn?.();
      turn = null;
    }
    function followChannels(text: string): void {
      const command = readListen(text);
      if (!command) return;
      const channels = listeners.get(self) ?? new Set();
      if (command.verb === 'listen') channels.add(command.channel);
      else channels.delete(command.channel);
      if (channels.size > 0) listeners.set(self, channels);
      else listeners.delete(self);
    }
    function query(input: string | QueryConfig, values?: readonly unknown[]): Promise<QueryResult> {
      if (released) return Promise.reject(new Error('Client was released back to the pool'));
      const { text, parameters } = readQuery(input, values);
      const run = tail.then(() => once(text, parameters));
      tail = run.catch(() => {});
      return run;
    }
    async function giveBack(): Promise<void> {
      await tail;
      // Only this client can have left a transaction open: it holds the turn.
      if (turn) await session.run('rollback', []).finally(passOn);
    }
    function release(): void {
      if (released) throw new Error('Release called on client which has already been released to the pool.');
      released = true;
      listeners.delete(self);
      void giveBack()
        .catch((error: unknown) => {
          if (pool.listenerCount('error') > 0) pool.emit('error', error);
        })
        .finally(() => clients.delete(self));
    }
    const self: SqlClient = Object.assign(client, { query, release });
    clients.add(self);
    return self;
  }

  async function connect(): Promise<SqlClient> {
    if (ended) throw new Error('Cannot use a pool after calling end on the pool');
    const client = createClient();
    pool.emit('connect', client);
    return client;
  }
  async function query(input: string | QueryConfig, values?: readonly unknown[]): Promise<QueryResult> {
    const client = await connect();
    try {
      return await client.query(input, values);
    } finally {
      client.release();
    }
  }
  async function end(): Promise<void> {
    if (ended) throw new Error('Called end on pool more than once');
    ended = true;
    // Waits for what is under way; a transaction that nobody will finish is rolled back by its release.
    const last = await turns.take();
    last();
  }
  return Object.assign(pool, { connect, query, end });
}

function readQuery(input: string | QueryConfig, values: readonly unknown[] | undefined) {
  if (typeof input === 'string') return { text: input, parameters: values ?? [] };
  return { text: input.text, parameters: values ?? input.values ?? [] };
}

const listenCommand = /^(?:\s|--[^\n]*(?:\n|$))*(listen|unlisten)\s+("(?:[^"]|"")*"|\w+)\s*;?\s*$/i;

/** The channel that a LISTEN or UNLISTEN names, null for any other statement. Unquoted names fold to lower case. */
function readListen(text: string): { verb: 'listen' | 'unlisten'; channel: string } | null {
  if (text.length > 1_000) return null;
  const [, verb, name] = listenCommand.exec(text) ?? [];
  if (!verb || !name) return null;
  return {
    verb: verb.toLowerCase() === 'listen' ? 'listen' : 'unlisten',
    channel: name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase(),
  };
}
