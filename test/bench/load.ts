import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { hubSignature } from '../../src/sandbox/jira/webhooks.ts';

export interface LoadResult {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

const distinctIssues = 1_000;

/** Jira's update of an issue, some 2.5 KB, about one of a thousand issues. */
function bodies(secret: string): readonly { readonly text: string; readonly signature: string }[] {
  return Array.from({ length: distinctIssues }, (_, index) => {
    const text = JSON.stringify({
      timestamp: 1_767_225_600_000,
      webhookEvent: 'jira:issue_updated',
      issue_event_type_name: 'issue_updated',
      user: { accountId: '5b10a2844c20165700ede21g', displayName: 'Mara Lind', active: true },
      issue: {
        id: String(10_000 + index),
        key: `SHOP-${index}`,
        fields: {
          summary: `Bookmark items in the cart, number ${index}`,
          description: 'As a shopper, I want to bookmark items in the cart. '.repeat(30),
          status: { name: 'To Do', statusCategory: { key: 'new' } },
          labels: ['cart', 'checkout'],
        },
      },
      changelog: {
        id: '7',
        items: [
          { field: 'summary', fieldtype: 'jira', fieldId: 'summary', fromString: 'Bookmarks', toString: 'x' },
        ],
      },
    });
    return { text, signature: hubSignature(secret, text) };
  });
}

/** Sends signed deliveries over that many connections, each waiting for its answer before the next. */
export async function sendDeliveries(options: {
  readonly address: string;
  readonly secret: string;
  readonly count: number;
  readonly connections: number;
}): Promise<LoadResult> {
  const { address, secret, count, connections } = options;
  const { hostname, port } = new URL(address);
  const all = bodies(secret);
  const run = randomUUID().slice(0, 13);
  const took: number[] = [];
  let sent = 0;

  function nextRequest(): string | null {
    if (sent >= count) return null;
    const body = all[sent % all.length];
    if (!body) return null;
    sent += 1;
    return [
      'POST /webhooks/jira HTTP/1.1',
      `host: ${hostname}`,
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(body.text)}`,
      `x-hub-signature: ${body.signature}`,
      `x-atlassian-webhook-identifier: ${run}-${sent}`,
      '',
      body.text,
    ].join('\r\n');
  }

  /** One connection; a small client of its own, so that sending costs as little as it can. */
  function connection(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname);
      let started = 0;
      let received = '';
      const next = () => {
        const request = nextRequest();
        if (request === null) {
          socket.end();
          resolve();
          return;
        }
        received = '';
        started = performance.now();
        socket.write(request);
      };
      socket.setNoDelay(true);
      socket.on('connect', next);
      socket.on('error', reject);
      socket.on('data', (data) => {
        received += data.toString('latin1');
        const end = received.indexOf('\r\n\r\n');
        if (end < 0) return;
        const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0);
        if (received.length < end + 4 + length) return;
        if (!received.startsWith('HTTP/1.1 200')) {
          reject(new Error(`a delivery was answered with ${received.slice(0, 200)}`));
          socket.destroy();
          return;
        }
        took.push(performance.now() - started);
        next();
      });
    });
  }

  const begun = performance.now();
  await Promise.all(Array.from({ length: connections }, connection));
  const seconds = (performance.now() - begun) / 1_000;
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { perSecond: count / seconds, p50: at(0.5), p99: at(0.99) };
}
