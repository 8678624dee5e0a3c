import { type Category, categoryIndex } from '../lexicon/book.ts';
import type { Token } from '../text/tokens.ts';
import type { HeardSentence } from './signals/heard.ts';

/** What a sentence holds of an outcome: a measure, a direction, a number, an expectation. */
export interface Facts {
  readonly words: number;
  readonly direction: boolean;
  readonly metric: boolean;
  readonly expectation: boolean;
  readonly hope: boolean;
  readonly experiment: boolean;
  readonly people: boolean;
  readonly quantity: boolean;
  readonly bound: boolean;
  readonly limit: boolean;
  readonly wish: boolean;
  readonly question: boolean;
  readonly software: boolean;
  readonly ability: boolean;
  readonly conditional: boolean;
}

/** Reads the facts of one sentence. */
export function factsOf({ sentence, has, hits }: HeardSentence): Facts {
  const { tokens } = sentence;
  const is = (category: Category): boolean => has.has(categoryIndex[category]);
  let words = 0;
  for (const token of tokens) if (token.shape !== 'mark') words++;
  const direction = hits.some(
    (hit) => hit.category === categoryIndex.upDown && !isLikeness(tokens, hit.from),
  );
  return {
    words,
    direction,
    metric: is('metric'),
    expectation: is('expectation'),
    hope: is('expectationWeak'),
    experiment: is('experiment'),
    people: is('people'),
    quantity: hasQuantity(tokens),
    bound: is('bound'),
    limit: is('limit'),
    wish: is('should') || is('wish'),
    question: tokens.at(-1)?.norm === '?' || tokens[0]?.norm === '@',
    software: is('softwareDone'),
    ability: is('ability'),
    conditional: isConditional(tokens),
  };
}

// "More closely resembles" and "more than one list" compare things, they do not move a measure.
function isLikeness(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]?.norm ?? '';
  return (
    tokens[at]?.norm === 'more' &&
    (next === 'closely' || next === 'than' || next === 'information' || next === 'details' || next === 'info')
  );
}

const UNITS = new Set([
  '%',
  'percent',
  'ms',
  'msec',
  'millisecond',
  'milliseconds',
  's',
  'sec',
  'secs',
  'second',
  'seconds',
  'minute',
  'minutes',
  'min',
  'mins',
  'hour',
  'hours',
  'days',
  'weeks',
  'fps',
  'x',
  'times',
  'users',
  'customers',
  'requests',
  'clicks',
  'points',
  'pp',
  'kb',
  'mb',
  'gb',
  'tickets',
  'people',
]);

/** A number with a unit: "500ms", "40 percent", "2 s". */
function hasQuantity(tokens: readonly Token[]): boolean {
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token) continue;
    const first = token.norm.charCodeAt(0);
    if (first < 48 || first > 57) continue;
    if (UNITS.has(tokens[i + 1]?.norm ?? '')) return true;
    let at = 1;
    while (at < token.norm.length && isDigit(token.norm.charCodeAt(at))) at++;
    if (at < token.norm.length && UNITS.has(token.norm.slice(at))) return true;
  }
  return false;
}

function isDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 46;
}

function isConditional(tokens: readonly Token[]): boolean {
  const opens = tokens.findIndex((token) => token.norm === 'if');
  if (opens < 0 || opens > 3 || tokens[opens + 1]?.norm !== 'we') return false;
  return tokens.some(
    (token, i) =>
      i > opens + 2 && (token.norm === 'then' || token.norm === 'will' || token.norm === 'should'),
  );
}
