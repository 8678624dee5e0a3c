import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { fieldBean, fieldSchema } from '../beans.ts';
import { CUSTOM_TYPE_PREFIX, CUSTOM_TYPES, OPTION_TYPES } from '../catalogue.ts';
import { bodyOf, type JiraContext, listParam, pageBean, pageOf, paramsOf, queryOf } from '../context.ts';
import { invalidFields, JiraProblem, notAdmin } from '../errors.ts';
import type { FieldContext, JiraField } from '../model.ts';
import { addCustomField } from '../site.ts';

const FieldBody = z.object({
  name: z.string().min(1).max(255),
  type: z.string(),
  description: z.string().default(''),
  searcherKey: z.string().optional(),
});
const ContextBody = z.object({
  name: z.string().min(1).max(255),
  description: z.string().default(''),
  projectIds: z.array(z.coerce.string()).default([]),
  issueTypeIds: z.array(z.coerce.string()).default([]),
});
const OptionsBody = z.object({
  options: z
    .array(z.object({ value: z.string().min(1).max(255), disabled: z.boolean().default(false) }))
    .max(1000),
});

/** Custom fields, their contexts and options. */
export function fieldRoutes(app: FastifyInstance, context: JiraContext): void {
  const { site } = context;
  app.addHook('preHandler', async (request) => {
    // Everybody may know which fields there are; what they are made of is for administrators.
    const isOpen = request.method === 'GET' && /\/api\/3\/field$/.test(request.routeOptions.url ?? '');
    if (!isOpen && !context.settings.administrator) throw notAdmin();
  });

  app.get('/api/3/field', async () => [...site.fields.values()].map(fieldBean));

  app.get('/api/3/field/search', async (request) => {
    const query = queryOf(request);
    const ids = listParam(query.id);
    const types = listParam(query.type);
    const text = String(query.query ?? '').toLowerCase();
    const found = [...site.fields.values()]
      .filter((field) => ids.length === 0 || ids.includes(field.id))
      .filter((field) => types.length === 0 || types.includes(field.custom ? 'custom' : 'system'))
      .filter((field) => field.name.toLowerCase().includes(text));
    const beans = found.map((field) => ({
      id: field.id,
      key: field.id,
      name: field.name,
      description: field.description,
      schema: fieldSchema(field),
      isLocked: false,
    }));
    return pageBean(`${site.url()}${request.url}`, pageOf(request, 50), beans);
  });

  app.post('/api/3/field', async (request, reply) => {
    const body = bodyOf(request, FieldBody);
    const type = body.type.startsWith(CUSTOM_TYPE_PREFIX) ? body.type.slice(CUSTOM_TYPE_PREFIX.length) : '';
    if (!CUSTOM_TYPES[type])
      throw invalidFields({ fieldType: `The field type '${body.type}' is not valid.` });
    // A new field has its context but no screen: until it is put on one, nobody can set it.
    const field = addCustomField(site, { ...body, type, onScreen: false });
    return reply.code(201).send(fieldBean(field));
  });

  app.get('/api/3/field/:fieldId/context', async (request) => {
    const field = customField(context, paramsOf(request).fieldId ?? '');
    const beans = field.contexts.map((one) => ({
      id: one.id,
      name: one.name,
      description: one.description,
      isGlobalContext: one.projectIds.length === 0,
      isAnyIssueType: one.issueTypeIds.length === 0,
    }));
    return pageBean(`${site.url()}${request.url}`, pageOf(request, 50), beans);
  });

  app.get('/api/3/field/:fieldId/context/projectmapping', async (request) => {
    const field = customField(context, paramsOf(request).fieldId ?? '');
    const beans = field.contexts.flatMap((one): object[] =>
      one.projectIds.length === 0
        ? [{ contextId: one.id, isGlobalContext: true }]
        : one.projectIds.map((projectId) => ({ contextId: one.id, projectId })),
    );
    return pageBean(`${site.url()}${request.url}`, pageOf(request, 50), beans);
  });

  app.post('/api/3/field/:fieldId/context', async (request, reply) => {
    const field = customField(context, paramsOf(request).fieldId ?? '');
    const body = bodyOf(request, ContextBody);
    const taken = field.contexts.find((one) => overlaps(one.projectIds, body.projectIds));
    if (taken) {
      throw new JiraProblem(409, [
        'A context for one of these projects, or for all of them, exists already.',
      ]);
    }
    const created: FieldContext = { id: site.nextId(), ...body, options: [] };
    field.contexts.push(created);
    return reply.code(201).send({ id: created.id, ...body });
  });

  app.get('/api/3/field/:fieldId/context/:contextId/option', async (request) => {
    const one = contextOf(context, paramsOf(request));
    const beans = one.options.map(({ id, value, disabled }) => ({ id, value, disabled }));
    return pageBean(`${site.url()}${request.url}`, pageOf(request, 100), beans);
  });

  app.post('/api/3/field/:fieldId/context/:contextId/option', async (request) => {
    const params = paramsOf(request);
    const field = customField(context, params.fieldId ?? '');
    if (!OPTION_TYPES.has(field.type))
      throw new JiraProblem(400, ['This field type does not support options.']);
    const one = contextOf(context, params);
    const { options } = bodyOf(request, OptionsBody);
    const values = new Set(one.options.map((option) => option.value.toLowerCase()));
    for (const { value } of options) {
      if (values.has(value.toLowerCase()))
        throw new JiraProblem(400, [`The option value '${value}' is not unique.`]);
      values.add(value.toLowerCase());
    }
    const created = options.map(({ value, disabled }) => ({ id: site.nextId(), value, disabled }));
    one.options.push(...created);
    return { options: created.map(({ id, value, disabled }) => ({ id, value, disabled })) };
  });
}

export function customField(context: JiraContext, id: string): JiraField {
  const field = context.site.fields.get(id);
  if (!field?.custom) throw new JiraProblem(404, ['The custom field was not found.']);
  return field;
}

function contextOf(context: JiraContext, params: Readonly<Record<string, string>>): FieldContext {
  const field = customField(context, params.fieldId ?? '');
  const found = field.contexts.find((one) => one.id === params.contextId);
  if (!found) throw new JiraProblem(404, ['The custom field context was not found.']);
  return found;
}

/** An empty list stands for all projects. */
function overlaps(one: readonly string[], other: readonly string[]): boolean {
  if (one.length === 0 || other.length === 0) return one.length === other.length;
  return one.some((id) => other.includes(id));
}
