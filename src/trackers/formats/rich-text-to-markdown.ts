import type { BlockContent, Paragraph } from 'mdast';
import type { Block, Inline, RichText } from '../../domain/rich-text.ts';
import { markdownToShow, safeHref } from './markdown.ts';
import { phrasingFromRuns, type Run } from './marked-text.ts';

/** Waymark's own text as Markdown in which nothing quoted from people can become markup. */
export function markdownFromRichText(blocks: RichText): string {
  return markdownToShow(blocks.flatMap(blockFromRichText));
}

function blockFromRichText(block: Block): BlockContent[] {
  switch (block.kind) {
    case 'paragraph':
      return [paragraph(block.children)];
    case 'quote':
      return [{ type: 'blockquote', children: [paragraph(block.children)] }];
    case 'list':
      return block.items.length === 0
        ? []
        : [
            {
              type: 'list',
              ordered: false,
              spread: false,
              children: block.items.map((item) => ({
                type: 'listItem',
                spread: false,
                children: [paragraph(item)],
              })),
            },
          ];
  }
}

function paragraph(children: readonly Inline[]): Paragraph {
  return { type: 'paragraph', children: phrasingFromRuns(children.flatMap(runsFromInline)) };
}

function runsFromInline(inline: Inline): Run[] {
  if (inline.kind === 'code') return [{ text: inline.text.replace(/\s*\n\s*/g, ' '), marks: { code: true } }];
  const href = inline.kind === 'link' ? safeHref(inline.href) : null;
  const marks =
    inline.kind === 'text'
      ? { strong: inline.strong ?? false, emphasis: inline.emphasis ?? false }
      : href
        ? { href }
        : {};
  return inline.text
    .split('\n')
    .flatMap((line, index): Run[] => [
      ...(index > 0 ? [{ text: '', marks: {}, node: { type: 'break' } } as const] : []),
      { text: line, marks },
    ]);
}
