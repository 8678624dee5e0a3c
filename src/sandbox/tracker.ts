import type { CallLog } from './calls.ts';
import type { FaultPlan } from './faults.ts';
import type { Outbox, OutgoingDelivery } from './outbox.ts';

/** An issue as tests and pages look at it, the same for both trackers. */
export interface SandboxIssue {
  readonly id: string;
  readonly key: string;
  /** The issue's page. */
  readonly url: string;
  readonly project: string;
  readonly type: string;
  readonly title: string;
  /** Markdown, '' when there is none. */
  readonly description: string;
  readonly status: string;
  readonly statusCategory: 'todo' | 'doing' | 'done';
  readonly priority: string | null;
  readonly labels: readonly string[];
  readonly assignee: string | null;
  readonly reporter: string;
  /** `YYYY-MM-DD`. */
  readonly dueDate: string | null;
  readonly parent: string | null;
  /** Custom fields (Jira), or estimate, project and attachments (Linear), by name as text. */
  readonly fields: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface SandboxComment {
  readonly id: string;
  readonly author: string;
  /** Whether the API account wrote it. */
  readonly byWaymark: boolean;
  /** Markdown. */
  readonly text: string;
  /** As stored: a document (Jira), Markdown (Linear). */
  readonly body: unknown;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/**
 * What people do in either tracker. Every verb acts at once as the named person (account id, e-mail or name; default
 * the first person of the backlog) and queues the signed webhooks the vendor would send.
 */
export interface TrackerVerbs {
  /** Outgoing webhooks: hold, release in any order, send again. */
  readonly webhooks: Outbox;
  /** Sends every issue as newly created; resolves with their number when all are settled. */
  sendBacklog(): Promise<number>;
  transition(key: string, status: string, actor?: string): SandboxIssue;
  deleteIssue(key: string, actor?: string): void;
  addComment(key: string, text: string, actor?: string): SandboxComment;
  editComment(key: string, id: string, text: string, actor?: string): SandboxComment;
  deleteComment(key: string, id: string, actor?: string): void;
  /** Oldest first. */
  comments(key: string): SandboxComment[];
  issue(key: string): SandboxIssue;
  hasIssue(key: string): boolean;
  issueKeys(): string[];
  /** Adds somebody who may then act: a colleague, or another tool's account. */
  addPerson(name: string, email: string): void;
  /** Webhook calls kept, oldest first, with every attempt. */
  deliveries(): OutgoingDelivery[];
  /** Resolves when all outgoing webhooks are settled. */
  idle(): Promise<void>;
}

/** A tracker that runs: its address, its verbs, and what tests look at and meddle with. */
export interface SandboxTracker extends TrackerVerbs {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly calls: CallLog;
  readonly faults: FaultPlan;
  close(): Promise<void>;
}
