import { COMMAND_PREFIX, mayHoldCommand } from '../../domain/commands/command-lines.ts';
import type { IncomingEvent, WebhookReading, WebhookRequest } from '../../domain/ports.ts';
import { recordedBody } from '../delivery-body.ts';
import { isoTime, tidy } from '../lenient.ts';
import { sha256, signatureMatches } from '../signature.ts';
import { boundedKey, jsonObject } from '../webhook-body.ts';
import { type LinearWebhookBody, linearWebhookBody } from './schema.ts';

/** Linear's own limit against replays. */
const FRESH_MS = 60_000;
const ISSUE_ACTIONS = new Set(['create', 'update', 'remove']);

/**
 * Reads Linear's webhooks: `Linear-Signature` is the hex HMAC of the raw body. The time that counts is the signed
 * `webhookTimestamp`; bodies of old versions have none, and for them the `Linear-Timestamp` header is taken, which is
 * weaker and backed by the deduplication on what happened. With neither, a call cannot be told from a replay and is
 * rejected as stale. Whatever is signed and fresh is an event or ignored.
 */
export function createLinearWebhookReader(secret: string): (request: WebhookRequest) => WebhookReading {
  return ({ headers, rawBody, receivedAt }) => {
    if (!signatureMatches(rawBody, secret, headers['linear-signature'] ?? '')) {
      const detail = headers['linear-signature'] ? 'does not match the body' : 'is missing';
      return { outcome: 'rejected', reason: 'signature', detail: `Linear-Signature ${detail}` };
    }
    const read = jsonObject(rawBody);
    if (!read) return { outcome: 'rejected', reason: 'unreadable', detail: 'the body is not a JSON object' };
    const { text, json } = read;

    const body = linearWebhookBody.parse(json);
    const sentAt = sentTime(body.webhookTimestamp, headers['linear-timestamp']);
    if (sentAt === null || Math.abs(receivedAt.getTime() - sentAt) > FRESH_MS) {
      const detail = sentAt === null ? 'no webhookTimestamp' : 'webhookTimestamp is more than 60 s away';
      return { outcome: 'rejected', reason: 'stale', detail };
    }

    const delivery = headers['linear-delivery']?.trim();
    const event: IncomingEvent = {
      deliveryKey: delivery ? boundedKey(delivery) : `sha256:${sha256(rawBody)}`,
      contentKey: contentKeyOf(body),
      type: tidy(`${body.type || 'unknown'}.${body.action || 'unknown'}`, 100),
      issue: issueOf(body),
      comment: body.type === 'Comment' && body.data?.id ? { id: body.data.id } : null,
      occurredAt: isoTime(body.createdAt) ?? isoTime(sentAt),
      ...recordedBody(text, json, rawBody.byteLength),
    };
    const reason = ignoredBecause(body, event);
    return reason === null ? { outcome: 'event', event } : { outcome: 'ignored', reason, event };
  };
}

function ignoredBecause({ type, action, data }: LinearWebhookBody, { issue }: IncomingEvent): string | null {
  if (type === 'Comment') {
    if (action !== 'create' && action !== 'update') return 'a comment that is gone says nothing';
    if (!data?.id || !issue) return 'names no issue or no comment';
    // Where the text is left out of the body, the comment itself has to be looked at.
    return mayHoldCommand(data.body ?? COMMAND_PREFIX) ? null : 'a comment without a command';
  }
  if (type !== 'Issue') return 'not an event of an issue’s content';
  if (!ISSUE_ACTIONS.has(action ?? '')) return 'an unknown action';
  return issue ? null : 'names no issue';
}

/** Epoch milliseconds. A body that carries a time is held to it, whatever the unsigned header says. */
function sentTime(signed: unknown, header: string | undefined): number | null {
  if (signed !== undefined && signed !== null) {
    return typeof signed === 'number' && Number.isFinite(signed) ? signed : null;
  }
  return header !== undefined && /^\d{10,16}$/.test(header.trim()) ? Number(header) : null;
}

/** What happened, for a delivery that comes again under a new id. */
function contentKeyOf({ type, action, data }: LinearWebhookBody): string | null {
  if (!type || !action || !data?.id || !data.updatedAt) return null;
  return boundedKey([type, data.id, action, data.updatedAt].join(':'));
}

function issueOf({ type, data, url }: LinearWebhookBody): IncomingEvent['issue'] {
  if (!data) return null;
  if (type === 'Issue') return data.id ? { id: data.id, key: keyOf(data) ?? keyFromUrl(url) } : null;
  const id = data.issue?.id ?? data.issueId;
  return id ? { id, key: (data.issue && keyOf(data.issue)) ?? keyFromUrl(url) } : null;
}

function keyOf(
  part: Pick<NonNullable<LinearWebhookBody['data']>, 'identifier' | 'number' | 'team'>,
): string | null {
  if (part.identifier) return tidy(part.identifier, 100);
  return part.team && part.number !== null ? tidy(`${part.team.key}-${part.number}`, 100) : null;
}

function keyFromUrl(url: string | null): string | null {
  return /\/issue\/([A-Za-z0-9_]{1,40}-\d{1,12})(?:[/#?]|$)/.exec((url ?? '').slice(0, 2000))?.[1] ?? null;
}
