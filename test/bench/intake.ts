import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { secrets } from '../helpers/service.ts';
import { startServiceProcess } from '../helpers/service-process.ts';
import type { BareArgument } from './bare-server.ts';
import { type LoadResult, sendDeliveries } from './load.ts';
import { type BenchContext, type BenchPart, ms } from './part.ts';
import type { BindingName } from './places.ts';

interface IntakeResult {
  readonly waymark: LoadResult;
  readonly bare: LoadResult;
  /** Deliveries a second, Waymark's to the bare one's. */
  readonly ratio: number;
  readonly peakMemoryMb: number;
}

export const intake: BenchPart = {
  name: 'intake',
  on: 'each binding',
  async run(binding, context) {
    const figures = await measureIntake(binding, context);
    const row = ({ perSecond, p50, p99 }: LoadResult) =>
      `${perSecond.toFixed(0).padStart(6)} deliveries/s   p50 ${ms(p50)}   p99 ${ms(p99)}`;
    const { bare, waymark, ratio, peakMemoryMb } = figures;
    return {
      figures,
      lines: [
        ['bare Fastify + HMAC + add', row(bare)],
        ['Waymark', row(waymark)],
        ['ratio', ratio.toFixed(2).padStart(6)],
        ['peak memory, intake', `${peakMemoryMb.toFixed(0).padStart(6)} MB`],
      ],
    };
  },
};

/** As when somebody edits many issues at once: batches are for such loads. */
const connections = 256;

interface Contender {
  readonly address: string;
  memory(): Promise<number>;
  stop(): Promise<unknown>;
}

/**
 * Both servers run as processes of their own on databases of their own, web alone and nobody working on the queue.
 * They are loaded in turns, several times, so that whatever else the machine does falls on both.
 */
async function measureIntake(
  binding: BindingName,
  { build, places, sandbox, size: { rounds, count } }: BenchContext,
): Promise<IntakeResult> {
  const waymark: Contender = await startServiceProcess(build, await places.open(binding), sandbox, {
    role: 'web',
    logLevel: 'info',
  }).then((service) => ({ address: service.address, memory: service.memory, stop: () => service.kill() }));
  const bare = await startBare(build, { ...(await places.open(binding)), secret: secrets.jira });
  try {
    const load = ({ address }: Contender, deliveries: number) =>
      sendDeliveries({ address, secret: secrets.jira, count: deliveries, connections });
    for (const one of [bare, waymark]) await load(one, Math.ceil(count / 3));
    const results: { waymark: LoadResult[]; bare: LoadResult[] } = { waymark: [], bare: [] };
    for (let round = 0; round < rounds; round += 1) {
      results.bare.push(await load(bare, count));
      results.waymark.push(await load(waymark, count));
    }
    const [ours, theirs] = [median(results.waymark), median(results.bare)];
    const peakMemoryMb = (await waymark.memory()) / 1024;
    return { waymark: ours, bare: theirs, ratio: ours.perSecond / theirs.perSecond, peakMemoryMb };
  } finally {
    await Promise.all([waymark.stop(), bare.stop()]);
  }
}

async function startBare(build: string, argument: BareArgument): Promise<Contender> {
  const child = fork(join(build, 'test/bench/bare-server.js'), [JSON.stringify(argument)], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ address }] = (await once(child, 'message')) as [{ address: string }];
  return {
    address,
    async memory() {
      child.send('memory');
      const [{ memory }] = (await once(child, 'message')) as [{ memory: number }];
      return memory;
    },
    async stop() {
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
  };
}

/** The round in the middle by deliveries a second. */
function median(results: readonly LoadResult[]): LoadResult {
  const sorted = results.toSorted((a, b) => a.perSecond - b.perSecond);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error('no rounds');
  return middle;
}
