import type { SetupStep } from '../../domain/ports.ts';
import { fieldOptions } from '../../domain/write-back/field-options.ts';
import { type SyncedField, syncedFields } from '../../domain/write-back/fields.ts';
import type { JiraFieldSettings } from '../../domain/write-back/jira-field-settings.ts';
import { ownWord } from './field-edit.ts';
import { customTypeOf, kindFromJira } from './field-kinds.ts';
import { CUSTOM_FIELD_ID, nameKey } from './field-map.ts';
import type { JiraSiteField } from './field-schema.ts';
import type { JiraSetupCalls } from './setup-calls.ts';

/** How a field is made where there is none. */
type NewType = Parameters<typeof customTypeOf>[0];
const TYPES: Readonly<Partial<Record<SyncedField, NewType>>> = {
  okrProgress: 'float',
  okrScore: 'float',
  problem: 'textarea',
};
const SEARCHERS: Readonly<Record<NewType, string>> = {
  select: 'multiselectsearcher',
  float: 'exactnumber',
  textfield: 'textsearcher',
  textarea: 'textsearcher',
  readonlyfield: 'textsearcher',
};
/** As Jira's own pages call them. */
const TYPE_WORDS: Readonly<Record<NewType, string>> = {
  select: 'Select list (single choice)',
  float: 'Number',
  textfield: 'Short text (plain text only)',
  textarea: 'Paragraph (supports rich text)',
  readonlyfield: 'Read-only text',
};
const SEARCHER_PREFIX = 'com.atlassian.jira.plugin.system.customfieldtypes:';

/** One synced field as the settings name it, with what the site has by that name. */
export interface FieldPlan {
  readonly field: SyncedField;
  /** The name under which it is created; null where the settings give an id. */
  readonly name: string | null;
  readonly stepName: string;
  readonly type: NewType;
  /** In the site's own words; empty for other types. */
  readonly options: readonly string[];
  readonly found: readonly JiraSiteField[];
}

const FIELD = 'jira:field:';
const OPTIONS = 'jira:options:';

export function fieldPlans(
  settings: JiraFieldSettings,
  siteFields: readonly JiraSiteField[],
): readonly FieldPlan[] {
  const shared = siteFields.filter(({ custom, isOfProject }) => custom && !isOfProject);
  return syncedFields.flatMap((field): FieldPlan[] => {
    const wanted = settings.fields[field];
    const [first] = wanted;
    if (first === undefined) return [];
    const byName = wanted.map((name) =>
      shared.filter(
        (one) =>
          one.id === name || [one.name, ...one.otherNames].some((other) => nameKey(other) === nameKey(name)),
      ),
    );
    return [
      {
        field,
        name: wanted.find((name) => !CUSTOM_FIELD_ID.test(name)) ?? null,
        stepName: first,
        type: fieldOptions[field] ? 'select' : (TYPES[field] ?? 'textfield'),
        options: (fieldOptions[field] ?? []).map((option) => ownWord(settings, field, option)),
        found: byName.find((fields) => fields.length > 0) ?? [],
      },
    ];
  });
}

/** The one field of the site that a plan means; null where there is none, or more than one. */
export function fieldOf({ found }: FieldPlan): JiraSiteField | null {
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** What is to do for one field, apart from screens. */
export async function fieldSteps(
  plan: FieldPlan,
  calls: JiraSetupCalls,
  isAdmin: boolean,
): Promise<readonly SetupStep[]> {
  const id = `${FIELD}${plan.stepName}`;
  const created = `create the field ${described(plan)}`;
  if (plan.found.length === 0) {
    if (plan.name === null) {
      const remedy = `The settings name ${plan.stepName} (writeBack.jira.fields.${plan.field}), which Jira does not have: correct it.`;
      return [{ id, title: `the field ${plan.stepName}`, state: 'by-hand', remedy }];
    }
    return [
      isAdmin
        ? { id, title: created, state: 'missing' }
        : { id, title: created, state: 'by-hand', remedy: fieldByHand(plan) },
    ];
  }
  const title = `the field "${plan.stepName}"`;
  const field = fieldOf(plan);
  if (!field) {
    const ids = plan.found.map((one) => one.id).join(', ');
    const remedy = `${plan.found.length} fields are called so (${ids}): name the right one by its id under writeBack.jira.fields.${plan.field}, or rename the others.`;
    return [{ id, title, state: 'by-hand', remedy }];
  }
  const kind = kindFromJira(field.schema?.custom);
  if (kind === null) {
    const remedy = `It is of a type that Waymark does not write (${field.schema?.custom ?? 'unknown'}): make a field ${described(plan)}, and name it under writeBack.jira.fields.${plan.field}.`;
    return [{ id, title, state: 'by-hand', remedy }];
  }
  const steps: SetupStep[] = [{ id, title, state: 'present' }];
  if (kind === 'option' && isAdmin) {
    const missing = [
      ...new Set((await missingOptions(plan, field.id, calls)).flatMap(({ values }) => values)),
    ];
    const list = missing.map((value) => `"${value}"`).join(', ');
    if (missing.length > 0) {
      const add = `add the options ${list} to the field "${plan.stepName}"`;
      steps.push({ id: `${OPTIONS}${plan.stepName}`, title: add, state: 'missing' });
    }
  }
  return steps;
}

export function fieldPlanOfStep(stepId: string, plans: readonly FieldPlan[]): FieldPlan | null {
  return (
    plans.find(({ stepName }) => [`${FIELD}${stepName}`, `${OPTIONS}${stepName}`].includes(stepId)) ?? null
  );
}

/** Creates the field where it is missing, and the options that it lacks. Safe to repeat, also after it stopped half-way. */
export async function applyField(plan: FieldPlan, calls: JiraSetupCalls): Promise<void> {
  const known = fieldOf(plan);
  if (!known && (plan.found.length > 0 || plan.name === null)) return;
  const id = known?.id ?? (await create(plan, calls));
  if (plan.options.length === 0 || (known && kindFromJira(known.schema?.custom) !== 'option')) return;
  if ((await calls.contexts(id)).length === 0) {
    await calls.createContext(id, `Everywhere: ${plan.stepName}`);
  }
  for (const { contextId, values } of await missingOptions(plan, id, calls)) {
    await calls.createOptions(id, contextId, values);
  }
}

function create(plan: FieldPlan, calls: JiraSetupCalls): Promise<string> {
  return calls.createField({
    name: plan.name ?? plan.stepName,
    type: customTypeOf(plan.type),
    searcherKey: `${SEARCHER_PREFIX}${SEARCHERS[plan.type]}`,
    description: `Kept in sync by Waymark (${plan.field}).`,
  });
}

/** Per context, which has options of its own. */
async function missingOptions(
  plan: FieldPlan,
  fieldId: string,
  calls: JiraSetupCalls,
): Promise<readonly { readonly contextId: string; readonly values: readonly string[] }[]> {
  const missing: { contextId: string; values: readonly string[] }[] = [];
  for (const { id } of await calls.contexts(fieldId)) {
    const present = new Set((await calls.options(fieldId, id)).map(({ value }) => nameKey(value)));
    const values = plan.options.filter((option) => !present.has(nameKey(option)));
    if (values.length > 0) missing.push({ contextId: id, values });
  }
  return missing;
}

function described({ stepName, name, type, options }: FieldPlan): string {
  const kind =
    options.length > 0
      ? `select: ${options.join(', ')}`
      : TYPE_WORDS[type].toLowerCase().replace(/ \(.*/, '');
  return `"${name ?? stepName}" (${kind})`;
}

function fieldByHand({ stepName, type, options }: FieldPlan): string {
  const choices = options.length > 0 ? ` with the options ${options.join(', ')}` : '';
  return (
    'Let a Jira administrator create it: Jira settings → Issues → Custom fields → Create custom field → ' +
    `"${TYPE_WORDS[type]}", name "${stepName}"${choices}; then add it to the screens of the projects. ` +
    'Or run this once with an administrator’s JIRA_EMAIL and JIRA_API_TOKEN.'
  );
}
