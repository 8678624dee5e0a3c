import type { Doer } from '../domain/access.ts';
import type { IssueRef } from '../domain/issue.ts';
import type { Clock, WriteLog } from '../domain/ports.ts';
import { isOver } from '../domain/write-back/gate.ts';

export type ResumeWrites = (
  ref: IssueRef,
  actor: string,
  from?: Doer['from'],
) => Promise<'resumed' | 'not-stopped'>;

/**
 * Ends what keeps Waymark from writing on an issue; `actor` is who asked, e.g. `jira:accountId`, and `from` the address
 * they came from, where it was on a page. The next look at the issue writes again: ask for one.
 */
export function createResumeWrites(deps: { writes: WriteLog; clock: Clock }): ResumeWrites {
  const { writes, clock } = deps;
  return async (ref, actor, from) => {
    const stop = await writes.findStop(ref);
    const now = clock.now();
    if (!stop || isOver(stop, now)) return 'not-stopped';
    const at = now.toISOString();
    const told = { before: `stopped: ${stop.reason}`, after: 'writing', from };
    const data = { key: stop.key, reason: stop.reason, ...(from !== undefined && told) };
    const subject = `${ref.tracker}:${ref.id}`;
    await writes.putStop({ ...stop, liftedAt: at }, [
      { topic: 'writeback.resumed', subject, data, actor, at },
    ]);
    return 'resumed';
  };
}
