import type { LinearEntity, LinearIssue, LinearLabel } from './model.ts';
import type { Workspace } from './workspace.ts';

/** Reads a property or a relation of an entity by its name in the API; relations come as entities, or lists of them. */
export function related(workspace: Workspace, entity: LinearEntity, name: string): unknown {
  const own = Object.hasOwn(entity, name) ? entity[name as keyof LinearEntity] : undefined;
  if (own !== undefined) return own;
  const id = Object.hasOwn(entity, `${name}Id`)
    ? (entity as unknown as Record<string, unknown>)[`${name}Id`]
    : undefined;
  if (typeof id === 'string') return byName(workspace, name)?.get(id) ?? null;
  if (id === null) return null;
  return entity.kind === 'Issue' && name === 'labels' ? labelsOf(workspace, entity) : undefined;
}

export function labelsOf(workspace: Workspace, issue: LinearIssue): LinearLabel[] {
  return issue.labelIds.flatMap((id) => workspace.labels.get(id) ?? []);
}

function byName(workspace: Workspace, name: string): ReadonlyMap<string, LinearEntity> | undefined {
  switch (name) {
    case 'team':
      return workspace.teams;
    case 'state':
      return workspace.states;
    case 'assignee':
    case 'creator':
    case 'user':
    case 'lead':
    case 'owner':
      return workspace.users;
    case 'project':
      return workspace.projects;
    case 'issue':
    case 'relatedIssue':
      return workspace.issues;
    case 'cycle':
      return workspace.cycles;
    default:
      return undefined;
  }
}
