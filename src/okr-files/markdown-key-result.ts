import { readStatement, type StatementReading } from '../domain/okr/statement-values.ts';
import type { Value } from '../domain/okr/value.ts';
import { inUnitOf } from '../domain/okr/value-compare.ts';
import { readValue, valueLike } from '../domain/okr/values.ts';
import type { WrittenKeyResult } from '../domain/okr/written.ts';
import { percent } from '../domain/percent.ts';

/** Characters that a statement may have; longer ones are listed as not understood. */
export const maxStatement = 2000;

/** A key result as its line tells it. */
export interface KeyResultLine {
  readonly keyResult: WrittenKeyResult;
  /** Words that look like values and cannot be read, with the reason. */
  readonly unread: readonly string[];
}

interface Trimmed {
  readonly statement: string;
  readonly owner: string | null;
  readonly tags: readonly string[];
  /** 0 to 1. */
  readonly progress: number | null;
}

const leading = {
  label: /^(?:kr|key result)\s?\d*(?:\.\d+)*\s*[:.)–—-]\s*/i,
  priority: /^\(?(P\d)\)?\s*[:.)–—-]?\s+/,
  bracket: /^\[(?=[^\]\n]*\p{L})([^\]\n]{1,40})\]\s*[:–—-]?\s*/u,
};
const trailing = {
  owner: /\s*[([—–-]?\s*(?:owner|dri)\s*:\s*(@?[^()[\]]{1,60}?)\s*[)\]]?\s*$/i,
  handle: /\s*[([—–-]?\s*(@[\w./-]{1,39})\s*[)\]]?\s*$/,
  percent:
    /\s*(?:[([]\s*(?:progress:?\s*)?(\d{1,3})\s?%\s*(?:done|complete[d]?)?\s*[)\]]|(?:[:—–]|\s-|\s\|)\s*(?:progress:?\s*)?(\d{1,3})\s?%\s*(?:done|complete[d]?)?|\s(\d{1,3})\s?%\s+(?:done|complete[d]?))\s*$/i,
  score:
    /\s*(?:[([]\s*(?:score:?\s*)?([01](?:\.\d{1,2})?)\s*[)\]]|(?:[:—–]|\s-)\s*(?:score:?\s*)?(0\.\d{1,2}|1\.0{1,2})|\sscore:?\s*([01](?:\.\d{1,2})?))\s*$/i,
};

function trim(words: string): Trimmed {
  let statement = words;
  let owner: string | null = null;
  let progress: number | null = null;
  const tags: string[] = [];
  for (let steps = 0; steps < 4; steps += 1) {
    statement = statement.replace(leading.label, '');
    const priority = leading.priority.exec(statement);
    const bracket = leading.bracket.exec(statement);
    if (priority?.[1] !== undefined) {
      tags.push(priority[1]);
      statement = statement.slice(priority[0].length);
    } else if (bracket?.[1] !== undefined && owner === null) {
      owner = bracket[1].trim();
      statement = statement.slice(bracket[0].length);
    } else break;
  }
  for (let steps = 0; steps < 3; steps += 1) {
    const named = trailing.owner.exec(statement) ?? trailing.handle.exec(statement);
    const percent: RegExpExecArray | null = progress === null ? trailing.percent.exec(statement) : null;
    const score = progress === null ? trailing.score.exec(statement) : null;
    if (named?.[1] !== undefined && owner === null && named.index > 0) {
      owner = named[1].trim();
      statement = statement.slice(0, named.index).trimEnd();
    } else if (
      percent !== null &&
      percent.index > 0 &&
      !/(?:→|->|=>|\bto|\bfrom)\s*$/.test(statement.slice(0, percent.index))
    ) {
      progress = Number(percent[1] ?? percent[2] ?? percent[3]) / 100;
      statement = statement.slice(0, percent.index).trimEnd();
    } else if (score !== null && score.index > 0) {
      progress = Math.min(1, Number(score[1] ?? score[2] ?? score[3]));
      statement = statement.slice(0, score.index).trimEnd();
    } else break;
  }
  return { statement: statement === '' ? words : statement, owner, tags, progress };
}

/** Reads the words of one list item (or table cell): labels, owner, `x → y`, `from x to y`, progress behind it. */
export function readKeyResultLine(
  words: string,
  checked: boolean | null,
  links: readonly string[],
): KeyResultLine {
  const { statement, owner, tags, progress } = trim(words);
  const reading = readStatement(statement);
  const { start, target, current } = valuesOf(reading, statement);
  const share =
    progress ?? (checked === null ? null : checked ? 1 : start === null && target === null ? 0 : null);
  const keyResult: WrittenKeyResult = {
    statement,
    ...(owner === null ? {} : { owner }),
    ...keeping(statement),
    ...(tags.length === 0 ? {} : { tags: [...tags] }),
    ...(links.length === 0 ? {} : { links: links.slice(0, 50) }),
    ...fields(start, target, current, share),
  };
  return { keyResult, unread: unreadIn(statement, reading) };
}

/** “Stays above 99.9%”, “keep incidents below 3” are there to hold, not to reach. */
function keeping(statement: string): { direction?: 'stay-above' | 'stay-below' } {
  const found =
    /\b(?:stays?|keep|remains?|maintain|hold)\b.{0,60}?(?:\b(above|over|at least|below|under|at most|less than|from exceeding)\b|([<>≤≥]))/i.exec(
      statement,
    );
  const cue = (found?.[1] ?? found?.[2])?.toLowerCase();
  if (cue === undefined) return {};
  return { direction: ['above', 'over', 'at least', '>', '≥'].includes(cue) ? 'stay-above' : 'stay-below' };
}

interface Values {
  readonly start: Value | null;
  readonly target: Value | null;
  readonly current: Value | null;
}

/** `60% → 72% → 80%` is start, current, target; `(currently 72%)` beside both ends is the current value. */
function valuesOf(reading: StatementReading, statement: string): Values {
  const start = reading.start?.value ?? null;
  const target = reading.target?.value ?? null;
  const [first, second, third] = reading.values;
  const between = (a: typeof first, b: typeof first) =>
    a === undefined || b === undefined ? '' : statement.slice(a.index + a.text.length, b.index);
  const isArrow = (text: string) => /^\s*(?:→|-{1,2}>|=>)\s*$/.test(text);
  if (first !== undefined && second !== undefined && third !== undefined) {
    if (isArrow(between(first, second)) && isArrow(between(second, third))) {
      return { start: first.value, current: second.value, target: third.value };
    }
  }
  const rest = reading.values.filter((one) => one !== reading.start && one !== reading.target);
  const now = rest.find((one) =>
    /\b(?:currently|current|now|today|at|actual)[:\s]*$/i.test(statement.slice(0, one.index)),
  );
  const current = now === undefined || target === null ? null : inUnitOf(now.value, target);
  return { start, target, current };
}

function fields(start: Value | null, target: Value | null, current: Value | null, progress: number | null) {
  const text = (value: Value | null) => (value === null ? undefined : value.text);
  if (target === null && progress !== null) {
    return { start: '0%', target: '100%', current: `${Math.round(progress * 1000) / 10}%` };
  }
  const begin = start === null || target === null ? start : inUnitOf(start, target);
  const reached =
    current === null && progress !== null && begin !== null && target !== null
      ? valueLike(Math.round((begin.amount + progress * (target.amount - begin.amount)) * 1e6) / 1e6, target)
      : current;
  return {
    ...(text(start) === undefined ? {} : { start: text(start) }),
    ...(text(target) === undefined ? {} : { target: text(target) }),
    ...(text(reached) === undefined ? {} : { current: text(reached) }),
    // Without a start, or beside another current value, the share done can only be kept as a remark.
    ...(progress !== null && (reached === null || current !== null)
      ? { note: `Progress as reported: ${percent(progress)}` }
      : {}),
  };
}

const arrow = /\s{0,3}(?:→|-{1,2}>|=>)\s{0,3}/;

function unreadIn(statement: string, reading: StatementReading): string[] {
  if (reading.range !== null) {
    const words = reading.range;
    return [
      `“${words}” is either a range or a way: write ${words.replace(/\s+to\s+/i, ' → ')} or one of them`,
    ];
  }
  const match = arrow.exec(statement);
  if (match === null || reading.start !== null) return [];
  const left = statement.slice(0, match.index).split(/\s/).at(-1) ?? '';
  const right = statement.slice(match.index + match[0].length).split(/\s/, 1)[0] ?? '';
  // Arrows between words (`manual → automatic`) are no values.
  if (!/\d/.test(left) || !/\d/.test(right)) return [];
  return [left, right].flatMap((side) => {
    const value = readValue(side);
    return value.ok ? [] : [`${left}${match[0]}${right}: ${value.problem.message}`];
  });
}

/** A named fact below an objective or a key result. */
export interface Detail {
  readonly field: 'owner' | 'start' | 'target' | 'current' | 'metric' | 'period';
  readonly value: string;
}

const detailKeys: readonly (readonly [RegExp, Detail['field']])[] = [
  [/^(?:owner|dri|lead)$/i, 'owner'],
  [/^(?:start|baseline|from)$/i, 'start'],
  [/^(?:target|goal)$/i, 'target'],
  [/^(?:current|now|actual|today)$/i, 'current'],
  [/^(?:metric|measure)$/i, 'metric'],
  [/^(?:period|timeframe|quarter|when)$/i, 'period'],
];

/** `Owner: Ada`, `Baseline: 60%` below an objective or a key result; null for any other words. */
export function detailIn(words: string): Detail | null {
  const match = /^([A-Za-z]{2,12})\s*:\s*(\S.{0,199})$/.exec(words);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  const [, key, value] = match;
  const field = detailKeys.find(([pattern]) => pattern.test(key))?.[1];
  return field === undefined ? null : { field, value: value.trim() };
}
