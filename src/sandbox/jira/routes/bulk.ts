import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { bodyOf, type JiraContext, paramsOf } from '../context.ts';
import { editFields } from '../edits.ts';
import { JiraProblem } from '../errors.ts';
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
  readonly total: number;
  readonly done: readonly number[];
  readonly failed: Readonly<Record<string, readonly string[]>>;
  readonly unknown: number;
}

/** One value for many issues: the edit answers with a task, which is done the next time somebody asks. */
export function bulkRoutes(app: FastifyInstance, context: JiraContext): void {
  const { site } = context;
  const tasks = new Map<string, BulkTask>();

  app.post('/api/3/bulk/issues/fields', async (request, reply) => {
    if (!context.settings.bulkChange) {
      throw new JiraProblem(403, ['You do not have the permission to change issues in bulk.']);
    }
    const body = bodyOf(request, BulkEdit);
    if (body.selectedIssueIdsOrKeys.length > MOST_ISSUES) {
      throw new JiraProblem(400, [`No more than ${MOST_ISSUES} issues can be edited at once.`]);
    }
    const issues = new Set(body.selectedIssueIdsOrKeys.flatMap((idOrKey) => site.find(idOrKey) ?? []));
    const done: number[] = [];
    const failed: Record<string, string[]> = {};
    for (const issue of issues) {
      try {
        editFields(site, issue, fieldsFor(issue, body.editedFieldsInput, body.selectedActions), context.me);
        done.push(Number(issue.id));
      } catch (error) {
        if (!(error instanceof JiraProblem)) throw error;
        failed[issue.id] = [error.message];
      }
    }
    const taskId = site.nextId();
    tasks.set(taskId, {
      taskId,
      created: site.now().getTime(),
      total: body.selectedIssueIdsOrKeys.length,
      done,
      failed,
      unknown: body.selectedIssueIdsOrKeys.length - issues.size,
    });
    return reply.code(201).send({ taskId });
  });

  app.get('/api/3/bulk/queue/:taskId', async (request) => {
    const task = tasks.get(paramsOf(request).taskId ?? '');
    if (!task) throw new JiraProblem(404, ['The task was not found.']);
    return {
      taskId: task.taskId,
      status: 'COMPLETE',
      progressPercent: 100,
      submittedBy: { accountId: context.me.accountId },
      created: new Date(task.created).toISOString(),
      started: new Date(task.created).toISOString(),
      updated: new Date(task.created).toISOString(),
      processedAccessibleIssues: task.done,
      failedAccessibleIssues: task.failed,
      invalidOrInaccessibleIssueCount: task.unknown,
      totalIssueCount: task.total,
    };
  });
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
