import { randomUUID } from 'node:crypto';
import type { TrackerName } from '../../src/domain/issue.ts';
import { hubSignature } from '../../src/sandbox/jira/webhooks.ts';
import { linearSignature } from '../../src/sandbox/linear/webhooks.ts';
import { secrets } from './service.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** The id under which it was sent. */
  readonly deliveryKey: string;
}

/** Posts a body to a running service as the tracker would, signed and stamped with now. */
export async function postSigned(
  address: string,
  tracker: TrackerName,
  body: string | Buffer,
  deliveryKey: string = randomUUID(),
): Promise<Answer> {
  const answer = await fetch(`${address}/webhooks/${tracker}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headersOf(tracker, body, deliveryKey) },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  return { status: answer.status, text: await answer.text(), deliveryKey };
}

function headersOf(tracker: TrackerName, body: string | Buffer, deliveryKey: string): Record<string, string> {
  return tracker === 'jira'
    ? {
        'x-atlassian-webhook-identifier': deliveryKey,
        'x-hub-signature': hubSignature(secrets.jira, body),
      }
    : {
        'linear-delivery': deliveryKey,
        'linear-timestamp': String(Date.now()),
        'linear-signature': linearSignature(secrets.linear, body),
      };
}
