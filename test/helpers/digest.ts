import type { Assessment } from '../../src/domain/assessment/assessment.ts';
import type { CheckId } from '../../src/domain/assessment/finding.ts';
import type { Audience } from '../../src/domain/digest/digest-settings.ts';
import { audiencesOf, digestSettings } from '../../src/domain/digest/digest-settings.ts';
import type {
  DigestIssue,
  GoalMaterial,
  Material,
  SectionContext,
} from '../../src/domain/digest/material.ts';
import { weekOf } from '../../src/domain/digest/week.ts';
import { wordingFor } from '../../src/domain/digest/wording.ts';
import type { Issue } from '../../src/domain/issue.ts';
import type { CheckIn } from '../../src/domain/okr/check-in.ts';
import { contradictions } from '../../src/domain/okr/contradictions.ts';
import type { LinkedIssue } from '../../src/domain/okr/evidence.ts';
import { createGoalTree, type GoalTree } from '../../src/domain/okr/goal-tree.ts';
import { objectiveStanding } from '../../src/domain/okr/standing.ts';
import type { WrittenKeyResult } from '../../src/domain/okr/written.ts';
import { anIssue, aReading } from './issue.ts';
import { aCheckIn, someGoals } from './okr.ts';

export const digestDay = '2026-11-16';

export function anAudience(over: Record<string, unknown> = {}): Audience {
  const settings = digestSettings.parse({ audiences: { checkout: { to: ['lead@example.com'], ...over } } });
  const [audience] = audiencesOf(settings);
  if (!audience) throw new Error('no audience');
  return audience;
}

export function aContext(
  over: Record<string, unknown> = {},
  roles: SectionContext['roles'] = {},
): SectionContext {
  const audience = anAudience(over);
  return { audience, week: weekOf(digestDay), wording: wordingFor(audience.language), roles };
}

/** What a review found: these checks, and the reading and mission that are given. */
export function anAssessment(checks: readonly CheckId[] = [], more: Partial<Assessment> = {}): Assessment {
  const findings = checks.map((check) => ({
    ...{ check, severity: 'warning' as const, message: check, evidence: null, suggestion: check },
  }));
  return { reading: aReading(), mission: {}, findings, ...more };
}

/** A story of last week; `more` holds what a review made of it. */
export function aDigestIssue(issue: Partial<Issue>, more: Partial<DigestIssue> = {}): DigestIssue {
  const whole = anIssue({
    ref: { tracker: 'jira', id: issue.key ?? 'SHOP-1' },
    url: `https://jira.example/browse/${issue.key ?? 'SHOP-1'}`,
    createdAt: '2026-11-11T09:00:00.000Z',
    updatedAt: '2026-11-12T09:00:00.000Z',
    ...issue,
  });
  return { issue: whole, assessment: anAssessment(), doneOn: null, isLinked: false, ...more };
}

/**
 * A quarter in which completion moves, contacts freeze while work is done, and failures stay away. `more` is added to
 * everything that people wrote.
 */
export function someGoalMaterial(more = ''): GoalMaterial {
  const tree = createGoalTree(
    someGoals({
      objectives: [
        {
          id: 'finish',
          statement: `Shoppers finish their order without asking anybody${more}`,
          owner: `Mara Lindqvist${more}`,
          period: 'Q4-2026',
          keyResults: [
            {
              id: 'completion',
              statement: `Filled baskets that become orders${more}`,
              metric: 'Checkout completion',
              start: '58%',
              target: '70%',
              work: { by: 'label', value: 'okr-completion' },
            },
            {
              id: 'contacts',
              statement: `Questions about payment that reach the support desk${more}`,
              metric: 'Payment contacts',
              start: '420 contacts/week',
              target: '150 contacts/week',
              work: { by: 'label', value: 'okr-contacts' },
            },
          ],
        },
      ],
    }),
  );
  const rows: [string, string, string][] = [
    ['completion', '2026-10-05', '58%'],
    ['completion', '2026-10-19', '60.5%'],
    ['completion', '2026-11-02', '62%'],
    ['completion', '2026-11-09', '63%'],
    ['completion', '2026-11-13', '64.5%'],
    ['contacts', '2026-10-12', '415 contacts/week'],
    ['contacts', '2026-10-26', '410 contacts/week'],
  ];
  const checkIns = new Map<string, CheckIn[]>();
  for (const [keyResult, day, value] of rows) {
    const evidence = ['https://metrics.example/completion?week=46', ...(more ? [`javascript:${more}`] : [])];
    const row = aCheckIn(day, value, { keyResult, evidence, ...(more && { note: more, author: more }) });
    checkIns.set(keyResult, [...(checkIns.get(keyResult) ?? []), row]);
  }
  const issues = new Map<string, LinkedIssue[]>([
    [
      'contacts',
      ['SHOP-21', 'SHOP-22', 'SHOP-23'].map((key, index) => ({
        ref: { tracker: 'jira' as const, id: key },
        key,
        url: `https://jira.example/browse/${key}`,
        title:
          (['Explain a declined card', 'Receipt names the provider', 'Refund state in the account'][index] ??
            '') + more,
        status: { name: 'Done', category: 'done' as const },
        startedOn: '2026-10-20',
        doneOn: ['2026-11-04', '2026-11-06', '2026-11-12'][index] ?? null,
      })),
    ],
  ]);
  return goalMaterial(tree, checkIns, issues);
}

/** Where the goals stand on the day of the digest, from what was said of them. */
function goalMaterial(
  tree: GoalTree,
  checkIns: ReadonlyMap<string, readonly CheckIn[]>,
  issues: ReadonlyMap<string, readonly LinkedIssue[]>,
): GoalMaterial {
  const week = weekOf(digestDay);
  const objectives = tree.objectives();
  const standingsOn = (day: string) => objectives.map((one) => objectiveStanding(tree, one, checkIns, day));
  return {
    tree,
    objectives,
    standings: standingsOn(week.day),
    before: new Map(standingsOn(week.before).map((one) => [one.objective.id, one])),
    checkIns,
    issues,
    contradictions: contradictions({ tree, today: week.day, checkIns, issues }),
    staleAfterDays: 14,
  };
}

/** An objective of this quarter with one key result, `kr`, and what was said of it: `[day, value]`. */
export function oneKeyResult(
  written: Partial<WrittenKeyResult>,
  said: readonly (readonly [day: string, value: string, more?: Partial<CheckIn>])[],
  issues: readonly LinkedIssue[] = [],
): GoalMaterial {
  const keyResult = { id: 'kr', statement: 'It gets better', ...written };
  const objectives = [
    { id: 'objective', statement: 'All is well', period: 'Q4-2026', keyResults: [keyResult] },
  ];
  const rows = said.map(([day, value, more]) => aCheckIn(day, value, more));
  const tree = createGoalTree(someGoals({ objectives }));
  return goalMaterial(tree, new Map([['kr', rows]]), new Map([['kr', issues]]));
}

const recipe = 'As a PO, I want a Save for Later button so shoppers can store items in the cart';
const people = ['Mara', 'Jonas', 'Amélie', 'Kenji', 'Layla', 'Tom', 'Priya'].map((name) => ({
  id: name,
  name,
}));

/** Everything that the sections may ask for, with something to say in each. */
export function someMaterial(): Material {
  const by = (index: number) => people[index % people.length] ?? null;
  const prose = <T>(value: T) => ({ value, source: 'prose' as const, quote: null });
  const asRecipe = { reading: aReading({ framing: 'recipe', confidence: 0.9 }) };
  const issues = [
    aDigestIssue(
      { key: 'SHOP-1', title: 'Save for Later button', description: recipe, reporter: by(0) },
      {
        assessment: anAssessment(['recipe', 'internal-persona'], {
          ...asRecipe,
          mission: { priority: { value: 'this week', source: 'native field', quote: 'High' } },
        }),
      },
    ),
    aDigestIssue(
      {
        key: 'SHOP-5',
        title: 'Add dropdown with 12 sort options to category page',
        description: 'Dropdown top right, 12 entries, same font as the header.',
        reporter: by(1),
      },
      { assessment: anAssessment(['recipe', 'missing-persona'], asRecipe) },
    ),
    aDigestIssue(
      {
        key: 'SHOP-7',
        title: 'Loyalty points on the product page',
        description: 'Returning shoppers should see their points, in red, under the price.',
        reporter: by(2),
      },
      {
        assessment: anAssessment(['recipe', 'missing-value'], {
          ...asRecipe,
          mission: { persona: prose('returning shoppers') },
        }),
      },
    ),
    aDigestIssue(
      {
        key: 'SHOP-9',
        title: 'Shoppers on a phone cannot tell what delivery costs',
        description: 'Shoppers on a phone find out on the last page and leave: 61 of 100 do.',
        status: { name: 'In Progress', category: 'in-progress' },
        reporter: by(3),
      },
      {
        assessment: anAssessment(['unclear-value', 'no-owner'], { mission: { persona: prose('shoppers') } }),
      },
    ),
    aDigestIssue(
      { key: 'SHOP-12', title: 'Gift wrapping', reporter: by(4) },
      { assessment: anAssessment(['missing-problem']) },
    ),
    aDigestIssue(
      { key: 'SHOP-13', title: 'Newsletter', reporter: by(5) },
      { assessment: anAssessment(['not-a-mission']) },
    ),
    aDigestIssue(
      {
        key: 'SHOP-23',
        title: 'Refund state in the account',
        status: { name: 'Done', category: 'done' },
        reporter: by(6),
      },
      {
        doneOn: '2026-11-12',
        isLinked: true,
        assessment: anAssessment([], {
          reading: aReading({ target: { text: 'payment contacts fall from 420 to 300 a week' } }),
          mission: { persona: prose('shoppers who wait for a refund') },
        }),
      },
    ),
  ];
  return {
    goals: someGoalMaterial(),
    issues,
    writes: {
      comments: 4,
      fields: 9,
      issues: 6,
      undone: 0,
      held: [{ reason: 'the hour’s budget of SHOP is used up', count: 3 }],
    },
    last: {
      'gap:size': 100,
      'gap:problem': 100,
      'gap:persona': 60,
      'gap:value': 100,
      'gap:due': 100,
      'gap:priority': 90,
      'gap:difficulty': 100,
      'gap:buildTestIterate': 100,
      'gap:name': 100,
    },
  };
}

/** Who is what, so that both roles have three people and more. */
export const someRoles: SectionContext['roles'] = {
  product: ['Mara', 'Jonas', 'Amélie'],
  support: ['Kenji', 'Layla', 'Tom', 'Priya'],
};
