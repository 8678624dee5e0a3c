import type { Digest, DigestBlock, Line } from '../domain/digest/digest.ts';
import type { MailLinks } from '../domain/ports.ts';

const width = 76;
const barWidth = 20;

/** The same as the HTML, for those who read text: every word and every link of it. */
export function textOf(digest: Digest, links: MailLinks, reason: string): string {
  const foot = [
    ...wrap(reason, ''),
    ...(links.board ? [`Open Waymark: ${links.board}`] : []),
    ...(links.unsubscribe ? [`Pause or unsubscribe: ${links.unsubscribe}`] : []),
  ];
  const parts = [
    [
      ...wrap(digest.title, ''),
      '='.repeat(Math.min(width, digest.title.length)),
      ...wrap(digest.opening, ''),
    ],
    ...digest.sections.map(({ title, blocks }) => [
      title,
      '-'.repeat(Math.min(width, title.length)),
      ...blocks.flatMap((block, index) => [...gapBefore(block, blocks[index - 1]), ...blockLines(block)]),
    ]),
    // Two hyphens and a space: mail programs know what follows as a signature.
    ['-- ', ...foot],
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** An empty line where something new begins; what leads into a list or a quote stays with it. */
function gapBefore({ kind }: DigestBlock, previous: DigestBlock | undefined): readonly string[] {
  if (previous === undefined) return [];
  return previous.kind === 'paragraph' && (kind === 'list' || kind === 'quote') ? [] : [''];
}

function blockLines(block: DigestBlock): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
      return wrap(lineText(block.line), '');
    case 'list':
      return block.items.flatMap(({ line, notes }) => [
        ...wrap(`- ${lineText(line)}`, '  '),
        ...notes.flatMap((note) => wrap(`  ${lineText(note)}`, '  ')),
      ]);
    case 'quote':
      return block.lines.flatMap((line) => wrap(`> ${lineText(line)}`, '> '));
    case 'bar':
      return [
        ...wrap(lineText(block.label), ''),
        `  ${block.share === null ? '' : `${bar(block.share)} `}${block.value}`,
        ...block.notes.flatMap((note) => wrap(`  ${lineText(note)}`, '  ')),
      ];
    case 'table':
      return tableLines(block.head, block.rows);
  }
}

function bar(share: number): string {
  const full = Math.round(share * barWidth);
  return `[${'#'.repeat(full)}${'.'.repeat(barWidth - full)}]`;
}

function lineText(line: Line): string {
  return line.map(({ text, href }) => (href === undefined ? text : `${text} <${href}>`)).join('');
}

function tableLines(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .replaceAll('\u00a0', ' ')
      .trimEnd(),
  );
}

/** Breaks between words; a link that is longer than a line stays whole. */
function wrap(text: string, indent: string): string[] {
  const lead = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let current = '';
  for (const word of text.trim().split(' ')) {
    const start = lines.length === 0 ? lead : indent;
    if (current && start.length + current.length + 1 + word.length > width) {
      lines.push(start + current);
      current = word;
    } else {
      current = current ? `${current} ${word}` : word;
    }
  }
  lines.push((lines.length === 0 ? lead : indent) + current);
  return lines;
}
