import type { TrackerName } from '../domain/issue.ts';
import type { Clock, IncomingEvent, Log, Tracker, WriteLog } from '../domain/ports.ts';
import { isOwnEdit } from '../domain/write-back/own-edit.ts';

/** Longer than a webhook is commonly under way; one that comes later costs a look, and no more. */
const memoryMs = 10 * 60_000;
/** More fields than one call writes. */
const limit = 50;
/** How long a tracker that would not say who we are is left alone. */
const askAgainMs = 60_000;

export type IsOwnEdit = (tracker: Tracker, event: IncomingEvent) => Promise<boolean>;

/**
 * Tells a webhook that only brings back what Waymark has just written: same account, same values. The issue is as
 * Waymark left it then, and nobody need look at it. In doubt, and on any trouble, it is none.
 */
export function createIsOwnEdit(deps: { writes: Pick<WriteLog, 'list'>; clock: Clock; log: Log }): IsOwnEdit {
  interface Known {
    readonly askedAt: number;
    /** Null while it is not known. */
    id: string | null;
    readonly answer: Promise<string | null>;
  }
  const accounts = new Map<TrackerName, Known>();

  /** Asked for beside the work, because no delivery waits for a tracker that has nothing to do with it. */
  function accountOf(tracker: Tracker): Known {
    const now = deps.clock.now().getTime();
    const known = accounts.get(tracker.name);
    if (known && (known.id !== null || now - known.askedAt < askAgainMs)) return known;
    const answer = tracker.whoAmI().then(
      ({ id }) => {
        asked.id = id;
        return id;
      },
      (error: unknown) => {
        deps.log.debug({ error }, 'the tracker did not say who we are');
        return null;
      },
    );
    const asked: Known = { askedAt: now, id: null, answer };
    accounts.set(tracker.name, asked);
    return asked;
  }

  return async (tracker, { issue, edit }) => {
    if (!issue || !edit) return false;
    // Nearly every edit is a person's, and is told so without a question to the store.
    const account = accountOf(tracker);
    if (account.id !== null && account.id !== edit.by) return false;
    try {
      const ref = { tracker: tracker.name, id: issue.id };
      const since = new Date(deps.clock.now().getTime() - memoryMs);
      const recent = await deps.writes.list({ ref, since, limit });
      const fields = recent.filter(
        ({ kind, state }) => kind === 'field' && (state === 'intended' || state === 'written'),
      );
      return isOwnEdit(edit.values, fields) && (await account.answer) === edit.by;
    } catch (error) {
      deps.log.debug({ error }, 'whose edit it was could not be told');
      return false;
    }
  };
}
