import type { Doer } from '../access.ts';
import type { Edit, EditState, EditWish, WhyNot } from '../edits/edit.ts';
import type { WaymarkEvent } from '../event.ts';
import type { IssueRef } from '../issue.ts';
import type { WishChange } from './wishes.ts';

export interface NewEdit {
  readonly ref: IssueRef;
  readonly key: string;
  readonly project: string;
  readonly wish: EditWish;
  readonly by: Doer;
  readonly askedAt: Date;
}

/** What became of an edit. */
export interface SettledEdit {
  readonly edit: Edit;
  readonly state: Exclude<EditState, 'waiting' | 'superseded'>;
  readonly why: WhyNot | null;
  readonly at: Date;
  /** What goes on record with it, as a command's effects do. */
  readonly changes: readonly WishChange[];
}

/** What people asked for on pages. A row waits until what became of it is on record, so none is ever lost. */
export interface Edits {
  /** Those of the same thing that still wait are superseded. Answers the `seq` of each, in their order. */
  ask(edits: readonly NewEdit[], events: readonly WaymarkEvent[]): Promise<readonly number[]>;
  /** What waits on this issue, in the order in which it was asked for. */
  waiting(ref: IssueRef): Promise<readonly Edit[]>;
  /** In one transaction; `settled-before`, and nothing written, when it does not wait any more. */
  settle(settled: SettledEdit, events: readonly WaymarkEvent[]): Promise<'settled' | 'settled-before'>;
  /** It goes on waiting, is asked for again at `until`, and says why. */
  postpone(seq: number, why: WhyNot, until: Date): Promise<void>;
  /** Issues with edits that should have had their turn, oldest first. */
  due(now: Date, limit: number): Promise<readonly IssueRef[]>;
  /** What readers are told of: all that waits, and what was settled since then; by `jira:10001`, newest first. */
  recent(refs: readonly IssueRef[], since: Date): Promise<ReadonlyMap<string, readonly Edit[]>>;
}
