import { onTestFinished } from 'vitest';
import type { WebhookRequest } from '../../src/domain/ports.ts';
import { createMetrics } from '../../src/web/metrics.ts';
import { createServer, type ServerDeps } from '../../src/web/server.ts';
import type { ReceiveOutcome } from '../../src/workflows/receive-delivery.ts';
import { createTestGate } from './gate.ts';
import { createRecordedLog } from './recorded-log.ts';

/** A server around a given answer of the workflow; it keeps what the workflow was asked. */
export async function buildServer(
  options: Partial<ServerDeps> & { answer?: ReceiveOutcome | (() => Promise<ReceiveOutcome>) } = {},
) {
  const { answer = { outcome: 'accepted' }, ...deps } = options;
  const asked: { tracker: string; request: WebhookRequest }[] = [];
  const log = createRecordedLog();
  const metrics = createMetrics({ processMetrics: false });
  const server = await createServer({
    receive: async (tracker, request) => {
      asked.push({ tracker, request });
      return typeof answer === 'function' ? answer() : answer;
    },
    parts: [],
    gate: createTestGate().gate,
    metrics,
    clock: { now: () => new Date('2026-11-20T12:00:00Z') },
    log,
    ...deps,
  });
  onTestFinished(() => server.close());
  return { server, asked, log, metrics };
}
