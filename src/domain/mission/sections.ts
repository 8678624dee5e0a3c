/** The answer found under a heading or behind a label: an exact slice of the description. */
export interface Section {
  readonly text: string;
}

interface Line {
  readonly start: number;
  readonly text: string;
  /** Inside a code block or a comment: no words of the author. */
  readonly hidden: boolean;
}

interface Heading {
  readonly title: string;
  /** What stands behind the label on the same line, with its offset into the line; null for a heading. */
  readonly value: { readonly text: string; readonly at: number } | null;
}

const READ_LIMIT = 100_000;
const LONGEST_LABEL = 100;
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
      ? answerIn(heading.value.text)
      : firstAnswerBelow(lines, at + 1, (title) => headings.has(title));
    if (text === null) return;
    for (const field of open) found.set(field, { text });
  });
  return found;
}

/** A heading without numbering, decoration, case and closing punctuation. */
export function headingKey(heading: string): string {
  return heading
    .slice(0, LONGEST_LABEL)
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/^\d{1,3}[.)]\s*/, '')
    .replace(/[^\p{L}\p{N}]+$/u, '')
    .replace(/\s+/g, ' ');
}

function readLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  let fence: string | null = null;
  let inComment = false;
  for (const line of text.split('\n')) {
    const mark = fenceMark(line);
    const closes: boolean = fence !== null && mark === fence;
    if (fence !== null || inComment) {
      lines.push({ start, text: line, hidden: true });
      if (closes) fence = null;
      if (inComment && line.includes('-->')) inComment = false;
    } else if (mark !== null) {
      lines.push({ start, text: line, hidden: true });
      fence = mark;
    } else {
      const comment = line.indexOf('<!--');
      const visible = comment === -1 ? line : line.slice(0, comment);
      lines.push({ start, text: visible, hidden: comment !== -1 && visible.trim() === '' });
      inComment = comment !== -1 && !line.includes('-->', comment);
    }
    start += line.length + 1;
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
  if (marked !== undefined)
    return labelled(marked, line, isWanted) ?? { title: headingKey(marked), value: null };
  if (isBold(text)) return { title: headingKey(text), value: null };
  if (
    next !== undefined &&
    text.length <= LONGEST_LABEL &&
    /^ {0,3}(?:={3,}|-{3,})\s*$/.test(next.slice(0, 200))
  ) {
    return { title: headingKey(text), value: null };
  }
  return labelled(text, line, isWanted) ?? cells(text, line, isWanted);
}

function isBold(text: string): boolean {
  if (text.length > LONGEST_LABEL) return false;
  const mark = text.startsWith('**')
    ? '**'
    : text.startsWith('__')
      ? '__'
      : text.startsWith('*')
        ? '*'
        : null;
  if (mark === null) return false;
  const rest = text.endsWith(':') ? text.slice(0, -1) : text;
  const inner = rest.slice(mark.length, -mark.length);
  return rest.endsWith(mark) && inner !== '' && !/^\s/.test(inner) && !inner.includes(mark);
}

function labelled(text: string, line: string, isWanted: (title: string) => boolean): Heading | null {
  const colon = text.slice(0, LONGEST_LABEL).search(/[:：]/);
  if (colon < 1) return null;
  const title = headingKey(text.slice(0, colon));
  if (!isWanted(title)) return null;
  const value = text.slice(colon + 1).replace(/^[*_]{1,3}(?=\s|$)/, '');
  if (value.trim() === '') return { title, value: null };
  return { title, value: { text: value, at: line.length - value.length } };
}

function cells(text: string, line: string, isWanted: (title: string) => boolean): Heading | null {
  if (!text.startsWith('|')) return null;
  const filled = text
    .slice(0, 2_000)
    .split('|')
    .map((cell) => cell.trim())
    .filter(Boolean);
  const [label, value] = filled;
  if (filled.length !== 2 || label === undefined || value === undefined) return null;
  const title = headingKey(label);
  return isWanted(title) ? { title, value: { text: value, at: line.indexOf(value) } } : null;
}

function firstAnswerBelow(
  lines: readonly Line[],
  from: number,
  isWanted: (title: string) => boolean,
): string | null {
  let paragraph: string[] = [];
  for (let at = from; at <= lines.length; at++) {
    const line = lines[at];
    const underline =
      at === from && line !== undefined && /^ {0,3}(?:=+|-+)\s*$/.test(line.text.slice(0, 200));
    if (underline) continue;
    const ends =
      line === undefined || line.hidden || headingOf(line.text, lines[at + 1]?.text, isWanted) !== null;
    const breaks = ends || line.text.trim() === '' || (paragraph.length > 0 && isItem(line.text));
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

function isItem(line: string): boolean {
  return /^\s{0,20}(?:[-*+]|\d{1,3}[.)])\s/.test(line);
}

/** The words without bullet and emphasis around them, cut between words; null when they are no answer. */
function answerIn(block: string): string | null {
  const text = block.replace(/^\s*(?:(?:[-*+>]|\d{1,3}[.)])\s+)?(?:\[[ xX]\]\s+)?/, '').replace(/\s+$/, '');
  const bare = unemphasised(text);
  if (isPlaceholder(bare)) return null;
  if (bare.length <= LONGEST_ANSWER) return bare;
  const cut = bare.slice(0, LONGEST_ANSWER);
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

const EMPTY_ANSWERS = new Set([
  ...[
    'tbd',
    'tba',
    'tbc',
    'todo',
    'to do',
    'to be defined',
    'to be determined',
    'n/a',
    'na',
    'none',
    'unknown',
  ],
  ...[
    'no response',
    'nil',
    'null',
    'xxx',
    'offen',
    'unbekannt',
    'keine',
    'à définir',
    'aucun',
    'por definir',
  ],
]);
const PROMPT =
  /^(?:please |describe |explain |enter |insert |add |fill |write |tell us |who is |who are |what |which |why |how |if applicable|a (?:clear|short|brief|concise)|briefly |e\.g\.|for example|bitte |beschreib|décri|merci de |por favor|describa )/i;

/** True for what a template leaves behind: nothing, a dash, "TBD", `<persona>`, "Describe the problem", "Who is it for?". */
export function isPlaceholder(text: string): boolean {
  const bare = text.trim();
  if (!/[\p{L}\p{N}]/u.test(bare)) return true;
  const key = headingKey(bare);
  if (bare.length <= LONGEST_LABEL && EMPTY_ANSWERS.has(key)) return true;
  if (/^(?:<[^<>]{1,300}>|\[[^[\]]{1,300}\]|\{[^{}]{1,300}\})\.?$/.test(bare)) return true;
  const oneLine = !bare.includes('\n') && bare.length <= 300;
  return (
    oneLine &&
    PROMPT.test(bare) &&
    (bare.endsWith('?') ||
      /^(?:please|describe|explain|enter|insert|fill|a |if |briefly|tell|bitte|beschreib|décri|merci|por|describa)/i.test(
        bare,
      ))
  );
}
