import { codeSpans } from './code-spans.ts';

const QUOTE = /^ {0,3}>/;
const FENCE = /^(`{3,}(?=[^`]*$)|~{3,})/;
const LIST_MARKER = /^[ \t]{0,20}(?:[-*+]|\d{1,9}[.)])[ \t]{1,20}/;
const HEADING = /^ {0,3}(?:#{1,6}(?:[ \t]|$)|(?:=+|-+)[ \t]*$)/;
const OPENING_TAG = /<(pre|code|blockquote|script|style|textarea)(?=[\s/>]|$)/i;
/** Deeper lists than these are no lists any more, and nothing in them is looked for. */
const MOST_MARKERS = 12;

/**
 * The lines of a comment in which its author speaks: neither in code (fenced, indented or inline) nor in a quote, nor
 * in what HTML hides. Where Markdown readers differ a line counts as not spoken: a command that is missed is typed
 * again, one that was only quoted cannot be taken back. Linear in the length of the text.
 */
export function spokenLines(markdown: string): readonly string[] {
  const spoken: string[] = [];
  let paragraph: string[] = [];
  let fence: string | null = null;
  let hiddenUntil: string | null = null;
  let inQuote = false;

  const endParagraph = () => {
    for (const line of outsideCode(paragraph)) spoken.push(line);
    paragraph = [];
  };

  for (const line of markdown.split(/\r\n|\r|\n/)) {
    if (fence !== null) {
      if (closesFence(line, fence)) fence = null;
      continue;
    }
    if (hiddenUntil !== null) {
      const end: number = line.toLowerCase().indexOf(hiddenUntil);
      if (end >= 0) hiddenUntil = hiddenAfter(line.slice(end + hiddenUntil.length));
      continue;
    }
    if (line.trim() === '') {
      endParagraph();
      inQuote = false;
      continue;
    }
    const opening = FENCE.exec(withoutMarkers(line))?.[1];
    if (opening && !QUOTE.test(line)) {
      endParagraph();
      inQuote = false;
      fence = opening;
      continue;
    }
    // The line after a quoted one goes on with the quote, also without its mark.
    if (QUOTE.test(line)) {
      endParagraph();
      inQuote = true;
    }
    if (inQuote) continue;
    if (LIST_MARKER.test(line) || HEADING.test(line)) endParagraph();
    hiddenUntil = hiddenAfter(line);
    if (hiddenUntil === null) paragraph.push(line);
    else endParagraph();
  }
  endParagraph();
  return spoken;
}

/** What must come before the text is seen again; null when the line hides nothing beyond its end. */
function hiddenAfter(words: string): string | null {
  // A tag in inline code is only spoken of.
  const line = words.replace(/`[^`]*`/g, '');
  const comment = line.lastIndexOf('<!--');
  if (comment >= 0 && line.indexOf('-->', comment) < 0) return '-->';
  const tag = OPENING_TAG.exec(line)?.[1]?.toLowerCase();
  if (tag === undefined) return null;
  const lower = line.toLowerCase();
  return lower.lastIndexOf(`</${tag}`) > lower.lastIndexOf(`<${tag}`) ? null : `</${tag}`;
}

function withoutMarkers(line: string): string {
  let rest = line;
  for (let count = 0; count < MOST_MARKERS && LIST_MARKER.test(rest); count += 1) {
    rest = rest.replace(LIST_MARKER, '');
  }
  return rest.trimStart();
}

function closesFence(line: string, fence: string): boolean {
  const run = line.trim();
  return run.length >= fence.length && run === fence.charAt(0).repeat(run.length);
}

/** The lines of a paragraph that begin outside inline code and are not indented like code. */
function outsideCode(lines: readonly string[]): readonly string[] {
  const spans = codeSpans(lines.join('\n'));
  let offset = 0;
  let next = 0;
  return lines.filter((line) => {
    const start = offset;
    offset += line.length + 1;
    while (next < spans.length && (spans[next]?.[1] ?? 0) <= start) next += 1;
    const span = spans[next];
    const isInCode = span !== undefined && span[0] < start && start < span[1];
    return !isInCode && !/^(?: {4}| {0,3}\t)/.test(line);
  });
}
