import { z } from 'zod';
import { TrackerError } from '../../domain/errors.ts';
import { labelGroupPlans } from './label-groups.ts';
import {
  accountAnswer,
  accountQuery,
  groupSetupAnswer,
  groupSetupQuery,
  type LinearAccount,
  type LinearNamedLabel,
  type LinearWebhook,
  type LinearWebhookPage,
  labelCreateAnswer,
  labelCreateMutation,
  webhookCreateMutation,
  webhooksAnswer,
  webhooksQuery,
  webhookUpdateMutation,
} from './setup-schema.ts';
import type { LinearTransport } from './transport.ts';

export interface LabelInput {
  readonly name: string;
  readonly color: string;
  readonly description?: string;
  readonly isGroup?: boolean;
  readonly parentId?: string;
}

export interface WebhookInput {
  readonly resourceTypes: readonly string[];
  readonly secret: string;
  readonly enabled: boolean;
}

/** The calls by which Linear is set up and looked over. They throw `TrackerError` only. */
export interface LinearSetupCalls {
  account(operation: string): Promise<{ readonly account: LinearAccount; readonly headers: Headers }>;
  /** Every label that is called like one of Waymark's groups. */
  labelsOfThoseNames(operation: string): Promise<readonly LinearNamedLabel[]>;
  /** Null where the account may not see them. */
  webhooks(operation: string): Promise<readonly LinearWebhook[] | null>;
  createLabel(input: LabelInput): Promise<{ readonly id: string }>;
  createWebhook(
    input: WebhookInput & { readonly url: string; readonly label: string } & (
        | { readonly allPublicTeams: true }
        | { readonly teamId: string }
      ),
  ): Promise<void>;
  updateWebhook(id: string, input: WebhookInput): Promise<void>;
}

/** More webhooks than any workspace has. */
const MOST_PAGES = 10;

export function createLinearSetupCalls(transport: LinearTransport): LinearSetupCalls {
  const write = { operation: 'applyStep', kind: 'write' } as const;

  return {
    async account(operation) {
      const request = { operation, kind: 'read', query: accountQuery } as const;
      const { value, headers } = await transport.askForHeaders(request, accountAnswer);
      return { account: value, headers };
    },
    async labelsOfThoseNames(operation) {
      const filter = { or: labelGroupPlans.map(({ name }) => ({ name: { eqIgnoreCase: name } })) };
      const request = { operation, kind: 'read', query: groupSetupQuery, variables: { filter } } as const;
      return (await transport.ask(request, groupSetupAnswer)).issueLabels.nodes;
    },
    async webhooks(operation) {
      const found: LinearWebhook[] = [];
      let after: string | null = null;
      for (let page = 0; page === 0 || (after !== null && page < MOST_PAGES); page += 1) {
        const answer = await webhookPage(operation, after);
        if (!answer) return null;
        found.push(...answer.nodes);
        after = answer.pageInfo.hasNextPage ? answer.pageInfo.endCursor : null;
      }
      return found;
    },
    async createLabel(input) {
      const answer = await transport.ask(
        { ...write, query: labelCreateMutation, variables: { input } },
        labelCreateAnswer,
      );
      return answer.issueLabelCreate.issueLabel;
    },
    async createWebhook(input) {
      const done = z.object({ webhookCreate: z.object({ success: z.literal(true) }) });
      await transport.ask({ ...write, query: webhookCreateMutation, variables: { input } }, done);
    },
    async updateWebhook(id, input) {
      const done = z.object({ webhookUpdate: z.object({ success: z.literal(true) }) });
      await transport.ask({ ...write, query: webhookUpdateMutation, variables: { id, input } }, done);
    },
  };

  async function webhookPage(operation: string, after: string | null): Promise<LinearWebhookPage | null> {
    const variables = after === null ? {} : { after };
    try {
      const request = { operation, kind: 'read', query: webhooksQuery, variables } as const;
      return (await transport.ask(request, webhooksAnswer)).webhooks;
    } catch (error) {
      if (error instanceof TrackerError && error.kind === 'auth') return null;
      throw error;
    }
  }
}
