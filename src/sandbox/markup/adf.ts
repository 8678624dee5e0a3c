/** A node of the Atlassian Document Format, as far as the sandbox has to know it. */
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

export interface AdfDoc extends AdfNode {
  readonly type: 'doc';
  readonly version: 1;
  readonly content: readonly AdfNode[];
}

const INLINE = [
  'text',
  'hardBreak',
  'mention',
  'emoji',
  'date',
  'status',
  'inlineCard',
  'placeholder',
  'mediaInline',
  'inlineExtension',
];
const BLOCKS = [
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'taskList',
  'decisionList',
  'codeBlock',
  'blockquote',
  'panel',
  'rule',
  'table',
  'expand',
  'mediaGroup',
  'mediaSingle',
  'blockCard',
  'embedCard',
  'extension',
  'bodiedExtension',
  'layoutSection',
];
const CELL = [...BLOCKS.filter((type) => type !== 'table' && type !== 'layoutSection'), 'nestedExpand'];

/** Which children a node may have; a type that is not here has none. */
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  doc: BLOCKS,
  paragraph: INLINE,
  heading: INLINE,
  codeBlock: ['text'],
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  listItem: ['paragraph', 'bulletList', 'orderedList', 'taskList', 'codeBlock', 'mediaSingle', 'extension'],
  taskList: ['taskItem', 'blockTaskItem', 'taskList'],
  taskItem: INLINE,
  blockTaskItem: ['paragraph', 'extension'],
  decisionList: ['decisionItem'],
  decisionItem: INLINE,
  blockquote: [
    'paragraph',
    'bulletList',
    'orderedList',
    'codeBlock',
    'mediaGroup',
    'mediaSingle',
    'extension',
  ],
  panel: [
    'paragraph',
    'heading',
    'bulletList',
    'orderedList',
    'taskList',
    'decisionList',
    'codeBlock',
    'rule',
    'mediaGroup',
    'mediaSingle',
    'blockCard',
    'extension',
  ],
  table: ['tableRow'],
  tableRow: ['tableCell', 'tableHeader'],
  tableCell: CELL,
  tableHeader: CELL,
  expand: [...CELL],
  nestedExpand: CELL,
  mediaGroup: ['media'],
  mediaSingle: ['media', 'caption'],
  caption: INLINE,
  layoutSection: ['layoutColumn'],
  layoutColumn: BLOCKS,
  bodiedExtension: BLOCKS,
};

const NEEDS_CHILDREN = new Set([
  'bulletList',
  'orderedList',
  'listItem',
  'taskList',
  'blockquote',
  'panel',
  'table',
]);
const MARKS = new Set([
  'strong',
  'em',
  'code',
  'strike',
  'underline',
  'link',
  'subsup',
  'textColor',
  'backgroundColor',
  'annotation',
  'border',
]);
const MAX_DEPTH = 60;

/**
 * Why a value is not a document that Jira would take, or `undefined` when it is one. The rules are the common ones
 * of the format (which node may stand in which); the vendor's full schema is stricter about attributes.
 */
export function adfProblem(value: unknown): string | undefined {
  if (!isRecord(value)) return 'a document is an object';
  if (value.type !== 'doc') return 'the root is of type doc';
  if (value.version !== 1) return 'version is 1';
  if (!Array.isArray(value.content)) return 'a document has content';
  return nodeProblem(value, 'doc', 0);
}

export function isAdfDoc(value: unknown): value is AdfDoc {
  return adfProblem(value) === undefined;
}

function nodeProblem(
  node: Readonly<Record<string, unknown>>,
  path: string,
  depth: number,
): string | undefined {
  if (depth > MAX_DEPTH) return `${path} is nested too deeply`;
  const type = node.type;
  if (typeof type !== 'string') return `${path} has no type`;
  if (type === 'text') return textProblem(node, path);
  const content = node.content;
  if (content === undefined)
    return NEEDS_CHILDREN.has(type) ? `${path} (${type}) must have content` : undefined;
  if (!Array.isArray(content)) return `${path} (${type}) has content that is no list`;
  if (content.length === 0 && NEEDS_CHILDREN.has(type)) return `${path} (${type}) must not be empty`;
  const allowed = CHILDREN[type] ?? [];
  for (const [index, child] of content.entries()) {
    const where = `${path}/${index}`;
    if (!isRecord(child)) return `${where} is no node`;
    if (!allowed.includes(String(child.type)))
      return `${where}: ${String(child.type)} is not allowed in ${type}`;
    const problem = nodeProblem(child, where, depth + 1);
    if (problem) return problem;
  }
  return undefined;
}

function textProblem(node: Readonly<Record<string, unknown>>, path: string): string | undefined {
  if (typeof node.text !== 'string' || node.text === '') return `${path}: a text node needs text`;
  const marks = node.marks;
  if (marks === undefined) return undefined;
  if (!Array.isArray(marks)) return `${path}: marks is a list`;
  const types = marks.map((mark) => (isRecord(mark) ? String(mark.type) : ''));
  const unknown = types.find((type) => !MARKS.has(type));
  if (unknown !== undefined) return `${path}: mark ${unknown} is unknown`;
  if (types.includes('code') && types.some((type) => !['code', 'link', 'annotation'].includes(type))) {
    return `${path}: code goes with no other mark than link`;
  }
  return undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
