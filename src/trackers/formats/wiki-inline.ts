import type { PhrasingContent } from 'mdast';
import { safeHref } from './markdown.ts';
import { type Marks, phrasingFromRuns, type Run, trimmed } from './marked-text.ts';

/** Every pattern is bounded and cannot run over its own opening sign, so that a line costs linear time. */
const MONOSPACED = /\{\{([^{}]{1,2000})\}\}/y;
const CODE = /\{(?:code|noformat)(?::[^{}]{0,200})?\}([^{}]{1,2000})\{(?:code|noformat)\}/y;
const TAG =
  /\{(?:color|anchor|quote|panel|info|note|tip|warning|expand|section|column|code|noformat|adf)(?::[^{}]{0,500})?\}/y;
const LINK = /\[([^[\]]{1,2000})\]/y;
const IMAGE = /!([^!\s|][^!|]{0,300}\.[a-z0-9]{2,5})(?:\|[^!]{0,300})?!/iy;
const ADDRESS = /https?:\/\/[^\s<>|[\]{}"]{1,2000}/y;

const DELIMITERS: Readonly<Record<string, 'strong' | 'emphasis' | 'strike' | null>> = {
  '*': 'strong',
  _: 'emphasis',
  '-': 'strike',
  // Underlined, raised and lowered text is text to Markdown.
  '+': null,
  '^': null,
  '~': null,
};
const WORD = /[\p{L}\p{N}]/u;
const SPACE = /\s/;

/** One or more lines of Jira's wiki markup, without blocks, as Markdown phrasing. */
export function phrasingFromWiki(line: string): PhrasingContent[] {
  return phrasingFromRuns(trimmed(runsFromWiki(line)));
}

function runsFromWiki(line: string): Run[] {
  const runs: Run[] = [];
  const open = new Set<string>();
  const closers = lastClosers(line);
  let plain = '';
  const endRun = () => {
    if (plain !== '') runs.push({ text: plain, marks: marksFrom(open) });
    plain = '';
  };
  const matchAt = (pattern: RegExp, at: number) => {
    pattern.lastIndex = at;
    return pattern.exec(line);
  };

  for (let at = 0; at < line.length; ) {
    const sign = line.charAt(at);
    if (sign === '\\') {
      const next = line.charAt(at + 1);
      plain += next === '\\' ? '\n' : /[\p{P}\p{S}]/u.test(next) ? next : sign;
      at += next !== '' && /[\p{P}\p{S}]/u.test(next) ? 2 : 1;
      continue;
    }
    const token = tokenAt(sign, at, matchAt);
    if (token) {
      endRun();
      const marks = { ...marksFrom(open), ...token.marks };
      if (token.text !== '') runs.push({ text: token.text, marks });
      at += token.length;
      continue;
    }
    if (sign in DELIMITERS && toggles(line, at, open.has(sign), closers.get(sign) ?? -1)) {
      endRun();
      if (!open.delete(sign)) open.add(sign);
    } else plain += sign;
    at += 1;
  }
  endRun();
  return runs;
}

function tokenAt(
  sign: string,
  at: number,
  matchAt: (pattern: RegExp, at: number) => RegExpExecArray | null,
): { text: string; marks: Marks; length: number } | null {
  if (sign === '{') {
    const code = matchAt(MONOSPACED, at) ?? matchAt(CODE, at);
    if (code) return { text: code[1] ?? '', marks: { code: true }, length: code[0].length };
    const tag = matchAt(TAG, at);
    return tag && { text: '', marks: {}, length: tag[0].length };
  }
  if (sign === '[') {
    const link = matchAt(LINK, at);
    return link && { ...linkFrom(link[1] ?? ''), length: link[0].length };
  }
  if (sign === '!') {
    const image = matchAt(IMAGE, at);
    return image && { text: '', marks: {}, length: image[0].length };
  }
  if (sign === 'h') {
    const address = matchAt(ADDRESS, at)?.[0];
    return address === undefined ? null : { text: address, marks: {}, length: address.length };
  }
  return null;
}

/** `[text|address]`, `[address]`, `[~account]`, `[^attachment]`; anything else in brackets stays as it is. */
function linkFrom(inside: string): { text: string; marks: Marks } {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : (inside.slice(bar + 1).split('|')[0] ?? '');
  const href = safeHref(target.trim());
  const label = bar > 0 ? inside.slice(0, bar) : target;
  if (href) return { text: label, marks: label === target ? {} : { href } };
  if (/^~/.test(inside)) return { text: `@${inside.replace(/^~(?:accountid:)?/, '')}`, marks: {} };
  if (/^[\^#]/.test(inside)) return { text: inside.slice(1), marks: {} };
  return { text: bar > 0 ? label : `[${inside}]`, marks: {} };
}

/** Where each sign last stands in a place that could close it: a sign that nothing closes is text. */
function lastClosers(line: string): Map<string, number> {
  const last = new Map<string, number>();
  for (let at = 1; at < line.length; at += 1) {
    const sign = line.charAt(at);
    if (sign in DELIMITERS && closes(line, at)) last.set(sign, at);
  }
  return last;
}

function toggles(line: string, at: number, isOpen: boolean, lastCloser: number): boolean {
  return isOpen ? closes(line, at) : opens(line, at) && lastCloser > at + 1;
}

function opens(line: string, at: number): boolean {
  const next = line.charAt(at + 1);
  return !WORD.test(line.charAt(at - 1)) && next !== '' && !SPACE.test(next) && next !== line.charAt(at);
}

function closes(line: string, at: number): boolean {
  const before = line.charAt(at - 1);
  return !SPACE.test(before) && before !== line.charAt(at) && !WORD.test(line.charAt(at + 1));
}

function marksFrom(open: ReadonlySet<string>): Marks {
  const marks: { -readonly [K in keyof Marks]: Marks[K] } = {};
  for (const sign of open) {
    const mark = DELIMITERS[sign];
    if (mark) marks[mark] = true;
  }
  return marks;
}
