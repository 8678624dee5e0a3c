import { readFileSync } from 'node:fs';
import { type AppOptions, createApp, type Role } from '../../../src/app.ts';
import { type Environment, loadConfig } from '../../../src/config.ts';
import type { IssueRef } from '../../../src/domain/issue.ts';
import { createLog } from '../../../src/log.ts';
import { arm, installKillSwitch, type KillPoint } from './kill-switch.ts';

/** What the test gives the process to start with. */
export interface ServiceArgument {
  readonly env: Environment;
  readonly role: Role;
  readonly settleSeconds: number;
  readonly options: Pick<AppOptions, 'queueTimings' | 'trackerTimeoutMs' | 'concurrency'>;
}

/** What the test may ask while it runs; every question has its number, and the answer bears it. */
export type Question =
  | { readonly ask: 'arm'; readonly point: KillPoint }
  | { readonly ask: 'waiting' | 'reviews' | 'deliveries' | 'comments' | 'memory' }
  | { readonly ask: 'review'; readonly ref: IssueRef }
  | { readonly ask: 'stop' };

/** The whole service in a process of its own, which can be told at which step to die. */
let isInstalled = false;
const { env, role, settleSeconds, options } = JSON.parse(process.argv[2] ?? '') as ServiceArgument;
const config = loadConfig(env, (path) => readFileSync(path, 'utf8'));
const { everywhere } = config.settings;
const settings = { ...config.settings, everywhere: { ...everywhere, review: { settleSeconds } } };
const log = createLog({ level: config.logLevel, destination: process.stderr });
const app = await createApp({ ...config, settings }, { ...options, log });
const { address } = await app.start({ role });

process.on('message', (message: { readonly number: number; readonly question: Question }) => {
  const { number, question } = message;
  answer(question).then(
    (value) => process.send?.({ number, value }),
    (error: unknown) => process.send?.({ number, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(1));
process.on('SIGTERM', () => void app.stop().then(() => process.exit(0)));
process.send?.({ address });

async function answer(question: Question): Promise<unknown> {
  switch (question.ask) {
    case 'arm':
      if (!isInstalled) installKillSwitch();
      isInstalled = true;
      return arm(question.point);
    case 'review':
      return app.reviews.find(question.ref);
    case 'deliveries':
      return app.deliveries.list({ limit: 100_000 });
    case 'comments':
      return app.comments.counts();
    case 'waiting':
      return sum((await app.deliveries.counts()).filter(({ status }) => status === 'waiting'));
    case 'reviews': {
      const queues = (await app.queue.depth()).filter(({ queue }) => queue.startsWith('reviews-'));
      return {
        open: queues.reduce((total, { waiting, active, delayed }) => total + waiting + active + delayed, 0),
        failed: queues.reduce((total, { failed }) => total + failed, 0),
      };
    }
    case 'memory':
      return process.resourceUsage().maxRSS;
    case 'stop':
      return app.stop();
  }
}

function sum(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((total, { count }) => total + count, 0);
}
