import type { Span } from './fences.ts';
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

type Classified = Pick<Line, 'start' | 'end' | 'kind'>;

/** The bounds without white space at either end. */
export function trim(text: string, from: number, to: number): { start: number; end: number } {
  let start = from;
  let end = to;
  while (start < end && text.charCodeAt(start) <= 32) start++;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return { start, end };
}

/** What a line is, and where its content stands without its marker. */
export function classify(text: string, span: Span, wiki: boolean): Classified {
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

/** "Goal: grow" carries its heading itself. */
export function inlineLabel(
  text: string,
  start: number,
  end: number,
): { section: Section; from: number } | null {
  const head = text.slice(start, Math.min(end, start + 60));
  const found = LABEL.exec(head) ?? BOLD_LABEL.exec(head);
  const label = found?.[1];
  if (!found || label === undefined || label.split(' ').length > 4) return null;
  const { section, known } = sectionOf(label);
  if (!known) return null;
  if (section === 'references' || section === 'environment' || section === 'context') return null;
  return { section, from: start + found[0].length };
}

const NOTHING = /^(?:n\/?a|none|nothing|tbd|todo|\.{2,3}|…|-+|\?+|any related information\.?|no design\.?)$/i;
// "Describe the problem here", "Add any screenshots": not "Add the header to the page", which is an order.
const REQUEST =
  /^(?:please )?(?:briefly )?(?:describe|explain|talk about|list of|fill|paste) [^.]{0,80}\b(?:here|this|any|your|you|the (?:problem|issue|bug|feature|request|solution|proposal|steps|behaviou?r|goal|value|benefit|user|change|update|impact|current|expected|desired|context|background|motivation|reason))\b/i;
const POLITE_REQUEST = /^please (?:include|provide|add|attach|insert) /i;
const OFFER =
  /^(?:include|provide|add|insert|attach) (?:here )?(?:an? |any |some |the |your )?(?:(?:brief|short|clear|concise|detailed|relevant|additional|other|more|further|possible) )?(?:description|summary|details?|information|info(?! text)|context|screenshots?|images?|logs?|links?|references?|steps|examples?|notes?|comments?|mockups?|user story|acceptance criteria|background)\b/i;
const TEMPLATE_TALK =
  /^(?:is this a bug\? make sure|as an?( user)? ?(?:…|\.\.\.|\[|<)|i (?:need|want)(?:\/want)?(?:\/expect)?(?: to)? ?(?:…|\.\.\.)|so that ?(?:…|\.\.\.|\[)|if we\.{0,3} ?\[|then\.{0,3} ?\[|example - |this template is for|this should be filled in|\*\*this list needs to|this is not the correct|when filling)/i;

/** An unfilled line of a template. */
export function isPlaceholder(text: string, start: number, end: number): boolean {
  const length = end - start;
  if (length > 400) return false;
  const first = text.charCodeAt(start);
  const last = text.charCodeAt(end - 1);
  if (first === 40 && last === 41 && length > 12) return true;
  if (first === 91 && last === 93 && length > 8) return true;
  if (first === 60 && last === 62) return true;
  const body = text.slice(start, end);
  return [NOTHING, REQUEST, POLITE_REQUEST, OFFER, TEMPLATE_TALK].some((pattern) => pattern.test(body));
}

const LOG_START =
  /^(?:\[(?!!)[^\]]{1,40}\] ?\[?|at [\w$.<>]+\(|caused by:|\d{4}-\d\d-\d\d[ t_]\d\d:|\d\d:\d\d:\d\d|(?:\w{1,3}, )?\[\d{4}|[iwef]\d{4} |file "|traceback|\$ |error[:!]|warn(?:ing)?:|info:|debug:|!(?:entry|message|stack)|\.{3} \d+ more|import |(?:public|private|protected) |<\/?[a-z][\w:-]*[ >/]|{(?!{)|}|\/\/ |exception in thread)/i;

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
