import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { bodyOf, type JiraContext, paramsOf, type RegisteredWebhook } from '../context.ts';
import { JiraProblem, notAdmin } from '../errors.ts';

const WebhookBody = z.object({
  name: z.string().min(1),
  url: z.url({ protocol: /^https?$/ }),
  events: z.array(z.string()).min(1),
  description: z.string().optional(),
  filters: z.record(z.string(), z.string()).default({}),
  excludeBody: z.boolean().default(false),
  enabled: z.boolean().default(true),
  secret: z.string().optional(),
});

/** Admin webhooks: `POST /rest/webhooks/1.0/webhook` and its neighbours. The secret never comes back. */
export function webhookRoutes(app: FastifyInstance, context: JiraContext): void {
  const { webhooks, site } = context;
  let lastId = Math.max(0, ...webhooks.keys());

  const bean = (webhook: RegisteredWebhook) => {
    const { id, secret, ...shown } = webhook;
    return {
      ...shown,
      self: `${site.url()}/rest/webhooks/1.0/webhook/${id}`,
      isSigned: secret !== undefined,
    };
  };
  const find = (id: string) => {
    const webhook = webhooks.get(Number(id));
    if (!webhook) throw new JiraProblem(404, [`Webhook with id ${id} was not found.`]);
    return webhook;
  };
  app.addHook('preHandler', async () => {
    if (!context.settings.administrator) throw notAdmin();
  });

  app.get('/webhooks/1.0/webhook', async () => [...webhooks.values()].map(bean));
  app.get('/webhooks/1.0/webhook/:id', async (request) => bean(find(paramsOf(request).id ?? '')));

  app.post('/webhooks/1.0/webhook', async (request, reply) => {
    const webhook = entry(++lastId, bodyOf(request, WebhookBody));
    webhooks.set(webhook.id, webhook);
    return reply.code(201).send(bean(webhook));
  });

  app.put('/webhooks/1.0/webhook/:id', async (request) => {
    const before = find(paramsOf(request).id ?? '');
    const changed = entry(before.id, bodyOf(request, WebhookBody));
    // A secret that is not sent again stays as it was.
    const webhook = { ...(before.secret !== undefined && { secret: before.secret }), ...changed };
    webhooks.set(webhook.id, webhook);
    return bean(webhook);
  });

  app.delete('/webhooks/1.0/webhook/:id', async (request, reply) => {
    webhooks.delete(find(paramsOf(request).id ?? '').id);
    return reply.code(204).send();
  });
}

function entry(id: number, body: z.infer<typeof WebhookBody>): RegisteredWebhook {
  const { description: _description, secret, ...rest } = body;
  return { id, ...rest, ...(secret !== undefined && { secret }) };
}
