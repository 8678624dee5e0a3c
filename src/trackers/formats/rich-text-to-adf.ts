import type { Block, Inline, RichText } from '../../domain/rich-text.ts';
import { tidy } from '../lenient.ts';
import { safeHref, TEXT_LIMIT } from './markdown.ts';

/** A node of the Atlassian Document Format. */
export interface AdfNode {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly AdfNode[];
  readonly text?: string;
  readonly marks?: readonly AdfMark[];
}

export interface AdfMark {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
}

export interface AdfDocument {
  readonly type: 'doc';
  readonly version: 1;
  readonly content: readonly AdfNode[];
}

/** Waymark's own text as a document that Jira takes; text in ADF is text, so nothing needs escaping. */
export function adfFromRichText(blocks: RichText): AdfDocument {
  return { type: 'doc', version: 1, content: blocks.flatMap(blockFromRichText) };
}

function blockFromRichText(block: Block): AdfNode[] {
  switch (block.kind) {
    case 'paragraph':
      return [paragraph(block.children)];
    case 'quote':
      return [{ type: 'blockquote', content: [paragraph(block.children)] }];
    case 'list':
      // Jira refuses a list without items.
      return block.items.length === 0
        ? []
        : [
            {
              type: 'bulletList',
              content: block.items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
            },
          ];
  }
}

function paragraph(children: readonly Inline[]): AdfNode {
  return { type: 'paragraph', content: children.flatMap(inlineFromRichText) };
}

/** Line breaks become nodes of their own, and empty texts, which Jira refuses, are left out. */
function inlineFromRichText(inline: Inline): AdfNode[] {
  const marks = marksOf(inline);
  return tidy(inline.text, TEXT_LIMIT)
    .split(/\r\n|\r|\n/)
    .flatMap((line, index): AdfNode[] => [
      ...(index > 0 ? [{ type: 'hardBreak' }] : []),
      ...(line === '' ? [] : [{ type: 'text', text: line, ...(marks.length > 0 ? { marks } : {}) }]),
    ]);
}

function marksOf(inline: Inline): AdfMark[] {
  if (inline.kind === 'code') return [{ type: 'code' }];
  if (inline.kind === 'link') {
    const href = safeHref(inline.href);
    return href === null ? [] : [{ type: 'link', attrs: { href } }];
  }
  return [...(inline.strong ? [{ type: 'strong' }] : []), ...(inline.emphasis ? [{ type: 'em' }] : [])];
}
