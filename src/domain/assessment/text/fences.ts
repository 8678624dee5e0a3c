/** A stretch between two offsets: a physical line, or what stands between code fences. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly fenced: boolean;
}

const FENCE_MARKS = ['{code', '{noformat', '{panel', '```', '~~~', '<!--', '<pre', '<details'] as const;
const FENCE_ENDS: Readonly<Record<string, string>> = {
  '{code': '{code}',
  '{noformat': '{noformat}',
  '{panel': '{panel}',
  '```': '```',
  '~~~': '~~~',
  '<!--': '-->',
  '<pre': '</pre>',
  '<details': '</details>',
};

/** The lines of a text in order, each code block as one; comments are left out. */
export function* unfence(text: string, wiki: boolean): Generator<Span> {
  let at = 0;
  // A text that has lost its line breaks may open a fence anywhere.
  const lined = text.includes('\n');
  // One position per mark, moved forward only, so that the search stays linear.
  const nextAt = new Map<string, number>(FENCE_MARKS.map((mark) => [mark, nextFence(text, mark, 0, lined)]));
  while (at < text.length) {
    let mark: string | null = null;
    let open = text.length;
    for (const candidate of FENCE_MARKS) {
      let position = nextAt.get(candidate) ?? -1;
      if (position !== -1 && position < at) {
        position = nextFence(text, candidate, at, lined);
        nextAt.set(candidate, position);
      }
      if (position !== -1 && position < open) {
        open = position;
        mark = candidate;
      }
    }
    yield* physicalLines(text, at, open, wiki);
    if (mark === null) return;
    const bodyFrom = endOfOpening(text, mark, open);
    const close = text.indexOf(FENCE_ENDS[mark] ?? mark, bodyFrom);
    const end = close === -1 ? text.length : close;
    if (mark !== '<!--') yield { start: bodyFrom, end, fenced: true };
    at = close === -1 ? text.length : close + (FENCE_ENDS[mark]?.length ?? mark.length);
  }
}

const WIDEST_INDENT = 12;

/** Where a mark next opens a fence: three backticks in the middle of a line, as templates speak of them, do not. */
function nextFence(text: string, mark: string, from: number, lined: boolean): number {
  let at = text.indexOf(mark, from);
  if (!lined || (mark !== '```' && mark !== '~~~')) return at;
  while (at !== -1 && !opensLine(text, at)) at = text.indexOf(mark, at + mark.length);
  return at;
}

function opensLine(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0 && i >= at - WIDEST_INDENT; i--) {
    const code = text.charCodeAt(i);
    if (code === 10) return true;
    // Blanks, and the marks of lists and quotes.
    if (code !== 32 && code !== 9 && code !== 13 && code !== 62 && code !== 45 && code !== 42) return false;
  }
  return at <= WIDEST_INDENT;
}

function endOfOpening(text: string, mark: string, open: number): number {
  const after = open + mark.length;
  if (mark.startsWith('{')) {
    const brace = text.indexOf('}', after);
    return brace === -1 || brace > after + 80 ? after : brace + 1;
  }
  if (mark === '<!--') return after;
  const newline = text.indexOf('\n', after);
  return newline === -1 || newline > after + 30 ? after : newline + 1;
}

/** The lines between two offsets; in wiki text two spaces part lines as well. */
export function* physicalLines(text: string, from: number, to: number, wiki: boolean): Generator<Span> {
  let start = from;
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    const gap = wiki && code === 32 && text.charCodeAt(at + 1) === 32;
    if (code === 10 || gap) {
      yield { start, end: at, fenced: false };
      at++;
      let spaces = 0;
      if (gap) {
        while (at < to && text.charCodeAt(at) === 32) {
          at++;
          spaces++;
        }
        if (spaces >= 2) yield { start: at, end: at, fenced: false };
      }
      start = at;
      continue;
    }
    at++;
  }
  if (start < to) yield { start, end: to, fenced: false };
}
