import type { ValueProblem } from './value.ts';

/** Why a text is no value; caught where reading begins. */
export class Unreadable extends Error {
  readonly problem: ValueProblem;
  constructor(position: number, message: string) {
    super(message);
    this.problem = { position, message };
  }
}

/** A place in the text that moves on. */
export interface Cursor {
  readonly text: string;
  at: number;
}

export const rest = (cursor: Cursor) => cursor.text.slice(cursor.at);

export function take(cursor: Cursor, pattern: RegExp): string | null {
  pattern.lastIndex = cursor.at;
  const match = pattern.exec(cursor.text);
  if (match === null) return null;
  cursor.at += match[0].length;
  return match[0];
}

export const skip = (cursor: Cursor) => take(cursor, /\s*/y);
