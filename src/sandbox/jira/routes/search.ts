import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { newUuid } from '../../ids.ts';
import type { Json } from '../beans.ts';
import { bodyOf, type JiraContext, listParam, queryOf } from '../context.ts';
import { JiraProblem } from '../errors.ts';
import { parseJql } from '../jql.ts';
import type { JiraIssue } from '../model.ts';
import { issueBean, selectFields } from '../representation.ts';

const SearchBody = z.strictObject({
  jql: z.string().default(''),
  fields: z.array(z.string()).optional(),
  expand: z.string().optional(),
  fieldsByKeys: z.boolean().optional(),
  maxResults: z.number().int().min(0).default(50),
  nextPageToken: z.string().optional(),
  properties: z.array(z.string()).max(5).optional(),
  reconcileIssues: z.array(z.number()).optional(),
});
type Search = z.infer<typeof SearchBody>;

const BulkFetchBody = z.strictObject({
  issueIdsOrKeys: z.array(z.string()),
  fields: z.array(z.string()).optional(),
  expand: z.array(z.string()).optional(),
  fieldsByKeys: z.boolean().optional(),
  properties: z.array(z.string()).max(5).optional(),
});

const MAX_OPEN_SEARCHES = 200;
const MAX_WITH_MANY_FIELDS = 100;
const MAX_WITH_FEW_FIELDS = 5000;
const CHEAP_FIELDS = new Set(['id', 'key']);

export function searchRoutes(app: FastifyInstance, context: JiraContext): void {
  const { site } = context;
  // A search is worked out once; its pages are slices of that answer, so reading all pages costs one pass.
  const open = new Map<string, { readonly ids: readonly string[]; readonly jql: string }>();

  function search(asked: Search): Json {
    const found = asked.nextPageToken ? openSearch(asked) : start(asked);
    const fields = selectFields(site, asked.fields ?? [], 'none');
    const wanted = fields.filter((id) => !CHEAP_FIELDS.has(id));
    const limit = wanted.length === 0 ? MAX_WITH_FEW_FIELDS : MAX_WITH_MANY_FIELDS;
    const size = Math.max(1, Math.min(asked.maxResults, limit));
    const issues = found.ids
      .slice(found.offset, found.offset + size)
      .flatMap((id) => site.issues.get(id) ?? []);
    const nextOffset = found.offset + size;
    const isLast = nextOffset >= found.ids.length;
    const expand = new Set(listParam(asked.expand));
    const bean = (issue: JiraIssue) => {
      const full = issueBean(site, issue, {
        fields: wanted,
        expand,
        ...(asked.properties && { properties: asked.properties }),
      });
      // Without fields the vendor answers with ids alone.
      return fields.length === 0 ? { id: issue.id } : full;
    };
    return {
      issues: issues.map(bean),
      isLast,
      ...(!isLast && { nextPageToken: `${found.token}.${nextOffset}` }),
    };
  }

  function start(asked: Search) {
    const query = parseJql(site, asked.jql);
    const ids = [...site.issues.values()]
      .filter(query.matches)
      .sort(query.compare)
      .map((issue) => issue.id);
    const token = newUuid();
    open.set(token, { ids, jql: asked.jql });
    const oldest = open.keys().next();
    if (open.size > MAX_OPEN_SEARCHES && !oldest.done) open.delete(oldest.value);
    return { token, ids, offset: 0 };
  }

  function openSearch(asked: Search) {
    const [token = '', offset = ''] = (asked.nextPageToken ?? '').split('.');
    const found = open.get(token);
    if (!found || found.jql !== asked.jql)
      throw new JiraProblem(400, ['The provided next page token is invalid.']);
    return { token, ids: found.ids, offset: Number(offset) };
  }

  app.post('/api/3/search/jql', async (request) => search(bodyOf(request, SearchBody)));

  app.get('/api/3/search/jql', async (request) => {
    const query = queryOf(request);
    const token = query.nextPageToken;
    return search({
      jql: String(query.jql ?? ''),
      fields: listParam(query.fields),
      maxResults: Number(query.maxResults ?? 50),
      ...(query.expand !== undefined && { expand: String(query.expand) }),
      ...(typeof token === 'string' && token !== '' && { nextPageToken: token }),
    });
  });

  app.post('/api/3/search/approximate-count', async (request) => {
    const { jql } = bodyOf(request, z.strictObject({ jql: z.string() }));
    const query = parseJql(site, jql);
    let count = 0;
    for (const issue of site.issues.values()) if (query.matches(issue)) count += 1;
    return { count };
  });

  app.post('/api/3/issue/bulkfetch', async (request) => {
    const asked = bodyOf(request, BulkFetchBody);
    if (asked.issueIdsOrKeys.length > 100) {
      throw new JiraProblem(400, ['The number of issues exceeds the limit of 100.']);
    }
    const fields = selectFields(site, asked.fields ?? [], 'navigable');
    const issues = new Set(asked.issueIdsOrKeys.flatMap((idOrKey) => site.find(idOrKey) ?? []));
    return {
      issues: [...issues].map((issue) =>
        issueBean(site, issue, {
          fields,
          expand: new Set(asked.expand ?? []),
          ...(asked.properties && { properties: asked.properties }),
        }),
      ),
      issueErrors: [],
    };
  });

  for (const method of ['GET', 'POST'] as const) {
    app.route({
      method,
      url: '/api/3/search',
      handler: async () => {
        throw new JiraProblem(410, [
          'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API.',
        ]);
      },
    });
  }
}
