import { readStory } from '../domain/assessment/read-story.ts';
import { isWorthAsking, type KeptSecondReading } from '../domain/assessment/second-reading.ts';
import type { Issue } from '../domain/issue.ts';
import type { Review, StoryReader } from '../domain/ports.ts';
import { sha256 } from './sha256.ts';

/** `mayAsk` false: only what was said of the same text before. */
export type SecondOpinion = (
  issue: Issue,
  before: Review | null,
  options?: { readonly mayAsk: boolean },
) => Promise<KeptSecondReading | null>;

/**
 * Asks the second reader where it is worth it, once per text: what it said of the same text before is kept, so that
 * a comment does not change while the text stays. Without a reader the built-in reading stands alone.
 */
export function createSecondOpinion(reader: StoryReader | null): SecondOpinion {
  return async (issue, before, { mayAsk } = { mayAsk: true }) => {
    if (!reader) return null;
    const { title, description } = issue;
    const of = sha256(JSON.stringify([title, description]));
    const kept = before?.assessment.second;
    if (kept?.of === of) return kept;

    if (!mayAsk) return null;
    const first = readStory({ title, description });
    if (!isWorthAsking(issue, first)) return null;
    const second = await reader.read({ title, description }, first);
    return second && { ...second, of };
  };
}
