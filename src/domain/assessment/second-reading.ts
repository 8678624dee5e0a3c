import type { Issue } from '../issue.ts';
import type { SecondReading } from '../ports/reader.ts';
import type { StoryReading } from './reading.ts';

/** A second reading with the text it was made of, so that it is asked for once per text and not once per look. */
export interface KeptSecondReading extends SecondReading {
  /** Hash of title and description. */
  readonly of: string;
}

/** Below this a second opinion may tip the scales; a recipe always gains from a drafted rewrite. */
const sureEnough = 0.7;
const gainWhenAgreed = 0.5;
const lossWhenNot = 0.6;

/** Whether a second reader is worth asking: for what may be commented on, and for what the first is unsure of. */
export function isWorthAsking(issue: Issue, first: StoryReading): boolean {
  const isOpen = issue.status.category !== 'done' && issue.status.category !== 'cancelled';
  const isAsked = issue.type !== 'sub-task' && issue.type !== 'bug';
  return (
    isOpen && isAsked && !first.isForeign && (first.framing === 'recipe' || first.confidence < sureEnough)
  );
}

/**
 * The first reading with its confidence moved: up to half of the way to 1 when the second reader agrees on the
 * framing, down by up to six tenths when it does not, in proportion to how sure that one is. Framing and quotes stay.
 */
export function withSecondReading(first: StoryReading, second: SecondReading | null): StoryReading {
  if (!second) return first;
  const moved =
    second.framing === first.framing
      ? first.confidence + (1 - first.confidence) * gainWhenAgreed * second.confidence
      : first.confidence * (1 - lossWhenNot * second.confidence);
  return { ...first, confidence: Math.round(moved * 1000) / 1000 };
}
