import { type Budget, contentOf, isInline, isNode, type Node, textFromAdf } from './adf-node.ts';
import type { AdfDocument } from './rich-text-to-adf.ts';

const NODE_LIMIT = 5_000;
const TEXT_LIMIT = 32_000;

/** One paragraph a line; what `textFromDocument` reads back. */
export function adfFromText(text: string): AdfDocument {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  return {
    type: 'doc',
    version: 1,
    content: lines.map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] })),
  };
}

/** The words of a document without their formatting, one line a block; empty for what is no document. */
export function textFromDocument(document: unknown): string {
  if (!isNode(document)) return '';
  const budget: Budget = { nodes: NODE_LIMIT, characters: TEXT_LIMIT };
  return blocks(document)
    .map((block) => textFromAdf(block, budget).trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** The outermost nodes that hold text themselves; lists and tables give their items. Depth is the document's own. */
function blocks(root: Node): readonly Node[] {
  const found: Node[] = [];
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node !== undefined && found.length < NODE_LIMIT; node = waiting.pop()) {
    const content = contentOf(node);
    if (content.length === 0 || content.some(isInline)) found.push(node);
    else waiting.push(...content.toReversed());
  }
  return found;
}
