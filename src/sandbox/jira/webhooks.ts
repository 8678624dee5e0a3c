import { createHmac } from 'node:crypto';
import { newUuid } from '../ids.ts';
import type { Outbox } from '../outbox.ts';
import { type Json, userBean } from './beans.ts';
import type { JiraEvent } from './model.ts';
import { commentBean, issueFields, selectFields } from './representation.ts';
import type { JiraSite } from './site.ts';

export interface WebhookTarget {
  readonly url: string;
  /** Without one the webhook goes out unsigned, as Jira does. */
  readonly secret?: string;
  /** Event names (`jira:issue_created`); absent for all of them. */
  readonly events?: readonly string[];
}

const ISSUE_TYPE_NAMES = {
  issue_created: 'issue_created',
  issue_updated: 'issue_generic',
  issue_deleted: 'issue_deleted',
  comment_created: 'issue_commented',
  comment_updated: 'issue_comment_edited',
  comment_deleted: 'issue_comment_deleted',
} as const;

/** The bodies Jira sends for one event; a comment brings its own event and an `issue_updated` companion. */
export function webhookBodies(site: JiraSite, event: JiraEvent): Json[] {
  const timestamp = site.now().getTime();
  const user = userBean(site, event.actor);
  const issue = webhookIssue(site, event.issue);
  const typeName = ISSUE_TYPE_NAMES[event.kind];
  if ('comment' in event) {
    const comment = commentBean(site, event.comment, 'webhook');
    return [
      {
        timestamp,
        webhookEvent: event.kind,
        comment,
        issue: partialIssue(site, event.issue),
        eventType: 'primaryAction',
      },
      // Jira tells of a removed comment by its own event only.
      ...(event.kind === 'comment_deleted'
        ? []
        : [
            {
              timestamp,
              webhookEvent: 'jira:issue_updated',
              issue_event_type_name: typeName,
              user,
              issue,
              comment,
            },
          ]),
    ];
  }
  return [
    {
      timestamp,
      webhookEvent: `jira:${event.kind}`,
      issue_event_type_name: updatedTypeName(event) ?? typeName,
      user,
      issue,
      ...(event.kind === 'issue_updated' && {
        changelog: { id: event.change.id, items: event.change.items },
      }),
    },
  ];
}

function updatedTypeName(event: JiraEvent): string | undefined {
  if (event.kind !== 'issue_updated') return undefined;
  const fields = event.change.items.map((item) => item.fieldId);
  if (fields.includes('issuekey')) return 'issue_moved';
  if (fields.includes('assignee')) return 'issue_assigned';
  return fields.includes('status') ? 'issue_generic' : 'issue_updated';
}

function webhookIssue(site: JiraSite, issue: JiraEvent['issue']): Json {
  const ids = selectFields(site, ['*all', '-comment'], 'all');
  return {
    id: issue.id,
    self: `${site.url()}/rest/api/2/${issue.id}`,
    key: issue.key,
    fields: issueFields(site, issue, ids, 'webhook'),
  };
}

function partialIssue(site: JiraSite, issue: JiraEvent['issue']): Json {
  const ids = ['summary', 'issuetype', 'project', 'assignee', 'priority', 'status'];
  return {
    id: issue.id,
    self: `${site.url()}/rest/api/2/${issue.id}`,
    key: issue.key,
    fields: issueFields(site, issue, ids, 'webhook'),
  };
}

/** Signs and queues one body for every target that asked for the event. */
export function sendWebhook(outbox: Outbox, targets: Iterable<WebhookTarget>, body: Json): void {
  const event = String(body.webhookEvent);
  let text: string | undefined;
  for (const target of targets) {
    if (target.events && !target.events.includes(event)) continue;
    text ??= JSON.stringify(body);
    const raw = text;
    const id = newUuid();
    const headers: Record<string, string> = {
      'content-type': 'application/json; charset=UTF-8',
      'user-agent': 'Atlassian Webhook HTTP Client',
      'x-atlassian-webhook-identifier': id,
      'x-atlassian-webhook-flow': 'Primary',
      ...(target.secret !== undefined && { 'x-hub-signature': hubSignature(target.secret, raw) }),
    };
    outbox.send({
      id,
      url: target.url,
      event,
      call: (_at, attempt) => ({
        body: raw,
        headers: attempt === 0 ? headers : { ...headers, 'x-atlassian-webhook-retry': String(attempt) },
      }),
    });
  }
}

/** The value of `X-Hub-Signature` for a raw body. */
export function hubSignature(secret: string, body: string | Buffer): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}
