import { type Connection, listed, type PageArgs, pageOf } from './connections.ts';
import { type Filter, passes } from './filters.ts';
import type { LinearIssue } from './model.ts';
import type { Workspace } from './workspace.ts';

interface Snapshot {
  readonly issues: readonly LinearIssue[];
  readonly positions: ReadonlyMap<string, number>;
}

const MOST_SNAPSHOTS = 50;

/** Pages of `issues`; a list is filtered once when its first page is asked for, and later pages are slices of it. */
export function createIssuePages(workspace: Workspace) {
  const snapshots = new Map<string, Snapshot>();

  function take(key: string, args: PageArgs, filter: Filter): Snapshot {
    const issues = listed(workspace.issues.values(), args).filter((issue) =>
      passes(workspace, issue, filter),
    );
    const snapshot = { issues, positions: new Map(issues.map((issue, index) => [issue.id, index])) };
    snapshots.delete(key);
    snapshots.set(key, snapshot);
    const oldest = snapshots.keys().next();
    if (snapshots.size > MOST_SNAPSHOTS && !oldest.done) snapshots.delete(oldest.value);
    return snapshot;
  }

  return (args: PageArgs & { readonly filter?: Filter | null }): Connection<LinearIssue> => {
    const filter = args.filter ?? {};
    const key = JSON.stringify([filter, args.orderBy ?? null, args.includeArchived ?? false]);
    const kept = args.after ? snapshots.get(key) : undefined;
    const usable = kept && args.after && kept.positions.has(args.after) ? kept : take(key, args, filter);
    return pageOf(usable.issues, args, usable.positions);
  };
}
