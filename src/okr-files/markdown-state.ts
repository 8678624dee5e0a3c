import type { Nodes, RootContent } from 'mdast';
import type { WrittenKeyResult, WrittenObjective } from '../domain/okr/written.ts';
import { type Detail, maxStatement } from './markdown-key-result.ts';
import { linksIn } from './markdown-text.ts';

/** Lines that were not understood, or not wholly; both ends included, counted from 1. */
export interface LeftOver {
  readonly line: number;
  readonly endLine: number;
  /** The beginning of the words. */
  readonly text: string;
  readonly reason: string;
  /** See `DocumentRest`. */
  readonly ofGoal: boolean;
}

export interface MutableObjective extends WrittenObjective {
  keyResults: WrittenKeyResult[];
}

export interface Open {
  readonly objective: MutableObjective;
  readonly depth: number;
  /** Only lists under a title "Key Results" count, because there is one. */
  readonly expectsTitle: boolean;
}

export type Section = { readonly kind: 'key-results' | 'other'; readonly depth: number };

/** Reads one document from top to bottom. */
export interface Reader {
  nodes: readonly RootContent[];
  readonly lines: readonly string[];
  readonly understood: Set<number>;
  readonly leftOver: LeftOver[];
  readonly objectives: MutableObjective[];
  /** The line of each objective and key result, for problems with their values. */
  readonly places: Map<string, number>;
  period: { readonly id: string; readonly depth: number } | null;
  /** Depth of the heading that says that OKRs follow; null outside. */
  context: number | null;
  open: Open | null;
  section: Section | null;
}

export function list(reader: Reader, line: number, endLine: number, reason: string, ofGoal = false): void {
  const text = (reader.lines[line - 1] ?? '').trim().slice(0, 120);
  reader.leftOver.push({ line, endLine, text, reason, ofGoal });
}

export const span = (node: Nodes): readonly [number, number] => [
  node.position?.start.line ?? 1,
  node.position?.end.line ?? 1,
];

export function understand(reader: Reader, node: Nodes): void {
  const [from, to] = span(node);
  for (let line = from; line <= to; line += 1) reader.understood.add(line);
}

export function reject(reader: Reader, node: Nodes, reason: string): void {
  list(reader, ...span(node), reason);
}

/** For words of a goal that was taken in without them. */
export function miss(reader: Reader, node: Nodes, reason: string): void {
  list(reader, ...span(node), reason, true);
}

/** Whatever no rule has claimed, block by block of neighbouring lines. */
export function listTheRest(reader: Reader): void {
  const claimed = new Set(reader.understood);
  for (const { line, endLine } of reader.leftOver)
    for (let at = line; at <= endLine; at += 1) claimed.add(at);
  let from: number | null = null;
  for (let line = 1; line <= reader.lines.length + 1; line += 1) {
    const open =
      line <= reader.lines.length && !claimed.has(line) && (reader.lines[line - 1] ?? '').trim() !== '';
    if (open && from === null) from = line;
    if (!open && from !== null) {
      list(reader, from, line - 1, 'not part of an objective or a key result');
      from = null;
    }
  }
}

export function addObjective(reader: Reader, words: string, node: Nodes): MutableObjective | null {
  if (words.trim() === '' || words.length > maxStatement || reader.objectives.length >= 5000) return null;
  const links = linksIn(node);
  const objective: MutableObjective = {
    statement: words,
    ...(reader.period === null ? {} : { period: reader.period.id }),
    ...(links.length === 0 ? {} : { links: links.slice(0, 50) }),
    keyResults: [],
  };
  reader.places.set(`objectives.${reader.objectives.length}`, span(node)[0]);
  reader.objectives.push(objective);
  understand(reader, node);
  return objective;
}

export function addKeyResult(
  reader: Reader,
  keyResult: WrittenKeyResult,
  node: Nodes,
  unread: readonly string[],
  objective = reader.open?.objective,
): void {
  if (objective === undefined || keyResult.statement === '') return;
  if (objective.keyResults.length >= 50) {
    reject(reader, node, 'more key results than one objective can hold');
    return;
  }
  const at = reader.objectives.indexOf(objective);
  reader.places.set(`objectives.${at}.keyResults.${objective.keyResults.length}`, span(node)[0]);
  objective.keyResults.push(keyResult);
  understand(reader, node);
  for (const reason of unread) miss(reader, node, reason);
}

export function addNote(goal: { note?: string | undefined }, words: string): boolean {
  const note = goal.note === undefined ? words : `${goal.note}\n${words}`;
  if (words === '' || note.length > 5000) return false;
  goal.note = note;
  return true;
}

/**
 * Takes over `Owner: Ada` and the like; false when the words are too long for what they are to be, or when they would
 * push out others that stand nowhere else.
 */
export function takeDetail(
  goal: { readonly statement: string } & Partial<Readonly<Record<Detail['field'], unknown>>>,
  { field, value }: Detail,
): boolean {
  // A period comes from a heading until the goal says its own.
  const before = goal[field];
  if (
    before !== undefined &&
    before !== value &&
    field !== 'period' &&
    !goal.statement.includes(String(before))
  ) {
    return false;
  }
  if (field !== 'owner' && field !== 'metric' && value.length > (field === 'period' ? 40 : 120)) return false;
  Object.assign(goal, { [field]: value });
  return true;
}
