import type { Table, TableCell, TableRow } from 'mdast';
import type { WrittenKeyResult } from '../domain/okr/written.ts';
import { maxStatement, readKeyResultLine } from './markdown-key-result.ts';
import { linksIn, plainWords } from './markdown-text.ts';

type Column = 'key-result' | 'owner' | 'progress' | 'start' | 'target' | 'current' | 'tag' | null;

const columns: readonly (readonly [RegExp, Column])[] = [
  [/^(?:key results?|krs?|objectives?|result)$/i, 'key-result'],
  [/^(?:owners?|dri|lead|assignee)$/i, 'owner'],
  [/^(?:progress|score|final(?: score)?|end-?q|grade|%)$/i, 'progress'],
  [/^(?:start|baseline|from)$/i, 'start'],
  [/^(?:target|goal|to)$/i, 'target'],
  [/^(?:current|now|actual)$/i, 'current'],
  [/^(?:priority|prio)$/i, 'tag'],
];

export type TableRowReading =
  | {
      readonly kind: 'objective';
      readonly row: TableRow;
      readonly statement: string;
      readonly links: readonly string[];
    }
  | { readonly kind: 'key-result'; readonly row: TableRow; readonly keyResult: WrittenKeyResult }
  | { readonly kind: 'empty'; readonly row: TableRow }
  | { readonly kind: 'other'; readonly row: TableRow };

export interface TableReading {
  readonly header: TableRow;
  /** Titles of columns that are not read. */
  readonly leftOut: readonly string[];
  readonly rows: readonly TableRowReading[];
}

/** Reads a table of key results; null when its columns do not look like one. */
export function readOkrTable(table: Table): TableReading | null {
  const [header, ...rows] = table.children;
  if (header === undefined) return null;
  const titles = header.children.map((cell) => plainWords(cell).replace(/[*_]/g, '').trim());
  const roles = titles.map((title) => columns.find(([pattern]) => pattern.test(title))?.[1] ?? null);
  // The first column holds the key results, whatever its title is, when others say how they go.
  if (!roles.includes('key-result')) roles[0] = 'key-result';
  if (!roles.some((role) => role !== null && role !== 'key-result' && role !== 'tag')) return null;
  const leftOut = titles.filter((title, index) => roles[index] === null && title !== '');
  return { header, leftOut, rows: rows.map((row) => readRow(row, roles)) };
}

function readRow(row: TableRow, roles: readonly Column[]): TableRowReading {
  const words = row.children.map(plainWords);
  if (words.every((cell) => cell.replace(/[*_]/g, '') === '')) return { kind: 'empty', row };
  const at = roles.indexOf('key-result');
  const cell = row.children[at];
  const statement = words[at]?.replace(/^[*_]+|[*_]+$/g, '').trim() ?? '';
  if (cell === undefined || statement === '' || statement.length > maxStatement)
    return { kind: 'other', row };
  const alone = words.every((other, index) => index === at || other === '');
  if (alone && isStrong(cell)) {
    return {
      kind: 'objective',
      row,
      statement: statement.replace(/^\d{1,2}[.)]?\s+/, ''),
      links: linksIn(cell),
    };
  }
  if (alone && statement.endsWith(':')) return { kind: 'other', row };
  const { keyResult } = readKeyResultLine(statement, null, linksIn(row));
  const given = (role: Column) => words[roles.indexOf(role)] ?? '';
  const owner = given('owner') || keyResult.owner;
  const tag = given('tag');
  const values = rowValues(keyResult, given('start'), given('target'), given('current'), given('progress'));
  return {
    kind: 'key-result',
    row,
    keyResult: {
      ...keyResult,
      ...values,
      ...(owner === undefined ? {} : { owner: owner.slice(0, 200) }),
      ...(tag === '' ? {} : { tags: [tag.slice(0, 60)] }),
    },
  };
}

function rowValues(read: WrittenKeyResult, start: string, target: string, current: string, progress: string) {
  const cells = {
    ...(start === '' ? {} : { start }),
    ...(target === '' ? {} : { target }),
    ...(current === '' ? {} : { current }),
  };
  if (progress === '') return cells;
  const share = /^(\d{1,3})\s?%$/.exec(progress)?.[1] ?? null;
  const score = /^([01](?:\.\d{1,2})?)$/.exec(progress)?.[1] ?? null;
  const percent =
    share !== null ? Number(share) : score !== null ? Math.round(Number(score) * 1000) / 10 : null;
  const reported = percent === null ? progress : `${percent}%`;
  if (percent === null || read.target !== undefined || Object.keys(cells).length > 0) {
    return { ...cells, note: `Progress as reported: ${reported}` };
  }
  return { start: '0%', target: '100%', current: `${percent}%` };
}

const isStrong = (cell: TableCell) => cell.children.some((child) => child.type === 'strong');
