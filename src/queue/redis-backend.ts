import { createRedisBackend, Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { type Backend, type Inspection, keptEvents } from './backend.ts';

const commandTimeoutMs = 5_000;
const oldestRedis = [6, 2] as const;

/**
 * Jobs in Redis. Producers share one connection that fails fast while Redis is away; each worker has its own, which
 * waits and reconnects. `onError` hears of lost connections.
 */
export async function openRedisBackend(settings: {
  readonly url: string;
  readonly prefix: string;
  readonly onError: (error: Error) => void;
}): Promise<Backend> {
  const { url, prefix, onError } = settings;
  const producer = new Redis(url, {
    connectionName: 'waymark',
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: commandTimeoutMs,
    retryStrategy,
  });
  producer.on('error', onError);
  try {
    await producer.connect();
  } catch (error) {
    producer.disconnect();
    throw error;
  }

  return {
    createQueue: (name) =>
      new Queue(
        name,
        { connection: producer, prefix, streams: { events: { maxLen: keptEvents } } },
        createRedisBackend,
      ),
    createWorker: (name, processor, options) =>
      new Worker(
        name,
        processor,
        {
          ...options,
          prefix,
          autorun: false,
          connection: { url, connectionName: 'waymark-worker', maxRetriesPerRequest: null, retryStrategy },
        },
        createRedisBackend,
      ),
    assertReachable() {
      if (producer.status !== 'ready') throw new Error(`Redis is away (${producer.status})`);
    },
    async ping() {
      await producer.ping();
    },
    inspect: () => inspect(producer),
    async close() {
      producer.disconnect();
    },
  };
}

function retryStrategy(times: number): number {
  return Math.min(100 * 2 ** Math.min(times, 10), 3_000);
}

/** Jobs must survive a restart of Redis and never be evicted. Managed services may hide some settings. */
async function inspect(redis: Redis): Promise<Inspection> {
  const info = readInfo(await redis.info());
  const version = info.get('redis_version') ?? 'unknown';
  const problems: string[] = [];
  if (isOlder(version)) problems.push(`Redis ${version} is too old: 6.2 or newer is needed.`);
  const policy = info.get('maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction') {
    problems.push(`Redis may throw jobs away: maxmemory-policy is ${policy}, set it to noeviction.`);
  }
  if (info.get('aof_enabled') === '0') {
    problems.push('Redis may lose jobs in a restart: set appendonly to yes.');
  }
  return { backend: 'redis', version: `Redis ${version}`, problems };
}

function readInfo(text: string): ReadonlyMap<string, string> {
  const lines = text.split(/\r?\n/).filter((line) => line.includes(':'));
  return new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)] as const),
  );
}

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < oldestRedis[0] || (major === oldestRedis[0] && minor < oldestRedis[1]);
}
