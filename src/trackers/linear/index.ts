import { TrackerError } from '../../domain/errors.ts';
import type {
  Account,
  FetchedIssue,
  Tracker,
  TrackerFields,
  TrackerSearch,
  TrackerSetup,
} from '../../domain/ports.ts';
import type { OnCall } from '../calls.ts';
import { markdownFromRichText } from '../formats/rich-text-to-markdown.ts';
import { cardFields, cardUrl } from './card.ts';
import { createLinearClient } from './client.ts';
import { commentIdFor } from './comment-id.ts';
import { createLinearFieldCalls } from './field-calls.ts';
import { createLinearFieldWriter } from './field-writer.ts';
import { fieldLookFromLinear, fieldProblems, fieldValues } from './fields.ts';
import type { LinearIssue } from './issue-schema.ts';
import { type LabelGroups, labelGroupsFromLinear } from './label-groups.ts';
import { createLooks } from './looks.ts';
import { issueFromLinear } from './mapper.ts';
import { orNull } from './or-null.ts';
import { createLinearProgressUpdates } from './progress-updates.ts';
import type { LinearComment } from './schema.ts';
import { createLinearSearch } from './search.ts';
import { createLinearSetup } from './setup.ts';
import { createLinearTransport, type LinearConnection } from './transport.ts';
import { createLinearWebhookReader } from './webhook.ts';

export interface LinearTrackerConfig extends LinearConnection {
  readonly webhookSecret: string;
  /** Where people reach Waymark, without a slash at the end; what the cards on issues lead to. */
  readonly publicUrl?: string | null;
}

export type LinearTracker = Tracker & TrackerFields & TrackerSearch & TrackerSetup;

/** How many comments Waymark may have taken away from one issue and still find the next. */
const GENERATIONS = 20;

/**
 * Linear. The living comment's id is derived from the issue, so it needs no mark to be found by, and creating it
 * twice is not possible.
 */
export function createLinearTracker(
  config: LinearTrackerConfig,
  options: { onCall?: OnCall } = {},
): LinearTracker {
  const { publicUrl = null, webhookSecret } = config;
  const transport = createLinearTransport(config, options.onCall);
  const linear = createLinearClient(transport);
  const looks = createLooks();
  let account: Promise<Account> | null = null;

  return {
    name: 'linear',
    fetchIssue,
    ...createLinearFieldWriter({ calls: createLinearFieldCalls(transport), looks, publicUrl }),
    progressUpdates: createLinearProgressUpdates(transport),
    ...createLinearSearch({ linear, fetchIssue, fetched }),
    ...createLinearSetup({ transport, webhookSecret }),
    readWebhook: createLinearWebhookReader(webhookSecret),

    /** Asked once a process; a failure is not kept. */
    whoAmI() {
      account ??= linear
        .viewer()
        .then(({ id, name, displayName }) => ({ id, name: name || displayName || id }))
        .catch((error: unknown) => {
          account = null;
          throw error;
        });
      return account;
    },

    async findComment(issueId) {
      const live = (await knownComments(issueId)).find(isLive);
      return live ? { id: live.id } : null;
    },

    async createComment(issueId, body, generation = 1) {
      const markdown = markdownFromRichText(body);
      const create = (number: number) =>
        linear.createComment({ id: commentIdFor(issueId, number), issueId, body: markdown });
      try {
        return { id: (await create(generation)).id };
      } catch (error) {
        // Linear's words for an id in use are its own to change, so whatever it refuses is looked up.
        if (!(error instanceof TrackerError) || error.kind !== 'invalid') throw error;
        const known = await knownComments(issueId);
        const live = known.find(isLive);
        if (live) return { id: (await linear.updateComment(live.id, markdown)).id };
        const next = firstUnused(issueId, known, generation);
        if (known.length === 0 || next === null) throw error;
        return { id: (await create(next)).id };
      }
    },

    async updateComment(_issueId, commentId, body) {
      const comment = await orNull(linear.updateComment(commentId, markdownFromRichText(body)));
      return comment && isLive(comment) ? 'updated' : 'missing';
    },

    async deleteComment(_issueId, commentId) {
      await orNull(linear.deleteComment(commentId));
    },
  };

  async function fetchIssue(id: string): Promise<FetchedIssue | null> {
    const answer = await orNull(linear.issue(id, ownIds(id)));
    if (!answer?.issue || answer.issue.trashed) return null;
    return fetched(answer.issue, labelGroupsFromLinear(answer.groups.nodes));
  }

  function fetched(answer: LinearIssue, groups: LabelGroups): FetchedIssue {
    const look = fieldLookFromLinear(answer, groups, cardUrl(publicUrl, answer.id));
    looks.see(answer.id, look);
    return {
      issue: issueFromLinear(answer),
      mayHoldOwnComment: answer.ownComments.nodes.length > 0,
      fields: fieldValues(look),
      shownOnly: cardFields,
      fieldProblems: fieldProblems(look),
    };
  }

  async function knownComments(issueId: string): Promise<readonly LinearComment[]> {
    return (await orNull(linear.ownComments(issueId, ownIds(issueId)))) ?? [];
  }
}

/** Every id that a comment of Waymark's on this issue can have. */
function ownIds(issueId: string): string[] {
  return Array.from({ length: GENERATIONS }, (_, index) => commentIdFor(issueId, index + 1));
}

function isLive(comment: LinearComment): boolean {
  return comment.archivedAt === null;
}

/** The first generation after `from` whose id no deleted comment holds. */
function firstUnused(issueId: string, known: readonly LinearComment[], from: number): number | null {
  const used = new Set(known.map(({ id }) => id));
  for (let number = from; number <= GENERATIONS; number += 1) {
    if (!used.has(commentIdFor(issueId, number))) return number;
  }
  return null;
}
