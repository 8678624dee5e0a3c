import { type Section, sectionOf } from './sections.ts';

/**
 * `code`, `log`, `table`, `comment`, `placeholder` and `check` lines are not prose: they are counted, never quoted.
 * `start` and `end` bound the content without its list or quote marker.
 */
export type LineKind =
  | 'prose'
  | 'bullet'
  | 'ordered'
  | 'check'
  | 'quote'
  | 'heading'
  | 'code'
  | 'log'
  | 'table'
  | 'comment'
  | 'image'
  | 'placeholder'
  | 'blank';

export interface Line {
  readonly start: number;
  readonly end: number;
  readonly kind: LineKind;
  readonly section: Section;
  /** True for a line that carries the text of its own label ("Goal: grow"). */
  readonly labelled: boolean;
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly fenced: boolean;
  /** The start of a paragraph as the author wrote it. */
  readonly quoted: boolean;
}

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

function* unfence(text: string, wiki: boolean): Generator<Span> {
  let at = 0;
  // One position per mark, moved forward only, so that the search stays linear.
  const nextAt = new Map<string, number>(FENCE_MARKS.map((mark) => [mark, text.indexOf(mark)]));
  while (at < text.length) {
    let mark: string | null = null;
    let open = text.length;
    for (const candidate of FENCE_MARKS) {
      let position = nextAt.get(candidate) ?? -1;
      if (position !== -1 && position < at) {
        position = text.indexOf(candidate, at);
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
    if (mark !== '<!--') yield { start: bodyFrom, end, fenced: true, quoted: false };
    at = close === -1 ? text.length : close + (FENCE_ENDS[mark]?.length ?? mark.length);
  }
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

function* physicalLines(text: string, from: number, to: number, wiki: boolean): Generator<Span> {
  let start = from;
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    const gap = wiki && code === 32 && text.charCodeAt(at + 1) === 32;
    if (code === 10 || gap) {
      yield { start, end: at, fenced: false, quoted: false };
      at++;
      let spaces = 0;
      if (gap) {
        while (at < to && text.charCodeAt(at) === 32) {
          at++;
          spaces++;
        }
        if (spaces >= 2) yield { start: at, end: at, fenced: false, quoted: false };
      }
      start = at;
      continue;
    }
    at++;
  }
  if (start < to) yield { start, end: to, fenced: false, quoted: false };
}

type Classified = Pick<Line, 'start' | 'end' | 'kind'>;

function trim(text: string, from: number, to: number): { start: number; end: number } {
  let start = from;
  let end = to;
  while (start < end && text.charCodeAt(start) <= 32) start++;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return { start, end };
}

function classify(text: string, span: Span, wiki: boolean): Classified {
  let { start, end } = trim(text, span.start, span.end);
  if (start === end) return { start, end, kind: 'blank' };
  const head = text.slice(start, Math.min(end, start + 400));
  if (head.startsWith('|')) return { start, end, kind: 'table' };
  if (/^!?\[[^\]]{0,200}\]\([^)]{0,400}\)$/.test(head) && head.startsWith('!'))
    return { start, end, kind: 'image' };
  if (/^![^ !]{1,120}!$/.test(head)) return { start, end, kind: 'image' };
  const heading = /^(?:#{2,6} *|h[1-6]\. *)/.exec(head) ?? (wiki ? null : /^# +/.exec(head));
  if (heading) {
    const bounds = trim(text, start + heading[0].length, end);
    return { ...bounds, kind: 'heading' };
  }
  const bold = /^(?:\*\*|__|\*|_)([^*_]{2,70}?)(?:\*\*|__|\*|_):?$/.exec(head);
  if (bold && end - start < 80) {
    return { start: start + head.indexOf(bold[1] ?? ''), end, kind: 'heading' };
  }
  const check = /^(?:[-*+] *)?\[[ xX]?\] /.exec(head);
  if (check) return { start: start + check[0].length, end, kind: 'check' };
  const bullet = /^(?:[-*+•·–—>] +|--+ *|[-•](?=[A-Za-z])|\*\*+ +)/.exec(head);
  const ordered = /^(?:\(?\d{1,2}(?:[.)]-?|\.-) *|[a-z]\) +|#+ +)/.exec(head);
  let kind: LineKind = 'prose';
  if (bullet) {
    kind = head.startsWith('>') ? 'quote' : 'bullet';
    start += bullet[0].length;
  } else if (ordered) {
    kind = 'ordered';
    start += ordered[0].length;
  }
  const rest = text.slice(start, Math.min(end, start + 400));
  if (isPlaceholder(text, start, end)) return { start, end, kind: 'placeholder' };
  if (isLog(rest)) return { start, end, kind: 'log' };
  if (end - start < 90 && /^(?:what|why|how|who|which|when|where)\b[^.!]{3,80}\?$/i.test(rest))
    return { start, end, kind: 'heading' };
  if (end - start < 60 && rest.endsWith(':') && kind !== 'ordered' && rest.split(' ').length <= 6) {
    return sectionOf(rest).known ? { start, end, kind: 'heading' } : { start, end, kind };
  }
  if (kind === 'prose' && end - start < 40 && BARE_HEADING.test(rest)) return { start, end, kind: 'heading' };
  return { start, end, kind };
}

const BARE_HEADING =
  /^(?:problem|steps to reproduce|actual results?|expected results?|expected behaviou?r|actual behaviou?r|acceptance criteria|background|motivation|hypothesis|user story|tasks|current state|results?|goals?|why|proposal|solution)$/i;

const LABEL =
  /^(?:\*{1,2}|_{1,2}|~+)?([A-Za-z][A-Za-z' /-]{1,40}?)(?:\*{1,2}|_{1,2})? ?[:\u2013](?:\*{1,2}|_{1,2})?(?= |$)/;
const BOLD_LABEL = /^(?:\*{1,2}|_{1,2})([A-Za-z][A-Za-z' /-]{1,40}?)[:.]?(?:\*{1,2}|_{1,2})(?= |$)/;

function inlineLabel(text: string, start: number, end: number): { section: Section; from: number } | null {
  const head = text.slice(start, Math.min(end, start + 60));
  const found = LABEL.exec(head) ?? BOLD_LABEL.exec(head);
  const label = found?.[1];
  if (!found || label === undefined || label.split(' ').length > 4) return null;
  const { section, known } = sectionOf(label);
  if (!known) return null;
  if (section === 'references' || section === 'environment' || section === 'context') return null;
  return { section, from: start + found[0].length };
}

const NOTHING =
  /^(?:n\/?a|none|nothing|tbd|todo|\.{2,3}|…|-+|\?+|any related information\.?|no design\.?|(?:please )?(?:describe|explain|include|provide|fill|add|talk about|list of|paste) [^.]{0,80}\b(?:here|this|any|the|your|you)\b.*)$/i;
const TEMPLATE_TALK =
  /^(?:is this a bug\? make sure|as an?( user)? ?(?:…|\.\.\.|\[|<)|i (?:need|want)(?:\/want)?(?:\/expect)?(?: to)? ?(?:…|\.\.\.)|so that ?(?:…|\.\.\.|\[)|if we\.{0,3} ?\[|then\.{0,3} ?\[|example - |this template is for|this should be filled in|\*\*this list needs to|this is not the correct|when filling)/i;

function isPlaceholder(text: string, start: number, end: number): boolean {
  const length = end - start;
  if (length > 400) return false;
  const first = text.charCodeAt(start);
  const last = text.charCodeAt(end - 1);
  if (first === 40 && last === 41 && length > 12) return true;
  if (first === 91 && last === 93 && length > 8) return true;
  if (first === 60 && last === 62) return true;
  const body = text.slice(start, end);
  return NOTHING.test(body) || TEMPLATE_TALK.test(body);
}

const LOG_START =
  /^(?:\[[^\]]{1,40}\] ?\[?|at [\w$.<>]+\(|caused by:|\d{4}-\d\d-\d\d[ t_]\d\d:|\d\d:\d\d:\d\d|(?:\w{1,3}, )?\[\d{4}|[iwef]\d{4} |file "|traceback|\$ |error[:!]|warn(?:ing)?:|info:|debug:|!(?:entry|message|stack)|\.{3} \d+ more|import |(?:public|private|protected) |<\/?[a-z][\w:-]*[ >/]|{|}|\/\/ |exception in thread)/i;

// The marks of code and logs; those of prose and Markdown (* _ ~ ( ) ! ? #) do not count.
const ODD = new Set([...'{}[]<>=+|\\^%$;&@:'].map((mark) => mark.charCodeAt(0)));

/** A line of a log, a stack trace or source code that stands outside a code block. */
function isLog(head: string): boolean {
  if (LOG_START.test(head) && !/^\[[^\]]+\]\(/.test(head)) return true;
  if (head.length < 12) return false;
  let odd = 0;
  let letters = 0;
  for (let i = 0; i < head.length; i++) {
    const code = head.charCodeAt(i);
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 32) letters++;
    else if (ODD.has(code)) odd++;
  }
  return odd * 5 > head.length && letters * 10 < head.length * 8;
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
    if (asProse * 3 > line.end - line.start || asProse > 200) rescued.push(...inner);
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
