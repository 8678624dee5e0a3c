import type { TrackerName } from '../issue.ts';
import type { KnownLimits } from './pace.ts';

/** What the vendors publish, for planning and for answers that tell no limits. Answers that do are believed instead. */
export const trackerLimits: Readonly<
  Record<
    TrackerName,
    KnownLimits & {
      /** Issues that a page holds at most. */
      readonly page: number;
      /** Issues that take one value in one call. */
      readonly together: number;
      /** Issues of which one look tells whether such calls have reached them; null: the answer tells. */
      readonly inOneLook: number | null;
    }
  >
> = {
  // Bursts for each endpoint are 100 reads and 50 edits a second; there is no hourly limit on API tokens.
  jira: { perSecond: { read: 100, write: 50 }, perHour: null, page: 100, together: 1_000, inOneLook: 4_000 },
  linear: { perSecond: { read: 20, write: 20 }, perHour: 2_500, page: 50, together: 50, inOneLook: null },
};
