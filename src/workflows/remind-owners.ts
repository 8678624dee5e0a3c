import { TrackerError } from '../domain/errors.ts';
import type { IssueRef } from '../domain/issue.ts';
import { workOf } from '../domain/okr/goal.ts';
import type { ProgressSettings } from '../domain/okr/progress-settings.ts';
import { type Reminder, remindersDue } from '../domain/okr/rhythm.ts';
import type { CheckIns, Clock, ReviewQueue, Trackers, Wishes } from '../domain/ports.ts';
import { code, paragraph, type RichText, strong, text } from '../domain/rich-text.ts';
import type { FindGoals } from './find-goals.ts';
import { sha256 } from './sha256.ts';

export type RemindOwners = () => Promise<{ readonly reminded: readonly string[] }>;

const weekMs = 7 * 24 * 3_600_000;

/**
 * Where the settings ask for it, reminds the owners of key results that nobody has checked in for a while: in the
 * living comment on the epic that the key result names, once a week at most. All others are reminded by the digest.
 */
export function createRemindOwners(deps: {
  findGoals: FindGoals;
  checkIns: Pick<CheckIns, 'lastDays'>;
  trackers: Trackers;
  wishes: Pick<Wishes, 'record'>;
  reviews: ReviewQueue;
  settings: ProgressSettings;
  clock: Clock;
}): RemindOwners {
  const { trackers, wishes, reviews, settings, clock } = deps;

  return async () => {
    if (settings.remindAfterDays === 0) return { reminded: [] };
    const { tree } = await deps.findGoals();
    const now = clock.now();
    const today = now.toISOString().slice(0, 10);
    const due = remindersDue(tree, await deps.checkIns.lastDays(), today, settings.remindAfterDays);
    const reminded: string[] = [];
    for (const { owner, keyResults } of due) {
      for (const late of keyResults) {
        const goal = tree.get(late.id);
        const rule = goal?.kind === 'key-result' ? workOf(goal) : null;
        const epic = rule?.by === 'epic' ? await epicOf(rule.value) : null;
        if (epic && (await remind(epic, owner, late, now))) reminded.push(late.id);
      }
    }
    return { reminded };
  };

  async function remind(
    ref: IssueRef,
    owner: string | null,
    late: Reminder['keyResults'][number],
    now: Date,
  ): Promise<boolean> {
    const body = reminder(owner, late);
    const week = Math.floor(now.getTime() / weekMs);
    const recorded = await wishes.record(
      {
        // It goes where answers to commands go, under a name that is used once a week.
        ...{ ref, commentId: `reminder:${late.id}:${week}`, textHash: sha256(late.id), by: 'waymark' },
        ...{ at: now.toISOString(), changes: [], answer: { body, opensComment: true } },
      },
      [],
    );
    if (recorded === 'repeated') return false;
    await reviews.request([{ ref, cause: 'reminder' }]);
    return true;
  }

  async function epicOf(key: string): Promise<IssueRef | null> {
    for (const tracker of trackers.values()) {
      const found = await tracker.fetchIssue(key.trim()).catch((error: unknown) => {
        if (error instanceof TrackerError && error.kind === 'invalid') return null;
        throw error;
      });
      if (found) return found.issue.ref;
    }
    return null;
  }
}

function reminder(owner: string | null, { id, statement, days }: Reminder['keyResults'][number]): RichText {
  const who = owner === null ? 'Nobody owns it yet. ' : `${owner}, how does it stand? `;
  return [
    paragraph(
      text('The key result '),
      strong(statement.slice(0, 200)),
      text(` has had no check-in for ${days} days. ${who}A comment tells: `),
      code(`/waymark kr ${id} <value>`),
    ),
  ];
}
