import type { Framing, Story, StoryReading } from '../assessment/reading.ts';

/** What a second reader makes of a story that has been read already. */
export interface SecondReading {
  readonly framing: Framing;
  /** 0 to 1. */
  readonly confidence: number;
  /** Exact words of the story that its view rests on; never empty. */
  readonly quotes: readonly string[];
  /** A draft in the shape of the mission template, plain text; null where it has nothing to offer for a line. */
  readonly rewrite: {
    readonly persona: string | null;
    readonly problem: string | null;
    readonly expectedOutcome: string | null;
  } | null;
}

/**
 * An optional second reader. It may change how sure Waymark is and draft the rewrite, nothing else: what it says
 * about the framing never replaces the built-in reading.
 */
export interface StoryReader {
  /** Null when it failed, took too long or answered something that does not hold; it never throws. */
  read(story: Story, first: StoryReading): Promise<SecondReading | null>;
}
