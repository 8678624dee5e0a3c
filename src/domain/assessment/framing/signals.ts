import { BOOK, type Category, categoryIndex, phrases } from '../lexicon/book.ts';
import type { PhraseHit } from '../lexicon/phrases.ts';
import type { Document, Sentence } from '../text/document.ts';
import type { Token } from '../text/tokens.ts';
import { findReason, parseTemplate, type StoryTemplate } from './story-template.ts';
import { findPersona } from './persona.ts';
import { isStopWord, stem } from './words.ts';

/** What was heard in one story: signal names with the sentence that shows each best. */
export interface Heard {
  readonly names: readonly string[];
  readonly where: readonly (Sentence | null)[];
  readonly sentences: readonly HeardSentence[];
  readonly template: StoryTemplate | null;
  readonly reasonNovelty: number;
  /** The sentence that speaks loudest for each value class. */
  readonly valueEvidence: Readonly<Record<string, Sentence | null>>;
}

export interface HeardSentence {
  readonly sentence: Sentence;
  readonly hits: readonly PhraseHit[];
  /** Bit set of categories, as a set of indexes. */
  readonly has: ReadonlySet<number>;
}

const CATEGORIES = Object.keys(BOOK) as Category[];
const BODY_TERMS = 160;

export function hear(document: Document): Heard {
  const names = new Map<string, Sentence | null>();
  const add = (name: string, sentence: Sentence | null = null): void => {
    if (!names.has(name)) names.set(name, sentence);
  };
  const sentences = document.sentences.map((sentence) => {
    const hits = listen(sentence.tokens);
    return { sentence, hits, has: new Set(hits.map((hit) => hit.category)) };
  });
  const template = findTemplate(document);
  const novelty = template?.reason ? noveltyOf(template) : -1;
  addCategories(sentences, add);
  addTitle(document, add);
  addOpening(document, add);
  addShape(document, add);
  addTemplate(template, novelty, add);
  addSections(sentences, add);
  addJudgements(document, sentences, template, novelty, names, add);
  addPersona(document, template, add);
  const valueEvidence = addValue(sentences, template, add);
  addTerms(document, add);
  return {
    names: [...names.keys()],
    where: [...names.values()],
    sentences,
    template,
    reasonNovelty: novelty,
    valueEvidence,
  };
}

/** The phrases of a sentence, without those that a set expression ("bug fixes", "or not") takes the sting from. */
export function listen(tokens: readonly Token[]): PhraseHit[] {
  const hits = phrases.find(tokens);
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.shape === 'artefact' && (token.norm.endsWith('exception') || token.norm.endsWith('error'))) {
      hits.push({ category: categoryIndex.bugFails, from: i, length: 1 });
    }
  }
  for (let i = 0; i + 1 < tokens.length; i++) {
    const next = tokens[i + 1]?.norm ?? '';
    if ((tokens[i]?.norm === 'not' || tokens[i]?.norm.endsWith("n't")) && next.length > 4 && (next.endsWith('ing') || next.endsWith('ed'))) {
      hits.push({ category: categoryIndex.bugBroken, from: i, length: 2 });
    }
  }
  const calm = hits.filter((hit) => hit.category === categoryIndex.neutral);
  if (calm.length === 0) return hits;
  return hits.filter(
    (hit) =>
      !calm.some(
        (span) => hit !== span && hit.from >= span.from && hit.from + hit.length <= span.from + span.length,
      ),
  );
}

type Add = (name: string, sentence?: Sentence | null) => void;

function findTemplate(document: Document): StoryTemplate | null {
  for (const sentence of document.sentences) {
    const found = parseTemplate(sentence);
    if (found) return found;
  }
  return null;
}

function addCategories(sentences: readonly HeardSentence[], add: Add): void {
  const counts = new Array<number>(CATEGORIES.length).fill(0);
  let body = 0;
  for (const { sentence, has } of sentences) {
    const inTitle = sentence.kind === 'title';
    const check = sentence.kind === 'check' || (NOISE.has(sentence.section) && !inTitle);
    if (!inTitle && !check) body++;
    for (const category of has) {
      const name = CATEGORIES[category];
      if (name === undefined) continue;
      if (inTitle) add(`T:${name}`, sentence);
      else if (check) add(`C:${name}`, sentence);
      else {
        counts[category] = (counts[category] ?? 0) + 1;
        add(`B:${name}`, sentence);
        if (body <= 2) add(`F:${name}`, sentence);
        if (counts[category] === 3) add(`B3:${name}`, sentence);
      }
      if (!check) add(`A:${name}`, sentence);
    }
    if (check) continue;
    addPairs(has, sentence, inTitle ? 'T' : 'B', add);
  }
}

// What stands under these headings is evidence of a report or of a plan, not of a reason.
const NOISE = new Set(['steps', 'acceptance', 'tasks', 'environment', 'references', 'expected']);

const PAIRS: readonly (readonly [Category, Category])[] = [
  ['currentState', 'negated'],
  ['currentState', 'difficulty'],
  ['currentState', 'missing'],
  ['should', 'negated'],
  ['should', 'wrongness'],
  ['should', 'soThat'],
  ['should', 'gain'],
  ['should', 'because'],
  ['wish', 'gain'],
  ['wish', 'soThat'],
  ['metric', 'upDown'],
  ['metric', 'expectation'],
  ['people', 'upDown'],
  ['people', 'bugFails'],
  ['people', 'difficulty'],
  ['people', 'negated'],
  ['people', 'soThat'],
  ['because', 'bugFails'],
  ['because', 'negated'],
  ['because', 'difficulty'],
  ['leadsTo', 'bugFails'],
  ['contrast', 'negated'],
  ['contrast', 'bugFails'],
  ['chore', 'soThat'],
  ['chore', 'gain'],
  ['chore', 'bugFails'],
  ['chore', 'techNoun'],
  ['chore', 'uiNoun'],
  ['chore', 'docNoun'],
  ['should', 'toBenefit'],
  ['should', 'inOrder'],
];

function addPairs(has: ReadonlySet<number>, sentence: Sentence, place: string, add: Add): void {
  for (const [a, b] of PAIRS) {
    if (has.has(categoryIndex[a]) && has.has(categoryIndex[b])) add(`${place}:${a}+${b}`, sentence);
  }
}

const FINITE = new Set(
  'is are was were does has shows show appears appear displays returns throws gets causes ignores requires needs allows creates uses takes makes breaks keeps goes looks seems sends should cannot'.split(
    ' ',
  ),
);

const IMPERATIVES: Readonly<Record<string, readonly string[]>> = {
  add: ['add', 'adding', 'include', 'append', 'introduce'],
  build: [
    'create',
    'implement',
    'build',
    'develop',
    'write',
    'make',
    'design',
    'define',
    'generate',
    'prepare',
    'set',
    'setup',
    'construct',
    'draft',
    'implementation',
    'defining',
    'creating',
    'collect',
    'compile',
    'record',
  ],
  upkeep: [
    'update',
    'upgrade',
    'bump',
    'migrate',
    'port',
    'rename',
    'refactor',
    'cleanup',
    'clean',
    'move',
    'moving',
    'extract',
    'convert',
    'replace',
    'rewrite',
    'restructure',
    'reorganize',
    'switch',
    'translate',
    'rebase',
    'merge',
    'split',
    'consolidate',
    'change',
    'modify',
    'adjust',
    'set',
    'use',
    'reuse',
    're-use',
    'apply',
    'adapt',
    'align',
    'sync',
    'backfill',
    'refresh',
  ],
  remove: ['remove', 'delete', 'drop', 'deprecate', 'disable', 'hide', 'eliminate', 'kill', 'retire'],
  docs: ['document', 'docs', 'documentation', 'doc', 'readme', 'translate', 'blog'],
  test: ['test', 'tests', 'testing', 'verify', 'validate', 'check', 'unit', 'qa', 'confirm'],
  study: [
    'investigate',
    'research',
    'spike',
    'explore',
    'evaluate',
    'analyze',
    'analyse',
    'assess',
    'review',
    'study',
    'audit',
    'discuss',
    'consider',
    'decide',
    'plan',
    'schedule',
    'finalize',
    'look',
    'discovery',
    'figure',
  ],
  fix: [
    'fix',
    'resolve',
    'correct',
    'repair',
    'prevent',
    'avoid',
    'stop',
    'handle',
    'protect',
    'ensure',
    'restore',
    'address',
    'debug',
    'solve',
    'recover',
    'catch',
    'guard',
  ],
  enable: [
    'allow',
    'enable',
    'support',
    'provide',
    'let',
    'permit',
    'offer',
    'give',
    'expose',
    'ability',
    'be',
    'able',
    'possibility',
    'option',
  ],
  better: [
    'improve',
    'enhance',
    'reduce',
    'increase',
    'optimize',
    'optimise',
    'simplify',
    'speed',
    'modernize',
    'streamline',
    'minimize',
    'limit',
    'better',
    'smooth',
    'polish',
    'make',
  ],
  show: [
    'show',
    'display',
    'render',
    'present',
    'highlight',
    'indicate',
    'warn',
    'notify',
    'send',
    'redirect',
    'open',
    'auto',
    'automatically',
    'prefill',
  ],
  ship: [
    'release',
    'deploy',
    'publish',
    'launch',
    'ship',
    'cut',
    'rollout',
    'enable',
    'schedule',
    'install',
    'configure',
    'setup',
    'provision',
    'rebuild',
    'run',
    'track',
  ],
};
const IMPERATIVE_OF = new Map<string, string[]>();
for (const [name, words] of Object.entries(IMPERATIVES)) {
  for (const word of words) IMPERATIVE_OF.set(word, [...(IMPERATIVE_OF.get(word) ?? []), name]);
}

/** Skips "[Story]", "(feat):", "FE:", "Windows:" and the like in front of what the title says. */
export function titleStart(tokens: readonly Token[]): number {
  let at = 0;
  for (let rounds = 0; rounds < 3; rounds++) {
    const begin = at;
    const mark = tokens[at]?.norm;
    if (mark === '[' || mark === '(') {
      const close = tokens.findIndex(
        (token, i) => i > at && i < at + 8 && (token.norm === ']' || token.norm === ')'),
      );
      if (close > 0) at = close + 1;
    }
    const colon = tokens.findIndex(
      (token, i) => i >= at && i <= at + 4 && (token.norm === ':' || (token.norm === '-' && i > at)),
    );
    if (colon >= 0 && colon + 1 < tokens.length) at = colon + 1;
    while (tokens[at]?.shape === 'mark' && tokens[at]?.norm !== '"' && at < tokens.length - 1) at++;
    if (at === begin) break;
  }
  return at < tokens.length ? at : 0;
}

function addTitle(document: Document, add: Add): void {
  const { title } = document;
  const { tokens } = title;
  if (tokens.length === 0) {
    add('title:empty');
    return;
  }
  const from = titleStart(tokens);
  const first = tokens[from]?.norm ?? '';
  for (const group of IMPERATIVE_OF.get(first) ?? []) add(`title:${group}`, title);
  if (IMPERATIVE_OF.has(first)) add('title:imperative', title);
  else add('title:notImperative', title);
  if (first.endsWith('ing') && first.length > 5) add('title:gerund', title);
  let finite = false;
  let artefacts = 0;
  for (let i = from + 1; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token) continue;
    if (FINITE.has(token.norm)) finite = true;
  }
  for (const token of tokens) {
    if (token.shape === 'artefact') artefacts++;
    if (token.shape === 'artefact' && /(?:exception|error)$/.test(token.norm))
      add('title:namedException', title);
  }
  if (finite && !IMPERATIVE_OF.has(first)) add('title:statement', title);
  if (artefacts > 0) add('title:artefact', title);
  if (artefacts > 1) add('title:artefacts', title);
  const words = tokens.filter((token) => token.shape !== 'mark').length - from;
  add(
    words <= 3 ? 'title:short' : words <= 7 ? 'title:medium' : words <= 14 ? 'title:long' : 'title:veryLong',
    title,
  );
  for (let i = 0; i < Math.min(from, 6); i++) {
    const word = tokens[i]?.norm;
    if (word && TAGS.has(word)) add(`tag:${TAGS.get(word)}`, title);
  }
  if (tokens.at(-1)?.norm === '?') add('title:question', title);
}

const TAGS = new Map<string, string>([
  ['bug', 'bug'],
  ['fix', 'bug'],
  ['bugfix', 'bug'],
  ['regression', 'bug'],
  ['feat', 'feature'],
  ['feature', 'feature'],
  ['story', 'story'],
  ['improvement', 'improvement'],
  ['enhancement', 'improvement'],
  ['polish', 'improvement'],
  ['chore', 'chore'],
  ['spike', 'chore'],
  ['task', 'chore'],
  ['fe', 'part'],
  ['be', 'part'],
  ['frontend', 'part'],
  ['backend', 'part'],
  ['rfe', 'improvement'],
  ['experiment', 'experiment'],
  ['epic', 'story'],
  ['docs', 'chore'],
  ['release', 'chore'],
]);

function addOpening(document: Document, add: Add): void {
  const first = document.sentences.find(
    (sentence) => sentence.kind !== 'title' && !NOISE.has(sentence.section),
  );
  if (!first) return;
  const word = first.tokens.find((token) => token.shape !== 'mark');
  if (!word) return;
  add(`opens:${word.norm}`, first);
  for (const group of IMPERATIVE_OF.get(word.norm) ?? []) add(`open:${group}`, first);
  if (IMPERATIVE_OF.has(word.norm)) add('open:imperative', first);
  const title = contentStems(document.title.tokens, 0, document.title.tokens.length);
  let shared = 0;
  const told = contentStems(first.tokens, 0, first.tokens.length);
  for (const stemmed of told) if (title.has(stemmed)) shared++;
  if (told.size > 0 && shared / told.size >= 0.6) add('open:repeatsTitle', first);
}

const TRACE = /exception|traceback|segfault|stack ?trace|\bfatal\b|\bpanic\b|error:/i;

function addShape(document: Document, add: Add): void {
  const length = document.description.length;
  let prose = 0;
  let proseSentences = 0;
  let code = 0;
  let traced = false;
  let log = 0;
  let checks = 0;
  let placeholders = 0;
  let headings = 0;
  let images = 0;
  let bullets = 0;
  for (const line of document.lines) {
    if ((line.kind === 'code' || line.kind === 'log') && !traced) traced = TRACE.test(document.description.slice(line.start, Math.min(line.end, line.start + 1500)));
    if (line.kind === 'code') code += line.end - line.start;
    else if (line.kind === 'log') log++;
    else if (line.kind === 'check') checks++;
    else if (line.kind === 'placeholder') placeholders++;
    else if (line.kind === 'heading') {
      headings++;
      add(`H:${line.section}`);
    } else if (line.kind === 'image') images++;
    else if (line.kind === 'bullet' || line.kind === 'ordered') bullets++;
  }
  let artefacts = 0;
  let urls = 0;
  let words = 0;
  for (const sentence of document.sentences) {
    if (sentence.kind === 'title') continue;
    proseSentences++;
    for (const token of sentence.tokens) {
      if (token.shape === 'artefact') artefacts++;
      else if (token.shape === 'url') urls++;
      else if (token.shape !== 'mark') words++;
    }
    if (sentence.kind !== 'check') prose = words;
  }
  if (length === 0) add('body:empty');
  else if (prose === 0) add('body:noProse');
  else add(prose < 12 ? 'body:line' : prose < 40 ? 'body:short' : prose < 120 ? 'body:medium' : 'body:long');
  if (proseSentences > 0 && proseSentences <= 1) add('body:oneSentence');
  if (traced) add('body:trace');
  if (code > 0) add('body:code');
  if (code > 600) add('body:muchCode');
  if (log > 1) add('body:log');
  if (checks > 0) add('body:checks');
  if (checks > 6) add('body:manyChecks');
  if (placeholders > 0) add('body:placeholder');
  if (placeholders > 0 && prose < 12) add('body:onlyPlaceholders');
  if (headings > 0) add('body:headings');
  if (images > 0) add('body:images');
  if (bullets > 3) add('body:bullets');
  if (urls > 0) add('body:urls');
  if (words > 0 && artefacts * 8 > words) add('body:technical');
  if (words > 0 && artefacts * 4 > words) add('body:veryTechnical');
}

const ACCESS = new Set(
  'see view find search know understand learn read browse compare track monitor find list get access'.split(
    ' ',
  ),
);

function addTemplate(template: StoryTemplate | null, novelty: number, add: Add): void {
  if (!template) {
    add('story:none');
    return;
  }
  const where = template.role?.sentence ?? null;
  add('story:template', where);
  if (template.want) {
    const tokens = where?.tokens ?? [];
    const verb = tokens[template.want.from]?.norm ?? '';
    add(`want:${verb}`, where);
    if (ACCESS.has(verb)) add('story:access', where);
    let artefacts = 0;
    for (let i = template.want.from; i < template.want.to; i++) {
      const shape = tokens[i]?.shape;
      if (shape === 'artefact' || shape === 'acronym') artefacts++;
    }
    if (artefacts > 0) add('story:artefact', where);
    if (template.want.to - template.want.from <= 5) add('story:shortWant', where);
    if (template.want.to - template.want.from > 20) add('story:longWant', where);
  } else add('story:noWant', where);
  if (!template.reason) {
    add('story:noReason', where);
    return;
  }
  add('story:reason', where);
  add(
    novelty === 0
      ? 'reason:restates'
      : novelty === 1
        ? 'reason:oneNew'
        : novelty === 2
          ? 'reason:twoNew'
          : 'reason:new',
    where,
  );
  const overlap = overlapOf(template);
  if (novelty === 3) add('reason:threeNew', where);
  if (novelty >= 5) add('reason:muchNew', where);
  if (sameVerb(template)) {
    add('reason:sameVerb', where);
    if (overlap >= 0.3) add('reason:sameVerb+overlap', where);
    if (novelty <= 3) add('reason:sameVerb+little', where);
  }
  if (overlap >= 0.6) add('reason:overlap', where);
  else if (overlap >= 0.3) add('reason:someOverlap', where);
  const reason = template.reason;
  const hits = phrases.find(reason.sentence.tokens.slice(reason.from, reason.to));
  for (const hit of hits) add(`R:${CATEGORIES[hit.category]}`, where);
  for (let i = reason.from; i < reason.to; i++) {
    const word = reason.sentence.tokens[i];
    if (word && word.shape !== 'mark' && word.shape !== 'url') add(`r:${word.norm}`, where);
  }
}

function contentStems(tokens: readonly Token[], from: number, to: number): Set<string> {
  const stems = new Set<string>();
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (token && token.shape !== 'mark' && !isStopWord(token.norm)) stems.add(stem(token.norm));
  }
  return stems;
}

/** Words of the reason that the wish does not already hold. */
function noveltyOf(template: StoryTemplate): number {
  const { want, reason } = template;
  if (!reason) return -1;
  const given = want ? contentStems(want.sentence.tokens, want.from, want.to) : new Set<string>();
  let fresh = 0;
  for (const word of contentStems(reason.sentence.tokens, reason.from, reason.to))
    if (!given.has(word)) fresh++;
  return fresh;
}

/** "I want to edit … so that I can change …": the reason opens with the wish's own verb. */
function sameVerb({ want, reason }: StoryTemplate): boolean {
  if (!want || !reason) return false;
  const asked = firstStem(want.sentence.tokens, want.from, want.to);
  return asked !== null && contentStems(reason.sentence.tokens, reason.from, Math.min(reason.to, reason.from + 7)).has(asked);
}

function firstStem(tokens: readonly Token[], from: number, to: number): string | null {
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (token && token.shape !== 'mark' && !isStopWord(token.norm)) return stem(token.norm);
  }
  return null;
}

function overlapOf(template: StoryTemplate): number {
  const { want, reason } = template;
  if (!reason || !want) return 0;
  const given = contentStems(want.sentence.tokens, want.from, want.to);
  const told = contentStems(reason.sentence.tokens, reason.from, reason.to);
  if (told.size === 0) return 1;
  let shared = 0;
  for (const word of told) if (given.has(word)) shared++;
  return shared / told.size;
}

const TELLING = new Set([
  'problem',
  'benefit',
  'goal',
  'success',
  'hypothesis',
  'result',
  'actual',
  'expected',
  'solution',
  'steps',
  'persona',
  'story',
]);

function addSections(sentences: readonly HeardSentence[], add: Add): void {
  for (const { sentence, has } of sentences) {
    if (!TELLING.has(sentence.section)) continue;
    add(`S:${sentence.section}`, sentence);
    for (const category of has) {
      const name = CATEGORIES[category];
      if (
        sentence.section === 'success' ||
        sentence.section === 'hypothesis' ||
        sentence.section === 'problem' ||
        sentence.section === 'result'
      ) {
        add(`S:${sentence.section}:${name}`, sentence);
      }
    }
    const reason = findReason(sentence.tokens, 0);
    if (reason) add(`S:${sentence.section}:reason`, sentence);
  }
}

const REASONS: readonly Category[] = [
  'soThat',
  'inOrder',
  'toBenefit',
  'forGain',
  'because',
  'therefore',
  'thisMeans',
];
const SOFT_REASONS: readonly Category[] = [
  'gain',
  'gainVerb',
  'gainNoun',
  'neededFor',
  'noMore',
  'consistent',
  'leadsTo',
  'ensure',
  'future',
];
const HARMS: readonly Category[] = [
  'bugFails',
  'bugBroken',
  'bugWrong',
  'cannotDo',
  'problemNoun',
  'difficulty',
];
const GAINS: readonly Category[] = ['gain', 'gainVerb', 'gainNoun', 'noMore', 'consistent'];
const PURPOSES: readonly Category[] = ['soThat', 'inOrder', 'toBenefit', 'forGain'];
const CAUSES: readonly Category[] = ['because', 'therefore'];
const EFFECTS: readonly Category[] = ['thisMeans', 'leadsTo'];
const SOFT_HARMS: readonly Category[] = ['wrongness', 'missing', 'negated', 'oddity'];

function anyOf(has: ReadonlySet<number>, group: readonly Category[]): boolean {
  for (const category of group) if (has.has(categoryIndex[category])) return true;
  return false;
}

const INTERNAL = new Set(
  'developer designer tester researcher qa po pm sre contributor maintainer engineer team owner stakeholder architect analyst operator devops programmer'.split(
    ' ',
  ),
);

/** What the single signals come to together: is any reason given, is any harm told, is it an order? */
function addJudgements(
  document: Document,
  sentences: readonly HeardSentence[],
  template: StoryTemplate | null,
  novelty: number,
  names: ReadonlyMap<string, Sentence | null>,
  add: Add,
): void {
  const statement = names.has('title:statement') || !names.has('title:imperative');
  let reason: Sentence | null = null;
  let softReason: Sentence | null = null;
  let harm: Sentence | null = null;
  let softHarm: Sentence | null = null;
  let reasons = 0;
  const kinds = new Set<string>();
  let harms = 0;
  let titleHarm = false;
  let titleSoftHarm = false;
  for (const { sentence, has } of sentences) {
    if (sentence.kind === 'check' || NOISE.has(sentence.section)) continue;
    const inTitle = sentence.kind === 'title';
    const told = template?.role?.sentence === sentence;
    if (!told && anyOf(has, REASONS)) {
      reason ??= sentence;
      reasons++;
    }
    if (!told && anyOf(has, SOFT_REASONS)) softReason ??= sentence;
    if (!told && !inTitle) {
      const hard = anyOf(has, HARMS);
      const soft = anyOf(has, SOFT_HARMS);
      const people = has.has(categoryIndex.people);
      const gain = anyOf(has, GAINS);
      for (const [kind, group] of [
        ['purpose', PURPOSES],
        ['cause', CAUSES],
        ['effect', EFFECTS],
      ] as const) {
        if (!anyOf(has, group)) continue;
        kinds.add(kind);
        add(`K:${kind}:${hard ? 'harm' : soft ? 'soft' : gain ? 'gain' : 'plain'}`, sentence);
        if (people) add(`K:${kind}:people`, sentence);
        if (gain) add(`K:${kind}:gain+`, sentence);
        if (has.has(categoryIndex.should) || has.has(categoryIndex.wish)) add(`K:${kind}:wish`, sentence);
      }
      if (people && hard) add('K:people:harm', sentence);
      if (gain && (has.has(categoryIndex.should) || has.has(categoryIndex.wish))) add('K:wish:gain', sentence);
      if (has.has(categoryIndex.difficulty) && people) add('K:people:difficulty', sentence);
    }
    if (anyOf(has, HARMS)) {
      harm ??= sentence;
      harms++;
      if (inTitle) titleHarm = true;
    }
    if (anyOf(has, SOFT_HARMS)) {
      softHarm ??= sentence;
      if (inTitle) titleSoftHarm = true;
      if (inTitle && statement && has.has(categoryIndex.negated)) titleHarm = true;
    }
  }
  for (const kind of kinds) {
    add(`K:${kind}:doc:${titleHarm || names.has('H:steps') ? 'bug' : harm ? 'harm' : softHarm ? 'soft' : 'calm'}`, reason);
    add(`K:${kind}:${names.has('title:imperative') ? 'order' : 'other'}`, reason);
  }
  if (kinds.size === 0) add(`K:none:${titleHarm ? 'bug' : harm ? 'harm' : 'calm'}`);
  const shape = template
    ? 'story'
    : names.has('title:imperative')
      ? 'order'
      : names.has('title:statement')
        ? 'statement'
        : 'noun';
  const empty = names.has('body:empty') || names.has('body:noProse') || names.has('body:onlyPlaceholders');
  add(`J:${shape}`, document.title);
  if (empty) add(`J:${shape}:empty`, document.title);
  const why = reason ? 'reason' : softReason ? 'soft' : 'none';
  const report = names.has('H:steps') || names.has('H:actual');
  const hurt = titleHarm
    ? 'title'
    : report
      ? 'report'
      : harm
        ? 'body'
        : titleSoftHarm
          ? 'softTitle'
          : softHarm
            ? 'soft'
            : 'none';
  add(`J:why:${why}`, reason ?? softReason);
  add(`J:hurt:${hurt}`, harm ?? softHarm);
  add(`J:${shape}:why:${why}`, reason ?? softReason);
  add(`J:${shape}:hurt:${hurt}`, harm ?? softHarm);
  add(`J:why:${why}:hurt:${hurt}`, harm ?? reason);
  if (reasons > 1) add('J:reasons', reason);
  if (harms > 2) add('J:harms', harm);
  if (template?.role) {
    const last =
      template.role.text
        .split(/[\s/]+/)
        .at(-1)
        ?.toLowerCase()
        .replace(/s$/, '') ?? '';
    const inside = INTERNAL.has(last) || /team/i.test(template.role.text);
    add(inside ? 'J:inside' : 'J:outside', template.role.sentence);
    const because = novelty < 0 ? 'none' : novelty <= 1 ? 'restated' : 'given';
    add(`J:${inside ? 'inside' : 'outside'}:${because}`, template.role.sentence);
    const { want } = template;
    if (want) {
      const has = new Set(
        phrases.find(want.sentence.tokens.slice(want.from, want.to)).map((hit) => hit.category),
      );
      for (const index of has) {
        const name = CATEGORIES[index];
        if (name?.startsWith('v')) add(`W:${name}`, want.sentence);
      }
      for (const category of [
        'uiNoun',
        'techNoun',
        'docNoun',
        'chore',
        'access',
        'investigate',
        'meeting',
        'negated',
        'gain',
      ] as const) {
        if (has.has(categoryIndex[category])) {
          add(`W:${category}`, want.sentence);
          add(`W:${category}:${because}`, want.sentence);
          if (inside) add(`W:${category}:inside`, want.sentence);
        }
      }
    }
  }
}

const VALUES: readonly (readonly [string, Category])[] = [
  ['risk', 'sRisk'],
  ['cost', 'sCost'],
  ['revenue', 'sRevenue'],
  ['enabler', 'sEnabler'],
];
const STEPS = [0.5, 1, 1.5, 2, 2.5, 3, 4];

/** Pools the cues of each value class, weighed by where they stand, into a few steps. */
function addValue(
  sentences: readonly HeardSentence[],
  template: StoryTemplate | null,
  add: Add,
): Record<string, Sentence | null> {
  const reasonAt = template?.reason ?? null;
  const totals = VALUES.map(() => 0);
  const best: (Sentence | null)[] = VALUES.map(() => null);
  const top = VALUES.map(() => 0);
  let body = 0;
  for (const { sentence, hits } of sentences) {
    if (sentence.kind === 'check' || NOISE.has(sentence.section)) continue;
    if (sentence.kind !== 'title') body++;
    VALUES.forEach(([, category], i) => {
      const index = categoryIndex[category];
      let here = 0;
      for (const hit of hits) {
        if (hit.category !== index) continue;
        const inReason = reasonAt?.sentence === sentence && hit.from >= reasonAt.from;
        const weight = inReason ? 2 : sentence.kind === 'title' ? 1.5 : TELLING_VALUE.has(sentence.section) ? 1.2 : body <= 2 ? 1 : 0.5;
        here = here === 0 ? weight : here + weight * 0.3;
      }
      if (here === 0) return;
      totals[i] = (totals[i] ?? 0) + here;
      if (here > (top[i] ?? 0)) {
        top[i] = here;
        best[i] = sentence;
      }
    });
  }
  const order = VALUES.map((_, i) => i).sort((a, b) => (totals[b] ?? 0) - (totals[a] ?? 0) || a - b);
  const first = order[0] ?? 0;
  const lead = (totals[first] ?? 0) - (totals[order[1] ?? 0] ?? 0);
  VALUES.forEach(([name], i) => {
    for (const step of STEPS) if ((totals[i] ?? 0) >= step) add(`V:${name}>=${step}`, best[i] ?? null);
  });
  const total = totals[first] ?? 0;
  if (total === 0) {
    add('V:none');
    return {};
  }
  const name = VALUES[first]?.[0] ?? '';
  add(`V:top:${name}`, best[first] ?? null);
  if (lead >= 1) add(`V:clear:${name}`, best[first] ?? null);
  if (lead >= 2) add(`V:very:${name}`, best[first] ?? null);
  add(template ? `V:story:${name}` : `V:free:${name}`, best[first] ?? null);
  return Object.fromEntries(VALUES.map(([label], at) => [label, best[at] ?? null]));
}

const TELLING_VALUE = new Set(['problem', 'benefit', 'goal', 'success', 'hypothesis', 'result']);

function addPersona(document: Document, template: StoryTemplate | null, add: Add): void {
  const found = findPersona(document, template);
  if (!found) {
    add('P:none');
    return;
  }
  const { sentence, source, text } = found;
  add(`P:${source}`, sentence);
  if (source !== 'role') return;
  const words = text.toLowerCase().split(' ');
  const last = words.at(-1) ?? '';
  add(`P:word:${last}`, sentence);
  add(words.length > 1 ? 'P:longer' : 'P:bare', sentence);
  add(last.endsWith('s') || last === 'people' ? 'P:many' : 'P:one', sentence);
  add(`P:in:${sentence.kind === 'title' ? 'title' : sentence.section}`, sentence);
  const has = new Set(listen(sentence.tokens).map((hit) => hit.category));
  for (const category of ['negated', 'bugFails', 'bugBroken', 'bugWrong', 'difficulty', 'chore', 'should', 'wish', 'soThat', 'because', 'metric', 'upDown', 'access'] as const) {
    if (has.has(categoryIndex[category])) add(`P:with:${category}`, sentence);
  }
}

function addTerms(document: Document, add: Add): void {
  const { title } = document;
  const from = titleStart(title.tokens);
  let before = '^';
  for (let i = from; i < title.tokens.length && i < from + 40; i++) {
    const token = title.tokens[i];
    if (!token || token.shape === 'url') continue;
    const word = termOf(token);
    if (token.shape !== 'mark') add(`t:${word}`, title);
    add(`t:${before} ${word}`, title);
    before = word;
  }
  let count = 0;
  for (const sentence of document.sentences) {
    if (sentence.kind === 'title' || sentence.kind === 'check' || NOISE.has(sentence.section)) continue;
    let last = '^';
    for (const token of sentence.tokens) {
      if (token.shape === 'mark' || token.shape === 'url') {
        last = '';
        continue;
      }
      if (++count > BODY_TERMS) return;
      const word = termOf(token);
      add(`b:${word}`, sentence);
      if (last !== '') add(`b:${last} ${word}`, sentence);
      last = word;
    }
  }
}

function termOf(token: Token): string {
  if (token.shape === 'artefact') return '#code';
  if (token.shape === 'number') return '#n';
  return token.norm;
}
