import { type DatabaseSettings, openDatabase } from '../../../src/store/database.ts';
import { createDeliveries } from '../../../src/store/deliveries.ts';
import { print, quietLog } from './common.ts';

/** Records deliveries for ever and says `stored <key>` for each one that is. */
const settings = JSON.parse(process.argv[2] ?? '') as DatabaseSettings;
const deliveries = createDeliveries(await openDatabase(settings, { log: quietLog }));

async function recordForEver(lane: number): Promise<never> {
  for (let count = 0; ; count++) {
    const deliveryKey = `${process.pid}-${lane}-${count}`;
    await deliveries.record({
      tracker: 'jira',
      receivedAt: new Date(),
      ignoredBecause: null,
      event: {
        deliveryKey,
        contentKey: null,
        type: 'jira:issue_updated',
        issue: { id: '10001', key: 'SHOP-1' },
        occurredAt: null,
        body: { text: 'x'.repeat(1_000) },
      },
    });
    print(`stored ${deliveryKey}`);
  }
}
await Promise.all([0, 1, 2, 3, 4].map(recordForEver));
