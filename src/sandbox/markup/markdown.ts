import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

const MAX_SHOWN = 200_000;

export function parseMarkdown(markdown: string): Root {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** The text of a node without any markup. */
export function plainText(node: Nodes): string {
  if ('value' in node) return node.value;
  if ('children' in node) return node.children.map((child: Nodes) => plainText(child)).join('');
  return node.type === 'image' ? (node.alt ?? '') : '';
}

/**
 * Renders Markdown for a page. Raw HTML is shown as text and addresses with a scheme that could run code are dropped;
 * both are micromark's defaults. Texts over 200,000 characters are cut.
 */
export function markdownToHtml(markdown: string): string {
  const shown = markdown.length > MAX_SHOWN ? `${markdown.slice(0, MAX_SHOWN)} …` : markdown;
  return micromark(shown, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}
