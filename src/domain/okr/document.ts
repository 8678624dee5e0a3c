import type { Goal } from './goal.ts';

/** A document that holds goals, as somebody hands it over. */
export interface GoalDocument {
  /** As it is to be shown. */
  readonly path: string;
  readonly text: string;
  /** `markdown` is read with indulgence and what is left over is listed; `yaml` is right or wrong. */
  readonly format: 'yaml' | 'markdown';
}

/** Something in a document that a person must mend. Line and column count from 1. */
export interface DocumentProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Lines of a document that became no part of a goal, or not wholly; both ends included, counted from 1. */
export interface DocumentRest {
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  /** The beginning of the words. */
  readonly text: string;
  readonly reason: string;
  /** The rest of these lines is a goal, which lacks what was not understood; false: they are in no goal. */
  readonly ofGoal: boolean;
}

export interface DocumentsReading {
  /** All goals of all documents; meaningful only without problems. */
  readonly goals: readonly Goal[];
  readonly problems: readonly DocumentProblem[];
  readonly leftOver: readonly DocumentRest[];
}

/**
 * Reads documents as one goal tree. `known` are the goals from before: goals without an id keep the one they have
 * there. `beside` are goals outside the documents that goals in them may stand under.
 */
export type ReadDocuments = (
  documents: readonly GoalDocument[],
  known: readonly Goal[],
  beside: readonly Goal[],
) => DocumentsReading;

export const formatOfPath = (path: string): GoalDocument['format'] | null =>
  /\.ya?ml$/i.test(path) ? 'yaml' : /\.(?:md|markdown)$/i.test(path) ? 'markdown' : null;
