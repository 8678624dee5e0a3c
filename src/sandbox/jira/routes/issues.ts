import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Json, jiraTime, statusBean, userBean } from '../beans.ts';
import { ISSUE_TYPES, STATUSES } from '../catalogue.ts';
import {
  bodyOf,
  issueOr404,
  type JiraContext,
  listParam,
  may,
  needs,
  paramsOf,
  queryOf,
} from '../context.ts';
import { editMetaBean } from '../edit-meta.ts';
import { editFields } from '../edits.ts';
import { invalidFields, JiraProblem } from '../errors.ts';
import { createIssue, deleteIssue, transitionIssue } from '../lifecycle.ts';
import type { JiraIssue } from '../model.ts';
import { issueBean, selectFields } from '../representation.ts';

const EntityProperties = z.array(z.object({ key: z.string(), value: z.unknown() })).optional();
const EditBody = z.object({
  fields: z.record(z.string(), z.unknown()).optional(),
  update: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))).optional(),
  properties: EntityProperties,
});
const CreateBody = z.object({ fields: z.record(z.string(), z.unknown()), properties: EntityProperties });
const TransitionBody = z.object({
  transition: z.object({ id: z.coerce.string() }),
  fields: z.record(z.string(), z.unknown()).optional(),
});

export function issueRoutes(app: FastifyInstance, context: JiraContext): void {
  const { site } = context;

  app.get('/api/3/issue/:issueIdOrKey', async (request) => {
    const issue = issueOr404(context, paramsOf(request).issueIdOrKey ?? '');
    const query = queryOf(request);
    const properties = listParam(query.properties);
    return issueBean(site, issue, {
      fields: selectFields(site, listParam(query.fields), 'all'),
      expand: new Set(listParam(query.expand)),
      ...(properties.length > 0 && { properties }),
    });
  });

  app.put('/api/3/issue/:issueIdOrKey', async (request, reply) => {
    const issue = issueOr404(context, paramsOf(request).issueIdOrKey ?? '');
    needs(context, 'EDIT_ISSUES', issue);
    const query = queryOf(request);
    if (query.notifyUsers === 'false' && !context.settings.administrator) {
      throw new JiraProblem(403, [
        'To discard the user notification either admin or project admin permissions are required.',
      ]);
    }
    const body = bodyOf(request, EditBody);
    if (!body.fields && !body.update && !body.properties) {
      throw new JiraProblem(400, ['One of `fields` or `update` is required.']);
    }
    const fields = { ...body.fields, ...updatesAsFields(issue, body.update ?? {}) };
    editFields(site, issue, fields, context.me);
    for (const property of body.properties ?? []) issue.properties.set(property.key, property.value);
    if (query.returnIssue === 'true') {
      return issueBean(site, issue, { fields: selectFields(site, [], 'all') });
    }
    return reply.code(204).send();
  });

  app.post('/api/3/issue', async (request, reply) => {
    const { fields, properties } = bodyOf(request, CreateBody);
    const { project: projectRef, issuetype: typeRef, ...rest } = fields;
    const project = [...site.projects.values()].find((one) => refersTo(projectRef, one.id, one.key));
    if (!project) throw invalidFields({ project: 'Specify a valid project ID or key' });
    const type = ISSUE_TYPES.find((one) => refersTo(typeRef, one.id, one.name));
    if (!type) throw invalidFields({ issuetype: 'Specify a valid issue type' });
    const [status] = STATUSES;
    if (!status) throw new Error('a site has statuses');
    const issue = createIssue(site, { project, type, status, fields: rest, reporter: context.me });
    for (const property of properties ?? []) issue.properties.set(property.key, property.value);
    return reply
      .code(201)
      .send({ id: issue.id, key: issue.key, self: `${site.url()}/rest/api/3/issue/${issue.id}` });
  });

  app.delete('/api/3/issue/:issueIdOrKey', async (request, reply) => {
    deleteIssue(site, issueOr404(context, paramsOf(request).issueIdOrKey ?? ''), context.me);
    return reply.code(204).send();
  });

  app.get('/api/3/issue/:issueIdOrKey/editmeta', async (request) => {
    const issue = issueOr404(context, paramsOf(request).issueIdOrKey ?? '');
    return may(context, 'EDIT_ISSUES', issue.project) ? editMetaBean(site, issue) : { fields: {} };
  });

  app.get('/api/3/issue/:issueIdOrKey/transitions', async (request) => {
    issueOr404(context, paramsOf(request).issueIdOrKey ?? '');
    return {
      expand: 'transitions',
      transitions: STATUSES.map((status, index) => ({
        id: String(11 + index * 10),
        name: status.name,
        to: statusBean(site, status),
        hasScreen: false,
        isGlobal: true,
        isInitial: false,
        isAvailable: true,
        isConditional: false,
      })),
    };
  });

  app.post('/api/3/issue/:issueIdOrKey/transitions', async (request, reply) => {
    const issue = issueOr404(context, paramsOf(request).issueIdOrKey ?? '');
    const body = bodyOf(request, TransitionBody);
    const status = STATUSES[(Number(body.transition.id) - 11) / 10];
    if (!status)
      throw new JiraProblem(400, ['It seems that you have tried to perform an illegal workflow operation.']);
    if (body.fields) editFields(site, issue, body.fields, context.me);
    transitionIssue(site, issue, status, context.me);
    return reply.code(204).send();
  });

  app.get('/api/3/issue/:issueIdOrKey/changelog', async (request) => {
    const issue = issueOr404(context, paramsOf(request).issueIdOrKey ?? '');
    const values = issue.history.map((change) => ({
      id: change.id,
      author: userBean(site, change.author),
      created: jiraTime(change.created),
      items: change.items,
    }));
    return {
      self: `${site.url()}/rest/api/3/issue/${issue.id}/changelog`,
      maxResults: 100,
      startAt: 0,
      total: values.length,
      isLast: true,
      values,
    };
  });
}

function refersTo(reference: unknown, id: string, name: string): boolean {
  if (typeof reference !== 'object' || reference === null) return false;
  const record = reference as Json;
  if (record.id !== undefined) return String(record.id) === id;
  const word = String(record.key ?? record.name ?? '');
  return word.toLowerCase() === name.toLowerCase();
}

/** `update` operations, worked out to the value they lead to; labels take add and remove, other fields only set. */
function updatesAsFields(issue: JiraIssue, update: Readonly<Record<string, Json[]>>): Json {
  return Object.fromEntries(
    Object.entries(update).map(([id, operations]) => {
      let value: unknown = id === 'labels' ? issue.labels : undefined;
      for (const operation of operations) {
        if ('set' in operation) value = operation.set;
        else if (id === 'labels' && Array.isArray(value)) {
          value =
            'add' in operation ? [...value, operation.add] : value.filter((one) => one !== operation.remove);
        } else throw invalidFields({ [id]: `Field '${id}' does not support the operation.` });
      }
      return [id, value];
    }),
  );
}
