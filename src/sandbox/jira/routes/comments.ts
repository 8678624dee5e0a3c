import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { addComment, commentOf, editComment, removeComment } from '../comments.ts';
import {
  bodyOf,
  issueOr404,
  type JiraContext,
  listParam,
  needs,
  pageBean,
  pageOf,
  paramsOf,
  queryOf,
} from '../context.ts';
import { commentNotFound, JiraProblem } from '../errors.ts';
import { commentBean } from '../representation.ts';

const CommentBody = z.object({
  body: z.unknown(),
  properties: z.array(z.object({ key: z.string(), value: z.unknown() })).optional(),
  visibility: z.unknown().optional(),
});

const MAX_PROPERTY = 32_768;

export function commentRoutes(app: FastifyInstance, context: JiraContext): void {
  const { site } = context;

  app.get('/api/3/issue/:issueIdOrKey/comment', async (request) => {
    const issue = issueOr404(context, paramsOf(request).issueIdOrKey ?? '');
    const page = pageOf(request, 5000);
    const expand = new Set(listParam(queryOf(request).expand));
    const newestFirst = String(queryOf(request).orderBy ?? '').startsWith('-');
    const ordered = newestFirst ? [...issue.comments].reverse() : issue.comments;
    return {
      startAt: page.startAt,
      maxResults: page.maxResults,
      total: issue.comments.length,
      comments: ordered
        .slice(page.startAt, page.startAt + page.maxResults)
        .map((comment) => commentBean(site, comment, 'rest', expand)),
    };
  });

  app.post('/api/3/comment/list', async (request) => {
    const { ids } = bodyOf(request, z.object({ ids: z.array(z.coerce.string()).max(1000) }));
    const expand = new Set(listParam(queryOf(request).expand));
    const found = ids.flatMap((id) => site.comments.get(id) ?? []);
    const beans = found.map((comment) => commentBean(site, comment, 'rest', expand));
    return pageBean(`${site.url()}${request.url}`, { startAt: 0, maxResults: 1_048_576 }, beans);
  });

  app.post('/api/3/issue/:issueIdOrKey/comment', async (request, reply) => {
    const issue = issueOr404(context, paramsOf(request).issueIdOrKey ?? '');
    needs(context, 'ADD_COMMENTS', issue);
    const body = bodyOf(request, CommentBody);
    const properties = new Map(
      (body.properties ?? []).map(({ key, value }) => [key, checkedProperty(value)]),
    );
    const comment = addComment(site, issue, body.body, context.me, properties);
    return reply
      .code(201)
      .send(commentBean(site, comment, 'rest', new Set(listParam(queryOf(request).expand))));
  });

  app.get('/api/3/issue/:issueIdOrKey/comment/:id', async (request) => {
    const { issueIdOrKey = '', id = '' } = paramsOf(request);
    const comment = commentOf(site, issueOr404(context, issueIdOrKey), id);
    return commentBean(site, comment, 'rest', new Set(listParam(queryOf(request).expand)));
  });

  app.put('/api/3/issue/:issueIdOrKey/comment/:id', async (request) => {
    const { issueIdOrKey = '', id = '' } = paramsOf(request);
    const issue = issueOr404(context, issueIdOrKey);
    const body = bodyOf(request, CommentBody);
    const properties = (body.properties ?? []).map(
      ({ key, value }) => [key, checkedProperty(value)] as const,
    );
    const comment = editComment(site, issue, id, body.body, context.me);
    for (const [key, value] of properties) comment.properties.set(key, value);
    return commentBean(site, comment, 'rest', new Set(listParam(queryOf(request).expand)));
  });

  app.delete('/api/3/issue/:issueIdOrKey/comment/:id', async (request, reply) => {
    const { issueIdOrKey = '', id = '' } = paramsOf(request);
    removeComment(site, issueOr404(context, issueIdOrKey), id, context.me);
    return reply.code(204).send();
  });
}

/** Entity properties of issues and comments: four verbs on one map. */
export function propertyRoutes(app: FastifyInstance, context: JiraContext): void {
  const owners = [
    {
      path: '/api/3/issue/:owner/properties',
      find: (owner: string) => issueOr404(context, owner).properties,
    },
    {
      path: '/api/3/comment/:owner/properties',
      find: (owner: string) => {
        const comment = context.site.comments.get(owner);
        if (!comment) throw commentNotFound(owner);
        return comment.properties;
      },
    },
  ];
  for (const { path, find } of owners) {
    app.get(path, async (request) => {
      const keys = [...find(paramsOf(request).owner ?? '').keys()];
      const self = `${context.site.url()}${request.url}`;
      return { keys: keys.map((key) => ({ self: `${self}/${encodeURIComponent(key)}`, key })) };
    });
    app.get(`${path}/:key`, async (request) => {
      const { owner = '', key = '' } = paramsOf(request);
      const properties = find(owner);
      if (!properties.has(key)) throw propertyNotFound(key);
      return { key, value: properties.get(key) };
    });
    app.put(`${path}/:key`, async (request, reply) => {
      const { owner = '', key = '' } = paramsOf(request);
      const properties = find(owner);
      const isNew = !properties.has(key);
      if (key.length > 255) throw new JiraProblem(400, ['The property key is too long.']);
      properties.set(key, checkedProperty(request.body));
      return reply.code(isNew ? 201 : 200).send({});
    });
    app.delete(`${path}/:key`, async (request, reply) => {
      const { owner = '', key = '' } = paramsOf(request);
      if (!find(owner).delete(key)) throw propertyNotFound(key);
      return reply.code(204).send();
    });
  }
}

function checkedProperty(value: unknown): unknown {
  if (value === undefined || value === '')
    throw new JiraProblem(400, ['The property value must be a JSON value.']);
  if (JSON.stringify(value).length > MAX_PROPERTY) {
    throw new JiraProblem(400, [
      `The property value is too long. Its maximum is ${MAX_PROPERTY} characters.`,
    ]);
  }
  return value;
}

function propertyNotFound(key: string): JiraProblem {
  return new JiraProblem(404, [`The property ${key} does not exist.`]);
}
