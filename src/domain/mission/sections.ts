import { headingKey, LONGEST_LABEL } from './heading-key.ts';
import { isPlaceholder } from './placeholder.ts';

/** The answer found under a heading or behind a label: an exact slice of the description. */
export interface Section {
  readonly text: string;
}

interface Line {
  readonly text: string;
  /** Inside a code block or a comment: no words of the author. */
  readonly hidden: boolean;
  /** A comment follows on the line, so the next line does not go on from here. */
  readonly isCut: boolean;
}

interface Heading {
  readonly title: string;
  /** What stands behind the label on the same line; null for a heading. */
  readonly value: string | null;
}

const READ_LIMIT = 100_000;
const LONGEST_ANSWER = 500;

/**
 * Finds what the description says under the wanted headings: `## Heading`, `h2. Heading`, a line in bold, an
 * underlined line, `Label: value`, `**Label**: value`, `| Label | value |`. One pass over the lines. For each field
 * the first filled section counts; template prompts and placeholders are not taken for answers.
 *
 * `headings` maps a heading, as `headingKey` writes it, to the fields it answers.
 */
export function findSections<F extends string>(
  description: string,
  headings: ReadonlyMap<string, readonly F[]>,
): ReadonlyMap<F, Section> {
  const lines = readLines(description.slice(0, READ_LIMIT));
  const found = new Map<F, Section>();
  lines.forEach((line, at) => {
    if (line.hidden) return;
    const heading = headingOf(line.text, lines[at + 1]?.text, (title) => headings.has(title));
    const fields = heading ? (headings.get(heading.title) ?? []) : [];
    const open = fields.filter((field) => !found.has(field));
    if (!heading || open.length === 0) return;
    const text = heading.value
      ? answerIn(heading.value)
      : firstAnswerBelow(lines, at + 1, (title) => headings.has(title));
    if (text === null) return;
    for (const field of open) found.set(field, { text });
  });
  return found;
}

function readLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  let fence: string | null = null;
  let inComment = false;
  for (const line of text.split('\n')) {
    const mark = fenceMark(line);
    const closes: boolean = fence !== null && mark === fence;
    if (fence !== null || inComment) {
      lines.push({ text: line, hidden: true, isCut: false });
      if (closes) fence = null;
      if (inComment && line.includes('-->')) inComment = false;
    } else if (mark !== null) {
      lines.push({ text: line, hidden: true, isCut: false });
      fence = mark;
    } else {
      const comment = line.indexOf('<!--');
      const visible = comment === -1 ? line : line.slice(0, comment);
      const isCut = comment !== -1;
      lines.push({ text: visible, hidden: isCut && visible.trim() === '', isCut });
      inComment = isCut && !line.includes('-->', comment);
    }
  }
  return lines;
}

function fenceMark(line: string): string | null {
  return /^ {0,3}(```|~~~|\{code|\{noformat)/.exec(line)?.[1] ?? null;
}

function headingOf(
  line: string,
  next: string | undefined,
  isWanted: (title: string) => boolean,
): Heading | null {
  const text = line.trim();
  if (text === '') return null;
  const marked = /^(?:#{1,6}|h[1-6]\.)\s+(.{1,200})/.exec(text)?.[1];
  if (marked !== undefined) return labelled(marked, isWanted) ?? { title: headingKey(marked), value: null };
  if (isBold(text)) return { title: headingKey(text), value: null };
  if (next !== undefined && text.length <= LONGEST_LABEL && isRule(next)) {
    // A line of dashes is as often a divider below a paragraph as it is an underline.
    const title = headingKey(text);
    if (isWanted(title) || next.trimStart().startsWith('=')) return { title, value: null };
  }
  return labelled(text, isWanted) ?? cells(text, isWanted);
}

function isBold(text: string): boolean {
  if (text.length > LONGEST_LABEL) return false;
  const mark = ['**', '__', '*'].find((start) => text.startsWith(start));
  if (mark === undefined) return false;
  const rest = text.endsWith(':') ? text.slice(0, -1) : text;
  const inner = rest.slice(mark.length, -mark.length);
  return rest.endsWith(mark) && inner !== '' && !/^\s/.test(inner) && !inner.includes(mark);
}

function labelled(text: string, isWanted: (title: string) => boolean): Heading | null {
  const colon = text.slice(0, LONGEST_LABEL).search(/[:：]/);
  if (colon < 1) return null;
  const title = headingKey(text.slice(0, colon));
  if (!isWanted(title)) return null;
  const value = text.slice(colon + 1).replace(/^[*_]{1,3}(?=\s|$)/, '');
  return { title, value: value.trim() === '' ? null : value };
}

function cells(text: string, isWanted: (title: string) => boolean): Heading | null {
  if (!text.startsWith('|')) return null;
  const filled = text
    .slice(0, 2_000)
    .split('|')
    .map((cell) => cell.trim())
    .filter(Boolean);
  const [label, value] = filled;
  if (filled.length !== 2 || label === undefined || value === undefined) return null;
  const title = headingKey(label);
  return isWanted(title) ? { title, value } : null;
}

function firstAnswerBelow(
  lines: readonly Line[],
  from: number,
  isWanted: (title: string) => boolean,
): string | null {
  let paragraph: string[] = [];
  for (let at = from; at <= lines.length; at++) {
    const line = lines[at];
    if (at === from && line !== undefined && isRule(line.text)) continue;
    const ends =
      line === undefined ||
      line.hidden ||
      isRule(line.text) ||
      headingOf(line.text, lines[at + 1]?.text, isWanted) !== null;
    const breaks =
      ends ||
      line.text.trim() === '' ||
      (paragraph.length > 0 && (isItem(line.text) || lines[at - 1]?.isCut === true));
    if (breaks && paragraph.length > 0) {
      const answer = answerIn(paragraph.join('\n'));
      if (answer !== null) return answer;
      paragraph = [];
    }
    if (ends && !line?.hidden) return null;
    if (line && !line.hidden && line.text.trim() !== '') paragraph.push(line.text);
  }
  return null;
}

function isRule(line: string): boolean {
  return /^ {0,3}(?:={3,}|-{3,})\s*$/.test(line.slice(0, 200));
}

function isItem(line: string): boolean {
  return /^\s{0,20}(?:[-*+]|\d{1,3}[.)])\s/.test(line);
}

/** The words without bullet and emphasis around them, cut between words; null when they are no answer. */
function answerIn(block: string): string | null {
  const text = block.replace(/^\s*(?:(?:[-*+>]|\d{1,3}[.)])\s+)?(?:\[[ xX]\]\s+)?/, '').trimEnd();
  // A backslash at the end is Markdown's line break.
  const bare = unemphasised(text.endsWith('\\') ? text.slice(0, -1).trimEnd() : text);
  if (isPlaceholder(bare)) return null;
  return cutAnswer(bare);
}

/** The beginning of a long answer, cut between words. */
export function cutAnswer(answer: string): string {
  if (answer.length <= LONGEST_ANSWER) return answer;
  const cut = answer.slice(0, LONGEST_ANSWER);
  return cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_ANSWER / 2)).trimEnd();
}

function unemphasised(text: string): string {
  for (const mark of ['**', '__', '*', '_']) {
    const inner = text.slice(mark.length, -mark.length);
    if (text.startsWith(mark) && text.endsWith(mark) && inner.trim() !== '' && !inner.includes(mark)) {
      return inner.trim();
    }
  }
  return text;
}
