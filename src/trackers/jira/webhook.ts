import { COMMAND_PREFIX, mayHoldCommand } from '../../domain/commands/command-lines.ts';
import type { IncomingEvent, WebhookReading, WebhookRequest } from '../../domain/ports.ts';
import { recordedBody } from '../delivery-body.ts';
import { isoTime, tidy } from '../lenient.ts';
import { sha256, signatureMatches } from '../signature.ts';
import { boundedKey, jsonObject } from '../webhook-body.ts';
import { type JiraWebhookBody, jiraWebhookBody } from './schema.ts';

const ISSUE_EVENTS = new Set(['jira:issue_created', 'jira:issue_updated', 'jira:issue_deleted']);
/** Webhooks sent by a workflow's post function carry no event name. */
const TRANSITION = 'workflow_transition';

/**
 * Reads Jira's webhooks. Only admin webhooks with a secret are signed: `X-Hub-Signature: sha256=<hex>` over the raw
 * body. There is no signed time, so replays are told by the delivery id. Whatever is signed is an event or ignored.
 */
export function createJiraWebhookReader(secret: string): (request: WebhookRequest) => WebhookReading {
  return ({ headers, rawBody }) => {
    const [method, hex] = splitOnce(headers['x-hub-signature'] ?? '', '=');
    if (method.toLowerCase() !== 'sha256') {
      const detail = method === '' ? 'X-Hub-Signature is missing' : 'X-Hub-Signature is not of method sha256';
      return { outcome: 'rejected', reason: 'signature', detail };
    }
    if (!signatureMatches(rawBody, secret, hex)) {
      return { outcome: 'rejected', reason: 'signature', detail: 'X-Hub-Signature does not match the body' };
    }
    const read = jsonObject(rawBody);
    if (!read) return { outcome: 'rejected', reason: 'unreadable', detail: 'the body is not a JSON object' };
    const { text, json } = read;

    const body = jiraWebhookBody.parse(json);
    const edit = editOf(json, body);
    const identifier = headers['x-atlassian-webhook-identifier']?.trim();
    const event: IncomingEvent = {
      deliveryKey: identifier ? boundedKey(identifier) : `sha256:${sha256(rawBody)}`,
      contentKey: null,
      type: typeOf(body),
      issue: issueOf(body),
      comment: isCommentWritten(body) && body.comment?.id ? { id: body.comment.id } : null,
      ...(edit && { edit }),
      occurredAt: isoTime(body.timestamp),
      ...recordedBody(text, json, rawBody.byteLength),
    };
    const reason = ignoredBecause(body, event);
    return reason === null ? { outcome: 'event', event } : { outcome: 'ignored', reason, event };
  };
}

function ignoredBecause(body: JiraWebhookBody, { type, issue }: IncomingEvent): string | null {
  if (type.startsWith('comment_')) {
    if (!isCommentWritten(body)) return 'a comment that is gone says nothing';
    if (!body.comment?.id || !issue) return 'names no issue or no comment';
    // Where the text is left out of the body, the comment itself has to be looked at.
    return mayHoldCommand(body.comment.body ?? COMMAND_PREFIX) ? null : 'a comment without a command';
  }
  if (!ISSUE_EVENTS.has(type) && type !== TRANSITION) return 'not an event of an issue’s content';
  if (!issue) return 'names no issue';
  // Jira also tells of comments as an update of the issue; what changed fields has a changelog.
  const aboutComment = body.comment !== undefined || /comment/.test(body.issue_event_type_name ?? '');
  const changedNothing = (body.changelog?.items.length ?? 0) === 0;
  return type === 'jira:issue_updated' && aboutComment && changedNothing
    ? 'comments have events of their own'
    : null;
}

function isCommentWritten({ webhookEvent }: JiraWebhookBody): boolean {
  return webhookEvent === 'comment_created' || webhookEvent === 'comment_updated';
}

function typeOf(body: JiraWebhookBody): string {
  if (body.webhookEvent) return tidy(body.webhookEvent, 100);
  return body.transition ? TRANSITION : 'unknown';
}

/** More than one edit ever changes. */
const maxItems = 50;

function editOf(
  json: Readonly<Record<string, unknown>>,
  body: JiraWebhookBody,
): IncomingEvent['edit'] | null {
  if (body.webhookEvent !== 'jira:issue_updated' || body.comment) return null;
  const by = read(json.user, 'accountId');
  const items = read(json.changelog, 'items');
  if (typeof by !== 'string' || !Array.isArray(items) || items.length === 0) return null;
  const values = items.slice(0, maxItems + 1).map((item) => read(item, 'toString'));
  const isWhole =
    values.length <= maxItems && values.every((value) => value === null || typeof value === 'string');
  return isWhole ? { by, values } : null;
}

/** Every object has a `toString`, so only its own counts. */
function read(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function issueOf(body: JiraWebhookBody): IncomingEvent['issue'] {
  if (body.issue) return body.issue;
  // Old servers leave the issue out of comment events; the comment's address still names it.
  const id = /\/issue\/(\d{1,20})\/comment\//.exec(body.comment?.self ?? '')?.[1];
  return id === undefined ? null : { id, key: null };
}

function splitOnce(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}
