import { Redis } from 'ioredis';

/** An empty database of the server at `url` that no other suite uses; its number is counted up in database 0. */
export async function createRedisDatabase(url: string): Promise<{ url: string; empty(): Promise<void> }> {
  const admin = new Redis(url, { lazyConnect: true });
  await admin.connect();
  const [, databases = '16'] = (await admin.config('GET', 'databases')) as string[];
  const number = 1 + ((await admin.incr('waymark:test-databases')) % (Number(databases) - 1));
  await admin.select(number);
  await admin.flushdb();
  admin.disconnect();
  const own = new URL(url);
  own.pathname = `/${number}`;
  return {
    url: own.href,
    async empty() {
      const client = new Redis(own.href, { lazyConnect: true });
      await client.connect();
      await client.flushdb();
      client.disconnect();
    },
  };
}
