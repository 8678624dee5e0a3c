import type { Framing, Persona, Quote, Signal, Story, StoryReading, ValueReading } from './reading.ts';

const READ_LIMIT = 20_000;
const ROLE = /\bas an? ([a-z][\w/' -]{0,60}?)(?=,|\s+i\b|\s+who\b|\s+we\b)/i;
const SO_THAT = /\b(?:so that|so i can|in order to|because|to avoid)\b[^.\n]{3,300}/i;
const PAIN =
  /[^.\n]{0,200}\b(?:fails?|error|crash|broken|cannot|can't|doesn't|does not|not working|problem|slow|missing)\b[^.\n]{0,200}/i;
const TARGET = /[^.\n]{0,120}\b\d+(?:\.\d+)? ?(?:%|percent|ms|seconds)[^.\n]{0,80}/i;
const HYPOTHESIS =
  /\b(?:hypothesis|we (?:believe|expect) that|will result in|measure success)\b[^.\n]{0,200}/i;
const UNCLEAR: ValueReading = { class: 'unclear', confidence: 0.6, evidence: null };

/** Reads one story: framing, persona, problem, benefit, target and value, each with its exact quote. */
export function readStory(story: Story, options: { readonly explain?: boolean } = {}): StoryReading {
  const parts = [story.title.slice(0, READ_LIMIT), story.description.slice(0, READ_LIMIT)];
  const quote = (pattern: RegExp): string | null => {
    for (const part of parts) {
      const found = pattern.exec(part)?.[0]?.trim();
      if (found) return found;
    }
    return null;
  };
  const benefit = quote(SO_THAT);
  const problem = quote(PAIN);
  const target = quote(TARGET);
  const hypothesis = quote(HYPOTHESIS);
  const persona = findPersona(parts);
  const framing: Framing = hypothesis ? 'hypothesis' : benefit || problem || persona ? 'need' : 'recipe';
  const signals: Signal[] = hypothesis
    ? [{ label: 'hypothesis', name: 'expectation', weight: 1, quote: hypothesis }]
    : [];
  return {
    framing,
    confidence: 0.6,
    persona,
    problem: asQuote(problem),
    benefit: asQuote(benefit),
    target: asQuote(target),
    value: UNCLEAR,
    framingEvidence: hypothesis ?? benefit ?? problem ?? (story.title.trim() || null),
    ...(options.explain ? { signals } : {}),
  };
}

function findPersona(parts: readonly string[]): Persona | null {
  for (const part of parts) {
    const text = ROLE.exec(part)?.[1]?.trim();
    if (text) return { text, kind: /^(?:user|customer|visitor)s?$/i.test(text) ? 'generic' : 'end-user' };
  }
  return null;
}

function asQuote(text: string | null): Quote | null {
  return text === null ? null : { text };
}
