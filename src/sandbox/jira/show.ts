import { adfToMarkdown } from '../markup/adf-to-markdown.ts';
import type { SandboxComment, SandboxIssue } from '../tracker.ts';
import type { JiraContext } from './context.ts';
import { valueText } from './field-values.ts';
import type { JiraComment, JiraIssue } from './model.ts';

export function showIssue(context: JiraContext, issue: JiraIssue): SandboxIssue {
  const { site } = context;
  const fields = [...issue.custom].map(
    ([id, value]) => [site.fields.get(id)?.name ?? id, valueText(value)] as const,
  );
  return {
    id: issue.id,
    key: issue.key,
    url: `${site.url()}/browse/${issue.key}`,
    project: issue.project.key,
    type: issue.type.name,
    title: issue.summary,
    // Worked out only when it is looked at: lists of thousands of issues never do.
    get description() {
      return adfToMarkdown(issue.description, { mentions: 'link' });
    },
    status: issue.status.name,
    statusCategory:
      issue.status.category === 'new' ? 'todo' : issue.status.category === 'done' ? 'done' : 'doing',
    priority: issue.priority?.name ?? null,
    labels: issue.labels,
    assignee: issue.assignee?.displayName ?? null,
    reporter: issue.reporter.displayName,
    dueDate: issue.duedate,
    parent: issue.parentId ? (site.issues.get(issue.parentId)?.key ?? null) : null,
    fields: Object.fromEntries(fields.map(([name, text]) => [name, text ?? ''])),
    createdAt: issue.created,
    updatedAt: issue.updated,
  };
}

export function showComment(context: JiraContext, comment: JiraComment): SandboxComment {
  return {
    id: comment.id,
    author: comment.author.displayName,
    byWaymark: comment.author === context.me,
    text: adfToMarkdown(comment.body, { mentions: 'text' }),
    body: comment.body,
    properties: Object.fromEntries(comment.properties),
    createdAt: comment.created,
    updatedAt: comment.updated,
  };
}
