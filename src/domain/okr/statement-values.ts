import type { Value } from './value.ts';
import { readValue } from './values.ts';

/** A value that stands in prose, with its place. */
export interface ValueInText {
  readonly value: Value;
  readonly index: number;
  /** The words it was read from, an exact substring. */
  readonly text: string;
}

/** What a statement says in numbers. */
export interface StatementReading {
  readonly start: ValueInText | null;
  readonly target: ValueInText | null;
  /** A change without its ends: `by 35%`, `2x`. */
  readonly change: ValueInText | null;
  readonly values: readonly ValueInText[];
  /** `10 to 15`, of which nobody can tell whether it is a way or a range: it gives neither start nor target. */
  readonly range: string | null;
}

const token =
  /(?:(?<![-=])(?:<=|>=|=<|[<>≤≥~])\s?)?(?:US\$|[$€£¥]\s?)?(?:\d(?:[\d.,:'’]*\d)?)(?:\s?(?:%|percent\b|per cent\b|pp\b|[kKMBhdw](?![\p{L}\d])|bn\b|(?:Mio|Mrd|Mln|mln|Tsd)\b\.?|(?:thousand|million|billion|trillion|lakh|crore)s?\b|[xX](?![\p{L}\d])|ms\b|s\b|sec(?:ond)?s?\b|min(?:ute)?s?\b|h(?:ou)?rs?\b|days?\b|weeks?\b|months?\b|years?\b|€|£|pts\b))?(?:\s?\/\s?(?:\d{1,4}(?![\d.])|(?:month|mo|week|day|year|quarter|user|hour|min|s)\b))?\+?/gu;

/** Numbers that name something: stages, versions, dates, quarters. */
const namesBefore =
  /(?:^|[\s("“[])(?:stage|tier|phase|level|step|version|rfc|type|soc|iso|section|part|chapter|milestone|sprint|week|day|p|q|h|fy|v|no\.|issue|pr|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?\s?$/i;
const namesAfter = /^(?:st|nd|rd|th)\b|^-(?:step|day|page|part|way|dimensional)\b|^\.\d|^[:–-]?\d|^\p{L}/u;

/** The text with markup, links and placeholders blanked out, every character at its old place. */
export function maskMarkup(text: string): string {
  const blank = (found: string) => ' '.repeat(found.length);
  return text
    .replace(/https?:\/\/[^\s)\]>]+/g, blank)
    .replace(/\]\([^)\n]{0,2000}\)|\]\[[^\]\n]{0,200}\]/g, blank)
    .replace(/<sub>[^<]{0,20}<\/sub>|<\/?[a-z][^<>]{0,40}>/gi, blank)
    .replace(/`[^`\n]{1,200}`/g, blank);
}

/** All values in a text, from left to right. Numbers that are names (`Q3`, `Tier 1`, `RFC 136`, years) are left out. */
export function valuesIn(text: string): readonly ValueInText[] {
  const masked = maskMarkup(text);
  const found: ValueInText[] = [];
  for (const match of masked.matchAll(token)) {
    const before = masked.slice(Math.max(0, match.index - 16), match.index);
    const after = masked.slice(match.index + match[0].length, match.index + match[0].length + 20);
    if (/[\p{L}#_\d.]-?$/u.test(before) || namesBefore.test(before) || namesAfter.test(after)) continue;
    if (/^(?:19|20)\d\d$/.test(match[0]) && !/^\s*\p{Ll}+s\b/u.test(after)) continue;
    if (/^\s?[.)]\s/.test(after) && before.trim() === '') continue;
    const reading = readValue(match[0].trim());
    if (reading.ok) found.push({ value: reading.value, index: match.index, text: match[0].trim() });
  }
  return found;
}

const arrow = /^[^\d→;]{0,40}?(?:→|⟶|➜|➔|-{1,2}>|=>)\s*[^\d\s;→]{0,12}\s*$/u;
const isChange = (one: ValueInText, before: string) =>
  /[xX]$/.test(one.text) || /\bby\s*(?:at least|over|about|up to|more than)?\s*[*_]*$/i.test(before);
const moves =
  /\b(?:increas|rais|grow|improv|lift|boost|reduc|lower|decreas|cut|drop|shrink|mov|bring)\w*\b[^;.]*$/i;
const isStart = (before: string) =>
  /\b(?:from|currently|now|today|was|baseline(?: of)?:?|up from|down from)\s*[*_~]*$/i.test(before);

/** Reads start and target from prose: `from 25 to 35`, `48hr → 24hr`, `to 35 (from 25)`, `at least 80%`, `< 300ms`. */
export function readStatement(text: string): StatementReading {
  const values = valuesIn(text);
  const masked = maskMarkup(text);
  const beforeOf = (one: ValueInText, previous: ValueInText | undefined) =>
    masked.slice(previous === undefined ? 0 : previous.index + previous.text.length, one.index);
  for (const [index, one] of values.entries()) {
    const next = values[index + 1];
    if (next === undefined) break;
    const before = beforeOf(one, values[index - 1]);
    const between = beforeOf(next, one);
    if (arrow.test(between)) return { start: one, target: next, change: null, values, range: null };
    if (/\bfrom\s*[*_~]*$/i.test(before) && /^[^\d;.]{0,60}\bto\s*[*_~]*$/i.test(between)) {
      return { start: one, target: next, change: null, values, range: null };
    }
    if (/^\s+to\s+$/i.test(between)) {
      if (moves.test(before)) return { start: one, target: next, change: null, values, range: null };
      const range = text.slice(one.index, next.index + next.text.length);
      return { start: null, target: null, change: null, values, range };
    }
    if (/\bto\s*[*_~]*$/i.test(before) && /^[^\d;.]{0,30}\bfrom\s*[*_~]*$/i.test(between)) {
      return { start: next, target: one, change: null, values, range: null };
    }
  }
  const judged = values.map((one, index) => ({ one, before: beforeOf(one, values[index - 1]) }));
  const start = judged.find(({ before }) => isStart(before))?.one ?? null;
  const change = judged.find(({ one, before }) => isChange(one, before))?.one ?? null;
  const target = judged.find(({ one }) => one !== start && one !== change)?.one ?? null;
  return { start, target, change, values, range: null };
}
