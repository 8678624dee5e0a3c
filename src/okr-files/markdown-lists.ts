import type { List, ListItem, Nodes, Table } from 'mdast';
import type { WrittenKeyResult } from '../domain/okr/written.ts';
import { labelledObjective } from './markdown-headings.ts';
import { detailIn, maxStatement, readKeyResultLine } from './markdown-key-result.ts';
import {
  addKeyResult,
  addNote,
  addObjective,
  type MutableObjective,
  miss,
  type Reader,
  reject,
  span,
  takeDetail,
  understand,
} from './markdown-state.ts';
import { readOkrTable } from './markdown-table.ts';
import { isOnlyLinks, linksIn, plainWords } from './markdown-text.ts';

export function readList(reader: Reader, node: List): void {
  const { open, section, context } = reader;
  if (open !== null) {
    if (section?.kind === 'other' || (open.expectsTitle && section === null)) return;
    for (const item of node.children) readItem(reader, item, open.objective);
    return;
  }
  const nested = node.children.some((item) => item.children.some((child) => child.type === 'list'));
  if (context === null || !nested) {
    rejectLinks(reader, node);
    return;
  }
  for (const item of node.children) {
    const [first, ...rest] = item.children;
    if (first?.type !== 'paragraph' || isOnlyLinks(first)) continue;
    const words = plainWords(first);
    const objective = addObjective(reader, labelledObjective(words) ?? words, first);
    if (objective === null) continue;
    for (const child of rest) {
      if (child.type === 'list') for (const below of child.children) readItem(reader, below, objective);
    }
  }
}

function rejectLinks(reader: Reader, node: List): void {
  for (const item of node.children) if (isOnlyLinks(item)) reject(reader, item, 'only a link');
}

function readItem(reader: Reader, item: ListItem, objective: MutableObjective): void {
  const [first, ...rest] = item.children;
  if (first?.type !== 'paragraph') return;
  if (isOnlyLinks(item)) {
    reject(reader, item, 'only a link');
    return;
  }
  if (first.children.every((child) => child.type === 'delete')) {
    reject(reader, item, 'struck out');
    return;
  }
  const words = plainWords(first);
  if (words.length > maxStatement) {
    reject(reader, item, 'too long for a key result');
    return;
  }
  const detail = detailIn(words);
  if (detail !== null && (detail.field === 'owner' || detail.field === 'period')) {
    if (takeDetail(objective, detail)) understand(reader, first);
    return;
  }
  const line = readKeyResultLine(words, item.checked ?? null, linksIn(item));
  addKeyResult(reader, line.keyResult, first, line.unread, objective);
  for (const child of rest) readBelow(reader, child, line.keyResult);
}

/** What hangs below a key result: its details by name, everything else as a note. */
function readBelow(reader: Reader, node: Nodes, keyResult: WrittenKeyResult): void {
  if (node.type === 'list' || node.type === 'listItem') {
    for (const child of node.children) readBelow(reader, child, keyResult);
    return;
  }
  if (node.type !== 'paragraph') return;
  const words = plainWords(node);
  const detail = detailIn(words);
  if (detail !== null) {
    if (takeDetail(keyResult, detail)) understand(reader, node);
    return;
  }
  if (addNote(keyResult, words)) understand(reader, node);
}

export function readTable(reader: Reader, table: Table): void {
  if (reader.context === null && reader.open === null) return;
  if (reader.section?.kind === 'other') return;
  const reading = readOkrTable(table);
  if (reading === null) return;
  understand(reader, reading.header);
  // The line of dashes below the header belongs to it.
  reader.understood.add(span(reading.header)[1] + 1);
  if (reading.leftOut.length > 0) {
    miss(reader, reading.header, `columns that are not read: ${reading.leftOut.join(', ')}`);
  }
  let objective = reader.open?.objective;
  for (const row of reading.rows) {
    if (row.kind === 'empty') understand(reader, row.row);
    else if (row.kind === 'objective') objective = addObjective(reader, row.statement, row.row) ?? undefined;
    else if (row.kind === 'key-result' && objective !== undefined) {
      addKeyResult(reader, row.keyResult, row.row, [], objective);
    } else reject(reader, row.row, 'a row that is neither objective nor key result');
  }
}
