import { isoDate } from '../lenient.ts';

/** A node of a document that nobody has checked. */
export type Node = Readonly<Record<string, unknown>>;

/** What is left to spend on one document, so that a hostile one costs no more than a long one. */
export interface Budget {
  nodes: number;
  characters: number;
}

/** All text of a node and of what is in it, by a walk that no depth can overflow. */
export function textFromAdf(root: Node, budget: Budget): string {
  const parts: string[] = [];
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node !== undefined && budget.characters > 0; node = waiting.pop()) {
    const own = ownText(node).slice(0, budget.characters);
    budget.characters -= own.length;
    if (own !== '') parts.push(own);
    const content = contentOf(node);
    budget.nodes -= content.length;
    if (budget.nodes > 0) waiting.push(...content.toReversed());
    if (content.length > 0 && !isInline(node) && parts.length > 0) parts.push(' ');
  }
  return parts.join('');
}

function ownText(node: Node): string {
  const attributes = attributesOf(node);
  switch (node.type) {
    case 'text':
      return text(node.text);
    case 'hardBreak':
      return '\n';
    case 'emoji':
      return text(attributes.text) || text(attributes.shortName);
    case 'date':
      return isoDate(dateText(attributes.timestamp)) ?? '';
    case 'inlineCard':
      return text(attributes.url);
    case 'mediaInline':
      return text(attributes.alt);
    default:
      return text(node.text) || text(attributes.text) || text(attributes.alt);
  }
}

function dateText(timestamp: unknown): string {
  const at = new Date(Number(timestamp));
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}

const INLINE = new Set([
  'text',
  'hardBreak',
  'mention',
  'emoji',
  'inlineCard',
  'date',
  'status',
  'placeholder',
  'mediaInline',
  'inlineExtension',
]);

export function isInline(node: Node): boolean {
  return INLINE.has(String(node.type));
}

export function contentOf(node: Node): readonly Node[] {
  return Array.isArray(node.content) ? node.content.filter(isNode) : [];
}

export function attributesOf(node: Node): Node {
  return isNode(node.attrs) ? node.attrs : {};
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function word(value: unknown): string | null {
  return typeof value === 'string' && /^[\w+#.-]{1,40}$/.test(value) ? value : null;
}
