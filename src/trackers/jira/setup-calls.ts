import { z } from 'zod';
import { TrackerError } from '../../domain/errors.ts';
import type { JiraCall, JiraRequest } from './call.ts';
import { BROWSE } from './client.ts';
import {
  type JiraProject,
  type JiraWebhook,
  jiraContexts,
  jiraCreatedField,
  jiraOptions,
  jiraProjects,
  jiraSchemeMappings,
  jiraSchemesOfProjects,
  jiraScreenSchemes,
  jiraTabFields,
  jiraTabs,
  jiraWebhooks,
} from './setup-schema.ts';

export const ADMINISTER = 'Administer Jira';
const PAGE = 50;
/** Projects beyond this many are left to `--project`. */
const MOST_PROJECTS = 500;
const MOST_PAGES = 20;

/** A webhook as it is to be. */
export type WantedWebhook = Omit<JiraWebhook, 'id' | 'isSigned'> & { readonly secret: string };

/** The calls that look at a site's set-up and change it; most are for administrators. They throw `TrackerError` only. */
export interface JiraSetupCalls {
  /** Those that the account can see, by key. */
  projects(): Promise<readonly JiraProject[]>;
  createField(field: {
    name: string;
    type: string;
    searcherKey: string;
    description: string;
  }): Promise<string>;
  contexts(fieldId: string): Promise<readonly { readonly id: string }[]>;
  /** One that holds for all projects and types. */
  createContext(fieldId: string, name: string): Promise<void>;
  options(
    fieldId: string,
    contextId: string,
  ): Promise<readonly { readonly value: string; readonly disabled: boolean }[]>;
  createOptions(fieldId: string, contextId: string, values: readonly string[]): Promise<void>;
  /** The edit screens of company-managed projects: project id → screen ids. */
  screensOf(projectIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** The ids of the fields on a screen, and the tab where more would go. */
  screen(screenId: string): Promise<{ readonly tabId: string; readonly fieldIds: readonly string[] }>;
  addToScreen(screenId: string, tabId: string, fieldId: string): Promise<void>;
  /** Null where the account may not see them. */
  webhooks(): Promise<readonly JiraWebhook[] | null>;
  createWebhook(webhook: WantedWebhook): Promise<void>;
  updateWebhook(id: string, webhook: WantedWebhook): Promise<void>;
}

export function createJiraSetupCalls(call: JiraCall): JiraSetupCalls {
  const nothing = z.unknown();
  const get = <T>(url: string, answer: z.ZodType<T>, needs: string | null = ADMINISTER) =>
    call({ operation: 'planSetup', kind: 'read', method: 'GET', url, needs }, answer);
  const send = <T>(
    method: JiraRequest['method'],
    url: string,
    data: unknown,
    answer: z.ZodType<T>,
  ): Promise<T> =>
    call(
      {
        operation: 'applyStep',
        kind: 'write',
        method,
        url,
        ...(data !== undefined && { data }),
        needs: ADMINISTER,
      },
      answer,
    );

  /** All pages of a list. */
  async function list<V>(
    url: string,
    answer: z.ZodType<{ readonly isLast: boolean | null; readonly values: readonly V[] }>,
    needs: string | null = ADMINISTER,
  ): Promise<readonly V[]> {
    const found: V[] = [];
    const joint = url.includes('?') ? '&' : '?';
    for (let look = 0; look < MOST_PAGES; look += 1) {
      const { isLast, values } = await get(
        `${url}${joint}startAt=${found.length}&maxResults=${PAGE}`,
        answer,
        needs,
      );
      found.push(...values);
      if (isLast !== false || values.length === 0 || found.length >= MOST_PROJECTS) break;
    }
    return found;
  }

  async function listByIds<V>(
    url: string,
    name: string,
    ids: readonly string[],
    answer: z.ZodType<{ readonly isLast: boolean | null; readonly values: readonly V[] }>,
  ): Promise<readonly V[]> {
    const found: V[] = [];
    for (let from = 0; from < ids.length; from += PAGE) {
      const some = ids.slice(from, from + PAGE).map((id) => `${name}=${encodeURIComponent(id)}`);
      found.push(...(await list(`${url}?${some.join('&')}`, answer)));
    }
    return found;
  }

  const fieldUrl = (fieldId: string) => `/rest/api/3/field/${encodeURIComponent(fieldId)}`;
  const tabsUrl = (screenId: string) => `/rest/api/3/screens/${encodeURIComponent(screenId)}/tabs`;
  const tabUrl = (screenId: string, tabId: string) =>
    `${tabsUrl(screenId)}/${encodeURIComponent(tabId)}/fields`;
  const webhooksUrl = '/rest/webhooks/1.0/webhook';

  return {
    projects: () => list('/rest/api/3/project/search?orderBy=key', jiraProjects, BROWSE),
    createField: async (field) => (await send('POST', '/rest/api/3/field', field, jiraCreatedField)).id,
    contexts: (fieldId) => list(`${fieldUrl(fieldId)}/context`, jiraContexts),
    async createContext(fieldId, name) {
      await send('POST', `${fieldUrl(fieldId)}/context`, { name }, nothing);
    },
    options: (fieldId, contextId) =>
      list(`${fieldUrl(fieldId)}/context/${encodeURIComponent(contextId)}/option`, jiraOptions),
    async createOptions(fieldId, contextId, values) {
      const url = `${fieldUrl(fieldId)}/context/${encodeURIComponent(contextId)}/option`;
      await send('POST', url, { options: values.map((value) => ({ value, disabled: false })) }, nothing);
    },

    async screensOf(projectIds) {
      const base = '/rest/api/3/issuetypescreenscheme';
      const schemes = await listByIds(`${base}/project`, 'projectId', projectIds, jiraSchemesOfProjects);
      const schemeIds = [...new Set(schemes.map(({ issueTypeScreenScheme: { id } }) => id))];
      const mappings = await listByIds(
        `${base}/mapping`,
        'issueTypeScreenSchemeId',
        schemeIds,
        jiraSchemeMappings,
      );
      const screenSchemeIds = [...new Set(mappings.map(({ screenSchemeId }) => screenSchemeId))];
      const screens = await listByIds('/rest/api/3/screenscheme', 'id', screenSchemeIds, jiraScreenSchemes);
      const screenOf = new Map(
        screens.map(({ id, screens: { edit, default: usual } }) => [id, edit ?? usual]),
      );
      const screensOfScheme = (schemeId: string) =>
        mappings
          .filter(({ issueTypeScreenSchemeId }) => issueTypeScreenSchemeId === schemeId)
          .flatMap(({ screenSchemeId }) => screenOf.get(screenSchemeId) ?? []);
      return new Map(
        schemes.flatMap(({ issueTypeScreenScheme: { id }, projectIds: ids }) =>
          ids.map((projectId) => [projectId, [...new Set(screensOfScheme(id))]] as const),
        ),
      );
    },
    async screen(screenId) {
      const tabs = await get(tabsUrl(screenId), jiraTabs);
      const fieldIds: string[] = [];
      for (const { id } of tabs) {
        fieldIds.push(...(await get(tabUrl(screenId, id), jiraTabFields)).map((field) => field.id));
      }
      return { tabId: tabs[0]?.id ?? '', fieldIds };
    },
    async addToScreen(screenId, tabId, fieldId) {
      await send('POST', tabUrl(screenId, tabId), { fieldId }, nothing);
    },

    async webhooks() {
      return get(webhooksUrl, jiraWebhooks).catch((error: unknown) => {
        // Tokens of a limited scope do not reach this address at all.
        const isShut = error instanceof TrackerError && [401, 403, 404].includes(error.status ?? 0);
        if (isShut) return null;
        throw error;
      });
    },
    async createWebhook(webhook) {
      await send('POST', webhooksUrl, webhook, nothing);
    },
    async updateWebhook(id, webhook) {
      await send('PUT', `${webhooksUrl}/${encodeURIComponent(id)}`, webhook, nothing);
    },
  };
}
