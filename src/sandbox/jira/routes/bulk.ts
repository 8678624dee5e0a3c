import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { bodyOf, type JiraContext, paramsOf } from '../context.ts';
import { editFields } from '../edits.ts';
import { issueNotFound, JiraProblem } from '../errors.ts';
import type { JiraIssue } from '../model.ts';

const fieldId = z.string();
const EditedFields = z.strictObject({
  singleSelectFields: z
    .array(z.strictObject({ fieldId, option: z.strictObject({ optionId: z.coerce.number() }) }))
    .default([]),
  singleLineTextFields: z.array(z.strictObject({ fieldId, text: z.string() })).default([]),
  richTextFields: z
    .array(
      z.strictObject({ fieldId, richText: z.strictObject({ adfValue: z.record(z.string(), z.unknown()) }) }),
    )
    .default([]),
  clearableNumberFields: z.array(z.strictObject({ fieldId, value: z.number().nullish() })).default([]),
  labelsFields: z
    .array(
      z.strictObject({
        fieldId,
        bulkEditMultiSelectFieldOption: z.enum(['ADD', 'REMOVE', 'REPLACE', 'REMOVE_ALL']),
        labels: z.array(z.strictObject({ name: z.string() })),
      }),
    )
    .default([]),
  priority: z.strictObject({ priorityId: z.string() }).optional(),
});
type Edited = z.infer<typeof EditedFields>;

const BulkEdit = z.strictObject({
  selectedIssueIdsOrKeys: z.array(z.string()).min(1),
  selectedActions: z.array(z.string()).min(1).max(200),
  editedFieldsInput: EditedFields,
  sendBulkNotification: z.boolean().nullish(),
});

const MOST_ISSUES = 1000;
const CLEARED_OPTION = -1;

interface BulkTask {
  readonly taskId: string;
  readonly created: number;
  readonly startsAt: number;
  readonly total: number;
  readonly issues: readonly JiraIssue[];
  readonly edit: (issue: JiraIssue) => void;
  readonly msPerIssue: number;
  /** How many of `issues` are dealt with. */
  reached: number;
  readonly done: number[];
  readonly failed: Record<string, readonly string[]>;
  readonly unknown: number;
}

/** One value for many issues: the edit answers with a task, which goes on from issue to issue. */
export function bulkRoutes(app: FastifyInstance, context: JiraContext): void {
  const { site } = context;
  const tasks = new Map<string, BulkTask>();
  let busyUntil = 0;

  // Whoever asks for anything sees what the tasks have done until then.
  app.addHook('onRequest', async () => {
    const now = site.now().getTime();
    for (const task of tasks.values()) advance(task, now);
  });

  app.post('/api/3/bulk/issues/fields', async (request, reply) => {
    if (!context.settings.bulkChange) {
      throw new JiraProblem(403, ['You do not have the permission to change issues in bulk.']);
    }
    const body = bodyOf(request, BulkEdit);
    if (body.selectedIssueIdsOrKeys.length > MOST_ISSUES) {
      throw new JiraProblem(400, [`No more than ${MOST_ISSUES} issues can be edited at once.`]);
    }
    const issues = [...new Set(body.selectedIssueIdsOrKeys.flatMap((idOrKey) => site.find(idOrKey) ?? []))];
    const created = site.now().getTime();
    const task: BulkTask = {
      taskId: site.nextId(),
      created,
      startsAt: Math.max(created, busyUntil),
      total: body.selectedIssueIdsOrKeys.length,
      issues,
      edit(issue) {
        if (!site.find(issue.id)) throw issueNotFound();
        editFields(site, issue, fieldsFor(issue, body.editedFieldsInput, body.selectedActions), context.me);
      },
      msPerIssue: context.settings.bulkMsPerIssue,
      reached: 0,
      done: [],
      failed: {},
      unknown: body.selectedIssueIdsOrKeys.length - issues.length,
    };
    busyUntil = task.startsAt + issues.length * task.msPerIssue;
    tasks.set(task.taskId, task);
    advance(task, created);
    return reply.code(201).send({ taskId: task.taskId });
  });

  app.get('/api/3/bulk/queue/:taskId', async (request) => {
    const task = tasks.get(paramsOf(request).taskId ?? '');
    if (!task) throw new JiraProblem(404, ['The task was not found.']);
    const isDone = task.reached === task.issues.length;
    const hasBegun = task.startsAt <= site.now().getTime();
    return {
      taskId: task.taskId,
      status: isDone ? 'COMPLETE' : hasBegun ? 'RUNNING' : 'ENQUEUED',
      progressPercent: isDone ? 100 : Math.floor((100 * task.reached) / task.issues.length),
      submittedBy: { accountId: context.me.accountId },
      created: new Date(task.created).toISOString(),
      ...(hasBegun && { started: new Date(task.startsAt).toISOString() }),
      updated: site.now().toISOString(),
      processedAccessibleIssues: task.done,
      failedAccessibleIssues: task.failed,
      invalidOrInaccessibleIssueCount: task.unknown,
      totalIssueCount: task.total,
    };
  });
}

function advance(task: BulkTask, now: number): void {
  const { issues, startsAt, msPerIssue } = task;
  const due = msPerIssue === 0 ? issues.length : Math.floor((now - startsAt) / msPerIssue);
  for (const issue of issues.slice(task.reached, Math.max(task.reached, due))) {
    task.reached += 1;
    try {
      task.edit(issue);
      task.done.push(Number(issue.id));
    } catch (error) {
      if (!(error instanceof JiraProblem)) throw error;
      task.failed[issue.id] = [error.message];
    }
  }
}

/** The edit of one issue in the form that a single edit takes; only fields named among the actions count. */
function fieldsFor(issue: JiraIssue, edited: Edited, actions: readonly string[]): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const one of edited.singleSelectFields) {
    const { optionId } = one.option;
    fields[one.fieldId] = optionId === CLEARED_OPTION ? null : { id: String(optionId) };
  }
  for (const one of edited.singleLineTextFields) fields[one.fieldId] = one.text;
  for (const one of edited.richTextFields) fields[one.fieldId] = one.richText.adfValue;
  for (const one of edited.clearableNumberFields) fields[one.fieldId] = one.value ?? null;
  for (const one of edited.labelsFields) {
    const names = one.labels.map((label) => label.name);
    const present =
      one.fieldId === 'labels' ? issue.labels : ((issue.custom.get(one.fieldId) ?? []) as string[]);
    fields[one.fieldId] = {
      ADD: [...present, ...names],
      REMOVE: present.filter((label) => !names.includes(label)),
      REPLACE: names,
      REMOVE_ALL: [],
    }[one.bulkEditMultiSelectFieldOption];
  }
  if (edited.priority) fields.priority = { id: edited.priority.priorityId };
  return Object.fromEntries(Object.entries(fields).filter(([id]) => actions.includes(id)));
}
