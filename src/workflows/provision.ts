import { TrackerError } from '../domain/errors.ts';
import type { TrackerName } from '../domain/issue.ts';
import type { SetupStep, SetupTarget, Tracker, TrackerSetup, Trackers } from '../domain/ports.ts';

/** What setting one tracker up would do. */
export interface TrackerPlan {
  readonly tracker: TrackerName;
  readonly steps: readonly SetupStep[];
  /** Why there is no plan; null when there is one. */
  readonly problem: string | null;
}

export interface StepOutcome {
  readonly tracker: TrackerName;
  readonly step: SetupStep;
  /** Null when it was done. */
  readonly problem: string | null;
}

/** What to set up; everything that is switched on and visible when left out. */
export interface ProvisionScope {
  readonly tracker?: TrackerName;
  /** Jira projects, by key. */
  readonly projects?: readonly string[];
}

export interface Provision {
  /** Changes nothing. */
  plan(scope: ProvisionScope): Promise<readonly TrackerPlan[]>;
  /** Does the missing steps of a plan, in its order; one that fails does not keep the next from being tried. */
  apply(
    plans: readonly TrackerPlan[],
    scope: ProvisionScope,
    onStep: (outcome: StepOutcome) => void,
  ): Promise<readonly StepOutcome[]>;
}

/** Sets the trackers up: fields or labels, and the webhooks. Run twice, it changes nothing the second time. */
export function createProvision(deps: { trackers: Trackers; publicUrl: string | null }): Provision {
  const { trackers, publicUrl } = deps;

  const targetOf = (name: TrackerName, { projects }: ProvisionScope): SetupTarget => ({
    webhookUrl: webhookUrl(publicUrl, name),
    ...(projects && { projects }),
  });

  return {
    async plan(scope) {
      const plans: TrackerPlan[] = [];
      for (const [name, tracker] of trackers) {
        if ((scope.tracker && scope.tracker !== name) || !canSetUp(tracker)) continue;
        plans.push(
          await orProblem(tracker.planSetup(targetOf(name, scope))).then(({ value, problem }) => ({
            tracker: name,
            steps: value ?? [],
            problem,
          })),
        );
      }
      return plans;
    },

    async apply(plans, scope, onStep) {
      const outcomes: StepOutcome[] = [];
      for (const { tracker: name, steps } of plans) {
        const tracker = trackers.get(name);
        if (!tracker || !canSetUp(tracker)) continue;
        for (const step of steps.filter(({ state }) => state === 'missing')) {
          const { problem } = await orProblem(tracker.applyStep(step, targetOf(name, scope)));
          const outcome = { tracker: name, step, problem };
          onStep(outcome);
          outcomes.push(outcome);
        }
      }
      return outcomes;
    },
  };
}

export function canSetUp(tracker: Tracker): tracker is Tracker & TrackerSetup {
  return 'planSetup' in tracker;
}

/** Where a tracker sends its webhooks; null when nobody has said where Waymark is reached. */
export function webhookUrl(publicUrl: string | null, tracker: TrackerName): string | null {
  return publicUrl === null ? null : `${publicUrl}/webhooks/${tracker}`;
}

async function orProblem<T>(call: Promise<T>): Promise<{ value: T | null; problem: string | null }> {
  try {
    return { value: await call, problem: null };
  } catch (error) {
    if (error instanceof TrackerError) return { value: null, problem: error.message };
    throw error;
  }
}
