import { z } from 'zod';
import { trackerNames } from '../issue.ts';

/** What counts as one linked issue when shares are taken. */
export const issueWeights = ['one', 'estimate', 'mission-size'] as const;
export type IssueWeight = (typeof issueWeights)[number];

const text = (max: number) => z.string().trim().min(1).max(max);

/** Which issues belong to a key result. Keys and names as people see them. */
export const issueLinkSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('label'), value: text(200) }),
  z.strictObject({ by: z.literal('custom-field'), field: text(200), value: text(500) }),
  z.strictObject({ by: z.literal('epic'), value: text(100).describe('The key of the parent, e.g. SHOP-12') }),
  z.strictObject({ by: z.literal('linear-project'), value: text(200) }),
  z.strictObject({ by: z.literal('linear-initiative'), value: text(200) }),
  z.strictObject({ by: z.literal('jql'), value: text(2000) }),
  z.strictObject({ by: z.literal('filter'), tracker: z.enum(trackerNames), value: text(2000) }),
]);
export type IssueLinkRule = z.infer<typeof issueLinkSchema>;

const schedule = z
  .string()
  .regex(/^[1-9]\d{0,3}(?:m|h|d)$/, 'Write a number of minutes, hours or days: 30m, 6h, 1d.')
  .describe('How often: 30m, 6h, 1d');

const scale = z
  .number()
  .positive()
  .max(1e12)
  .describe(
    'What the number is multiplied by: 100 where 0.66 means 66%. Numbers count whole units and seconds, not thousands or hours',
  );

/** Where the current value of a key result comes from. */
export const sourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('manual') }),
  z.strictObject({
    kind: z.literal('issues'),
    weight: z.enum(issueWeights).optional().describe('What each linked issue counts; one by default'),
    link: issueLinkSchema,
  }),
  z.strictObject({
    kind: z.literal('http-json'),
    url: z.url({ protocol: /^https?$/ }).max(2000),
    pointer: z
      .string()
      .max(500)
      .regex(/^(?:\/(?:[^~/]|~[01])*)*$/, 'Write a JSON pointer such as /data/0/value.')
      .describe('JSON pointer (RFC 6901) to the number'),
    headers: z
      .record(z.string().regex(/^[A-Za-z0-9-]{1,80}$/), text(80))
      .optional()
      .describe('Header names with the names of the secrets that hold their values'),
    scale: scale.optional(),
    every: schedule.optional(),
  }),
  z.strictObject({
    kind: z.literal('prometheus'),
    url: z.url({ protocol: /^https?$/ }).max(2000),
    query: text(2000).describe('PromQL that answers one number'),
    scale: scale.optional(),
    every: schedule.optional(),
  }),
]);
export type Source = z.infer<typeof sourceSchema>;

export const manual: Source = { kind: 'manual' };

/** The environment variable that holds the secret of this name, e.g. `WAYMARK_SECRET_METRICS_TOKEN` for `metrics-token`. */
export function secretVariable(name: string): string {
  return `${secretPrefix}${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;
}

export const secretPrefix = 'WAYMARK_SECRET_';
