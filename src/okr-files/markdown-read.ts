import type { Heading, Paragraph, RootContent } from 'mdast';
import type { Goal } from '../domain/okr/goal.ts';
import { withSettledIds } from '../domain/okr/import-plan.ts';
import { readGoals, type WrittenPath } from '../domain/okr/read-goals.ts';
import type { WrittenKeyResult } from '../domain/okr/written.ts';
import {
  isKeyResultsTitle,
  isOtherTitle,
  labelledObjective,
  mentionsOkrs,
  periodIn,
} from './markdown-headings.ts';
import { detailIn, maxStatement, readKeyResultLine } from './markdown-key-result.ts';
import { readList, readTable } from './markdown-lists.ts';
import {
  addKeyResult,
  addNote,
  addObjective,
  type LeftOver,
  list,
  listTheRest,
  type Reader,
  takeDetail,
  understand,
} from './markdown-state.ts';
import { isOnlyLinks, linksIn, parseMarkdown, plainWords } from './markdown-text.ts';

export interface MarkdownReading {
  readonly goals: readonly Goal[];
  /** Lines that became part of a goal. */
  readonly understood: readonly number[];
  /** Every other line that is not blank. */
  readonly leftOver: readonly LeftOver[];
}

/** Characters; what people write by hand is far below. */
const maxDocumentLength = 300_000;
const maxLineLength = 5000;
const maxIndent = 60;

/** The text without lines that nobody writes by hand; what nests or runs on without end costs a parser dearly. */
function withoutMonsters(reader: Reader): string {
  return reader.lines
    .map((line, index) => {
      const indent = /^(?:[\s>]|[-*+]\s|\d{1,9}[.)]\s)*/.exec(line)?.[0].length ?? 0;
      if (line.length <= maxLineLength && indent <= maxIndent) return line;
      const reason = indent > maxIndent ? 'nested too deeply to be read' : 'too long to be read';
      if (line.trim() !== '') list(reader, index + 1, index + 1, reason);
      return '';
    })
    .join('\n');
}

/**
 * Reads an OKR document as teams keep them in Markdown: periods and objectives as headings, key results as list items
 * (or tables), with `x → y`, percentages, owners and priorities. What is not understood is listed with its lines;
 * every line that is not blank is either understood or listed. Goals get no id of `taken`.
 */
export function readOkrMarkdown(
  text: string,
  known: readonly Goal[] = [],
  taken: ReadonlySet<string> = new Set(),
): MarkdownReading {
  const lines = text.split(/\r\n|\r|\n/);
  const reader: Reader = {
    nodes: [],
    lines,
    understood: new Set(),
    leftOver: [],
    objectives: [],
    places: new Map(),
    period: null,
    context: null,
    open: null,
    section: null,
  };
  if (text.length > maxDocumentLength) {
    list(reader, 1, lines.length, 'the document is too large');
    return { goals: [], understood: [], leftOver: reader.leftOver };
  }
  reader.nodes = parseMarkdown(withoutMonsters(reader)).children;
  reader.nodes.forEach((node, index) => {
    readBlock(reader, node, index);
  });
  const reading = readGoals({ objectives: reader.objectives });
  for (const problem of reading.problems) {
    const line = reader.places.get(placeOf(problem.path)) ?? 1;
    list(reader, line, line, problem.message, reading.goals.length > 0);
  }
  listTheRest(reader);
  return {
    goals: withSettledIds(reading, known, taken),
    understood: [...reader.understood].sort((a, b) => a - b),
    leftOver: reader.leftOver.toSorted((a, b) => a.line - b.line),
  };
}

const placeOf = (path: WrittenPath) => path.slice(0, path[2] === 'keyResults' ? 4 : 2).join('.');

function readBlock(reader: Reader, node: RootContent, index: number): void {
  if (node.type === 'heading') readHeading(reader, node, index);
  else if (node.type === 'paragraph') readParagraph(reader, node);
  else if (node.type === 'list') readList(reader, node);
  else if (node.type === 'table') readTable(reader, node);
}

// --- headings -------------------------------------------------------------------------------------------------

function readHeading(reader: Reader, heading: Heading, index: number): void {
  const { depth } = heading;
  const words = plainWords(heading);
  if (reader.section !== null && depth <= reader.section.depth) reader.section = null;
  if (reader.open !== null && depth <= reader.open.depth) reader.open = null;
  if (reader.period !== null && depth <= reader.period.depth) reader.period = null;
  if (reader.context !== null && depth <= reader.context) reader.context = null;

  const labelled = labelledObjective(words);
  if (labelled !== null) {
    openObjective(reader, heading, index, labelled);
    return;
  }
  if (reader.open !== null && isKeyResultsTitle(words)) {
    reader.section = { kind: 'key-results', depth };
    understand(reader, heading);
    return;
  }
  const period = periodIn(words);
  if (period !== null && reader.open === null) {
    reader.period = { id: period, depth };
    reader.context = Math.min(reader.context ?? depth, depth);
    understand(reader, heading);
    return;
  }
  if (reader.section?.kind === 'key-results' && reader.open !== null) {
    headingInKeyResults(reader, heading);
    return;
  }
  if (reader.open !== null) {
    reader.section = { kind: 'other', depth };
    return;
  }
  const followedByWork = opensWork(reader, index);
  if (reader.context !== null && !isOtherTitle(words) && followedByWork) {
    openObjective(reader, heading, index, words);
    return;
  }
  if (mentionsOkrs(words) && reader.context === null) {
    reader.context = depth;
    understand(reader, heading);
  }
}

/** Below "Key Results", headings are the key results when no list is. */
function headingInKeyResults(reader: Reader, heading: Heading): void {
  const listed = reader.open?.objective.keyResults.some((one) => !headed.has(one)) ?? false;
  if (listed) {
    reader.section = { kind: 'other', depth: heading.depth };
    return;
  }
  const words = plainWords(heading);
  if (words.length > maxStatement) return;
  const { keyResult } = readKeyResultLine(words, null, linksIn(heading));
  headed.add(keyResult);
  addKeyResult(reader, keyResult, heading, []);
}

/** Key results that came from a heading. */
const headed = new WeakSet<WrittenKeyResult>();

/** Whether a list that is more than links, or a title "Key Results", comes before the next heading of this rank. */
function opensWork(reader: Reader, index: number): boolean {
  const heading = reader.nodes[index];
  const depth = heading?.type === 'heading' ? heading.depth : 0;
  for (let at = index + 1; at < reader.nodes.length; at += 1) {
    const node = reader.nodes[at];
    if (node?.type === 'heading') {
      return node.depth > depth && isKeyResultsTitle(plainWords(node));
    }
    if (node?.type === 'list') return node.children.some((item) => !isOnlyLinks(item));
  }
  return false;
}

function openObjective(reader: Reader, heading: Heading, index: number, statement: string): void {
  const { depth } = heading;
  let expectsTitle = false;
  for (let at = index + 1; at < reader.nodes.length; at += 1) {
    const node = reader.nodes[at];
    if (node === undefined || (node.type === 'heading' && node.depth <= depth)) break;
    if (isTitleNode(node) && isKeyResultsTitle(plainWords(node))) expectsTitle = true;
  }
  const objective = addObjective(reader, statement, heading);
  if (objective !== null) reader.open = { objective, depth, expectsTitle };
}

// --- paragraphs -----------------------------------------------------------------------------------------------

/** A paragraph that is a title: bold all through, or ending in a colon. */
const isTitleNode = (node: RootContent): boolean =>
  node.type === 'heading' ||
  (node.type === 'paragraph' &&
    (node.children.every((child) => child.type === 'strong') || /^[^.]{1,30}:$/.test(plainWords(node))));

function readParagraph(reader: Reader, paragraph: Paragraph): void {
  const { open, section } = reader;
  if (open === null) return;
  const words = plainWords(paragraph);
  const depth = open.depth + 1;
  if (isKeyResultsTitle(words)) {
    reader.section = { kind: 'key-results', depth };
    understand(reader, paragraph);
    return;
  }
  const bold = paragraph.children.every((child) => child.type === 'strong');
  if (bold || isOtherTitle(words)) {
    reader.section = { kind: 'other', depth };
    return;
  }
  const last = open.objective.keyResults.at(-1);
  if (section?.kind === 'key-results' && last !== undefined && headed.has(last)) {
    if (addNote(last, words)) understand(reader, paragraph);
    return;
  }
  if (section !== null) return;
  const details = words.length === 0 ? [] : paragraphLines(paragraph).map(detailIn);
  if (details.length > 0 && details.every((one) => one?.field === 'owner' || one?.field === 'period')) {
    const taken = details.filter((one) => one !== null && takeDetail(open.objective, one));
    if (taken.length === details.length) understand(reader, paragraph);
    return;
  }
  if (addNote(open.objective, words)) understand(reader, paragraph);
}

const paragraphLines = (paragraph: Paragraph) =>
  paragraph.children
    .map((child) => (child.type === 'break' ? '\n' : child.type === 'text' ? child.value : plainWords(child)))
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
