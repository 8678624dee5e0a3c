import { setTimeout as delay } from 'node:timers/promises';
import { TrackerError } from '../../domain/errors.ts';
import type { Account, Tracker, TrackerFields, TrackerSearch } from '../../domain/ports.ts';
import {
  defaultJiraFieldSettings,
  type JiraFieldSettings,
} from '../../domain/write-back/jira-field-settings.ts';
import type { OnCall } from '../calls.ts';
import { adfFromRichText } from '../formats/rich-text-to-adf.ts';
import { createJiraCall, type JiraConnection } from './call.ts';
import { createJiraClient } from './client.ts';
import { createJiraFieldCalls } from './field-calls.ts';
import { createFieldMaps } from './field-maps.ts';
import { createJiraFields } from './fields.ts';
import { issueFromJira } from './mapper.ts';
import { createJiraPersonsComments } from './persons-comments.ts';
import type { JiraCommentPage, JiraCommentProperty } from './schema.ts';
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

export type JiraTracker = Tracker & TrackerFields & Pick<TrackerSearch, 'fetchComment'>;

const PROPERTY_KEY = 'waymark';
/** 5,000 comments; Jira does not hold more on one issue. */
const MOST_PAGES = 50;

/**
 * Jira Cloud. The living comment carries a comment property by which it is found again: unlike its text it survives
 * edits, and people do not see it.
 */
export function createJiraTracker(config: JiraTrackerConfig, options: JiraTrackerOptions = {}): JiraTracker {
  const siteUrl = config.baseUrl.replace(/\/+$/, '');
  const call = createJiraCall({ ...config, baseUrl: siteUrl }, options.onCall);
  const jira = createJiraClient(call);
  const { now = Date.now, wait = (ms: number) => delay(ms) } = options;
  const settingsFor = config.fieldsFor ?? (() => defaultJiraFieldSettings);
  const fieldCalls = createJiraFieldCalls(call);
  const maps = createFieldMaps({ calls: fieldCalls, settingsFor, now });
  const fields = createJiraFields({ calls: fieldCalls, maps, settingsFor, now, wait });
  const { fetchComment } = createJiraPersonsComments({ call, whoAmI });
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
    fetchComment,

    async fetchIssue(id) {
      const answer = await orNull(jira.issue(id));
      if (!answer) return null;
      const { comments, total } = answer.fields.comment ?? { comments: [], total: 0 };
      // Jira may leave comments out of a long list.
      const mayHoldOwnComment =
        (total ?? 0) > comments.length ||
        (comments.length > 0 && comments.some(authoredBy((await whoAmI()).id)));
      return { issue: issueFromJira(answer, siteUrl), mayHoldOwnComment, ...(await fields.read(answer)) };
    },

    async findComment(issueId) {
      const { id: me } = await whoAmI();
      for (let page = 0, startAt = 0; page < MOST_PAGES; page += 1) {
        const answer = await orNull(jira.comments(issueId, startAt));
        if (!answer) return null;
        const own = answer.comments.filter(authoredBy(me));
        const found = (await withProperties(own)).find(({ properties }) => isOurs(properties, issueId));
        if (found) return { id: found.id };
        startAt += answer.comments.length;
        if (answer.comments.length === 0 || startAt >= answer.total) return null;
      }
      return null;
    },

    async createComment(issueId, body) {
      const id = await jira.createComment(issueId, adfFromRichText(body), [ownProperty(issueId)]);
      return { id };
    },

    async updateComment(issueId, commentId, body) {
      try {
        await jira.updateComment(issueId, commentId, adfFromRichText(body));
        return 'updated';
      } catch (error) {
        if (isMissingComment(error)) return 'missing';
        throw error;
      }
    },

    async deleteComment(issueId, commentId) {
      await jira.deleteComment(issueId, commentId).catch((error: unknown) => {
        if (!isMissingComment(error)) throw error;
      });
    },
  };

  /** The list of comments tells properties in practice; where it does not, a documented call does. */
  async function withProperties(comments: JiraCommentPage['comments']): Promise<JiraCommentPage['comments']> {
    const untold = comments.filter(({ properties }) => properties === null).map(({ id }) => id);
    if (untold.length === 0) return comments;
    const told = await jira.commentsWithProperties(untold);
    return comments.map((comment) => told.find(({ id }) => id === comment.id) ?? comment);
  }
}

function ownProperty(issueId: string): JiraCommentProperty {
  return { key: PROPERTY_KEY, value: { kind: 'review', issueId } };
}

function isOurs(properties: readonly JiraCommentProperty[] | null, issueId: string): boolean {
  const value = properties?.find(({ key }) => key === PROPERTY_KEY)?.value;
  if (typeof value !== 'object' || value === null) return false;
  return 'kind' in value && value.kind === 'review' && 'issueId' in value && value.issueId === issueId;
}

function authoredBy(accountId: string) {
  return (comment: { readonly author: { readonly accountId: string } | null }) =>
    comment.author?.accountId === accountId;
}

async function orNull<T>(call: Promise<T>): Promise<T | null> {
  return call.catch((error: unknown) => {
    if (error instanceof TrackerError && error.kind === 'not-found') return null;
    throw error;
  });
}

/** Some Jira versions answer 400 to a comment that is gone. */
function isMissingComment(error: unknown): boolean {
  if (!(error instanceof TrackerError)) return false;
  return (
    error.kind === 'not-found' || (error.kind === 'invalid' && /can ?not find a comment/i.test(error.message))
  );
}
