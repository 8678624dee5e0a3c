import { createHmac, timingSafeEqual } from 'node:crypto';
import { createPostgresBackend, createRedisBackend, type PgPool, Queue, runMigrations } from 'bullmq';
import { fastify } from 'fastify';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { openDatabase } from '../../src/store/database.ts';

// What intake is measured against: the least that takes a signed delivery in without losing it, which here means that
// the job carries the body.

export interface BareArgument {
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly dataDir: string | null;
  readonly secret: string;
}

const { databaseUrl, redisUrl, dataDir, secret } = JSON.parse(process.argv[2] ?? '') as BareArgument;
const queue = await openQueue();
const server = fastify({ logger: false });
server.removeAllContentTypeParsers();
server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
server.post('/webhooks/jira', async (request, reply) => {
  const body = request.body as Buffer;
  const given = Buffer.from(String(request.headers['x-hub-signature']));
  const right = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return reply.code(401).send();
  const id = String(request.headers['x-atlassian-webhook-identifier']);
  await queue.add('delivery', { id, body: JSON.parse(body.toString('utf8')) }, { removeOnComplete: true });
  return { outcome: 'accepted' };
});
const address = await server.listen({ host: '127.0.0.1', port: 0 });
process.send?.({ address });
process.on('message', () => process.send?.({ memory: process.resourceUsage().maxRSS }));
process.on('disconnect', () => process.exit(0));

async function openQueue(): Promise<Pick<Queue, 'add'>> {
  if (redisUrl !== null) {
    const connection = new Redis(redisUrl, { maxRetriesPerRequest: 1 });
    return new Queue('bare', { connection }, createRedisBackend);
  }
  const pool = databaseUrl !== null ? openPool(databaseUrl) : await openEmbedded(dataDir ?? '');
  const client = await pool.connect();
  await runMigrations(client);
  client.release();
  return new Queue('bare', { connection: pool }, createPostgresBackend) as unknown as Queue;
}

function openPool(connectionString: string): PgPool {
  return new Pool({
    connectionString,
    max: 10,
    options: '-c search_path=bullmq,public',
  }) as unknown as PgPool;
}

/** The product's adapter: there is no other way to run this queue in an embedded database. */
async function openEmbedded(dataDir: string): Promise<PgPool> {
  const quiet = { debug() {}, info() {}, warn() {}, error() {}, child: () => quiet };
  return (await openDatabase({ kind: 'pglite', dataDir }, { log: quiet })).pool as unknown as PgPool;
}
