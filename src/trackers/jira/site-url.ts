import { z } from 'zod';
import type { JiraCall } from './call.ts';

const serverInfo = z.object({ baseUrl: z.url({ protocol: /^https?$/ }) });

/**
 * Where people open issues, without a slash at the end. A scoped token works on a gateway's address,
 * `https://api.atlassian.com/ex/jira/{cloudId}`, which is no place for people: there Jira is asked, once a process.
 */
export function createSiteUrl(baseUrl: string, call: JiraCall): () => Promise<string> {
  if (!isGateway(baseUrl)) return async () => baseUrl;
  let asked: Promise<string> | null = null;
  return () => {
    asked ??= call(
      { operation: 'whoAmI', kind: 'read', method: 'GET', url: '/rest/api/3/serverInfo', needs: null },
      serverInfo,
    )
      .then((info) => info.baseUrl.replace(/\/+$/, ''))
      .catch((error: unknown) => {
        asked = null;
        throw error;
      });
    return asked;
  };
}

export function isGateway(baseUrl: string): boolean {
  return /\/ex\/jira\/[^/]+$/.test(baseUrl);
}
