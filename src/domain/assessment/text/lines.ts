import { physicalLines, unfence } from './fences.ts';
import { classify, inlineLabel, isPlaceholder, type Line, trim } from './line-kinds.ts';
import { type Section, sectionOf } from './sections.ts';

export type { Line, LineKind } from './line-kinds.ts';

/** Splits Markdown, or the remains of wiki markup, into lines that know what they are. One pass, no backtracking. */
export function readLines(text: string): Line[] {
  const wiki = looksLikeWiki(text);
  const lines: Line[] = [];
  let section: Section = 'none';
  let inline = false;
  for (const span of unfence(text, wiki)) {
    if (span.fenced) {
      lines.push({ start: span.start, end: span.end, kind: 'code', section, labelled: false });
      continue;
    }
    const line = classify(text, span, wiki);
    if (line.kind === 'blank') {
      if (inline) section = 'none';
      inline = false;
      lines.push({ ...line, section, labelled: false });
      continue;
    }
    if (line.kind === 'heading') {
      const opened = sectionOf(text.slice(line.start, Math.min(line.end, line.start + 160)));
      section = opened.section;
      inline = false;
      lines.push({ ...line, section, labelled: false });
      continue;
    }
    const label = inlineLabel(text, line.start, line.end);
    if (label) {
      section = label.section;
      inline = true;
      lines.push({ start: line.start, end: label.from, kind: 'heading', section, labelled: false });
      const rest = trim(text, label.from, line.end);
      if (rest.start < rest.end) {
        const kind = isPlaceholder(text, rest.start, rest.end) ? 'placeholder' : line.kind;
        lines.push({ ...rest, kind, section, labelled: true });
      }
      continue;
    }
    lines.push({ ...line, section, labelled: false });
  }
  return rescueFencedProse(text, lines);
}

function looksLikeWiki(text: string): boolean {
  return (
    text.includes('{code') ||
    text.includes('{noformat') ||
    text.includes('{{') ||
    text.includes('{quote') ||
    text.startsWith('h5.') ||
    text.includes(' h5.') ||
    text.includes('h3.') ||
    !text.includes('\n')
  );
}

/** Imported bug reports put all their prose in one code block; then the block is the description. */
function rescueFencedProse(text: string, lines: Line[]): Line[] {
  let words = 0;
  for (const line of lines) {
    if (line.kind === 'prose' || line.kind === 'bullet' || line.kind === 'ordered')
      words += line.end - line.start;
  }
  if (words > 150) return lines;
  const rescued: Line[] = [];
  for (const line of lines) {
    if (line.kind !== 'code' || line.end - line.start < 80) {
      rescued.push(line);
      continue;
    }
    let asProse = 0;
    const inner: Line[] = [];
    for (const span of physicalLines(text, line.start, line.end, false)) {
      const found = classify(text, span, false);
      const kind = found.kind === 'prose' && !readsAsProse(text, found.start, found.end) ? 'log' : found.kind;
      if (kind === 'prose') asProse += found.end - found.start;
      inner.push({ ...found, kind, section: line.section, labelled: false });
    }
    const opensAsProse = inner.find(({ kind }) => kind !== 'blank')?.kind === 'prose' && asProse > 60;
    if (opensAsProse || asProse * 3 > line.end - line.start || asProse > 200) rescued.push(...inner);
    else rescued.push(line);
  }
  return rescued;
}

function readsAsProse(text: string, start: number, end: number): boolean {
  const head = text.slice(start, Math.min(end, start + 200));
  if (/[;{}=]|::|->|\/[\w.-]+\//.test(head)) return false;
  const words = head.split(' ');
  return words.length >= 5 && /[a-z]{2}/.test(head);
}
