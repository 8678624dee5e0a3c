import type {
  BlockContent,
  DefinitionContent,
  List,
  ListItem,
  PhrasingContent,
  RootContent,
  Table,
} from 'mdast';
import { stableUuid } from '../ids.ts';
import type { AdfDoc, AdfMark, AdfNode } from './adf.ts';
import { parseMarkdown, plainText } from './markdown.ts';

const PANELS: Readonly<Record<string, string>> = {
  '[!INFO]': 'info',
  '[!NOTE]': 'note',
  '[!WARNING]': 'warning',
  '[!ERROR]': 'error',
  '[!SUCCESS]': 'success',
};

/**
 * Turns Markdown into a document as Jira stores it; `null` for a blank text. Besides GitHub's Markdown it knows
 * `> [!INFO]` for a panel and `[@Name](mention:ACCOUNT)` for a mention. Raw HTML stays text.
 */
export function markdownToAdf(markdown: string): AdfDoc | null {
  const content = parseMarkdown(markdown).children.flatMap((node) => block(node, 'doc'));
  return content.length === 0 ? null : { type: 'doc', version: 1, content };
}

type Place = 'doc' | 'list' | 'quote' | 'panel' | 'cell';

function block(node: RootContent | BlockContent | DefinitionContent, place: Place): AdfNode[] {
  switch (node.type) {
    case 'paragraph':
      return [paragraph(inline(node.children, []))];
    case 'heading':
      // Neither a list item nor a quote may hold a heading.
      return place === 'doc' || place === 'panel' || place === 'cell'
        ? [withContent({ type: 'heading', attrs: { level: node.depth } }, inline(node.children, []))]
        : [paragraph(inline(node.children, [{ type: 'strong' }]))];
    case 'list':
      return [list(node)];
    case 'code': {
      const text = node.value === '' ? [] : [{ type: 'text', text: node.value }];
      return [{ type: 'codeBlock', attrs: node.lang ? { language: node.lang } : {}, content: text }];
    }
    case 'blockquote':
      return place === 'doc' || place === 'cell'
        ? [quote(node.children)]
        : node.children.flatMap((child) => block(child, place));
    case 'table':
      return place === 'doc' ? [table(node)] : [paragraph([{ type: 'text', text: plainText(node) }])];
    case 'thematicBreak':
      return place === 'doc' || place === 'panel' ? [{ type: 'rule' }] : [];
    case 'html':
      return [paragraph([{ type: 'text', text: node.value }])];
    default:
      return [];
  }
}

function paragraph(content: readonly AdfNode[]): AdfNode {
  return withContent({ type: 'paragraph' }, content);
}

function withContent(node: AdfNode, content: readonly AdfNode[]): AdfNode {
  return content.length === 0 ? node : { ...node, content };
}

function list(node: List): AdfNode {
  const isTasks =
    node.children.length > 0 && node.children.every((item) => typeof item.checked === 'boolean');
  if (isTasks) return taskList(node.children);
  const items = node.children.map((item) => {
    const content = item.children.flatMap((child) => block(child, 'list'));
    return { type: 'listItem', content: content.length > 0 ? content : [paragraph([])] };
  });
  return node.ordered
    ? { type: 'orderedList', attrs: { order: node.start ?? 1 }, content: items }
    : { type: 'bulletList', content: items };
}

function taskList(items: readonly ListItem[]): AdfNode {
  return {
    type: 'taskList',
    attrs: { localId: stableUuid('tasks', ...items.map(plainText)) },
    content: items.map((item, index) =>
      withContent(
        {
          type: 'taskItem',
          attrs: {
            localId: stableUuid('task', String(index), plainText(item)),
            state: item.checked ? 'DONE' : 'TODO',
          },
        },
        item.children.flatMap((child) => (child.type === 'paragraph' ? inline(child.children, []) : [])),
      ),
    ),
  };
}

function quote(children: readonly (BlockContent | DefinitionContent)[]): AdfNode {
  const [first, ...rest] = children;
  if (first?.type === 'paragraph') {
    const marker = first.children[0];
    const line = marker?.type === 'text' ? (/^\[![A-Z]{1,10}\]/i.exec(marker.value)?.[0] ?? '') : '';
    const panelType = PANELS[line.toUpperCase()];
    if (panelType && marker?.type === 'text') {
      const remaining: PhrasingContent[] = [
        { type: 'text', value: marker.value.slice(line.length).trimStart() },
        ...first.children.slice(1),
      ];
      const opening = inline(remaining, []);
      const content = [
        ...(opening.length > 0 ? [paragraph(opening)] : []),
        ...rest.flatMap((child) => block(child, 'panel')),
      ];
      return { type: 'panel', attrs: { panelType }, content: content.length > 0 ? content : [paragraph([])] };
    }
  }
  const content = children.flatMap((child) => block(child, 'quote'));
  return { type: 'blockquote', content: content.length > 0 ? content : [paragraph([])] };
}

function table(node: Table): AdfNode {
  return {
    type: 'table',
    attrs: { isNumberColumnEnabled: false, layout: 'default' },
    content: node.children.map((row, index) => ({
      type: 'tableRow',
      content: row.children.map((cell) => ({
        type: index === 0 ? 'tableHeader' : 'tableCell',
        attrs: {},
        content: [paragraph(inline(cell.children, []))],
      })),
    })),
  };
}

function inline(nodes: readonly PhrasingContent[], marks: readonly AdfMark[]): AdfNode[] {
  return nodes.flatMap((node): AdfNode[] => {
    switch (node.type) {
      case 'text':
        return text(node.value, marks);
      case 'html':
        return text(node.value, marks);
      case 'strong':
        return inline(node.children, [...marks, { type: 'strong' }]);
      case 'emphasis':
        return inline(node.children, [...marks, { type: 'em' }]);
      case 'delete':
        return inline(node.children, [...marks, { type: 'strike' }]);
      case 'inlineCode':
        return text(node.value, [...marks.filter((mark) => mark.type === 'link'), { type: 'code' }]);
      case 'break':
        return [{ type: 'hardBreak' }];
      case 'link':
        if (node.url.startsWith('mention:')) {
          return [
            { type: 'mention', attrs: { id: node.url.slice('mention:'.length), text: plainText(node) } },
          ];
        }
        return inline(node.children, [...marks, { type: 'link', attrs: { href: node.url } }]);
      case 'image':
        return text(node.alt || node.url, [...marks, { type: 'link', attrs: { href: node.url } }]);
      default:
        return text(plainText(node), marks);
    }
  });
}

function text(value: string, marks: readonly AdfMark[]): AdfNode[] {
  if (value === '') return [];
  return [marks.length > 0 ? { type: 'text', text: value, marks } : { type: 'text', text: value }];
}
