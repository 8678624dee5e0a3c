import type { Document, Sentence } from '../text/document.ts';
import type { Token } from '../text/tokens.ts';
import type { StoryTemplate } from './story-template.ts';

/** A phrase that may name who has the need. `source` says where it was found, best first. */
export interface PersonaCandidate {
  readonly text: string;
  readonly sentence: Sentence;
  readonly source: 'template' | 'section' | 'role';
}

const PEOPLE = new Set(
  'user users customer customers visitor visitors developer developers admin admins administrator administrators operators people student students teacher teachers volunteer volunteers player players contributor contributors maintainer maintainers members researcher researchers analyst analysts designers engineers tester testers reps rep shopper shoppers buyer buyers seller sellers merchant merchants patient patients doctor doctors nurse nurses parent parents guests subscriber subscribers employee employees reviewer reviewers moderator moderators supervisors trainers passenger passengers tenant tenants landlord landlords citizen citizens applicant applicants sre sres scientist scientists sysadmin sysadmins stakeholder stakeholders'.split(
    ' ',
  ),
);

// The same words in front of another noun name a thing: "user interface", "customer portal", "client setup".
const AFTER_PERSON = new Set(
  "is are was were be can could will would shall should may might must who whose to with without has have had on in at for from when while want wants need needs do does did don't doesn't didn't can't cannot won't of that as and or by about into if then not never also only still get gets got see sees know knows expect expects report reports reported reporting use uses using try tries click clicks choose chooses select selects create creates install installs upgrade upgrades update updates enter enters open opens run runs go goes find finds upload uploads download downloads sign signs log logs make makes reach reaches receive receives set sets specify specifies specified reading land lands like likes just often already still currently now so after before during because since start starts switch switches visit visits come comes call calls ask asks complain complains complained experience subscribe subscribes comment comments making seeing getting having trying being click complete completes encounter encounters marks mark has's than instead per reacts react buy buys purchase purchases pay pays hit hits but working interested via".split(
    ' ',
  ),
);

const BEFORE_PERSON = new Set(
  'new existing occasional returning registered newly-registered on-call anonymous first-time premium free paid mobile web internal external power end regular logged-in logged authenticated active admin business potential prospective experienced casual frequent remote desktop online authorized other system site network database cluster backend frontend app product project account support sales premium'.split(
    ' ',
  ),
);

const TEAMS = new Set(
  'support sales account finance marketing legal operations desk billing content editorial security data research service success hr'.split(
    ' ',
  ),
);

/** Everyone the story names who could have the need, in the order in which they should be believed. */
export function findPersona(document: Document, template: StoryTemplate | null): PersonaCandidate | null {
  if (template?.role)
    return { text: template.role.text, sentence: template.role.sentence, source: 'template' };
  for (const sentence of document.sentences) {
    if (sentence.section === 'persona') {
      const found = wholeOf(sentence) ?? personIn(sentence);
      if (found) return { ...found, source: 'section' };
    }
  }
  return mentionOf(document);
}

/**
 * The first mention that counts. A word that is capital only because it opens the title is copied from where it
 * stands in running text; a role's short form ("Reps") gives way to its full name ("Sales Reps").
 */
function mentionOf(document: Document): PersonaCandidate | null {
  let first: PersonaCandidate | null = null;
  for (const sentence of document.sentences) {
    if (sentence.kind === 'check' || QUIET.has(sentence.section)) continue;
    const found = personIn(sentence);
    if (!found) continue;
    const candidate: PersonaCandidate = { ...found, source: 'role' };
    if (!first) {
      first = candidate;
      if (!isCapital(first.text)) return first;
    } else if (restates(first, candidate)) return candidate;
  }
  return first;
}

function restates(first: PersonaCandidate, other: PersonaCandidate): boolean {
  const short = first.text.toLowerCase();
  const long = other.text.toLowerCase();
  if (first.sentence.kind === 'title' && opensTitle(first))
    return !isCapital(other.text) && singular(short) === singular(long);
  return !short.includes(' ') && isCapital(other.text) && long.endsWith(` ${short}`);
}

function opensTitle({ text, sentence }: PersonaCandidate): boolean {
  const at = sentence.tokens.findIndex((token) => sentence.source.startsWith(text, token.start));
  return at === 0 || sentence.tokens[at - 1]?.norm === ':';
}

function isCapital(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 65 && code <= 90;
}

function singular(word: string): string {
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

const QUIET = new Set(['steps', 'tasks', 'acceptance', 'references', 'environment']);

function personIn(sentence: Sentence): Omit<PersonaCandidate, 'source'> | null {
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
    if (isCompound(tokens, i) || isArgument(tokens, i) || isVerb(tokens, i) || isEntity(sentence, i))
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

/** "## Personas / Token users": the line itself is the answer. */
function wholeOf(sentence: Sentence): Omit<PersonaCandidate, 'source'> | null {
  const words = sentence.tokens.filter((token) => token.shape !== 'mark');
  const last = words.at(-1);
  const first = words[0];
  if (!first || !last || words.length > 3) return null;
  if (sentence.tokens.some(({ norm }) => norm === '<' || norm === '>')) return null;
  if (/^(?:everyone|all|n\/?a|none|tbd|any|internal|internally|yes|no)$/i.test(first.norm)) return null;
  return { text: sentence.source.slice(first.start, last.end), sentence };
}
