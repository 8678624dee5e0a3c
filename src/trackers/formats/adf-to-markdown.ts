import type { BlockContent, ListItem, PhrasingContent, RootContent, TableRow } from 'mdast';
import {
  attributesOf,
  type Budget,
  contentOf,
  isInline,
  isNode,
  type Node,
  text,
  textFromAdf,
  word,
} from './adf-node.ts';
import { markdownToRead, safeHref, TEXT_LIMIT, tidyMarkdown } from './markdown.ts';
import { type Marks, phrasingFromRuns, type Run, trimmed } from './marked-text.ts';

/** Deeper than people nest; below it only the words are kept. */
const DEPTH_LIMIT = 24;
const NODE_LIMIT = 20_000;

/**
 * Markdown for a document in the Atlassian Document Format, whatever is in it: nodes that are not known give their
 * text, and what is no document gives an empty text.
 */
export function markdownFromAdf(document: unknown): string {
  if (!isNode(document)) return '';
  const budget: Budget = { nodes: NODE_LIMIT, characters: TEXT_LIMIT };
  const tree: RootContent[] = blocksFromAdf(contentOf(document), budget, 0);
  return tidyMarkdown(markdownToRead(tree));
}

function blocksFromAdf(nodes: readonly Node[], budget: Budget, depth: number): BlockContent[] {
  const blocks: BlockContent[] = [];
  let inline: Node[] = [];
  const endParagraph = () => {
    if (inline.length > 0) blocks.push(...paragraph(inline, budget, depth));
    inline = [];
  };
  for (const node of nodes) {
    if (isInline(node)) inline.push(node);
    else {
      endParagraph();
      if (budget.nodes-- <= 0) break;
      blocks.push(
        ...(depth >= DEPTH_LIMIT ? wordsOnly(node, budget) : blockFromAdf(node, budget, depth + 1)),
      );
    }
  }
  endParagraph();
  return blocks;
}

function blockFromAdf(node: Node, budget: Budget, depth: number): BlockContent[] {
  const content = contentOf(node);
  const attributes = attributesOf(node);
  const inside = () => blocksFromAdf(content, budget, depth);
  switch (node.type) {
    case 'paragraph':
      return paragraph(content, budget, depth);
    case 'heading': {
      const level = Math.min(Math.max(Math.trunc(Number(attributes.level)) || 1, 1), 6) as
        | 1
        | 2
        | 3
        | 4
        | 5
        | 6;
      const children = oneLine(content, budget, depth);
      return children.length === 0 ? [] : [{ type: 'heading', depth: level, children }];
    }
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
    case 'decisionList':
      return list(node, content, budget, depth);
    case 'blockquote':
      return [{ type: 'blockquote', children: inside() }];
    case 'codeBlock': {
      const value = content.map((child) => textFromAdf(child, budget)).join('');
      return [{ type: 'code', lang: word(attributes.language), value }];
    }
    case 'rule':
      return [{ type: 'thematicBreak' }];
    case 'expand':
    case 'nestedExpand': {
      const title = text(attributes.title);
      const heading: BlockContent[] = title
        ? [{ type: 'paragraph', children: [{ type: 'strong', children: [{ type: 'text', value: title }] }] }]
        : [];
      return [...heading, ...inside()];
    }
    case 'table':
      return table(content, budget, depth);
    case 'media':
      return paragraphOf(text(attributes.alt));
    case 'blockCard':
    case 'embedCard':
      return paragraph([{ ...node, type: 'inlineCard' }], budget, depth);
    default:
      return content.length > 0 ? inside() : paragraphOf(textFromAdf(node, budget));
  }
}

function list(node: Node, content: readonly Node[], budget: Budget, depth: number): BlockContent[] {
  const items: ListItem[] = [];
  for (const child of content) {
    const { state } = attributesOf(child);
    const done = node.type === 'taskList' && child.type !== 'taskList' ? state === 'DONE' : null;
    const isItem = /^(?:listItem|taskItem|blockTaskItem|decisionItem)$/.test(String(child.type));
    const children = blocksFromAdf(isItem ? contentOf(child) : [child], budget, depth + 1);
    const previous = items.at(-1);
    // A list straight inside a list belongs to the item before it.
    if (!isItem && previous) previous.children.push(...children);
    else if (children.length > 0) items.push({ type: 'listItem', spread: false, checked: done, children });
  }
  if (items.length === 0) return [];
  const ordered = node.type === 'orderedList';
  const start = Math.trunc(Number(attributesOf(node).order));
  return [
    {
      type: 'list',
      ordered,
      spread: false,
      ...(ordered ? { start: start >= 0 && start < 1e6 ? start : 1 } : {}),
      children: items,
    },
  ];
}

function table(content: readonly Node[], budget: Budget, depth: number): BlockContent[] {
  const rows = content
    .filter((row) => row.type === 'tableRow')
    .map((row): TableRow => {
      const cells = contentOf(row).map((cell) => oneLine(contentOf(cell), budget, depth + 1));
      return { type: 'tableRow', children: cells.map((children) => ({ type: 'tableCell', children })) };
    })
    .filter((row) => row.children.length > 0);
  return rows.length === 0 ? [] : [{ type: 'table', children: rows }];
}

function paragraph(nodes: readonly Node[], budget: Budget, depth: number): BlockContent[] {
  const children = phrasing(nodes, budget, depth);
  return children.length === 0 ? [] : [{ type: 'paragraph', children }];
}

function paragraphOf(value: string): BlockContent[] {
  return value.trim() === ''
    ? []
    : [{ type: 'paragraph', children: [{ type: 'text', value: value.trim() }] }];
}

function wordsOnly(node: Node, budget: Budget): BlockContent[] {
  return paragraphOf(textFromAdf(node, budget));
}

function phrasing(nodes: readonly Node[], budget: Budget, depth: number): PhrasingContent[] {
  return phrasingFromRuns(trimmed(runsFromAdf(nodes, budget, depth)));
}

/** For headings and table cells, which hold no line breaks. */
function oneLine(nodes: readonly Node[], budget: Budget, depth: number): PhrasingContent[] {
  const runs = runsFromAdf(nodes, budget, depth);
  return phrasingFromRuns(trimmed(runs.map((run) => ({ ...run, text: run.text.replace(/\s+/g, ' ') }))));
}

function runsFromAdf(nodes: readonly Node[], budget: Budget, depth: number): Run[] {
  const runs: Run[] = [];
  for (const node of nodes) {
    if (budget.nodes-- <= 0) break;
    const marks = marksOf(node);
    if (isInline(node) || depth >= DEPTH_LIMIT || contentOf(node).length === 0) {
      const value = textFromAdf(node, budget);
      if (value !== '') runs.push({ text: value, marks });
    } else {
      // A block where only text can be, such as a paragraph in a table cell.
      if (runs.length > 0) runs.push({ text: '\n', marks: {} });
      runs.push(...runsFromAdf(contentOf(node), budget, depth + 1));
    }
  }
  return runs;
}

function marksOf(node: Node): Marks {
  const marks: { -readonly [K in keyof Marks]: Marks[K] } = {};
  if (!Array.isArray(node.marks)) return marks;
  for (const mark of node.marks.slice(0, 20)) {
    if (!isNode(mark)) continue;
    const href = mark.type === 'link' ? safeHref(attributesOf(mark).href) : null;
    if (href !== null) marks.href = href;
    if (mark.type === 'strong') marks.strong = true;
    if (mark.type === 'em') marks.emphasis = true;
    if (mark.type === 'strike') marks.strike = true;
    if (mark.type === 'code') marks.code = true;
  }
  return marks;
}
