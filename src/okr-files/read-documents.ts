import type { DocumentRest, ReadDocuments } from '../domain/okr/document.ts';
import { readOkrMarkdown } from './markdown-read.ts';
import { readOkrFiles } from './yaml-read.ts';

/** Reads YAML files together and Markdown documents one by one, as one goal tree. */
export const readDocuments: ReadDocuments = (documents, known, beside) => {
  const yaml = readOkrFiles(
    documents.filter(({ format }) => format === 'yaml'),
    known,
    beside,
  );
  const goals = [...yaml.goals];
  const leftOver: DocumentRest[] = [];
  for (const { path, text } of documents.filter(({ format }) => format === 'markdown')) {
    const taken = new Set(goals.map(({ id }) => id));
    const reading = readOkrMarkdown(text, known, taken);
    goals.push(...reading.goals);
    leftOver.push(...reading.leftOver.map((rest) => ({ file: path, ...rest })));
  }
  return { goals, problems: yaml.problems, leftOver };
};
