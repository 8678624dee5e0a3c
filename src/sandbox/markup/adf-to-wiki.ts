import type { AdfDoc, AdfNode } from './adf.ts';

const PANEL_COLOURS: Readonly<Record<string, string>> = {
  info: '#deebff',
  note: '#eae6ff',
  success: '#e3fcef',
  warning: '#fffae6',
  error: '#ffebe6',
};

/** The wiki markup that Jira puts into webhook bodies where REST v3 has a document. */
export function adfToWiki(doc: AdfDoc | null): string | null {
  return doc ? blocks(doc.content, '') : null;
}

function blocks(nodes: readonly AdfNode[], bullets: string): string {
  return nodes.map((node) => block(node, bullets)).join('\n\n');
}

function block(node: AdfNode, bullets: string): string {
  const children = node.content ?? [];
  switch (node.type) {
    case 'paragraph':
      return inline(children);
    case 'heading':
      return `h${Number(node.attrs?.level ?? 2)}. ${inline(children)}`;
    case 'bulletList':
      return children.map((item) => listItem(item, `${bullets}*`)).join('\n');
    case 'orderedList':
      return children.map((item) => listItem(item, `${bullets}#`)).join('\n');
    case 'taskList':
    case 'decisionList':
      return children.map((item) => `${bullets}* ${inline(item.content ?? [])}`).join('\n');
    case 'codeBlock': {
      const language = node.attrs?.language;
      const opening = typeof language === 'string' ? `{code:${language}}` : '{noformat}';
      const closing = typeof language === 'string' ? '{code}' : '{noformat}';
      return `${opening}\n${children.map((child) => child.text ?? '').join('')}\n${closing}`;
    }
    case 'blockquote':
      return `{quote}\n${blocks(children, '')}\n{quote}`;
    case 'panel': {
      const colour = PANEL_COLOURS[String(node.attrs?.panelType)] ?? PANEL_COLOURS.info;
      return `{panel:bgColor=${colour}}\n${blocks(children, '')}\n{panel}`;
    }
    case 'table':
      return children.map(tableRow).join('\n');
    case 'rule':
      return '----';
    default:
      return blocks(children, bullets);
  }
}

function listItem(item: AdfNode, bullets: string): string {
  return (item.content ?? [])
    .map((child) =>
      child.type === 'bulletList' || child.type === 'orderedList'
        ? block(child, bullets)
        : `${bullets} ${block(child, bullets)}`,
    )
    .join('\n');
}

function tableRow(row: AdfNode): string {
  const cells = row.content ?? [];
  const heading = cells.length > 0 && cells.every((cell) => cell.type === 'tableHeader');
  const bar = heading ? '||' : '|';
  return `${bar}${cells.map((cell) => blocks(cell.content ?? [], '') || ' ').join(bar)}${bar}`;
}

function inline(nodes: readonly AdfNode[]): string {
  return nodes.map(phrase).join('');
}

function phrase(node: AdfNode): string {
  switch (node.type) {
    case 'text':
      return marked(node);
    case 'hardBreak':
      return '\n';
    case 'mention':
      return `[~accountid:${String(node.attrs?.id ?? '')}]`;
    case 'inlineCard':
      return `[${String(node.attrs?.url ?? '')}|smart-link]`;
    case 'date':
    case 'emoji':
    case 'status':
      return String(node.attrs?.text ?? node.attrs?.shortName ?? '');
    default:
      return inline(node.content ?? []);
  }
}

function marked(node: AdfNode): string {
  const types = new Set((node.marks ?? []).map((mark) => mark.type));
  let text = types.has('code') ? `{{${node.text ?? ''}}}` : escaped(node.text ?? '');
  if (types.has('strike')) text = `-${text}-`;
  if (types.has('em')) text = `_${text}_`;
  if (types.has('strong')) text = `*${text}*`;
  const link = (node.marks ?? []).find((mark) => mark.type === 'link');
  return link ? `[${text}|${String(link.attrs?.href ?? '')}]` : text;
}

/** Jira escapes what would otherwise open a macro, a link or an image. */
function escaped(text: string): string {
  return text.replace(/[{[!]/g, '\\$&');
}
