import type { SandboxLinear } from '../../src/sandbox/linear/linear.ts';
import { createLinearTracker, type LinearTrackerConfig } from '../../src/trackers/linear/index.ts';
import { type LabelField, planOf } from '../../src/trackers/linear/label-groups.ts';

export const linearConfig = (linear: SandboxLinear): LinearTrackerConfig => ({
  apiUrl: linear.apiUrl,
  apiKey: linear.apiKey,
  webhookSecret: 'the secret of the webhook in Linear',
  timeoutMs: 2_000,
  publicUrl: 'https://waymark.example',
});

/** Creates the label groups, as an administrator would by `waymark provision`. */
export async function setUpLinear(linear: SandboxLinear): Promise<void> {
  const tracker = createLinearTracker(linearConfig(linear));
  const target = { webhookUrl: null };
  for (const step of await tracker.planSetup(target)) {
    if (step.state === 'missing') await tracker.applyStep(step, target);
  }
}

/** The id of a label of one of Waymark's groups. */
export function labelIdOf(linear: SandboxLinear, group: string, name: string): string {
  const labels = [...linear.workspace.labels.values()];
  const parent = labels.find((label) => label.name === group && label.isGroup);
  const found = labels.find((label) => label.parentId === parent?.id && label.name === name);
  if (!parent || !found) throw new Error(`Linear has no label ${name} in the group ${group}`);
  return found.id;
}

/** What a person does in Linear's menu of labels: choosing another of the group takes the present one away. */
export function setLinearLabel(
  linear: SandboxLinear,
  key: string,
  field: LabelField,
  value: string | null,
): void {
  const { name } = planOf(field);
  const { labels } = linear.workspace;
  const others = linear.raw(key).labelIds.filter((id) => {
    const parentId = labels.get(id)?.parentId;
    return !parentId || labels.get(parentId)?.name !== name;
  });
  linear.setLabels(key, value === null ? others : [...others, labelIdOf(linear, name, value)]);
}
