import type { PersonaKind } from '../reading.ts';
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
  for (const sentence of document.sentences) {
    if (sentence.kind === 'check' || QUIET.has(sentence.section)) continue;
    const found = personIn(sentence);
    if (found) return { ...found, source: 'role' };
  }
  return null;
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
    if (next?.shape === 'mark' && (next.norm === '/' || next.norm === '_' || next.norm === '`')) continue;
    const from = firstOf(tokens, i, sentence.kind);
    const start = tokens[from]?.start ?? token.start;
    const end = possessive ? token.end - 2 : token.end;
    return { text: sentence.source.slice(start, end), sentence };
  }
  return null;
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
  if (/^(?:everyone|all|n\/?a|none|tbd|any|internal|internally|yes|no)$/i.test(first.norm)) return null;
  return { text: sentence.source.slice(first.start, last.end), sentence };
}

const GENERIC = new Set(
  'user users customer customers visitor visitors people client clients person everyone anyone individual public guest member'.split(
    ' ',
  ),
);
const GENERIC_WITH = new Set(
  'site web website new existing anonymous public end mobile regular app registered logged-in authenticated any general current minds returning normal typical average'.split(
    ' ',
  ),
);

const BUILDERS = new Set(
  'po pm qa tester testers sre sres contributor contributors maintainer maintainers designer visualdesigner'.split(
    ' ',
  ),
);

/**
 * The kind of a persona from its own words: `internal` for those who build the product, `generic` for a bare
 * "user" or "customer", `end-user` for every role that says more.
 */
export function kindOf(text: string): PersonaKind {
  const words = text
    .toLowerCase()
    .split(/[^a-z.-]+/)
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  if (
    GENERIC.has(last) &&
    last !== 'member' &&
    words.slice(0, -1).every((word) => GENERIC_WITH.has(word) || word.endsWith('.com'))
  )
    return 'generic';
  const all = ` ${words.join(' ')} `;
  if (INTERNAL_PHRASES.some((phrase) => all.includes(` ${phrase} `))) return 'internal';
  if (BUILDERS.has(last)) return 'internal';
  return 'end-user';
}

const INTERNAL_PHRASES = [
  'product owner',
  'product manager',
  'scrum master',
  'team member',
  'our team',
  'project manager',
  'ui designer',
  'ux designer',
  'user researcher',
  'visual designer',
  'visualdesigner',
  'on-call sre',
  'platform engineer',
  'tech lead',
  'delivery manager',
  'business analyst',
  'qa engineer',
  'devops engineer',
  'stakeholder team',
  'release manager',
  'software engineer',
  'backend developer',
  'frontend developer',
];
