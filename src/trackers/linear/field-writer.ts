import { TrackerError } from '../../domain/errors.ts';
import type { TrackerFields } from '../../domain/ports.ts';
import type { FieldChange, FieldProblem } from '../../domain/write-back/fields.ts';
import { cardContent, cardUrl, isCardField } from './card.ts';
import { type LinearFieldCalls, MOST_AT_ONCE } from './field-calls.ts';
import { isStillDue, planCard, planForAll, planNative } from './field-plan.ts';
import { type FieldLook, fieldLookFromLinear } from './fields.ts';
import { labelGroupsFromLinear } from './label-groups.ts';
import type { Looks } from './looks.ts';
import { orNull } from './or-null.ts';
import { refusalOf, refused } from './refusals.ts';

/**
 * Writes fields: labels and priority in one update of the issue, everything else on the card in another, each only when
 * it differs from what the issue has.
 */
export function createLinearFieldWriter(deps: {
  readonly calls: LinearFieldCalls;
  readonly looks: Looks;
  readonly publicUrl: string | null;
}): TrackerFields {
  const { calls, looks, publicUrl } = deps;

  return { writeFields, writeFieldOfMany };

  async function writeFields(
    issueId: string,
    changes: readonly FieldChange[],
  ): Promise<readonly FieldProblem[]> {
    if (changes.length === 0) return [];
    const look = looks.recall(issueId, changes) ?? (await lookAgain(issueId));
    // Whatever comes of it, the issue is no longer as it was seen.
    looks.forget(issueId);
    const problems = await writeNative(issueId, look, changes);
    const taken = changes.filter(({ field }) => !problems.some((problem) => problem.field === field));
    return [...problems, ...(await writeCard(issueId, look, taken))];
  }

  async function lookAgain(issueId: string): Promise<FieldLook> {
    const { issue, groups } = await calls.look(issueId);
    if (!issue) throw new TrackerError('not-found', 'Linear writeFields: the issue is gone', { status: 404 });
    return fieldLookFromLinear(issue, labelGroupsFromLinear(groups), cardUrl(publicUrl, issueId));
  }

  async function writeNative(
    issueId: string,
    look: FieldLook,
    changes: readonly FieldChange[],
  ): Promise<readonly FieldProblem[]> {
    const { input, problems } = planNative(look, changes);
    if (!input) return problems;
    const refusal = await refusalOf(calls.updateIssue(issueId, input));
    if (!refusal) return problems;
    // The labels may have changed since they were seen, and Linear does not say which of several changes it minds.
    const now = await lookAgain(issueId);
    const found: FieldProblem[] = [];
    for (const change of changes.filter((one) => isStillDue(now, one))) {
      const alone = planNative(now, [change]);
      const isTheSame = JSON.stringify(alone.input) === JSON.stringify(input);
      const mind = isTheSame
        ? refusal
        : alone.input && (await refusalOf(calls.updateIssue(issueId, alone.input)));
      found.push(...alone.problems, ...(mind ? [refused(now.team, change, mind)] : []));
    }
    return found;
  }

  async function writeCard(
    issueId: string,
    { team, cards }: FieldLook,
    changes: readonly FieldChange[],
  ): Promise<readonly FieldProblem[]> {
    const values = planCard(cards[0], changes);
    if (!values) return [];
    const url = cardUrl(publicUrl, issueId);
    const content = cardContent(values);
    const refusal = content && (await refusalOf(calls.putCard(issueId, url, content)));
    if (refusal?.kind === 'not-found') throw refusal;
    if (refusal) {
      return changes
        .filter(({ field }) => isCardField(field))
        .map((change) => refused(team, change, refusal));
    }
    // One card per issue: none that is empty, and none at an address that Waymark has no longer.
    for (const card of content ? cards.filter((one) => one.url !== url) : cards) {
      await calls.deleteCard(card.id).catch((error: unknown) => {
        if (!(error instanceof TrackerError) || error.kind !== 'not-found') throw error;
      });
    }
    return [];
  }

  async function writeFieldOfMany(
    issueIds: readonly string[],
    ...changes: readonly FieldChange[]
  ): Promise<readonly string[]> {
    const refusing: string[] = [];
    const [only, ...more] = changes;
    // Several changes differ in what they take from each issue's labels, and most of them go to the card anyway.
    const single = only && more.length === 0 ? await writeInBatches(issueIds, only) : issueIds;
    for (const id of single) {
      const problems = await orNull(writeFields(id, changes));
      if (!problems || problems.length > 0) refusing.push(id);
    }
    return refusing;
  }

  /** Answers the issues that have to be written one by one; their own calls tell what is wrong with each. */
  async function writeInBatches(
    issueIds: readonly string[],
    change: FieldChange,
  ): Promise<readonly string[]> {
    if (isCardField(change.field)) return issueIds;
    const plan = planForAll(labelGroupsFromLinear(await calls.groups()), change);
    if (!plan || plan.problems.length > 0) return issueIds;
    const rest: string[] = [];
    for (let start = 0; plan.input && start < issueIds.length; start += MOST_AT_ONCE) {
      const batch = issueIds.slice(start, start + MOST_AT_ONCE);
      for (const id of batch) looks.forget(id);
      if (await refusalOf(calls.updateIssues(batch, plan.input))) rest.push(...batch);
    }
    return rest;
  }
}
