import type { SandboxComment, SandboxIssue } from '../tracker.ts';
import type { LinearContext } from './context.ts';
import { type LinearComment, type LinearIssue, PRIORITY_LABELS } from './model.ts';
import { labelsOf } from './relations.ts';
import { issueUrl } from './workspace.ts';

/** The comments that were not removed, oldest first. */
export function presentComments(issue: LinearIssue): LinearComment[] {
  return issue.comments.filter((comment) => comment.archivedAt === null);
}

export function showIssue({ workspace }: LinearContext, issue: LinearIssue): SandboxIssue {
  const state = workspace.states.get(issue.stateId);
  const name = (id: string | null) => (id ? (workspace.users.get(id)?.name ?? null) : null);
  const project = issue.projectId ? workspace.projects.get(issue.projectId) : undefined;
  const cards = [...issue.attachments.values()].map(
    (card) => [`Attachment: ${card.title}`, card.subtitle ?? card.url] as const,
  );
  return {
    id: issue.id,
    key: issue.identifier,
    url: issueUrl(workspace, issue),
    project: workspace.teams.get(issue.teamId)?.key ?? '',
    type: 'Issue',
    title: issue.title,
    description: issue.description ?? '',
    status: state?.name ?? '',
    statusCategory: categoryOf(state?.type),
    priority: PRIORITY_LABELS[issue.priority] ?? null,
    labels: labelsOf(workspace, issue).map((label) => label.name),
    assignee: name(issue.assigneeId),
    reporter: name(issue.creatorId) ?? '',
    dueDate: issue.dueDate,
    parent: issue.parentId ? (workspace.issues.get(issue.parentId)?.identifier ?? null) : null,
    fields: {
      ...(issue.estimate !== null && { Estimate: String(issue.estimate) }),
      ...(project && { Project: project.name }),
      ...Object.fromEntries(cards),
    },
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
  };
}

function categoryOf(type: string | undefined): SandboxIssue['statusCategory'] {
  if (type === 'completed' || type === 'canceled') return 'done';
  return type === 'started' ? 'doing' : 'todo';
}

export function showComment({ workspace, me }: LinearContext, comment: LinearComment): SandboxComment {
  return {
    id: comment.id,
    author: workspace.users.get(comment.userId)?.name ?? '',
    byWaymark: comment.userId === me.id,
    text: comment.body,
    body: comment.body,
    properties: {},
    createdAt: comment.createdAt,
    updatedAt: comment.updatedAt,
  };
}
