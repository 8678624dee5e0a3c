import { createPostgresBackend, type PgPool, Queue, runMigrations, Worker } from 'bullmq';
import { type Backend, keptEvents } from './backend.ts';
import { createPatientPool } from './patient-pool.ts';

/**
 * Jobs in the schema `bullmq` of a PostgreSQL server or an embedded one. The pool's search path must be that schema,
 * and it must have room for a connection per worker besides those for statements. The pool stays open on close.
 */
export async function openPostgresBackend(settings: {
  readonly pool: PgPool;
  readonly onError: (error: Error) => void;
}): Promise<Backend> {
  const client = await settings.pool.connect();
  try {
    // Runs in one transaction under an advisory lock of its own.
    await runMigrations(client);
  } finally {
    client.release();
  }
  const connection = createPatientPool(settings.pool, settings.onError);

  return {
    createQueue: (name) =>
      // The factory fixes the class's types to its own backend; what is used here is the same for all.
      new Queue(
        name,
        { connection, streams: { events: { maxLen: keptEvents } } },
        createPostgresBackend,
      ) as unknown as Queue,
    createWorker: (name, processor, options) =>
      new Worker(
        name,
        processor,
        { ...options, connection, autorun: false },
        createPostgresBackend,
      ) as unknown as Worker,
    assertReachable() {},
    async ping() {
      await connection.query('select 1');
    },
    async inspect() {
      const { rows } = await connection.query('show server_version');
      return { backend: 'postgres', version: `PostgreSQL ${rows[0]?.server_version}`, problems: [] };
    },
    async close() {
      connection.detach();
    },
  };
}
