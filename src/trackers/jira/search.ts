import { z } from 'zod';
import { TrackerError } from '../../domain/errors.ts';
import type { FetchedIssue, TrackerSearch } from '../../domain/ports.ts';
import { lenient, lenientList } from '../lenient.ts';
import type { JiraCall } from './call.ts';
import { BROWSE, ISSUE_FIELDS } from './client.ts';
import type { FieldMaps } from './field-maps.ts';
import { jqlFrom } from './jql.ts';
import { type JiraIssue, jiraIssue, jiraIssueIds } from './schema.ts';

/** With all their fields, Jira gives no more issues at once. */
const PAGE = 100;

const searchPage = z
  .object({
    issues: lenientList(jiraIssue),
    nextPageToken: lenient(z.string()),
    names: jiraIssue.shape.names,
    schema: jiraIssue.shape.schema,
  })
  .transform(({ issues, nextPageToken, names, schema }) => ({
    nextPageToken,
    // Jira tells the names once for the whole page.
    issues: issues.map((issue) => ({
      ...issue,
      names: { ...names, ...issue.names },
      schema: { ...schema, ...issue.schema },
    })),
  }));

/** A page's token holds for its very query, and a query by time is another one each minute. */
const cursorSchema = z.strictObject({ jql: z.string(), token: z.string() });

/** Looks for issues by JQL, a page at a time. */
export function createJiraSearch(deps: {
  readonly call: JiraCall;
  readonly maps: FieldMaps;
  readonly fetched: (answer: JiraIssue) => Promise<FetchedIssue>;
  readonly now: () => number;
}): Pick<TrackerSearch, 'searchIssues' | 'fetchIssues' | 'countIssues' | 'whichExist'> {
  const { call, maps, fetched, now } = deps;
  const read = { kind: 'read', method: 'POST', needs: BROWSE } as const;

  return {
    async searchIssues({ cursor, ...search }) {
      const { restriction, order } = jqlFrom(search, now());
      const { jql, token } =
        cursor === undefined ? start(`${restriction} ORDER BY ${order}`) : readCursor(cursor);
      const page = await call(
        {
          ...read,
          operation: 'searchIssues',
          url: '/rest/api/3/search/jql',
          data: {
            jql,
            fields: ISSUE_FIELDS,
            expand: 'names,schema',
            maxResults: PAGE,
            ...(token !== null && { nextPageToken: token }),
          },
        },
        searchPage,
      );
      await maps.learn(page.issues);
      const issues: FetchedIssue[] = [];
      for (const answer of page.issues) issues.push(await fetched(answer));
      return {
        issues,
        next: page.nextPageToken === null ? null : writeCursor({ jql, token: page.nextPageToken }),
      };
    },

    async fetchIssues(issueIds) {
      const ids = [...new Set(issueIds)];
      const found: FetchedIssue[] = [];
      for (let from = 0; from < ids.length; from += PAGE) {
        const { issues } = await call(
          {
            ...read,
            operation: 'fetchIssues',
            url: '/rest/api/3/issue/bulkfetch',
            data: {
              issueIdsOrKeys: ids.slice(from, from + PAGE),
              fields: ISSUE_FIELDS,
              expand: ['names', 'schema'],
            },
          },
          searchPage,
        );
        await maps.learn(issues);
        for (const answer of issues) found.push(await fetched(answer));
      }
      return found;
    },

    async countIssues(search) {
      const { restriction } = jqlFrom(search, now());
      const { count } = await call(
        {
          ...read,
          operation: 'countIssues',
          url: '/rest/api/3/search/approximate-count',
          data: { jql: restriction },
        },
        z.object({ count: lenient(z.number().int().nonnegative()) }),
      );
      return count;
    },

    async whichExist(issueIds) {
      const exist = new Set<string>();
      const ids = [...new Set(issueIds)];
      for (let from = 0; from < ids.length; from += PAGE) {
        const some = ids.slice(from, from + PAGE);
        const { issues } = await call(
          {
            ...read,
            operation: 'whichExist',
            url: '/rest/api/3/issue/bulkfetch',
            data: { issueIdsOrKeys: some, fields: ['issuetype'] },
          },
          jiraIssueIds,
        );
        for (const { id } of issues) if (some.includes(id)) exist.add(id);
      }
      return exist;
    },
  };
}

function start(jql: string): { readonly jql: string; readonly token: null } {
  return { jql, token: null };
}

function writeCursor(cursor: z.infer<typeof cursorSchema>): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function readCursor(cursor: string): z.infer<typeof cursorSchema> {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw new TrackerError('invalid', 'Jira searchIssues: the cursor is none of Waymark’s');
  }
}
