import type { Clock, IncomingEvent, Log, Tracker, WriteLog } from '../domain/ports.ts';
import { isOwnEdit } from '../domain/write-back/own-edit.ts';

/** Longer than a webhook is commonly under way; one that comes later costs a look, and no more. */
const memoryMs = 10 * 60_000;
/** More fields than one call writes. */
const limit = 50;

export type IsOwnEdit = (tracker: Tracker, event: IncomingEvent) => Promise<boolean>;

/**
 * Tells a webhook that only brings back what Waymark has just written: same account, same values. The issue is as
 * Waymark left it then, and nobody need look at it. In doubt, and on any trouble, it is none.
 */
export function createIsOwnEdit(deps: { writes: Pick<WriteLog, 'list'>; clock: Clock; log: Log }): IsOwnEdit {
  return async (tracker, { issue, edit }) => {
    if (!issue || !edit) return false;
    try {
      const ref = { tracker: tracker.name, id: issue.id };
      const since = new Date(deps.clock.now().getTime() - memoryMs);
      const recent = await deps.writes.list({ ref, since, limit });
      const fields = recent.filter(
        ({ kind, state }) => kind === 'field' && (state === 'intended' || state === 'written'),
      );
      return isOwnEdit(edit.values, fields) && (await tracker.whoAmI()).id === edit.by;
    } catch (error) {
      deps.log.debug({ error }, 'whose edit it was could not be told');
      return false;
    }
  };
}
