import type { CheckId } from '../assessment/finding.ts';
import type { DismissalReason } from '../commands/command.ts';
import type { IssueRef } from '../issue.ts';
import type { MissionField } from '../mission/mission.ts';

/** What somebody asks for on a page. */
export type EditWish =
  | {
      readonly kind: 'set';
      readonly field: MissionField;
      readonly value: string | boolean;
      /** The person's own words for the value. */
      readonly words: string;
      /** The value that the page showed, as people read it; null where it was missing. */
      readonly seen: string | null;
    }
  | {
      readonly kind: 'dismiss';
      readonly check: CheckId;
      readonly reason: DismissalReason;
      /** Empty when there are no further words. */
      readonly note: string;
    }
  /** Takes every dismissal of the check on this issue back. */
  | { readonly kind: 'restore'; readonly check: CheckId };

/**
 * `waiting` for the issue's turn, then for good: `sent` stands in the tracker, `kept` is with Waymark because the
 * tracker has no place for it, `refused` was not done, `superseded` by a later edit of the same thing.
 */
export const editStates = ['waiting', 'sent', 'kept', 'refused', 'superseded'] as const;
export type EditState = (typeof editStates)[number];

/** Why something did not happen, or not yet, with what somebody can do about it. */
export interface WhyNot {
  readonly reason: string;
  /** Null where nothing needs to be done. */
  readonly remedy: string | null;
}

/** One edit as it is on record. */
export interface Edit {
  /** Rises with every edit. */
  readonly seq: number;
  readonly ref: IssueRef;
  readonly key: string;
  readonly project: string;
  readonly wish: EditWish;
  /** Who asked for it. */
  readonly by: string;
  /** ISO 8601. */
  readonly askedAt: string;
  readonly state: EditState;
  /** Also why one still waits. */
  readonly why: WhyNot | null;
  /** ISO 8601; null while it waits. */
  readonly settledAt: string | null;
}

/** What an edit is about: of two edits of the same the later one counts. */
export function editSubject(wish: EditWish): string {
  return wish.kind === 'set' ? `field:${wish.field}` : `check:${wish.check}`;
}
