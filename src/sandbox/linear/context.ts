import type { CallLog } from '../calls.ts';
import type { FaultPlan } from '../faults.ts';
import type { Outbox } from '../outbox.ts';
import type { createIssuePages } from './issue-pages.ts';
import type { LinearUser } from './model.ts';
import type { Workspace } from './workspace.ts';

/** What tests may turn on a sandbox Linear while it runs. */
export interface LinearSettings {
  /** Whether the API key may read and set up webhooks. Default true. */
  administrator: boolean;
  /** Whether only administrators may set up labels. Default false. */
  labelsByAdministrators: boolean;
  /** Refuse a label's name that is in use in another group, as older workspaces do. Default false. */
  uniqueLabelNames: boolean;
  /** Refuse requests beyond `requestsPerHour`, and queries above 10,000 points, as Linear does. Default false. */
  enforceLimits: boolean;
  requestsPerHour: number;
  complexityPerHour: number;
}

export interface LinearContext {
  readonly workspace: Workspace;
  readonly settings: LinearSettings;
  /** The user behind the API key. */
  readonly me: LinearUser;
  readonly apiKey: string;
  readonly calls: CallLog;
  readonly faults: FaultPlan;
  readonly outbox: Outbox;
  readonly issuePages: ReturnType<typeof createIssuePages>;
}
