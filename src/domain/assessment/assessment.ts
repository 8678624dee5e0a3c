import type { Mission } from '../mission/mission.ts';
import type { Finding } from './finding.ts';
import type { StoryReading } from './reading.ts';
import type { KeptSecondReading } from './second-reading.ts';

/** All that Waymark says about one issue: the story as read, the mission it makes, and what the checks found. */
export interface Assessment {
  readonly reading: StoryReading;
  readonly mission: Mission;
  readonly findings: readonly Finding[];
  /** What a second reader said, where one was asked. */
  readonly second?: KeptSecondReading;
}
