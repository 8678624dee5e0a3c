import type { Doer } from '../access.ts';
import type { Dismissal } from '../commands/dismissal.ts';
import type { WaymarkEvent } from '../event.ts';
import type { IssueRef } from '../issue.ts';
import type { OutcomeNote } from '../mission/outcome.ts';
import type { FieldProblem, FieldValues } from '../write-back/fields.ts';

/** A dismissal with who said so. */
export interface KeptDismissal extends Pick<Dismissal, 'check' | 'reason'> {
  readonly note: string;
  /** `jira:accountId` for a command, else who was signed in. */
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

/** What the last look at an issue found in its fields, beside what Waymark wants there. */
export interface FieldLook {
  readonly desired: FieldValues;
  /** Every field that can be written on the issue. */
  readonly actual: FieldValues;
  readonly problems: readonly FieldProblem[];
  /** ISO 8601. */
  readonly at: string;
}

export interface FieldLooks {
  put(ref: IssueRef, look: FieldLook): Promise<void>;
}

/** What is on record about one mission besides its review. */
export interface MissionRecords extends FieldLooks {
  fieldLook(ref: IssueRef): Promise<FieldLook | null>;
  /** The last first. */
  dismissals(ref: IssueRef): Promise<readonly KeptDismissal[]>;
  /** The last first. */
  outcomes(ref: IssueRef, limit: number): Promise<readonly OutcomeNote[]>;
  noteOutcome(
    ref: IssueRef,
    note: Omit<OutcomeNote, 'by'> & { readonly by: Doer },
    events: readonly WaymarkEvent[],
  ): Promise<void>;
}
