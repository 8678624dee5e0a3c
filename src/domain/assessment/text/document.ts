import type { Story } from '../reading.ts';
import { type Line, readLines } from './lines.ts';
import type { Section } from './sections.ts';
import { type Token, tokenize } from './tokens.ts';

/** Longest part of a title or description that is read, in UTF-16 units; the rest cannot change the answer. */
export const READ_LIMITS = { title: 1_000, description: 20_000, sentences: 400 } as const;

export type SentenceKind = 'title' | 'prose' | 'bullet' | 'ordered' | 'quote' | 'check';

/** A stretch of prose. `source` is the field it stands in; offsets count from the field's start. */
export interface Sentence {
  readonly source: string;
  readonly kind: SentenceKind;
  readonly section: Section;
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly Token[];
}

export interface Document {
  readonly title: Sentence;
  /** Title sentences first, then the description's, in reading order. */
  readonly sentences: readonly Sentence[];
  readonly lines: readonly Line[];
  readonly description: string;
}

/** Cuts a story into sentences; what is not prose (code, logs, tables, comments, empty templates) is left out. */
export function readDocument(story: Story): Document {
  const titleText = cut(story.title, READ_LIMITS.title);
  const description = cut(story.description, READ_LIMITS.description);
  const lines = readLines(description);
  const title = sentence(titleText, 'title', 'none', 0, titleText.length);
  const sentences = splitSentences(title);
  for (const paragraph of paragraphs(description, lines)) {
    for (const found of splitSentences(paragraph)) {
      if (sentences.length >= READ_LIMITS.sentences) break;
      sentences.push(found);
    }
  }
  return { title, sentences, lines, description };
}

/** The sentence's own words, an exact substring of its field. */
export function textOf({ source, start, end }: Sentence): string {
  return source.slice(start, end);
}

function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // Never end in the middle of a surrogate pair.
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
}

function sentence(
  source: string,
  kind: SentenceKind,
  section: Section,
  start: number,
  end: number,
): Sentence {
  return { source, kind, section, start, end, tokens: tokenize(source, start, end) };
}

const SPOKEN = new Set<string>(['prose', 'bullet', 'ordered', 'quote', 'check']);

function* paragraphs(text: string, lines: readonly Line[]): Generator<Sentence> {
  let open: { kind: SentenceKind; section: Section; start: number; end: number } | null = null;
  for (const line of lines) {
    if (!SPOKEN.has(line.kind)) {
      if (open) yield sentence(text, open.kind, open.section, open.start, open.end);
      open = null;
      continue;
    }
    const first = text.charCodeAt(line.start);
    const continues =
      open !== null &&
      line.kind === 'prose' &&
      !closes(text, open.end) &&
      (startsLow(first) ||
        (TEMPLATE_OPENS.test(text.slice(open.start, open.start + 12)) &&
          TEMPLATE_GOES_ON.test(text.slice(line.start, line.start + 12))));
    if (open && continues) {
      open.end = line.end;
      continue;
    }
    if (open) yield sentence(text, open.kind, open.section, open.start, open.end);
    open = { kind: line.kind as SentenceKind, section: line.section, start: line.start, end: line.end };
  }
  if (open) yield sentence(text, open.kind, open.section, open.start, open.end);
}

// "As a …", "I want …" and "So that …" are often set on three lines.
const TEMPLATE_OPENS = /^\W{0,3}as an? /i;
const TEMPLATE_GOES_ON = /^\W{0,3}(?:i |we |so that|so i|in order|because|who )/i;

function startsLow(code: number): boolean {
  return (code >= 97 && code <= 122) || code === 96 || code === 40;
}

function closes(text: string, end: number): boolean {
  const last = text.charCodeAt(end - 1);
  return last === 46 || last === 33 || last === 63 || last === 58;
}

const ABBREVIATIONS = new Set([
  'e.g',
  'i.e',
  'etc',
  'vs',
  'ex',
  'approx',
  'no',
  'resp',
  'incl',
  'cf',
  'fig',
  'dr',
  'mr',
  'ms',
  'avg',
  'u.s',
]);

function splitSentences(paragraph: Sentence): Sentence[] {
  const { tokens } = paragraph;
  const found: Sentence[] = [];
  let from = 0;
  const close = (to: number): void => {
    const part = tokens.slice(from, to);
    const first = part[0];
    const last = part.at(-1);
    if (first && last) found.push({ ...paragraph, start: first.start, end: last.end, tokens: part });
    from = to;
  };
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.shape !== 'mark') continue;
    if (token.norm !== '.' && token.norm !== '!' && token.norm !== '?') continue;
    const next = tokens[i + 1];
    const before = tokens[i - 1];
    if (!next || next.start === token.end) continue;
    if (before && token.norm === '.' && ABBREVIATIONS.has(before.norm)) continue;
    close(i + 1);
  }
  close(tokens.length);
  return found.length > 0 ? found : [paragraph];
}
