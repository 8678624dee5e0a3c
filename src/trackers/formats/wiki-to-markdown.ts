import type { BlockContent, List, ListItem, RootContent, TableRow } from 'mdast';
import { tidy } from '../lenient.ts';
import { markdownToRead, TEXT_LIMIT, tidyMarkdown } from './markdown.ts';
import { phrasingFromWiki } from './wiki-inline.ts';

const HEADING = /^\s{0,20}h([1-6])\.\s?(.*)$/;
const RULE = /^\s{0,20}-{4,}\s*$/;
const ITEM = /^\s{0,20}([*#]{1,10}|-{1,3})\s+(\S.*)$/;
const QUOTE_LINE = /^\s{0,20}bq\.\s?(.*)$/;
const CODE_OPEN = /^\s{0,20}\{(code|noformat)(?::([^{}]{0,200}))?\}(.*)$/;
const PANEL = /^\s{0,20}\{(?:panel|info|note|tip|warning|expand)(?::([^{}]{0,500}))?\}(.*)$/;
const QUOTE_DEPTH = 3;

/** Markdown for Jira's wiki markup, as webhooks and older servers give it. Linear in the length of the text. */
export function markdownFromWiki(wiki: string): string {
  const lines = tidy(wiki.replace(/\r\n?/g, '\n'), TEXT_LIMIT).split('\n');
  const tree: RootContent[] = blocksFromWiki(lines, 0);
  return tidyMarkdown(markdownToRead(tree));
}

function blocksFromWiki(lines: readonly string[], depth: number): BlockContent[] {
  const blocks: BlockContent[] = [];
  const last = lastClosers(lines);
  let paragraph: string[] = [];
  const endParagraph = () => {
    const children = phrasingFromWiki(paragraph.join('\n'));
    if (children.length > 0) blocks.push({ type: 'paragraph', children });
    paragraph = [];
  };

  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const code = CODE_OPEN.exec(line);
    const taken =
      (code && codeBlock(lines, at, code, last.get(code[1] ?? '') ?? -1)) ||
      quoteBlock(lines, at, last.get('quote') ?? -1, depth) ||
      listBlock(lines, at) ||
      tableBlock(lines, at) ||
      lineBlock(line);
    if (taken) {
      endParagraph();
      blocks.push(...taken.blocks);
      at += taken.lines;
      continue;
    }
    if (line.trim() === '') endParagraph();
    else paragraph.push(line);
    at += 1;
  }
  endParagraph();
  return blocks;
}

interface Taken {
  readonly blocks: BlockContent[];
  readonly lines: number;
}

/** The last line that holds a closing tag: past it, an opening tag is text. */
function lastClosers(lines: readonly string[]): Map<string, number> {
  const last = new Map<string, number>();
  for (const [at, line] of lines.entries()) {
    for (const tag of ['code', 'noformat', 'quote']) if (line.includes(`{${tag}}`)) last.set(tag, at);
  }
  return last;
}

function codeBlock(
  lines: readonly string[],
  at: number,
  open: RegExpExecArray,
  lastCloser: number,
): Taken | null {
  const tag = `{${open[1]}}`;
  const rest = open[3] ?? '';
  if (rest.includes(tag)) {
    const value = rest.slice(0, rest.indexOf(tag));
    // `{code}x{code} and more` is text with code in it.
    return rest.trimEnd().endsWith(tag) && rest.indexOf(tag) === rest.lastIndexOf(tag)
      ? { blocks: [{ type: 'code', lang: language(open[2]), value }], lines: 1 }
      : null;
  }
  if (lastCloser <= at) return null;
  let end = at + 1;
  while (!lines[end]?.includes(tag)) end += 1;
  const closing = lines[end] ?? '';
  const inside = [rest, ...lines.slice(at + 1, end), closing.slice(0, closing.indexOf(tag))];
  const value = inside.join('\n').replace(/^\n|\n$/g, '');
  return { blocks: [{ type: 'code', lang: language(open[2]), value }], lines: end - at + 1 };
}

function quoteBlock(lines: readonly string[], at: number, lastCloser: number, depth: number): Taken | null {
  if (lines[at]?.trim() !== '{quote}' || lastCloser <= at || depth >= QUOTE_DEPTH) return null;
  let end = at + 1;
  while (!lines[end]?.includes('{quote}')) end += 1;
  const inside = [...lines.slice(at + 1, end), (lines[end] ?? '').replace('{quote}', '')];
  return {
    blocks: [{ type: 'blockquote', children: blocksFromWiki(inside, depth + 1) }],
    lines: end - at + 1,
  };
}

function lineBlock(line: string): Taken | null {
  const heading = HEADING.exec(line);
  if (heading) {
    const children = phrasingFromWiki((heading[2] ?? '').replaceAll('\\\\', ' '));
    const depth = Number(heading[1]) as 1 | 2 | 3 | 4 | 5 | 6;
    return { blocks: children.length === 0 ? [] : [{ type: 'heading', depth, children }], lines: 1 };
  }
  if (RULE.test(line)) return { blocks: [{ type: 'thematicBreak' }], lines: 1 };
  const quoted = QUOTE_LINE.exec(line)?.[1];
  if (quoted !== undefined) {
    const children = phrasingFromWiki(quoted);
    return { blocks: [{ type: 'blockquote', children: [{ type: 'paragraph', children }] }], lines: 1 };
  }
  const panel = PANEL.exec(line);
  if (!panel) return null;
  const title = /(?:^|\|)title=([^|]{1,300})/.exec(panel[1] ?? '')?.[1];
  const blocks: BlockContent[] = title
    ? [
        {
          type: 'paragraph',
          children: [{ type: 'strong', children: [{ type: 'text', value: title.trim() }] }],
        },
      ]
    : [];
  const rest = phrasingFromWiki(panel[2] ?? '');
  if (rest.length > 0) blocks.push({ type: 'paragraph', children: rest });
  return { blocks, lines: 1 };
}

function listBlock(lines: readonly string[], at: number): Taken | null {
  const items: { signs: string; text: string }[] = [];
  for (let line = lines[at + items.length]; line !== undefined; line = lines[at + items.length]) {
    const item = RULE.test(line) ? null : ITEM.exec(line);
    if (!item) break;
    items.push({ signs: item[1] ?? '*', text: item[2] ?? '' });
  }
  return items.length === 0 ? null : { blocks: listsFrom(items), lines: items.length };
}

function listsFrom(items: readonly { signs: string; text: string }[]): List[] {
  const roots: List[] = [];
  const open: List[] = [];
  for (const { signs, text } of items) {
    const ordered = signs.endsWith('#');
    // An item deeper than its parent allows is a child of the item before it.
    const level = Math.min(signs.length, open.length + 1);
    open.length = Math.min(open.length, level);
    let list = open[level - 1];
    if (!list || list.ordered !== ordered) {
      list = { type: 'list', ordered, spread: false, children: [] };
      const parent = open[level - 2]?.children.at(-1);
      if (parent) parent.children.push(list);
      else roots.push(list);
      open[level - 1] = list;
    }
    const item: ListItem = { type: 'listItem', spread: false, children: [] };
    item.children.push({ type: 'paragraph', children: phrasingFromWiki(text) });
    list.children.push(item);
  }
  return roots;
}

function tableBlock(lines: readonly string[], at: number): Taken | null {
  const rows: TableRow[] = [];
  for (
    let line = lines[at + rows.length];
    line?.trimStart().startsWith('|');
    line = lines[at + rows.length]
  ) {
    rows.push({
      type: 'tableRow',
      children: cellsOf(line.trim()).map((cell) => ({
        type: 'tableCell',
        children: phrasingFromWiki(cell.replaceAll('\\\\', ' ')),
      })),
    });
  }
  return rows.length === 0 ? null : { blocks: [{ type: 'table', children: rows }], lines: rows.length };
}

/** Cells between `|` or `||`; a bar inside a link belongs to the link. */
function cellsOf(row: string): string[] {
  const cells = row
    .replace(/\[[^[\]]{1,2000}\]/g, (link) => link.replaceAll('|', '\u0000'))
    .split(/\|{1,2}/)
    .map((cell) => cell.replaceAll('\u0000', '|'));
  const inner = cells.slice(1, cells.at(-1)?.trim() === '' ? -1 : undefined);
  return inner.length === 0 ? [''] : inner;
}

function language(parameters: string | undefined): string | null {
  const first = parameters?.split('|').find((part) => !part.includes('='));
  return first !== undefined && /^[\w+#.-]{1,40}$/.test(first) ? first : null;
}
