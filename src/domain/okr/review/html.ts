import { visible } from '../../quoted.ts';
import { type DocumentBlock, type DocumentItem, isWebAddress } from './document.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Somebody's text between tags or in an attribute; nothing unseen in it. */
export const escapeHtml = (text: string): string =>
  visible(text).replace(/[&<>"']/g, (char) => entities[char] ?? char);

const item = ({ text, href }: DocumentItem) =>
  href !== undefined && isWebAddress(href)
    ? `<a href="${escapeHtml(href)}" rel="noopener noreferrer">${escapeHtml(text)}</a>`
    : escapeHtml(text);

const cells = (tag: 'th' | 'td', row: readonly string[]) =>
  `<tr>${row.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;

function block(one: DocumentBlock): string {
  switch (one.kind) {
    case 'heading':
      return `<h${one.level}>${escapeHtml(one.text)}</h${one.level}>`;
    case 'paragraph':
      return `<p>${escapeHtml(one.text)}</p>`;
    case 'facts':
      return `<dl>${one.facts.map(([name, text]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(text)}</dd>`).join('')}</dl>`;
    case 'list':
      return `<ul>${one.items.map((each) => `<li>${item(each)}</li>`).join('')}</ul>`;
    case 'table':
      return `<table><thead>${cells('th', one.header)}</thead><tbody>${one.rows.map((row) => cells('td', row)).join('')}</tbody></table>`;
    case 'gap':
      return `<p class="gap"><strong>To fill:</strong> ${escapeHtml(one.text)}</p>`;
  }
}

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}' +
  'table{border-collapse:collapse;width:100%}th,td{border:1px solid #c8ccd1;padding:.35rem .6rem;text-align:left}' +
  'dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{font-weight:600}dd{margin:0}' +
  '.gap{border-left:4px solid #b35900;background:#fff4e5;padding:.5rem .8rem}';

/** A whole page that needs nothing else and runs no script. */
export function renderHtml(title: string, blocks: readonly DocumentBlock[]): string {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${style}</style>`;
  return `<!doctype html>\n<html lang="en"><head>${head}</head>\n<body>\n${blocks.map(block).join('\n')}\n</body></html>\n`;
}
