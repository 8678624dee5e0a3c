import type { ProgressUpdate, ProgressUpdates, UpdatePlace, WriteEntry } from '../domain/ports.ts';

/** What taking back one update comes to. */
export interface UpdateUndo {
  readonly kind: UpdatePlace['kind'];
  readonly id: string;
  /** What it said before; null: there was none, and it goes. */
  readonly before: ProgressUpdate | null;
}

/** What takes back the updates of one project or initiative, from the entries of the log, newest first. */
export function planUpdateUndo(entries: readonly WriteEntry[]): readonly UpdateUndo[] {
  const plans = new Map<string, UpdateUndo>();
  for (const { commentId, before } of entries) {
    const [, kind, id] = /^(project|initiative):(.+)$/.exec(commentId ?? '') ?? [];
    if (id === undefined || (kind !== 'project' && kind !== 'initiative')) continue;
    // The oldest comes last, and what it found is what comes back.
    const content = typeof before === 'string' ? (JSON.parse(before) as ProgressUpdate) : null;
    plans.set(id, { kind, id, before: content });
  }
  return [...plans.values()];
}

export async function takeBackUpdates(updates: ProgressUpdates, plans: readonly UpdateUndo[]): Promise<void> {
  for (const { kind, id, before } of plans) {
    if (before === null) await updates.remove(kind, id);
    else await updates.edit(kind, id, before);
  }
}
