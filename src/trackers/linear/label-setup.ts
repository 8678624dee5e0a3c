import { TrackerError } from '../../domain/errors.ts';
import type { SetupStep } from '../../domain/ports.ts';
import { answerOf, isCalled, type LabelGroupPlan, labelGroupPlans } from './label-groups.ts';
import type { LinearSetupCalls } from './setup-calls.ts';
import type { LinearAccount, LinearNamedLabel } from './setup-schema.ts';

const PREFIX = 'linear:labels:';
const COLOUR = '#5e6ad2';

/** One step per label group, with the labels it lacks. */
export function labelSteps(
  labels: readonly LinearNamedLabel[],
  account: LinearAccount,
): readonly SetupStep[] {
  return labelGroupPlans.map((plan) => {
    const id = `${PREFIX}${plan.name}`;
    const { group, obstacle } = findGroup(labels, plan);
    const missing = missingOptions(group, plan);
    const list = quoted(missing);
    const title = group
      ? missing.length === 0
        ? `the label group "${plan.name}" (${plan.options.join(', ')})`
        : `add ${missing.length === 1 ? 'the label' : 'the labels'} ${list} to the label group "${plan.name}"`
      : `create the label group "${plan.name}" (${plan.options.join(', ')})`;
    if (missing.length === 0) return { id, title, state: 'present' };
    if (obstacle) return { id, title, state: 'by-hand', remedy: obstacle };
    if (mayManageLabels(account)) return { id, title, state: 'missing' };
    const remedy =
      'Only administrators may set up labels in this workspace. Let one add it under Settings, Labels in Linear, ' +
      'or run this with an administrator’s LINEAR_API_KEY.';
    return { id, title, state: 'by-hand', remedy };
  });
}

export function labelPlanOfStep(stepId: string): LabelGroupPlan | null {
  return labelGroupPlans.find(({ name }) => stepId === `${PREFIX}${name}`) ?? null;
}

/** Creates the group and the labels that it lacks. Safe to repeat, also after it stopped half-way. */
export async function applyLabels(calls: LinearSetupCalls, plan: LabelGroupPlan): Promise<void> {
  const { group, obstacle } = findGroup(await calls.labelsOfThoseNames('applyStep'), plan);
  if (!group && obstacle) throw new TrackerError('invalid', `Linear applyStep: ${obstacle}`);
  const parentId =
    group?.id ??
    (await calls.createLabel({ ...described(plan), name: plan.name, color: COLOUR, isGroup: true })).id;
  for (const option of missingOptions(group, plan)) await createLabel(calls, plan, parentId, option);
}

/** Older workspaces take every name only once, whatever its group; there the label gets a second word. */
async function createLabel(
  calls: LinearSetupCalls,
  plan: LabelGroupPlan,
  parentId: string,
  option: string,
): Promise<void> {
  const label = { color: COLOUR, parentId };
  try {
    await calls.createLabel({ ...label, name: option });
  } catch (error) {
    if (!(error instanceof TrackerError) || error.kind !== 'invalid') throw error;
    const { group } = findGroup(await calls.labelsOfThoseNames('applyStep'), plan);
    // Somebody else may have been faster.
    if (!missingOptions(group, plan).includes(option)) return;
    await calls.createLabel({ ...label, name: `${option} (${plan.field})` });
  }
}

function described({ description }: LabelGroupPlan) {
  return { description };
}

/** The workspace's group of that name, or what keeps it from being created. */
function findGroup(
  labels: readonly LinearNamedLabel[],
  { name }: LabelGroupPlan,
): { readonly group: LinearNamedLabel | null; readonly obstacle: string | null } {
  const called = labels.filter((label) => isCalled(label.name, name));
  const group = called.find((label) => label.isGroup === true && label.team === null);
  if (group) return { group, obstacle: null };
  const [other] = called;
  if (!other) return { group: null, obstacle: null };
  const where = other.team ? `in the team ${other.team.key}` : 'in the workspace';
  const what = other.isGroup ? 'a label group' : 'a label that is no group';
  const remedy = `There is ${what} called "${name}" ${where}. Rename it, or make it a group of the whole workspace.`;
  return { group: null, obstacle: remedy };
}

function missingOptions(group: LinearNamedLabel | null, { options }: LabelGroupPlan): readonly string[] {
  const present = new Set(group?.children.nodes.map(({ name }) => answerOf(name, options)));
  return options.filter((option) => !present.has(option));
}

function mayManageLabels({ viewer, organization }: LinearAccount): boolean {
  if (viewer.guest === true) return false;
  const role = organization.securitySettings.labelManagementRole ?? 'user';
  return viewer.admin === true || !['admin', 'owner'].includes(role);
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
