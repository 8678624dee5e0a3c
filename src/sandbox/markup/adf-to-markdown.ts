import type { BlockContent, ListItem, PhrasingContent, RootContent, TableRow } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import type { AdfDoc, AdfMark, AdfNode } from './adf.ts';

export interface AdfToMarkdownOptions {
  /** `link` keeps mentions so that `markdownToAdf` finds them again; `text` shows the name only. */
  readonly mentions: 'link' | 'text';
}

/** Markdown for a document, for the pages and their edit forms; nodes without a Markdown form become their text. */
export function adfToMarkdown(doc: AdfDoc | null, options: AdfToMarkdownOptions): string {
  if (!doc) return '';
  const children = doc.content.flatMap((node) => block(node, options));
  return toMarkdown({ type: 'root', children }, { extensions: [gfmToMarkdown()], bullet: '-' }).trim();
}

function block(node: AdfNode, options: AdfToMarkdownOptions): BlockContent[] {
  const children = node.content ?? [];
  const blocks = () => children.flatMap((child) => block(child, options));
  const phrases = () => inline(children, options);
  switch (node.type) {
    case 'paragraph':
      return [{ type: 'paragraph', children: phrases() }];
    case 'heading':
      return [{ type: 'heading', depth: depthOf(node), children: phrases() }];
    case 'bulletList':
      return [{ type: 'list', ordered: false, spread: false, children: items(children, options) }];
    case 'orderedList':
      return [{ type: 'list', ordered: true, start: 1, spread: false, children: items(children, options) }];
    case 'taskList':
    case 'decisionList':
      return [{ type: 'list', ordered: false, spread: false, children: tasks(children, options) }];
    case 'codeBlock': {
      const language = node.attrs?.language;
      return [
        {
          type: 'code',
          lang: typeof language === 'string' ? language : null,
          value: children.map((child) => child.text ?? '').join(''),
        },
      ];
    }
    case 'blockquote':
      return [{ type: 'blockquote', children: blocks() }];
    case 'panel': {
      const kind = String(node.attrs?.panelType ?? 'info').toUpperCase();
      return [
        {
          type: 'blockquote',
          children: [{ type: 'paragraph', children: [{ type: 'text', value: `[!${kind}]` }] }, ...blocks()],
        },
      ];
    }
    case 'table':
      return [{ type: 'table', children: children.map((row) => tableRow(row, options)) }];
    case 'rule':
      return [{ type: 'thematicBreak' }];
    case 'expand':
    case 'nestedExpand': {
      const title = String(node.attrs?.title ?? '');
      const heading: RootContent[] = title
        ? [{ type: 'paragraph', children: [{ type: 'strong', children: [{ type: 'text', value: title }] }] }]
        : [];
      return [...(heading as BlockContent[]), ...blocks()];
    }
    default:
      return children.length > 0 ? blocks() : [];
  }
}

function depthOf(node: AdfNode): 1 | 2 | 3 | 4 | 5 | 6 {
  const level = Number(node.attrs?.level ?? 2);
  return level === 1 || level === 3 || level === 4 || level === 5 || level === 6 ? level : 2;
}

function items(nodes: readonly AdfNode[], options: AdfToMarkdownOptions): ListItem[] {
  return nodes.map((node) => ({
    type: 'listItem',
    spread: false,
    children: (node.content ?? []).flatMap((child) => block(child, options)),
  }));
}

function tasks(nodes: readonly AdfNode[], options: AdfToMarkdownOptions): ListItem[] {
  return nodes.map((node) => ({
    type: 'listItem',
    spread: false,
    checked: node.attrs?.state === 'DONE',
    children: [{ type: 'paragraph', children: inline(node.content ?? [], options) }],
  }));
}

function tableRow(row: AdfNode, options: AdfToMarkdownOptions): TableRow {
  return {
    type: 'tableRow',
    children: (row.content ?? []).map((cell) => ({
      type: 'tableCell',
      children: (cell.content ?? []).flatMap((child) => inline(child.content ?? [], options)),
    })),
  };
}

function inline(nodes: readonly AdfNode[], options: AdfToMarkdownOptions): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    switch (node.type) {
      case 'text':
        return [marked(node.text ?? '', node.marks ?? [])];
      case 'hardBreak':
        return [{ type: 'break' }];
      case 'mention': {
        const name = String(node.attrs?.text ?? '@somebody');
        const url = `mention:${String(node.attrs?.id ?? '')}`;
        const label: PhrasingContent = { type: 'text', value: name };
        return options.mentions === 'link'
          ? [{ type: 'link', url, children: [label] }]
          : [{ type: 'strong', children: [label] }];
      }
      case 'inlineCard': {
        const url = String(node.attrs?.url ?? '');
        return [{ type: 'link', url, children: [{ type: 'text', value: url }] }];
      }
      case 'date': {
        const day = new Date(Number(node.attrs?.timestamp ?? 0));
        return [{ type: 'text', value: Number.isNaN(day.getTime()) ? '' : day.toISOString().slice(0, 10) }];
      }
      case 'emoji':
      case 'status':
      case 'placeholder':
        return [{ type: 'text', value: String(node.attrs?.text ?? node.attrs?.shortName ?? '') }];
      default:
        return inline(node.content ?? [], options);
    }
  });
}

function marked(value: string, marks: readonly AdfMark[]): PhrasingContent {
  const types = new Set(marks.map((mark) => mark.type));
  let node: PhrasingContent = types.has('code') ? { type: 'inlineCode', value } : { type: 'text', value };
  if (types.has('strike')) node = { type: 'delete', children: [node] };
  if (types.has('em')) node = { type: 'emphasis', children: [node] };
  if (types.has('strong')) node = { type: 'strong', children: [node] };
  const link = marks.find((mark) => mark.type === 'link');
  if (link) node = { type: 'link', url: String(link.attrs?.href ?? ''), children: [node] };
  return node;
}
