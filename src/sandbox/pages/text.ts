import { markdownToHtml } from '../markup/markdown.ts';
import { type SafeHtml, trusted } from './html.ts';

const PANEL = /<blockquote>\n<p>\[!(INFO|NOTE|WARNING|ERROR|SUCCESS)\](?:<\/p>\n<p>|\s)?/g;

/** Markdown as it looks on a page; quotes that open with a panel's marker become panels. */
export function richText(markdown: string): SafeHtml {
  const markup = markdownToHtml(markdown).replace(
    PANEL,
    (_all, kind) => `<blockquote class="panel ${String(kind).toLowerCase()}">\n<p>`,
  );
  return trusted(markup);
}
