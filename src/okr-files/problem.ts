/** Something in a file that a person must mend. Line and column count from 1. */
export interface FileProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** `file:line:column: message`, the form that editors and terminals make clickable. */
export const describeProblem = ({ file, line, column, message }: FileProblem): string =>
  `${file}:${line}:${column}: ${message}`;

/** Texts above this many characters are not read. */
export const maxFileLength = 2_000_000;
