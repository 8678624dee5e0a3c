import type { SetupStep } from '../../domain/ports.ts';
import { type FieldPlan, fieldOf } from './field-setup.ts';
import type { JiraSetupCalls } from './setup-calls.ts';
import type { JiraProject } from './setup-schema.ts';

const SCREEN = 'jira:screen:';
const NAMED_PROJECTS = 6;

/** A screen with the projects that edit their issues on it. */
interface ScreenUse {
  readonly screenId: string;
  readonly projects: readonly string[];
}

/**
 * One step for each screen on which the issues of these company-managed projects are edited. Fields that are yet to be
 * created count as missing.
 */
export async function screenSteps(
  plans: readonly FieldPlan[],
  projects: readonly JiraProject[],
  calls: JiraSetupCalls,
): Promise<readonly SetupStep[]> {
  const steps: SetupStep[] = [];
  for (const { screenId, projects: keys } of await screensInUse(projects, calls)) {
    const { fieldIds } = await calls.screen(screenId);
    const missing = missingOn(fieldIds, plans);
    const id = `${SCREEN}${screenId}`;
    const where = `the edit screen of ${shortList(keys)}`;
    const names = missing.map(({ stepName }) => `"${stepName}"`).join(', ');
    steps.push(
      missing.length === 0
        ? { id, title: `${where}: all fields are on it`, state: 'present' }
        : { id, title: `put ${names} on ${where}`, state: 'missing' },
    );
  }
  return steps;
}

export function screenOfStep(stepId: string): string | null {
  return stepId.startsWith(SCREEN) ? stepId.slice(SCREEN.length) : null;
}

/** Puts the fields on the screen that are not on it yet. Safe to repeat. */
export async function applyScreen(
  screenId: string,
  plans: readonly FieldPlan[],
  calls: JiraSetupCalls,
): Promise<void> {
  const { tabId, fieldIds } = await calls.screen(screenId);
  for (const plan of missingOn(fieldIds, plans)) {
    const field = fieldOf(plan);
    if (field) await calls.addToScreen(screenId, tabId, field.id);
  }
}

async function screensInUse(
  projects: readonly JiraProject[],
  calls: JiraSetupCalls,
): Promise<readonly ScreenUse[]> {
  const screensOf = await calls.screensOf(projects.map(({ id }) => id));
  const uses = new Map<string, string[]>();
  for (const { id, key } of projects) {
    for (const screenId of screensOf.get(id) ?? []) {
      uses.set(screenId, [...(uses.get(screenId) ?? []), key]);
    }
  }
  return [...uses].map(([screenId, keys]) => ({ screenId, projects: keys }));
}

/** A name that more than one field has cannot be put anywhere until somebody decides which is meant. */
function missingOn(fieldIds: readonly string[], plans: readonly FieldPlan[]): readonly FieldPlan[] {
  return plans.filter((plan) => {
    const field = fieldOf(plan);
    return field ? !fieldIds.includes(field.id) : plan.found.length === 0 && plan.name !== null;
  });
}

export function shortList(keys: readonly string[]): string {
  const shown = keys.slice(0, NAMED_PROJECTS).join(', ');
  return keys.length > NAMED_PROJECTS ? `${shown} and ${keys.length - NAMED_PROJECTS} more projects` : shown;
}
