import type { DocumentProblem } from '../domain/okr/document.ts';

export type FileProblem = DocumentProblem;

/** `file:line:column: message`, the form that editors and terminals make clickable. */
export const describeProblem = ({ file, line, column, message }: FileProblem): string =>
  `${file}:${line}:${column}: ${message}`;

/** Texts above this many characters are not read. */
export const maxFileLength = 2_000_000;
