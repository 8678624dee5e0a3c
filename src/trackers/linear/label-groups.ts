import { fieldOptions } from '../../domain/write-back/field-options.ts';
import type { SyncedField } from '../../domain/write-back/fields.ts';
import { tidy } from '../lenient.ts';
import type { LinearLabelGroup } from './issue-schema.ts';

export type LabelField = Extract<SyncedField, 'size' | 'value' | 'difficulty' | 'framing'>;

export interface LabelGroupPlan {
  readonly field: LabelField;
  readonly name: string;
  readonly options: readonly string[];
  readonly description: string;
}

/**
 * The label groups that stand for fields with a closed set of answers, as they are set up: labels of one group exclude
 * each other. They belong to the whole workspace, so that an issue keeps its values when it moves between teams.
 */
export const labelGroupPlans: readonly LabelGroupPlan[] = [
  {
    field: 'size',
    name: 'Mission size',
    options: fieldOptions.size ?? [],
    description: 'How large the mission is. Waymark reads it.',
  },
  {
    field: 'value',
    name: 'Mission value',
    options: fieldOptions.value ?? [],
    description: 'What the mission is worth to the business. Waymark reads it.',
  },
  {
    field: 'difficulty',
    name: 'Mission difficulty',
    options: fieldOptions.difficulty ?? [],
    description: 'Who can take the mission on. Waymark reads it.',
  },
  {
    field: 'framing',
    name: 'Story framing',
    options: fieldOptions.framing ?? [],
    description: 'How the story is told. Waymark keeps it up to date.',
  },
];

/** A group as the workspace has it. */
export interface LabelGroup {
  readonly id: string;
  readonly field: LabelField;
  readonly name: string;
  /** The id of each label by the answer it stands for. */
  readonly labelIds: ReadonlyMap<string, string>;
}

export type LabelGroups = ReadonlyMap<LabelField, LabelGroup>;

/** Finds Waymark's groups by their names, in any case. */
export const labelGroupFilter = {
  isGroup: { eq: true },
  team: { null: true },
  or: labelGroupPlans.map(({ name }) => ({ name: { eqIgnoreCase: name } })),
};

export function labelGroupsFromLinear(groups: readonly LinearLabelGroup[]): LabelGroups {
  return new Map(
    labelGroupPlans.flatMap(({ field, name, options }) => {
      const found = groups.find((group) => isCalled(group.name, name));
      if (!found) return [];
      // Newest first: of several labels for one answer the oldest stays.
      const labelIds = new Map(
        found.children.nodes.map((label) => [answerOf(label.name, options), label.id]),
      );
      return [[field, { id: found.id, field, name: found.name, labelIds }] as const];
    }),
  );
}

export function planOf(field: LabelField): LabelGroupPlan {
  const plan = labelGroupPlans.find((one) => one.field === field);
  if (!plan) throw new Error(`no label group stands for ${field}`);
  return plan;
}

export function isLabelField(field: SyncedField): field is LabelField {
  return labelGroupPlans.some((plan) => plan.field === field);
}

export function isCalled(name: string, wanted: string): boolean {
  return name.trim().toLowerCase() === wanted.toLowerCase();
}

const LONGEST_LABEL = 100;

/**
 * The answer that a label of a group stands for: one of the group's own, also where a workspace that wants every label
 * name only once has it as `risk (value)`; a label that people added stands for its name.
 */
export function answerOf(labelName: string, options: readonly string[]): string {
  const name = tidy(labelName, LONGEST_LABEL).trim();
  const plain = name.toLowerCase();
  return options.find((option) => plain === option || plain.startsWith(`${option} (`)) ?? name;
}
