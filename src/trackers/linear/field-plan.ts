import {
  type FieldChange,
  type FieldProblem,
  type FieldValue,
  isOwned,
} from '../../domain/write-back/fields.ts';
import { isEmpty, sameValue } from '../../domain/write-back/same-value.ts';
import { type Card, type CardValues, isCardField } from './card.ts';
import type { IssueInput } from './field-calls.ts';
import { type FieldLook, fieldValues, missingGroup, missingLabel } from './fields.ts';
import { isLabelField, type LabelField, type LabelGroups } from './label-groups.ts';
import { nativePriority, needsNote } from './priorities.ts';

/** What has to be done to the issue itself; `input` is null when that is nothing. */
export interface NativePlan {
  readonly input: IssueInput | null;
  readonly problems: readonly FieldProblem[];
}

/** The labels and the priority, for one update of the issue. */
export function planNative(look: FieldLook, changes: readonly FieldChange[]): NativePlan {
  const added: string[] = [];
  const removed: string[] = [];
  const problems: FieldProblem[] = [];
  let priority: number | null = null;
  for (const { field, to } of changes) {
    if (isLabelField(field)) {
      const swap = labelSwap(look, field, to);
      if ('problem' in swap) problems.push(swap.problem);
      else {
        added.push(...swap.added);
        removed.push(...swap.removed);
      }
    } else if (field === 'priority') {
      priority = nativePriority(to);
      if (priority === null) problems.push(noSuchPriority(look.team, to));
      else if (priority === look.priority) priority = null;
    }
  }
  const input = {
    ...(added.length > 0 && { addedLabelIds: added }),
    ...(removed.length > 0 && { removedLabelIds: removed }),
    ...(priority !== null && { priority }),
  };
  return { input: Object.keys(input).length > 0 ? input : null, problems };
}

/** The same change for issues that all have the value it starts from; null when that takes more than one update. */
export function planForAll(groups: LabelGroups, change: FieldChange): NativePlan | null {
  const { field, from, to } = change;
  const bare = { team: '', groups, labels: new Map(), priority: 0, cards: [] };
  if (field === 'priority') {
    const priority = nativePriority(from);
    return priority === null || needsNote(from) || needsNote(to)
      ? null
      : planNative({ ...bare, priority }, [change]);
  }
  if (!isLabelField(field)) return null;
  if (isEmpty(from)) return planNative(bare, [change]);
  const present = [...(groups.get(field)?.labelIds ?? [])].find(([answer]) => sameValue(answer, from));
  if (!present) return null;
  const [value, id] = present;
  return planNative({ ...bare, labels: new Map([[field, { id, value }]]) }, [change]);
}

/** A person who changed the field in the meantime was faster, unless it is one of Waymark's own. */
export function isStillDue(look: FieldLook, { field, from }: FieldChange): boolean {
  return isOwned(field) || sameValue(fieldValues(look)[field] ?? null, from);
}

type Swap = { readonly added: string[]; readonly removed: string[] } | { readonly problem: FieldProblem };

/** Nothing but labels of the field's own group is touched. */
function labelSwap({ team, groups, labels }: FieldLook, field: LabelField, to: FieldValue): Swap {
  const group = groups.get(field);
  if (!group) return { problem: missingGroup(team, field) };
  const present = labels.get(field);
  const removed = present ? [present.id] : [];
  if (isEmpty(to)) return { added: [], removed };
  const wanted = [...group.labelIds].find(([answer]) => sameValue(answer, to))?.[1];
  if (wanted === undefined) return { problem: missingLabel(team, field, to) };
  return present?.id === wanted ? { added: [], removed: [] } : { added: [wanted], removed };
}

function noSuchPriority(project: string, to: FieldValue): FieldProblem {
  const message = `“${String(to).slice(0, 60)}” is none of the template’s priorities`;
  return { project, field: 'priority', message, remedy: 'Choose one of the template’s six answers.' };
}

/** The card's values after the changes; null when it is as it should be already. */
export function planCard(card: Card | undefined, changes: readonly FieldChange[]): CardValues | null {
  const before: CardValues = card?.values ?? {};
  const after: Record<string, FieldValue> = { ...before };
  for (const { field, to } of changes) {
    if (isCardField(field)) after[field] = isEmpty(to) ? null : to;
    else if (field === 'priority') after.priority = needsNote(to) ? to : null;
  }
  // To the letter: a value that differs in case alone has been changed on purpose.
  const differs = Object.entries(after).some(
    ([key, value]) => value !== (before[key as keyof CardValues] ?? null),
  );
  return differs ? (after as CardValues) : null;
}
