import { z } from 'zod';
import { type Issue, type IssueType, issueTypes } from '../../issue.ts';
import type { Mission, Stage } from '../../mission/mission.ts';
import { type CheckId, type Severity, severities } from '../finding.ts';
import type { GoalView } from '../goal-view.ts';
import type { StoryReading } from '../reading.ts';
import { type StandingPrior, standingPrior } from '../standing.ts';
import type { Shape } from './shape.ts';

/** What a check may look at. */
export interface CheckContext {
  readonly issue: Issue;
  readonly reading: StoryReading;
  readonly mission: Mission;
  readonly stage: Stage;
  readonly shape: Shape;
  /** Absent where nothing is known of goals. */
  readonly goals?: GoalView | undefined;
}

/** What a check has to say; its id and severity are joined in `assess`. */
export interface Observation {
  readonly message: string;
  readonly evidence: string | null;
  readonly suggestion: string;
}

/** A finding that another room made, without the severity that is for the settings to say. */
export const observationOf = (finding: Observation | null): Observation | null =>
  finding && { message: finding.message, evidence: finding.evidence, suggestion: finding.suggestion };

/** What every check can be told in the settings. */
export interface CheckSettings {
  readonly enabled: boolean;
  readonly severity: Severity;
  /** True when this finding is worth a comment of its own; else it is only mentioned in one that is there anyway. */
  readonly opensComment: boolean;
  /** The issue types it looks at. */
  readonly types: readonly IssueType[];
  /** Below this standing it stops speaking in comments; what `standing` says when absent. */
  readonly minStanding?: number | undefined;
  readonly standingPrior?: StandingPrior | undefined;
}

/**
 * One check. `reads: 'text'` needs title and description alone and is run on stories from outside a tracker too;
 * `reads: 'issue'` needs owner, status or dates. `run` is called for open issues of the chosen types only.
 */
export interface Check<S extends CheckSettings = CheckSettings> {
  readonly id: CheckId;
  readonly reads: 'text' | 'issue';
  /** True for a check of the issue that says nothing of a text that could not be read; those of the text never do. */
  readonly needsWords?: true;
  /** The settings schema: every key has its default. */
  readonly settings: z.ZodType<S>;
  run(context: CheckContext, settings: S): Observation | null;
}

/** The common keys with their defaults, and the check's own thresholds. */
export function checkSettings<Own extends z.ZodRawShape>(
  defaults: {
    readonly severity: Severity;
    readonly opensComment?: boolean;
    readonly types: readonly IssueType[];
  },
  own: Own,
) {
  return z
    .strictObject({
      enabled: z.boolean().default(true),
      severity: z.enum(severities).default(defaults.severity),
      opensComment: z.boolean().default(defaults.opensComment ?? false),
      types: z.array(z.enum(issueTypes)).default([...defaults.types]),
      minStanding: z.number().min(0).max(1).optional(),
      standingPrior: standingPrior.optional(),
      ...own,
    })
    .prefault({} as never);
}
