import { TrackerError } from '../../domain/errors.ts';
import type { SetupStep, SetupTarget, TrackerSetup } from '../../domain/ports.ts';
import type { JiraFieldSettings } from '../../domain/write-back/jira-field-settings.ts';
import type { JiraFieldCalls } from './field-calls.ts';
import {
  applyField,
  type FieldPlan,
  fieldOf,
  fieldPlanOfStep,
  fieldPlans,
  fieldSteps,
} from './field-setup.ts';
import type { ProjectSamples } from './samples.ts';
import { applyScreen, screenOfStep, screenSteps } from './screen-setup.ts';
import type { JiraSetupCalls } from './setup-calls.ts';
import type { JiraProject } from './setup-schema.ts';
import { applyWebhook, WEBHOOK_STEP, webhookStep } from './webhook-setup.ts';

const PROJECT = 'jira:project:';

export interface JiraSetupDeps {
  readonly calls: JiraSetupCalls;
  readonly fieldCalls: JiraFieldCalls;
  readonly samples: ProjectSamples;
  /** What holds everywhere: fields are created by the names given there. */
  readonly settings: JiraFieldSettings;
  readonly webhookSecret: string;
}

/** Sets a site up: fields with their options, the screens of the projects, the webhook. */
export function createJiraSetup(deps: JiraSetupDeps): Pick<TrackerSetup, 'planSetup' | 'applyStep'> {
  const { calls, fieldCalls, samples, settings, webhookSecret } = deps;
  const plansNow = async () => fieldPlans(settings, await fieldCalls.siteFields());

  return {
    async planSetup(target) {
      const isAdmin = (await fieldCalls.permissions(['ADMINISTER'])).has('ADMINISTER');
      const plans = await plansNow();
      const projects = await projectsOf(target);
      const steps: SetupStep[] = [];
      for (const plan of plans) steps.push(...(await fieldSteps(plan, calls, isAdmin)));
      const withScreens = projects.filter(({ isTeamManaged }) => isAdmin && !isTeamManaged);
      steps.push(...(await screenSteps(plans, withScreens, calls)));
      for (const project of projects.filter((one) => !withScreens.includes(one))) {
        steps.push(...(await byHandIn(project, plans)));
      }
      const { webhookUrl } = target;
      return [...steps, webhookStep(webhookUrl === null ? null : await calls.webhooks(), webhookUrl)];
    },

    async applyStep({ id }, { webhookUrl }) {
      if (id === WEBHOOK_STEP) return applyWebhook(calls, webhookUrl, webhookSecret);
      const plans = await plansNow();
      const plan = fieldPlanOfStep(id, plans);
      if (plan) return applyField(plan, calls);
      const screenId = screenOfStep(id);
      if (screenId !== null) return applyScreen(screenId, plans, calls);
      throw new TrackerError('invalid', `Jira applyStep: there is no step ${id.slice(0, 100)}`);
    },
  };

  async function projectsOf({ projects: wanted }: SetupTarget): Promise<readonly JiraProject[]> {
    const all = await calls.projects();
    if (!wanted) return all;
    const unknown = wanted.find((key) => !all.some((project) => project.key === key));
    if (unknown !== undefined) {
      throw new TrackerError(
        'invalid',
        `Jira planSetup: there is no project ${unknown}, or it is out of sight`,
      );
    }
    return all.filter(({ key }) => wanted.includes(key));
  }

  /** Where Jira's screens do not reach, or are out of reach: what can be edited tells what is missing. */
  async function byHandIn(
    { key, isTeamManaged }: JiraProject,
    plans: readonly FieldPlan[],
  ): Promise<readonly SetupStep[]> {
    const there = plans.filter((plan) => fieldOf(plan) !== null);
    const maps = there.length === 0 ? [] : await samples(key);
    const missing = there.filter(({ field }) => maps.some(({ writable }) => !writable.has(field)));
    // A project without issues tells nothing, and needs nothing yet.
    if (missing.length === 0) return [];
    const names = missing.map(({ stepName }) => `"${stepName}"`).join(', ');
    const remedy = isTeamManaged
      ? `It is a team-managed project: let its administrator open Project settings → Work types and, for each type, add ${names} under "Search all fields". Jira offers programs no way to do it.`
      : `Let a Jira administrator add them: Jira settings → Issues → Screens → the edit screen of ${key}. Or run this once with an administrator’s JIRA_EMAIL and JIRA_API_TOKEN.`;
    return [
      { id: `${PROJECT}${key}`, title: `put ${names} on the issues of ${key}`, state: 'by-hand', remedy },
    ];
  }
}
