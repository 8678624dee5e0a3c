import { createHmac } from 'node:crypto';
import type { WebhookRequest } from '../../src/domain/ports.ts';

export const webhookSecret = 'a webhook secret for tests';

const bytes = (body: unknown): Buffer =>
  Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));

const hmac = (body: Uint8Array) => createHmac('sha256', webhookSecret).update(body).digest('hex');

/** A webhook call as Jira signs it; a header given as undefined is left out. */
export function signedByJira(
  body: unknown,
  headers: Record<string, string | undefined> = {},
): WebhookRequest {
  const rawBody = bytes(body);
  return {
    rawBody,
    receivedAt: new Date('2026-03-02T10:00:00Z'),
    headers: {
      'content-type': 'application/json',
      'x-hub-signature': `sha256=${hmac(rawBody)}`,
      'x-atlassian-webhook-identifier': 'delivery-1',
      ...headers,
    },
  };
}

/** A webhook call as Linear signs it, received when its own timestamp says. */
export function signedByLinear(
  body: unknown,
  headers: Record<string, string | undefined> = {},
  receivedAt = new Date('2026-03-02T10:00:00Z'),
): WebhookRequest {
  const rawBody = bytes(body);
  return {
    rawBody,
    receivedAt,
    headers: {
      'content-type': 'application/json',
      'linear-signature': hmac(rawBody),
      'linear-delivery': 'delivery-1',
      ...headers,
    },
  };
}
