import { hear } from '../../src/domain/assessment/framing/signals/hear.ts';
import type { TellingWords } from '../../src/domain/assessment/framing/word-meaning.ts';
import type { Story } from '../../src/domain/assessment/reading.ts';
import { readDocument } from '../../src/domain/assessment/text/document.ts';
import type { Example } from './corpus.ts';
import type { Design } from './logistic.ts';
import { type Practice, readPractice } from './practice.ts';
import { denseOf, scaled } from './word-vectors.ts';

interface HeardWords {
  readonly names: readonly string[];
  readonly telling: TellingWords;
  readonly dense: Float64Array;
}

/** An example with what was heard in it. */
export interface Sample extends HeardWords {
  readonly example: Example;
}

export function sampleOf(example: Example): Sample {
  return { example, ...heardIn(example.story) };
}

function heardIn(story: Story): HeardWords {
  const { names, telling } = hear(readDocument(story));
  return { names, telling, dense: denseOf(telling) };
}

/** The practice items with what was heard in them. */
export const practice: readonly PracticeSample[] = readPractice().map((item) => ({
  item,
  ...heardIn(item.story),
}));

/** A single word or a pair, against what several words come to. */
export function isTerm(name: string): boolean {
  return /^(?:[tbr]|opens|want):/.test(name);
}

type PracticeSample = HeardWords & { readonly item: Practice };

const PRACTICE_COUNT = 0.5;
const FEWEST_ITEMS = 4;
// So many practice items count as one project when a signal must occur in several.
const PRACTICE_GROUP = 60;

/**
 * The rows and columns that a label is fitted on; with `lengths` the signals of effects and what words mean as well.
 * Words must occur in three projects and other signals in two, so that no project's jargon counts.
 */
export function designOf(
  samples: readonly Sample[],
  practised: readonly PracticeSample[],
  lengths: readonly number[] | null = null,
): Design {
  const seen = new Map<string, { items: number; projects: Set<string> }>();
  const note = (names: readonly string[], project: string): void => {
    for (const name of names) {
      const known = seen.get(name) ?? { items: 0, projects: new Set<string>() };
      known.items++;
      known.projects.add(project);
      seen.set(name, known);
    }
  };
  for (const { names, example } of samples) note(names, example.project);
  practised.forEach(({ names }, i) => {
    note(names, `practice ${Math.floor(i / PRACTICE_GROUP)}`);
  });
  const features = [...seen]
    .filter(([name, { items, projects }]) => items >= FEWEST_ITEMS && projects.size >= (isTerm(name) ? 3 : 2))
    .filter(([name]) => lengths !== null || !name.startsWith('E:'))
    .map(([name]) => name)
    .sort();
  const index = new Map(features.map((name, i) => [name, i]));
  const all: readonly HeardWords[] = [...samples, ...practised];
  return {
    rows: all.map(({ names }) => Int32Array.from(names.flatMap((name) => index.get(name) ?? []))),
    features,
    dense: lengths === null ? [] : all.map(({ dense }) => scaled(dense, lengths)),
    counts: Float64Array.from(all, (_, i) => (i < samples.length ? 1 : PRACTICE_COUNT)),
  };
}
