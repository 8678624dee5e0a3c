import type { FieldProblem, FieldValue, FieldValues, SyncedField } from '../../domain/write-back/fields.ts';
import { tidy } from '../lenient.ts';
import { type Card, type CardValues, cardFields, cardsFromLinear } from './card.ts';
import type { LinearIssueFields } from './issue-schema.ts';
import { answerOf, type LabelField, type LabelGroups, labelGroupPlans, planOf } from './label-groups.ts';
import { priorityAnswer } from './priorities.ts';

/** What one look at an issue told about the places of the synced fields. */
export interface FieldLook {
  readonly team: string;
  readonly groups: LabelGroups;
  /** The label that the issue has of each group. */
  readonly labels: ReadonlyMap<LabelField, { readonly id: string; readonly value: string }>;
  /** Linear's number, 0 for none. */
  readonly priority: number;
  /** The card at its own address first; others were written when Waymark had another address. */
  readonly cards: readonly Card[];
}

export function fieldLookFromLinear(
  answer: LinearIssueFields & { readonly identifier?: string },
  groups: LabelGroups,
  cardUrl: string,
): FieldLook {
  const labels = [...groups.values()].flatMap(({ id, field }) => {
    const label = answer.labels.nodes.find(({ parent }) => parent?.id === id);
    if (!label) return [];
    return [[field, { id: label.id, value: answerOf(label.name, planOf(field).options) }] as const];
  });
  return {
    team: answer.team?.key ?? (answer.identifier ?? '').replace(/-\d+$/, ''),
    groups,
    labels: new Map(labels),
    priority: answer.priority ?? 0,
    cards: cardsFromLinear(answer.cards.nodes, cardUrl),
  };
}

/** The values as people see them, of every field that can be written. */
export function fieldValues({ groups, labels, priority, cards }: FieldLook): FieldValues {
  const card: CardValues = cards[0]?.values ?? {};
  const values: Partial<Record<SyncedField, FieldValue>> = {
    priority: priorityAnswer(priority, card.priority ?? null),
  };
  for (const field of groups.keys()) values[field] = labels.get(field)?.value ?? null;
  for (const field of cardFields) values[field] = card[field] ?? null;
  return values;
}

/**
 * The groups that are missing beside others that are there. Where none is, nobody has asked for them, and that is no
 * problem.
 */
export function fieldProblems({ team, groups }: FieldLook): readonly FieldProblem[] {
  if (groups.size === 0) return [];
  return labelGroupPlans
    .filter(({ field }) => !groups.has(field))
    .map(({ field }) => missingGroup(team, field));
}

const PROVISION = 'Run `waymark provision`, which adds what is missing';

export function missingGroup(project: string, field: LabelField): FieldProblem {
  const message = `Linear’s workspace has no label group “${planOf(field).name}”`;
  return { project, field, message, remedy: `${PROVISION}, or add it under Settings, Labels in Linear.` };
}

export function missingLabel(project: string, field: LabelField, answer: FieldValue): FieldProblem {
  const { name } = planOf(field);
  const message = `the label group “${name}” has no label “${tidy(String(answer), 60)}”`;
  return { project, field, message, remedy: `${PROVISION}, or add the label to the group in Linear.` };
}
