import { z } from 'zod';
import { lenient, lenientList, trackerId } from '../lenient.ts';

const page = <T extends z.ZodType>(value: T) =>
  z.object({ isLast: lenient(z.boolean()), values: lenientList(value) });

export const jiraProjects = page(
  z
    .object({ id: trackerId, key: z.string(), simplified: lenient(z.boolean()), style: lenient(z.string()) })
    .transform(({ id, key, simplified, style }) => ({
      id,
      key,
      /** Its people keep its fields themselves; Jira's screens and contexts do not reach it. */
      isTeamManaged: simplified === true || style === 'next-gen',
    })),
);
export type JiraProject = z.infer<typeof jiraProjects>['values'][number];

export const jiraContexts = page(z.object({ id: trackerId, name: z.string() }));
export const jiraOptions = page(
  z.object({ id: trackerId, value: z.string(), disabled: z.boolean().catch(false) }),
);
export const jiraCreatedField = z.object({ id: z.string() });

export const jiraSchemesOfProjects = page(
  z.object({ issueTypeScreenScheme: z.object({ id: trackerId }), projectIds: lenientList(trackerId) }),
);
export const jiraSchemeMappings = page(
  z.object({ issueTypeScreenSchemeId: trackerId, screenSchemeId: trackerId }),
);
export const jiraScreenSchemes = page(
  z.object({
    id: trackerId,
    screens: z.object({ default: lenient(trackerId), edit: lenient(trackerId).optional() }),
  }),
);
export const jiraTabs = lenientList(z.object({ id: trackerId, name: z.string().catch('') }));
export const jiraTabFields = lenientList(z.object({ id: z.string() }));

/** An admin webhook, whose address ends in its number. */
export const jiraWebhook = z
  .object({
    self: z.string(),
    name: z.string().catch(''),
    url: z.string(),
    enabled: z.boolean().catch(true),
    excludeBody: z.boolean().catch(false),
    events: lenientList(z.string()),
    filters: z.record(z.string(), z.string()).catch({}),
    isSigned: lenient(z.boolean()),
  })
  .transform(({ self, ...webhook }) => ({ ...webhook, id: /(\d+)\/?$/.exec(self)?.[1] ?? '' }));
export type JiraWebhook = z.infer<typeof jiraWebhook>;
export const jiraWebhooks = lenientList(jiraWebhook);
