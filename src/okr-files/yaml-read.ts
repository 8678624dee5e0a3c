import { type Document, isMap, isPair, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { Goal } from '../domain/okr/goal.ts';
import { treeProblems } from '../domain/okr/goal-tree.ts';
import { withSettledIds } from '../domain/okr/import-plan.ts';
import { readGoals, type WrittenPath, type WrittenProblem } from '../domain/okr/read-goals.ts';
import { type FileProblem, maxFileLength } from './problem.ts';

export interface OkrFile {
  /** The path as it is to be shown. */
  readonly path: string;
  readonly text: string;
}

export interface OkrFilesReading {
  /** All goals of all files, one tree; meaningful only without problems. */
  readonly goals: readonly Goal[];
  readonly problems: readonly FileProblem[];
}

/** What stands where in one file. */
interface Place {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
  readonly source: string;
}

/**
 * Reads OKR files (YAML 1.2) as one goal tree. `known` are the goals from before: goals without an id keep the one
 * they have there. `beside` are goals outside these files that goals in them may stand under. Every problem of every
 * file is reported, with line and column.
 */
export function readOkrFiles(
  files: readonly OkrFile[],
  known: readonly Goal[] = [],
  beside: readonly Goal[] = [],
): OkrFilesReading {
  const goals: Goal[] = [];
  const madeUpIds = new Set<string>();
  const problems: FileProblem[] = [];
  const places = new Map<Goal, { place: Place; path: WrittenPath }>();
  const owners = new Map<string, { place: Place; path: WrittenPath }>();

  for (const file of files) {
    const read = readOne(file);
    problems.push(...read.problems);
    if (read.place === null) continue;
    const { place } = read;
    const reading = readGoals(place.document.toJS({ maxAliasCount: 50 }));
    problems.push(...reading.problems.map((problem) => locate(place, problem)));
    for (const goal of reading.goals) {
      const path = reading.paths.get(goal.id) ?? [];
      const earlier = owners.get(goal.id);
      if (earlier !== undefined && earlier.place !== place) {
        problems.push(
          locate(place, {
            path: [...path, 'id'],
            offset: 0,
            message: `The id “${goal.id}” is taken by a goal in ${earlier.place.file}.`,
          }),
        );
      }
      owners.set(goal.id, { place, path });
      places.set(goal, { place, path });
      if (reading.madeUpIds.has(goal.id)) madeUpIds.add(goal.id);
    }
    goals.push(...reading.goals);
  }

  const others = beside.filter((goal) => !owners.has(goal.id));
  for (const problem of problems.length > 0 ? [] : treeProblems([...goals, ...others])) {
    const owner = owners.get(problem.goal);
    if (owner === undefined) continue;
    const path = [...owner.path, problem.field];
    problems.push(locate(owner.place, { path, offset: 0, message: problem.message }));
  }
  return { goals: withSettledIds({ goals, madeUpIds }, known), problems: inOrder(problems) };
}

function readOne({ path, text }: OkrFile): { place: Place | null; problems: FileProblem[] } {
  if (text.length > maxFileLength) {
    return { place: null, problems: [{ file: path, line: 1, column: 1, message: 'The file is too large.' }] };
  }
  const lines = new LineCounter();
  const document = parsed(text, lines);
  if (document === null) {
    return {
      place: null,
      problems: [{ file: path, line: 1, column: 1, message: 'The file nests too deeply.' }],
    };
  }
  const problems = document.errors.map((error) => {
    const { line, col } = lines.linePos(error.pos[0]);
    const written = text.slice(lines.lineStarts[line - 1] ?? 0, lines.lineStarts[line] ?? text.length);
    const hint = /^[^#"']*:\s*>/.test(written) ? ' A value that begins with > wants quotes.' : '';
    return {
      file: path,
      line: Math.max(1, line),
      column: Math.max(1, col),
      message: `${error.message}${hint}`,
    };
  });
  if (problems.length > 0) return { place: null, problems };
  try {
    // Resolving aliases can multiply without bound; the library stops it by throwing.
    document.toJS({ maxAliasCount: 50 });
  } catch (error) {
    const message = error instanceof Error ? error.message : 'The aliases cannot be resolved.';
    return { place: null, problems: [{ file: path, line: 1, column: 1, message }] };
  }
  keepAmbiguousNumbers(document);
  if (document.contents === null) {
    return { place: null, problems: [{ file: path, line: 1, column: 1, message: 'The file is empty.' }] };
  }
  return { place: { file: path, document, lines, source: text }, problems: [] };
}

/** Null when the nesting is deeper than the parser can follow. */
function parsed(text: string, lines: LineCounter): Document | null {
  try {
    return parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: false });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** To YAML `5.000` is five; the person may have meant five thousand, so the words themselves are judged. */
function keepAmbiguousNumbers(document: Document): void {
  visit(document, {
    Pair(_, pair) {
      if (!isScalar(pair.key) || !['start', 'target', 'current'].includes(String(pair.key.value))) return;
      const { value } = pair;
      if (!isScalar(value) || typeof value.value !== 'number' || value.source === undefined) return;
      if (/^-?[1-9]\d{0,2}\.\d{3}$/.test(value.source)) value.value = value.source;
    },
  });
}

/** Finds the line and column of a problem; where the named key is missing, those of what should hold it. */
function locate(place: Place, problem: WrittenProblem): FileProblem {
  const node = nodeAt(place.document, problem.path, problem.key);
  const start = node?.range?.[0] ?? 0;
  const quoted = isScalar(node) && (node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE') ? 1 : 0;
  const { line, col } = place.lines.linePos(start + (problem.offset > 0 ? quoted + problem.offset : 0));
  const where = problem.path.filter((step) => typeof step === 'string').at(-1);
  const message = where === undefined ? problem.message : `${where}: ${problem.message}`;
  return { file: place.file, line: Math.max(1, line), column: Math.max(1, col), message };
}

function nodeAt(document: Document, path: WrittenPath, key: string | undefined): Node | null {
  let node: unknown = document.contents;
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const found = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (isNode(found)) {
      node = found;
      break;
    }
  }
  if (key !== undefined && isMap(node)) {
    const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
    if (pair !== undefined && isNode(pair.key)) return pair.key;
  }
  return isNode(node) ? node : null;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'range' in value;

const inOrder = (problems: readonly FileProblem[]) =>
  problems.toSorted(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
