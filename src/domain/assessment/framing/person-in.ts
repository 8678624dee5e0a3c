import type { Sentence } from '../text/document.ts';
import type { Token } from '../text/tokens.ts';
import { AFTER_PERSON, BEFORE_PERSON, PEOPLE, TEAMS } from './persona-words.ts';

/** The first person that a sentence names, as the words stand there; null when it names none. */
export function personIn(sentence: Sentence): { text: string; sentence: Sentence } | null {
  const { tokens } = sentence;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token || token.shape === 'artefact' || token.shape === 'url' || token.shape === 'mark') continue;
    const possessive = token.norm.endsWith("'s");
    const word = possessive ? token.norm.slice(0, -2) : token.norm;
    const team = word === 'team' && TEAMS.has(tokens[i - 1]?.norm ?? '');
    if (!PEOPLE.has(word) && !team) continue;
    const next = tokens[i + 1];
    if (!possessive && next && next.shape !== 'mark' && !AFTER_PERSON.has(next.norm)) continue;
    if (
      isCompound(tokens, i) ||
      isArgument(tokens, i) ||
      isVerb(tokens, i) ||
      isEntity(sentence, i) ||
      isCounted(tokens, i) ||
      (possessive && ownsPeople(tokens, i))
    )
      continue;
    if (next?.shape === 'mark' && (next.norm === '/' || next.norm === '_' || next.norm === '`')) continue;
    const from = firstOf(tokens, i, sentence.kind);
    const start = tokens[from]?.start ?? token.start;
    const end = possessive ? token.end - 2 : token.end;
    return { text: sentence.source.slice(start, end), sentence };
  }
  return null;
}

const BASE_VERBS = new Set(
  'sign log report comment experience switch subscribe use update upgrade call visit access reading'.split(
    ' ',
  ),
);
const LINKS = new Set(['when', 'if', 'that', 'whenever', 'once', 'after', 'before', 'while', 'as', 'until']);

/** "student sign up form": one person, no article, and a verb in its plain form make a noun of several words. */
function isCompound(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.norm ?? '';
  const next = tokens[at + 1]?.norm ?? '';
  if (word.endsWith('s') || word === 'people' || !BASE_VERBS.has(next)) return false;
  return !LINKS.has(tokens[at - 1]?.norm ?? '');
}

/** "the Customers table", "a CDot User": capital in running text, the name of a record. */
function isEntity({ tokens, kind }: Sentence, at: number): boolean {
  const token = tokens[at];
  if (kind === 'title' || at === 0 || token?.shape !== 'capital' || !RECORDS.has(token.norm)) return false;
  return tokens[at - 1]?.shape !== 'mark';
}

const RECORDS = new Set(['user', 'users', 'customer', 'customers', 'people', 'visitor', 'member', 'members']);

/** "su(user)" and "<customer>": what a call is given or a form asks for, not somebody. */
function isArgument(tokens: readonly Token[], at: number): boolean {
  const open = tokens[at - 1];
  const close = tokens[at + 1]?.norm;
  if (open?.norm === '<') return close === '>';
  return open?.norm === '(' && close === ')' && tokens[at - 2]?.end === open.start;
}

/** "the number of users", "(these users)": a measure or a gap to fill in, not somebody. */
function isCounted(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.norm ?? '';
  if (before === 'these' && tokens[at - 2]?.norm === '(') return true;
  const of =
    before === 'the' || before === 'our' || before === 'new' || before === 'active' ? at - 2 : at - 1;
  return tokens[of]?.norm === 'of' && COUNTS.has(tokens[of - 1]?.norm ?? '');
}

const COUNTS = new Set(['number', 'numbers', 'amount', 'count', 'list', 'set', 'subset', '#']);

/** "the tenant's repair team": the team is who has the need. */
function ownsPeople(tokens: readonly Token[], at: number): boolean {
  for (let i = at + 1; i <= at + 3; i++) {
    const word = tokens[i]?.norm ?? '';
    if (PEOPLE.has(word) || (word === 'team' && i > at + 1)) return true;
    if (tokens[i]?.shape === 'mark') return false;
  }
  return false;
}

/** "I would like to volunteer": a role that is done here, not named. */
function isVerb(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.norm ?? '';
  return tokens[at]?.norm === 'volunteer' && (before === 'to' || before === 'i' || before === 'will');
}

function firstOf(tokens: readonly Token[], at: number, sentenceKind: string): number {
  let from = at;
  while (from > 0 && at - from < 3) {
    const before = tokens[from - 1];
    if (!before || before.shape === 'mark') break;
    const named = before.shape === 'capital' || before.shape === 'acronym' || before.shape === 'artefact';
    const title = tokens[at]?.shape === 'capital';
    const name = named && (from - 1 > 0 || (title && sentenceKind !== 'title')) && !OPENERS.has(before.norm);
    const team = tokens[at]?.norm === 'team' && from === at;
    if (!name && !team && !BEFORE_PERSON.has(before.norm) && !before.norm.endsWith('.com')) break;
    from--;
  }
  return from;
}

const OPENERS = new Set([
  'when',
  'if',
  'as',
  'the',
  'a',
  'an',
  'all',
  'most',
  'many',
  'some',
  'allow',
  'let',
  'show',
  'our',
  'for',
  'and',
  'or',
  'every',
  'each',
  'any',
  'hide',
  'add',
  'help',
  'warn',
  'notify',
  'give',
  'most',
  'these',
  'those',
]);
