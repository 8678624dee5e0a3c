import type { Signal } from '../reading.ts';
import type { GroundRule } from './ground-rules.ts';
import { MODEL_LABELS, type Model } from './model.ts';
import type { OutcomeReading } from './outcome.ts';
import { quoteOf } from './quotes.ts';
import type { Heard } from './signals/heard.ts';

const PER_LABEL = 8;

/** The signals that weighed most, per label, heaviest first; outcome signs come from rules, the others from the model. */
export function explain(
  model: Model,
  heard: Heard,
  outcome: OutcomeReading,
  rules: readonly GroundRule[],
): Signal[] {
  const want = heard.template?.want?.text ?? null;
  const signals: Signal[] = rules.map(({ name, weight }) => ({ label: 'recipe', name, weight, quote: want }));
  const shares = model.sharesOf(heard);
  MODEL_LABELS.forEach((label, at) => {
    const found: Signal[] = [];
    heard.names.forEach((name, i) => {
      const weight = model.weightsOf(name)?.[at] ?? 0;
      if (weight === 0) return;
      const where = heard.where[i];
      found.push({ label, name, weight, quote: where ? quoteOf(where) : null });
    });
    for (const { word, label: of, weight } of shares)
      if (of === label)
        found.push({ label, name: `word:${word}`, weight: Math.round(weight * 1000) / 1000, quote: null });
    found.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.name < b.name ? -1 : 1));
    signals.push(...found.slice(0, PER_LABEL));
  });
  for (const { name, weight, sentence } of outcome.hypothesis)
    signals.push({ label: 'hypothesis', name, weight, quote: quoteOf(sentence) });
  for (const { name, weight, sentence } of outcome.target)
    signals.push({ label: 'target', name, weight, quote: quoteOf(sentence) });
  return signals;
}
