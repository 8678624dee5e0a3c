import type { Nodes, Root, RootContent, Text } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { type Options, toMarkdown } from 'mdast-util-to-markdown';
import { tidy } from '../lenient.ts';

/** Descriptions beyond this many characters are cut; both trackers hold far less. */
export const TEXT_LIMIT = 100_000;

const form: Options = {
  bullet: '-',
  // Unlike the underscore it may stand inside a word.
  emphasis: '*',
  rule: '-',
  listItemIndent: 'one',
  // Aligned pipes would pad every row to its longest cell: a small table could grow without bound.
  extensions: [gfmToMarkdown({ tablePipeAlign: false })],
};

/** Markdown to show: whatever the texts hold, it shows as the words it is. */
export function markdownToShow(children: RootContent[]): string {
  return toMarkdown(rootOf(children), {
    ...form,
    // Linear reads `+++ title` as a collapsible section.
    unsafe: [{ atBreak: true, character: '+', after: '\\+' }],
  }).trimEnd();
}

/**
 * Markdown to read and quote from: structure becomes markup, and the words stay exactly as they were written.
 * Nothing is escaped: quotes must match what the author sees, and people write Markdown and wiki markup into fields
 * that do not know it and mean it.
 */
export function markdownToRead(children: RootContent[]): string {
  for (const child of children) shieldAmpersands(child);
  const markdown = toMarkdown(rootOf(children), {
    ...form,
    handlers: {
      text: (node: Text, _parent, state) =>
        state.stack.includes('tableCell') ? node.value.replaceAll('|', '\\|') : node.value,
    },
  });
  // Where a mark meets a letter, the writer puts character references; the words had none of them.
  return markdown
    .replace(/&#x([0-9A-F]{1,5});/g, (_reference, hex: string) =>
      String.fromCodePoint(Number.parseInt(hex, 16)),
    )
    .replaceAll(SHIELDED, '&')
    .trimEnd();
}

/** Stands for the author's own ampersands while the writer's are resolved; a code point without a meaning. */
const SHIELDED = '\ue000';

function shieldAmpersands(node: Nodes): void {
  const shielded = (text: string) => text.replaceAll(SHIELDED, '').replaceAll('&', SHIELDED);
  if ('value' in node) node.value = shielded(node.value);
  if ('url' in node) node.url = shielded(node.url);
  if ('children' in node) for (const child of node.children) shieldAmpersands(child);
}

function rootOf(children: RootContent[]): Root {
  return { type: 'root', children };
}

/** Markdown as a tracker gave it, made fit to store and cut to size. */
export function tidyMarkdown(markdown: string): string {
  return tidy(markdown.replace(/\r\n?/g, '\n'), TEXT_LIMIT).trimEnd();
}

/** An address that is safe to link to; null for scripts, data and whatever is no address. */
export function safeHref(href: unknown): string | null {
  if (typeof href !== 'string' || href.length > 2000) return null;
  try {
    const url = new URL(href);
    return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
