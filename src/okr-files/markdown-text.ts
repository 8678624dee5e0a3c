import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

export const parseMarkdown = (text: string): Root =>
  fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

/** The words of a node without markup, on one line. */
export function plainWords(node: Nodes): string {
  return collect(node).replace(/\s+/g, ' ').trim();
}

function collect(node: Nodes): string {
  if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'html') return node.value;
  if (node.type === 'break') return ' ';
  if (node.type === 'image' || node.type === 'imageReference') return node.alt ?? '';
  return 'children' in node ? node.children.map((child) => collect(child as Nodes)).join('') : '';
}

/** Where the links in a node lead, so that taking the words alone loses none. */
export function linksIn(node: Nodes): string[] {
  const own = node.type === 'link' || node.type === 'image' ? [node.url] : [];
  const below = 'children' in node ? node.children.flatMap((child) => linksIn(child as Nodes)) : [];
  return [...new Set([...own, ...below])].filter((url) => url !== '' && url.length <= 2000);
}

/** Whether nothing but links (and a remark in brackets) stands in a node. */
export function isOnlyLinks(node: Nodes): boolean {
  if (linksIn(node).length === 0) return false;
  return withoutLinks(node).replace(/\([^)]*\)|[\s\p{P}\p{S}]/gu, '') === '';
}

function withoutLinks(node: Nodes): string {
  if (node.type === 'link' || node.type === 'image') return '';
  if ('children' in node) return node.children.map((child) => withoutLinks(child as Nodes)).join('');
  return 'value' in node ? node.value : '';
}
