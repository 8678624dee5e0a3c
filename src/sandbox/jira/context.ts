import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CallLog } from '../calls.ts';
import type { FaultPlan } from '../faults.ts';
import type { Outbox } from '../outbox.ts';
import { issueNotFound, JiraProblem } from './errors.ts';
import type { JiraIssue, JiraProject, JiraUser } from './model.ts';
import type { JiraSite } from './site.ts';
import type { WebhookTarget } from './webhooks.ts';

/** What tests may turn on a sandbox Jira while it runs. */
export interface JiraSettings {
  /** Whether the API account administers Jira: fields, webhooks, `notifyUsers=false`. Default true. */
  administrator: boolean;
  /** Whether the API account may change many issues at once. Default true. */
  bulkChange: boolean;
  /** What the API account may not do: a permission's key (`EDIT_ISSUES`), or with a project (`EDIT_ISSUES SHOP`). */
  readonly denied: Set<string>;
  /** People (account id, e-mail or name) who may look and comment, and not edit issues. */
  readonly onlookers: Set<string>;
  /** How long an edit of many takes for each of its issues, in ms; one edit after the other. Default 0: at once. */
  bulkMsPerIssue: number;
  /** Refuse writes beyond 20 per 2 s or 100 per 30 s to one issue, as Jira does. Default false. */
  enforceLimits: boolean;
}

export interface RegisteredWebhook extends WebhookTarget {
  readonly id: number;
  readonly name: string;
  readonly enabled: boolean;
  readonly filters: Readonly<Record<string, string>>;
  readonly excludeBody: boolean;
}

export interface JiraContext {
  readonly site: JiraSite;
  readonly settings: JiraSettings;
  /** The account whose token the API accepts. */
  readonly me: JiraUser;
  readonly apiToken: string;
  readonly calls: CallLog;
  readonly faults: FaultPlan;
  readonly outbox: Outbox;
  readonly webhooks: Map<number, RegisteredWebhook>;
}

export function may(
  { settings }: JiraContext,
  permission: string,
  project?: Pick<JiraProject, 'key'> | null,
): boolean {
  if (settings.denied.has(permission) || (project && settings.denied.has(`${permission} ${project.key}`))) {
    return false;
  }
  if (permission === 'BULK_CHANGE') return settings.bulkChange;
  return permission.startsWith('ADMINISTER') ? settings.administrator : true;
}

/** Refuses the call, as Jira does, when the account lacks the permission in the issue's project. */
export function needs(context: JiraContext, permission: string, { project }: JiraIssue): void {
  if (!may(context, permission, project)) {
    throw new JiraProblem(403, ['You do not have permission to do this in this project.']);
  }
}

export function issueOr404(context: JiraContext, idOrKey: string): JiraIssue {
  const issue = context.site.find(idOrKey);
  if (!issue || !may(context, 'BROWSE_PROJECTS', issue.project)) throw issueNotFound();
  return issue;
}

/** A query parameter that lists names: repeated, or with commas. */
export function listParam(value: unknown): string[] {
  const parts = Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];
  return parts
    .flatMap((part) => part.split(','))
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

export function queryOf(request: FastifyRequest): Record<string, unknown> {
  return request.query as Record<string, unknown>;
}

export function paramsOf(request: FastifyRequest): Record<string, string> {
  return request.params as Record<string, string>;
}

/** Reads a body by its schema, or refuses it as Jira does. */
export function bodyOf<T extends z.ZodType>(request: FastifyRequest, schema: T): z.infer<T> {
  const parsed = schema.safeParse(request.body);
  if (parsed.success) return parsed.data;
  throw new JiraProblem(400, [`Invalid request payload. Refer to the REST API documentation and try again.`]);
}

export interface Page {
  readonly startAt: number;
  readonly maxResults: number;
}

export function pageOf(request: FastifyRequest, limit: number): Page {
  const page = z
    .object({ startAt: z.coerce.number().int().min(0), maxResults: z.coerce.number().int().min(0) })
    .partial()
    .safeParse(queryOf(request));
  const asked = page.success ? page.data : {};
  return { startAt: asked.startAt ?? 0, maxResults: Math.min(asked.maxResults ?? limit, limit) };
}

/** The vendor's `PageBean`. */
export function pageBean<T>(self: string, page: Page, all: readonly T[]): Record<string, unknown> {
  const values = all.slice(page.startAt, page.startAt + page.maxResults);
  return {
    self,
    maxResults: page.maxResults,
    startAt: page.startAt,
    total: all.length,
    isLast: page.startAt + values.length >= all.length,
    values,
  };
}
