import type { CheckId } from '../assessment/finding.ts';
import type { Block } from '../rich-text.ts';

/** The main part of a comment. */
export interface Part {
  readonly blocks: readonly Block[];
  /** The findings it speaks of, which need no further mention. */
  readonly covers: ReadonlySet<CheckId>;
}
