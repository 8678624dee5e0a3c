import { type Category, categoryIndex } from '../../lexicon/book.ts';
import type { Sentence } from '../../text/document.ts';
import { NOISE } from '../noise.ts';
import type { StoryTemplate } from '../story-template.ts';
import type { Add, HeardSentence } from './heard.ts';

const VALUES: readonly (readonly [string, Category])[] = [
  ['risk', 'sRisk'],
  ['cost', 'sCost'],
  ['revenue', 'sRevenue'],
  ['enabler', 'sEnabler'],
];

const STEPS = [0.5, 1, 1.5, 2, 2.5, 3, 4];

/** Pools the cues of each value class, weighed by where they stand, into a few steps. */
export function addValue(
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
        const weight = inReason
          ? 2
          : sentence.kind === 'title'
            ? 1.5
            : TELLING_VALUE.has(sentence.section)
              ? 1.2
              : body <= 2
                ? 1
                : 0.5;
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
