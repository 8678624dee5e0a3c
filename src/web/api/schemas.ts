import { z } from 'zod';
import { severities } from '../../domain/assessment/finding.ts';
import { trackerNames } from '../../domain/issue.ts';
import { confidences } from '../../domain/okr/check-in.ts';
import { directions, goalKinds } from '../../domain/okr/goal.ts';
import { periodForms, readPeriod } from '../../domain/okr/period.ts';
import { bands } from '../../domain/okr/score.ts';
import { okrStatuses } from '../../domain/okr/status.ts';
import { writtenGoals } from '../../domain/okr/written.ts';

/** Errors as every route answers them. */
export const problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    requestId: z.string(),
  })
  .describe('A problem document (RFC 9457)');

export const goalId = z.string().min(1).max(64);
export const goalParams = z.object({ id: goalId });

/** A period in a query, read. */
export const periodText = z
  .string()
  .max(40)
  .refine((text) => readPeriod(text) !== null, { error: `Write a period: ${periodForms}.` })
  .describe(periodForms);

const day = z.string().describe('YYYY-MM-DD');
const maybeText = z.string().nullable();

export const checkIn = z.object({
  id: z.string(),
  keyResult: z.string(),
  day,
  value: z.object({ amount: z.number(), text: z.string() }).describe('As written, and comparable'),
  author: z.string(),
  source: z.enum(['manual', 'issues', 'http-json', 'prometheus', 'import']),
  evidence: z.array(z.string()),
  confidence: z.enum(confidences).nullable(),
  note: maybeText,
  corrects: maybeText.describe('The id of the check-in that this one replaces'),
});

const issue = z.object({
  ref: z.object({ tracker: z.enum(trackerNames), id: z.string() }),
  key: z.string(),
  url: z.string(),
  title: z.string(),
  status: z.object({ name: z.string(), category: z.string() }),
  startedOn: day.nullable(),
  doneOn: day.nullable(),
});

export const forecast = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('too-little-history'), points: z.int(), message: z.string() }),
    z.object({ kind: z.literal('over'), message: z.string() }),
    z.object({
      kind: z.literal('forecast'),
      probability: z.number(),
      interval: z.object({ low: z.number(), median: z.number(), high: z.number() }),
      weeksLeft: z.number(),
      weeklyGain: z.number(),
    }),
  ])
  .nullable();

const status = {
  status: z.enum(okrStatuses),
  rule: z.string().describe('The rule that gave the status, in words'),
  heading: z.number().nullable(),
  expected: z.number().nullable(),
};
const band = z.enum(bands.map(({ name }) => name)).nullable();

export const keyResultStanding = z.object({
  id: z.string(),
  statement: z.string(),
  objective: z.string(),
  owner: maybeText,
  period: maybeText,
  direction: z.enum(directions),
  source: z.string(),
  sourceProblem: maybeText.describe('Why the source gave nothing when it was last asked'),
  start: maybeText,
  current: maybeText,
  target: maybeText,
  asOf: z.object({ checkIn: z.string(), day, source: z.string() }).nullable(),
  progress: z.number().nullable().describe('0 to 1'),
  score: z.number().nullable(),
  band,
  ...status,
  forecast,
  evidence: z.object({ checkIns: z.array(checkIn), done: z.array(issue), open: z.array(issue) }),
});

export const objectiveStanding = z.object({
  id: z.string(),
  statement: z.string(),
  owner: maybeText,
  period: maybeText,
  score: z.number().nullable(),
  band,
  ...status,
  unmeasured: z.int(),
  keyResults: z.array(keyResultStanding),
});

export const rollOutStep = z.object({
  id: z.string(),
  phase: z.string(),
  title: z.string(),
  done: z.boolean(),
  detail: z.string(),
  late: z.boolean(),
});
export const rollOut = z.object({
  team: z.string(),
  name: z.string(),
  began: day,
  steps: z.array(rollOutStep),
});

export const scores = z.object({
  today: day,
  period: maybeText,
  version: z.int(),
  objectives: z.array(objectiveStanding),
  advice: z.array(z.object({ line: z.string(), objectives: z.array(z.string()), message: z.string() })),
  rollOut: z.array(rollOut),
});

/** A goal by what it is called, as it appears in a chain. */
export const goalName = z.object({
  id: z.string(),
  kind: z.enum(goalKinds),
  statement: z.string(),
});

const documents = z
  .array(
    z.strictObject({
      path: z.string().min(1).max(300).describe('As problems are to name it, e.g. q4.yaml'),
      format: z.enum(['yaml', 'markdown']),
      text: z.string().max(2_000_000),
    }),
  )
  .min(1)
  .max(200);

/** Goals as they come in: in their written form, or as documents. */
export const goalsToRead = z.union([
  z.strictObject({ goals: writtenGoals.describe('The form of OKR files, as JSON') }),
  z.strictObject({ documents }),
]);
export type GoalsToRead = z.infer<typeof goalsToRead>;

const changedField = z.object({ field: z.string(), from: z.string(), to: z.string() });
export const plan = z.object({
  basedOn: z.int().describe('The version of the goals that this was worked out for'),
  added: z.array(goalName),
  changed: z.array(z.object({ id: z.string(), fields: z.array(changedField) })),
  removed: z.array(goalName),
  unchanged: z.int(),
  kept: z.int().describe('Known goals that were not sent and stay'),
  uncounted: z
    .array(z.object({ keyResult: z.string(), checkIns: z.int(), last: z.string(), against: z.string() }))
    .describe('Check-ins that would count no more: their key result got another unit'),
  leftOver: z.array(
    z.object({
      file: z.string(),
      line: z.int(),
      endLine: z.int(),
      text: z.string(),
      reason: z.string(),
      ofGoal: z.boolean().describe('It is missing in a goal that was made of the rest'),
    }),
  ),
});

export const finding = z.object({
  goal: z.string(),
  check: z.string(),
  severity: z.enum(severities),
  message: z.string(),
  evidence: z.union([z.string(), z.array(z.string())]),
  suggestion: z.string(),
});
