import type { Sentence } from '../text/document.ts';
import type { Token } from '../text/tokens.ts';
import { type Facts, factsOf } from './outcome-facts.ts';
import type { HeardSentence } from './signals/heard.ts';

/** One reason to believe that a story names an outcome; `weight` is in the units of `OUTCOME_THRESHOLD`. */
export interface OutcomeSign {
  readonly name: string;
  readonly weight: number;
  readonly sentence: Sentence;
}

export const OUTCOME_THRESHOLD = 2;
export const TARGET_THRESHOLD = 1.5;

export interface OutcomeReading {
  readonly hypothesis: readonly OutcomeSign[];
  readonly target: readonly OutcomeSign[];
}

/**
 * Looks for an expected, checkable outcome. Too few labelled examples exist to fit these weights, so they are set
 * by hand: 2 is enough on its own, 1 needs company.
 */
export function readOutcome(sentences: readonly HeardSentence[]): OutcomeReading {
  const hypothesis: OutcomeSign[] = [];
  const target: OutcomeSign[] = [];
  for (const heard of sentences) {
    const { sentence } = heard;
    if (isInstruction(sentence.tokens)) continue;
    const facts = factsOf(heard);
    for (const [name, weight] of hypothesisSigns(heard, facts)) hypothesis.push({ name, weight, sentence });
    for (const [name, weight] of targetSigns(heard, facts)) target.push({ name, weight, sentence });
  }
  // A number that a hypothesis names is its target even when it stands alone.
  if (weigh(strongestPerName(hypothesis)) >= OUTCOME_THRESHOLD && target[0]) {
    target.push({ name: 'part of a hypothesis', weight: 0.6, sentence: target[0].sentence });
  }
  return { hypothesis: strongestPerName(hypothesis), target: strongestPerName(target) };
}

/** The sum of the strongest sign of each kind, at most one of a kind. */
export function weigh(signs: readonly OutcomeSign[]): number {
  let sum = 0;
  for (const { weight } of signs) sum += weight;
  return sum;
}

type Sign = readonly [string, number];

function hypothesisSigns({ sentence }: HeardSentence, facts: Facts): Sign[] {
  const signs: Sign[] = [];
  const { section } = sentence;
  const told = facts.words >= 4 && !facts.question;
  if (section === 'hypothesis' && told && (facts.words >= 6 || facts.direction || facts.expectation)) {
    signs.push(['hypothesis section', facts.direction || facts.expectation || facts.metric ? 3 : 2]);
  }
  if (facts.expectation && facts.direction && told)
    signs.push(['expectation of a change', facts.metric || facts.people ? 2.5 : 1.2]);
  else if (facts.hope && facts.direction && told) signs.push(['hope of a change', facts.metric ? 1.5 : 0.8]);
  else if (facts.expectation && told && section !== 'steps' && section !== 'expected')
    signs.push(['expectation', 0.7]);
  if (facts.conditional && told) signs.push(['if we, then', 1.5]);
  if (section === 'success' && !facts.question) {
    if (facts.metric && facts.direction) signs.push(['measure of success', 3]);
    else if (facts.metric || facts.direction) signs.push(['measure of success', facts.software ? 1 : 2.2]);
    else if (facts.people && facts.ability && facts.words >= 5 && !facts.software)
      signs.push(['changed behaviour', 2]);
  }
  if (section === 'result' && facts.direction && !facts.software)
    signs.push(['expected result', facts.metric || facts.people ? 1.6 : 1.2]);
  if (section === 'goal' && facts.direction && facts.metric) signs.push(['goal with a measure', 2.2]);
  if (facts.experiment) signs.push(['experiment', sentence.kind === 'title' ? 1.2 : 0.8]);
  if (facts.direction && facts.quantity && facts.bound && facts.metric)
    signs.push(['change in numbers', 1.5]);
  return signs;
}

function targetSigns({ sentence }: HeardSentence, facts: Facts): Sign[] {
  const signs: Sign[] = [];
  const { section, kind } = sentence;
  if (section === 'steps' || section === 'environment' || section === 'references' || section === 'actual')
    return signs;
  if (section === 'success' && !facts.question) {
    if (facts.metric && (facts.direction || facts.quantity)) signs.push(['measure of success', 2.5]);
    else if (facts.metric && !facts.software) signs.push(['measure of success', 2]);
    else if (facts.direction && facts.words <= 16 && !facts.software)
      signs.push(['direction of success', 1.6]);
  }
  if ((section === 'hypothesis' || section === 'goal') && facts.metric && facts.direction)
    signs.push(['measure to move', 2.2]);
  if (section === 'result' && facts.direction && !facts.software)
    signs.push(['result to reach', facts.metric || facts.quantity ? 1.2 : 0.9]);
  if (facts.quantity && facts.bound && (facts.metric || facts.direction)) signs.push(['number to reach', 2]);
  else if (facts.quantity && facts.limit && facts.wish && section !== 'tasks' && kind !== 'check')
    signs.push(['limit to keep', 1.6]);
  else if (facts.quantity && facts.bound && section !== 'tasks' && kind !== 'check')
    signs.push(['number to keep', 0.8]);
  if (facts.expectation && facts.direction && facts.metric) signs.push(['expected measure', 1.5]);
  if (facts.metric && facts.direction && (kind === 'title' || section === 'problem'))
    signs.push(['measure named', 0.8]);
  return signs;
}

const TEMPLATE_OPENERS = new Set([
  'explain',
  'describe',
  'talk',
  'include',
  'recommend',
  'list',
  'example',
  '<',
  '|',
]);

/** A template's own words about how to fill it in. */
function isInstruction(tokens: readonly Token[]): boolean {
  const first = tokens[0]?.norm ?? '';
  if (TEMPLATE_OPENERS.has(first)) return true;
  let holes = 0;
  for (let i = 0; i + 1 < tokens.length; i++) {
    const word = tokens[i]?.norm;
    const next = tokens[i + 1]?.norm;
    if (
      (word === '(' || word === '[' || word === '<') &&
      (next === 'do' ||
        next === 'this' ||
        next === 'these' ||
        next === 'the' ||
        next === 'what' ||
        next === 'current')
    )
      holes++;
    if ((word === 'you' && next === 'want') || word === "you're" || (word === 'i' && next === 'recommend'))
      holes++;
  }
  return holes > 0;
}

function strongestPerName(signs: readonly OutcomeSign[]): OutcomeSign[] {
  const best = new Map<string, OutcomeSign>();
  for (const sign of signs) {
    const known = best.get(sign.name);
    if (!known || sign.weight > known.weight) best.set(sign.name, sign);
  }
  return [...best.values()].sort((a, b) => b.weight - a.weight);
}
