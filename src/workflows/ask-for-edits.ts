import type { Doer, Sight } from '../domain/access.ts';
import type { CheckId } from '../domain/assessment/finding.ts';
import type { DismissalReason } from '../domain/commands/command.ts';
import { readFieldValue, valueTitle } from '../domain/commands/field-value.ts';
import type { EditWish } from '../domain/edits/edit.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import type { IssueRef } from '../domain/issue.ts';
import type { MissionField } from '../domain/mission/mission.ts';
import type { Clock, Edits, Log, Review, ReviewQueue, Reviews } from '../domain/ports.ts';
import { type AllSettings, settingsFor } from '../domain/settings.ts';
import { reviewInSight } from './review-in-sight.ts';

/** What somebody filled into the form of one field, and the value that the form began with; null: it was missing. */
export interface FieldEntry {
  readonly field: MissionField;
  readonly said: string;
  readonly seen: string | null;
}

export type AskedEdits =
  | { readonly outcome: 'asked'; readonly count: number }
  /** Waymark has never read it, it is gone, or it is not for this person to see. */
  | { readonly outcome: 'unknown-mission' }
  /** Nothing of it is on record. */
  | {
      readonly outcome: 'not-understood';
      readonly field: MissionField;
      /** Empty for a field in free words. */
      readonly choices: readonly string[];
    };

/** Where people ask for changes of missions on pages. What they ask is on record before this resolves. */
export interface EditDesk {
  setFields(ref: IssueRef, entries: readonly FieldEntry[], by: Doer, sight: Sight): Promise<AskedEdits>;
  dismiss(
    ref: IssueRef,
    finding: { readonly check: CheckId; readonly reason: DismissalReason; readonly note: string },
    by: Doer,
    sight: Sight,
  ): Promise<AskedEdits>;
  restore(ref: IssueRef, check: CheckId, by: Doer, sight: Sight): Promise<AskedEdits>;
}

const longestNote = 500;

export function createEditDesk(deps: {
  reviews: Pick<Reviews, 'find'>;
  edits: Pick<Edits, 'ask'>;
  queue: ReviewQueue;
  settings: AllSettings;
  clock: Clock;
  log: Log;
}): EditDesk {
  const { reviews, edits, queue, clock, log } = deps;

  async function ask({ issue }: Review, wishes: readonly EditWish[], by: Doer): Promise<AskedEdits> {
    const { ref, key, project } = issue;
    const askedAt = clock.now();
    const events = wishes.map((wish): WaymarkEvent => {
      const data = { key, ...told(wish), from: by.from };
      const subject = `${ref.tracker}:${ref.id}`;
      return { topic: 'edit.asked', subject, data, actor: by.who, at: askedAt.toISOString() };
    });
    await edits.ask(
      wishes.map((wish) => ({ ref, key, project, wish, by, askedAt })),
      events,
    );
    // It is on record: when this fails, the sweep asks for the issue's turn.
    await queue.request([{ ref, cause: 'an edit on a page' }]).catch((error: unknown) => {
      log.warn({ tracker: ref.tracker, issue: key, error }, 'the turn of an edit could not be asked for');
    });
    return { outcome: 'asked', count: wishes.length };
  }

  return {
    async setFields(ref, entries, by, sight) {
      const review = await reviewInSight(reviews, ref, sight);
      if (!review) return { outcome: 'unknown-mission' };
      const { mission } = settingsFor(deps.settings, ref.tracker, review.issue.project);
      const wishes: EditWish[] = [];
      for (const { field, said, seen } of entries) {
        const read = readFieldValue(field, said, mission);
        if (!read.ok) return { outcome: 'not-understood', field, choices: read.choices };
        const { value, words } = read;
        if (valueTitle(value) !== seen) wishes.push({ kind: 'set', field, value, words, seen });
      }
      return wishes.length === 0 ? { outcome: 'asked', count: 0 } : ask(review, wishes, by);
    },

    async dismiss(ref, { check, reason, note }, by, sight) {
      const review = await reviewInSight(reviews, ref, sight);
      if (!review) return { outcome: 'unknown-mission' };
      const wish = { kind: 'dismiss', check, reason, note: note.trim().slice(0, longestNote) } as const;
      return ask(review, [wish], by);
    },

    async restore(ref, check, by, sight) {
      const review = await reviewInSight(reviews, ref, sight);
      return review ? ask(review, [{ kind: 'restore', check }], by) : { outcome: 'unknown-mission' };
    },
  };
}

/** What the log says of a wish: before and after. */
function told(wish: EditWish): Readonly<Record<string, unknown>> {
  switch (wish.kind) {
    case 'set':
      return { wish: 'set', field: wish.field, before: wish.seen, after: valueTitle(wish.value) };
    case 'dismiss':
      return {
        ...{ wish: 'dismiss', check: wish.check, reason: wish.reason, note: wish.note },
        ...{ before: 'open', after: `dismissed: ${wish.reason}` },
      };
    case 'restore':
      return { wish: 'restore', check: wish.check, before: 'dismissed', after: 'open' };
  }
}
