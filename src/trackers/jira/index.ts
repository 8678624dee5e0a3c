import { setTimeout as delay } from 'node:timers/promises';
import type {
  Account,
  FetchedIssue,
  Tracker,
  TrackerFields,
  TrackerSearch,
  TrackerSetup,
} from '../../domain/ports.ts';
import {
  defaultJiraFieldSettings,
  type JiraFieldSettings,
} from '../../domain/write-back/jira-field-settings.ts';
import type { OnCall } from '../calls.ts';
import { createJiraCall, type JiraConnection } from './call.ts';
import { createJiraClient } from './client.ts';
import { createJiraDoctor } from './doctor.ts';
import { createJiraFieldCalls } from './field-calls.ts';
import { createFieldMaps } from './field-maps.ts';
import { createJiraFields } from './fields.ts';
import { authoredBy, createLivingComment } from './living-comment.ts';
import { issueFromJira } from './mapper.ts';
import { orNull } from './or-null.ts';
import { createJiraPersonsComments } from './persons-comments.ts';
import { createProjectSamples } from './samples.ts';
import type { JiraIssue } from './schema.ts';
import { createJiraSearch } from './search.ts';
import { createJiraSetup } from './setup.ts';
import { createJiraSetupCalls } from './setup-calls.ts';
import { createSiteUrl } from './site-url.ts';
import { createJiraWebhookReader } from './webhook.ts';

export interface JiraTrackerConfig extends JiraConnection {
  readonly webhookSecret: string;
  /** Where a project keeps the synced fields; the defaults when left out. */
  readonly fieldsFor?: (project: string) => JiraFieldSettings;
}

export interface JiraTrackerOptions {
  readonly onCall?: OnCall;
  /** The time in ms, and waiting; for tests. */
  readonly now?: () => number;
  readonly wait?: (ms: number) => Promise<void>;
}

export type JiraTracker = Tracker & TrackerFields & TrackerSearch & TrackerSetup;

/** Jira Cloud. */
export function createJiraTracker(config: JiraTrackerConfig, options: JiraTrackerOptions = {}): JiraTracker {
  const baseUrl = config.baseUrl.replace(/\/+$/, '');
  const call = createJiraCall({ ...config, baseUrl }, options.onCall);
  const siteUrl = createSiteUrl(baseUrl, call);
  const jira = createJiraClient(call);
  const { now = Date.now, wait = (ms: number) => delay(ms) } = options;
  const settingsFor = config.fieldsFor ?? (() => defaultJiraFieldSettings);
  const fieldCalls = createJiraFieldCalls(call);
  const maps = createFieldMaps({ calls: fieldCalls, settingsFor, now });
  const fields = createJiraFields({ calls: fieldCalls, maps, settingsFor, now, wait });
  const calls = createJiraSetupCalls(call);
  const samples = createProjectSamples({ call, maps });
  let account: Promise<Account> | null = null;

  /** Asked once a process; a failure is not kept. */
  function whoAmI(): Promise<Account> {
    account ??= jira
      .myself()
      .then((user) => ({ id: user.accountId, name: user.displayName }))
      .catch((error: unknown) => {
        account = null;
        throw error;
      });
    return account;
  }

  return {
    name: 'jira',
    readWebhook: createJiraWebhookReader(config.webhookSecret),
    whoAmI,
    writeFields: fields.writeFields,
    writeFieldOfMany: fields.writeFieldOfMany,
    ...createLivingComment({ jira, whoAmI }),
    ...createJiraSearch({ call, maps, fetched, now }),
    ...createJiraPersonsComments({ call, whoAmI }),
    ...createJiraSetup({
      calls,
      fieldCalls,
      samples,
      // Of no project in particular.
      settings: settingsFor(''),
      webhookSecret: config.webhookSecret,
    }),
    diagnose: createJiraDoctor({ call, calls, fieldCalls, samples, now }),

    async fetchIssue(id) {
      const answer = await orNull(jira.issue(id));
      return answer && fetched(answer);
    },
  };

  async function fetched(answer: JiraIssue): Promise<FetchedIssue> {
    const { comments, total } = answer.fields.comment ?? { comments: [], total: 0 };
    // Jira may leave comments out of a long list.
    const mayHoldOwnComment =
      (total ?? 0) > comments.length ||
      (comments.length > 0 && comments.some(authoredBy((await whoAmI()).id)));
    const issue = issueFromJira(answer, await siteUrl());
    return { issue, mayHoldOwnComment, ...(await fields.read(answer)) };
  }
}
