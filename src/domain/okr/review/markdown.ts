import { visible } from '../../quoted.ts';
import { type DocumentBlock, type DocumentItem, isWebAddress } from './document.ts';

/** Text that stays text in Markdown and in the HTML that Markdown may hold; nothing unseen in it. */
export function escapeMarkdown(text: string): string {
  return (
    visible(text)
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/[\\`*_{}[\]<>#|~&!]/g, '\\$&')
      // Only in front of a space or the end does a beginning make a list, or a rule.
      .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
      .replace(/^(?:[-+](?=\s|$)|(?=[-=]+\s*$|(?:- *){3,}$))/, '\\$&')
  );
}

const item = ({ text, href }: DocumentItem) =>
  href !== undefined && isWebAddress(href)
    ? `[${escapeMarkdown(text)}](<${href.replace(/[\\<>]/g, encodeURIComponent)}>)`
    : escapeMarkdown(text);

const row = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`;

function block(one: DocumentBlock): string {
  switch (one.kind) {
    case 'heading':
      return `${'#'.repeat(one.level)} ${escapeMarkdown(one.text)}`;
    case 'paragraph':
      return escapeMarkdown(one.text);
    case 'facts':
      return one.facts
        .map(([name, text]) => `- **${escapeMarkdown(name)}:** ${escapeMarkdown(text)}`)
        .join('\n');
    case 'list':
      return one.items.map((each) => `- ${item(each)}`).join('\n');
    case 'table':
      return [
        row(one.header),
        row(one.header.map(() => '---')).replace(/\\-/g, '-'),
        ...one.rows.map(row),
      ].join('\n');
    case 'gap':
      return `> **To fill:** ${escapeMarkdown(one.text)}`;
  }
}

export const renderMarkdown = (blocks: readonly DocumentBlock[]): string =>
  `${blocks.map(block).join('\n\n')}\n`;
