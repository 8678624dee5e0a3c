import { z } from 'zod';
import { defaultContradictionSettings } from './contradictions.ts';
import { defaultLintSettings } from './lint/lint-rule.ts';
import { progressSettings } from './progress-settings.ts';
import { sourcesSettings } from './sources-settings.ts';

const { windowDays, doneIssues, movedShare } = defaultContradictionSettings;
const { maxKeyResults, forgottenAfterDays } = defaultLintSettings;

/** How goals are measured and judged; the same everywhere, because a goal belongs to no project. */
export const okrSettings = z
  .strictObject({
    /** How many percent of its way a measured key result must move for a second check-in on one day. */
    stepPercent: z.number().min(0).max(100).default(5),
    lint: z
      .strictObject({
        maxKeyResults: z.int().min(1).max(50).default(maxKeyResults),
        /** Days without a check-in after which a key result counts as forgotten. */
        forgottenAfterDays: z.int().min(1).max(366).default(forgottenAfterDays),
      })
      .prefault({}),
    /** When goals and work tell different stories; see `ContradictionSettings`. */
    contradictions: z
      .strictObject({
        windowDays: z.int().min(1).max(366).default(windowDays),
        doneIssues: z.int().min(1).max(1_000).default(doneIssues),
        movedShare: z.number().min(0.01).max(1).default(movedShare),
      })
      .prefault({}),
    sources: sourcesSettings,
    progress: progressSettings,
  })
  .prefault({});

export type OkrSettings = z.infer<typeof okrSettings>;
