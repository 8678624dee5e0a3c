import type { Root, RootContent, Text } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { type Options, toMarkdown } from 'mdast-util-to-markdown';
import { tidy } from '../lenient.ts';

/** Descriptions beyond this many characters are cut; both trackers hold far less. */
export const TEXT_LIMIT = 100_000;

/** Aligned pipes would pad every row to its longest cell: a small table could grow without bound. */
const gfm = gfmToMarkdown({ tablePipeAlign: false }).extensions ?? [];
/** The part that keeps bare addresses from becoming links. */
const keepsAddressesPlain = (extension: Options) =>
  extension.unsafe?.some(({ character }) => character === '@') ?? false;

/**
 * Writes a tree as GitHub-flavoured Markdown without a line break at the end; text stays text. Bare addresses may
 * link themselves with `linkAddresses`.
 */
export function markdownFromTree(children: RootContent[], options: { linkAddresses: boolean }): string {
  const root: Root = { type: 'root', children };
  return toMarkdown(root, {
    bullet: '-',
    // Unlike the underscore it may stand inside a word.
    emphasis: '*',
    rule: '-',
    listItemIndent: 'one',
    extensions: options.linkAddresses ? gfm.filter((extension) => !keepsAddressesPlain(extension)) : gfm,
    // Linear reads `+++ title` as a collapsible section.
    unsafe: [{ atBreak: true, character: '+', after: '\\+' }],
    handlers: {
      // An underscore inside a word is never markup, and people search for `order_id` as they wrote it.
      text: (node: Text, _parent, state, info) =>
        state.safe(node.value, info).replace(/(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, '_'),
    },
  }).trimEnd();
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
