import { join } from 'node:path';
import { type DocumentProblem, formatOfPath, type GoalDocument } from '../domain/okr/document.ts';
import { type CliContext, CommandFailed } from './context.ts';
import { harmless } from './table.ts';

/** Where goals are kept beside the program. */
export const defaultFolder = 'config/okrs';

/** The OKR files that these paths name; of a folder, every YAML and Markdown file in it. */
export function documentsAt(paths: readonly string[], context: CliContext): readonly GoalDocument[] {
  const files = paths.flatMap((path) => {
    const inside = context.listFolder(path);
    if (inside === null) return [path];
    const found = inside.filter((name) => formatOfPath(name) !== null).toSorted();
    if (found.length === 0) throw new CommandFailed(`There is no .yaml or .md file in ${path}.`);
    return found.map((name) => join(path, name));
  });
  return files.map((path) => {
    const format = formatOfPath(path);
    if (format === null) throw new CommandFailed(`${path} is neither .yaml nor .md.`);
    return { path, format, text: textOf(path, context) };
  });
}

function textOf(path: string, context: CliContext): string {
  try {
    return context.readFile(path);
  } catch (error) {
    throw new CommandFailed(`${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** `file:line:column: message`, one a line: the form that editors and terminals make clickable. */
export const problemLines = (problems: readonly DocumentProblem[]): string =>
  problems
    .map(({ file, line, column, message }) => `${harmless(`${file}:${line}:${column}: ${message}`, 500)}\n`)
    .join('');
