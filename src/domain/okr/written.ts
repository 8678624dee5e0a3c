import { z } from 'zod';
import { directions } from './goal.ts';
import { idPattern } from './ids.ts';
import { periodForms } from './period.ts';
import { issueLinkSchema, sourceSchema } from './source.ts';

// The form in which goals stand in files and go over the API. It holds values as people write them.

const words = (max: number) => z.string().trim().min(1).max(max);
const id = z
  .string()
  .regex(idPattern, 'An id has lower-case letters, digits and hyphens, at most 64 characters.')
  .describe('Stable for good; made from the words when left out, and written by the next export');
const value = z
  .union([z.number(), z.string().max(120)], { error: 'Write a number, or a text such as $50k/month or 95%.' })
  .describe('As people write it: 5000, 4.5/5, $50k/month, 95%, < 1%, 48hr, 1.2M, 2:30 min');

const base = {
  id: id.optional(),
  owner: words(200).optional().describe('Who answers for it; inherited from the goal above when left out'),
  period: z
    .union([z.string().max(40), z.int()], { error: `Write a period: ${periodForms}.` })
    .optional()
    .describe(`${periodForms}; inherited from the goal above when left out`),
  parent: id.optional().describe('The id of the goal above; in this file or in another of the folder'),
  note: words(5000).optional(),
  links: z.array(words(2000)).max(50).optional(),
  tags: z.array(words(60)).max(20).optional(),
};

export const writtenDirection = z.strictObject({ ...base, statement: words(2000) });

export const writtenTeam = z.strictObject({
  ...base,
  name: words(200),
  statement: words(2000)
    .optional()
    .describe('The mission: Help [audience] achieve [outcome] through [approach] so that [impact]'),
  purpose: words(2000).optional(),
  scope: words(2000).optional(),
  approach: words(2000).optional(),
  metrics: z.array(words(500)).max(20).optional(),
});

const { parent: _parent, ...keyResultBase } = base;
export const writtenKeyResult = z.strictObject({
  ...keyResultBase,
  statement: words(2000),
  metric: words(500).optional().describe('What is measured, e.g. checkout completion'),
  start: value.optional(),
  target: value.optional(),
  current: value.optional(),
  direction: z
    .enum([...directions, 'stay above', 'stay below'])
    .optional()
    .describe('Follows from start and target when left out'),
  weight: z
    .number()
    .positive()
    .max(100)
    .optional()
    .describe('Its share of the objective’s score, 1 by default'),
  source: sourceSchema.optional().describe('Where the current value comes from; manual by default'),
  work: issueLinkSchema.optional().describe('The issues that move it, when they do not measure it'),
});

export const writtenObjective = z.strictObject({
  ...base,
  statement: words(2000),
  team: id.optional().describe('The id of the team; the nearest team above when left out'),
  keyResults: z.array(writtenKeyResult).max(50).optional(),
});

/** One OKR file, or the body of an import over the API. */
export const writtenGoals = z.strictObject({
  version: z.literal(1).optional(),
  decimal: z
    .enum(['.', ','])
    .optional()
    .describe('The decimal mark of this file, where 1.234 could be read two ways'),
  missions: z.array(writtenDirection).max(100).optional(),
  visions: z.array(writtenDirection).max(100).optional(),
  pillars: z.array(writtenDirection).max(200).optional(),
  teams: z.array(writtenTeam).max(1000).optional(),
  objectives: z.array(writtenObjective).max(5000).optional(),
});

export type WrittenDirection = z.infer<typeof writtenDirection>;
export type WrittenTeam = z.infer<typeof writtenTeam>;
export type WrittenKeyResult = z.infer<typeof writtenKeyResult>;
export type WrittenObjective = z.infer<typeof writtenObjective>;
export type WrittenGoals = z.infer<typeof writtenGoals>;
