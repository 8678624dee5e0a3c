import { explain } from './framing/explain.ts';
import { groundRules } from './framing/ground-rules.ts';
import {
  builtInModel,
  MODEL_LABELS,
  type Model,
  type ModelLabel,
  probabilityAt,
  recipeScoreFrom,
} from './framing/model.ts';
import { OUTCOME_THRESHOLD, readOutcome, TARGET_THRESHOLD, weigh } from './framing/outcome.ts';
import { findPersona } from './framing/persona.ts';
import { kindOf } from './framing/persona-kind.ts';
import { benefitQuote, problemQuote, quoteOf, solutionQuote } from './framing/quotes.ts';
import { hear } from './framing/signals/hear.ts';
import type { Heard } from './framing/signals/heard.ts';
import type { Framing, Persona, Quote, Story, StoryReading, ValueClass, ValueReading } from './reading.ts';
import { type Document, readDocument } from './text/document.ts';
import { isForeign } from './text/language.ts';

export interface ReadOptions {
  /** Adds `signals`: what was heard, with weights and quotes. */
  readonly explain?: boolean;
}

/**
 * Reads one story: framing, persona, problem, benefit, target and value. Every quote is an exact substring of the
 * title or the description. Pure and deterministic; of a very long text only the beginning is read.
 */
export function readStory(story: Story, options: ReadOptions = {}): StoryReading {
  return readStoryWith(builtInModel, story, options);
}

/** The same with another model, for training and evaluation. */
export function readStoryWith(model: Model, story: Story, options: ReadOptions = {}): StoryReading {
  const document = readDocument(story);
  if (isForeign(document)) return { ...UNREAD, ...(options.explain && { signals: [] }) };
  const heard = hear(document, model.knows);
  const scores = model.score(heard);
  const scoreOf = (label: ModelLabel): number => scores[MODEL_LABELS.indexOf(label)] ?? 0;

  const outcome = readOutcome(heard.sentences);
  const hypothesisScore = weigh(outcome.hypothesis);
  const rules = groundRules(heard);
  const recipeScore = rules.reduce((sum, rule) => sum + rule.weight, recipeScoreFrom(scores));
  const { framing, confidence } = frame(model, recipeScore, hypothesisScore);

  const problem = scoreOf('problem') > 0 ? problemQuote(heard) : null;
  const benefit =
    scoreOf('benefit') > 0 && rules.every(({ keepsReason }) => keepsReason) ? benefitQuote(heard) : null;
  const targetSign = weigh(outcome.target) >= TARGET_THRESHOLD ? outcome.target[0] : undefined;
  const target = targetSign ? quoteOf(targetSign.sentence) : null;
  const hypothesisSign = outcome.hypothesis[0];
  const evidence =
    framing === 'recipe'
      ? solutionQuote(heard)
      : framing === 'hypothesis' && hypothesisSign
        ? quoteOf(hypothesisSign.sentence)
        : (problem ?? benefit ?? solutionQuote(heard));

  return {
    framing,
    confidence,
    persona: readPersona(document, heard, scoreOf('persona')),
    problem: asQuote(problem),
    benefit: asQuote(benefit),
    target: asQuote(target),
    value: readValue(model, heard, scoreOf),
    framingEvidence: evidence,
    ...(options.explain ? { signals: explain(model, heard, outcome, rules) } : {}),
  };
}

/** What is said of a text in another language. */
const UNREAD: StoryReading = {
  framing: 'need',
  confidence: 0.5,
  persona: null,
  problem: null,
  benefit: null,
  target: null,
  value: { class: 'unclear', confidence: 0.5, evidence: null },
  framingEvidence: null,
  isForeign: true,
};

function frame(
  model: Model,
  recipeScore: number,
  hypothesisScore: number,
): { framing: Framing; confidence: number } {
  const hypothesis = probabilityAt(model.curves.hypothesis, hypothesisScore);
  if (hypothesisScore >= OUTCOME_THRESHOLD) return { framing: 'hypothesis', confidence: hypothesis };
  const recipe = probabilityAt(model.curves.recipe, recipeScore);
  const share = recipeScore > 0 ? recipe : 1 - recipe;
  const confidence = Math.round(share * (1 - hypothesis) * 1000) / 1000;
  return { framing: recipeScore > 0 ? 'recipe' : 'need', confidence };
}

function readPersona(document: Document, heard: Heard, score: number): Persona | null {
  const found = findPersona(document, heard.template);
  if (!found || (found.source === 'role' && score <= 0)) return null;
  return { text: found.text, kind: kindOf(found.text, heard.template?.want?.text) };
}

const VALUE_CLASSES: readonly ValueClass[] = ['unclear', 'revenue', 'cost', 'risk', 'enabler'];

function readValue(model: Model, heard: Heard, scoreOf: (label: ModelLabel) => number): ValueReading {
  const ranked = VALUE_CLASSES.map((name) => ({ name, score: scoreOf(name) })).sort(
    (a, b) => b.score - a.score,
  );
  const first = ranked[0];
  if (!first) return { class: 'unclear', confidence: 0.5, evidence: null };
  const confidence = probabilityAt(model.curves.value, first.score - (ranked[1]?.score ?? 0));
  const sentence = first.name === 'unclear' ? null : heard.valueEvidence[first.name];
  return { class: first.name, confidence, evidence: sentence ? quoteOf(sentence) : null };
}

function asQuote(text: string | null): Quote | null {
  return text === null ? null : { text };
}
