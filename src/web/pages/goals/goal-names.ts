import { type Sight, seesEverything } from '../../../domain/access.ts';
import type { Confidence } from '../../../domain/okr/check-in.ts';
import type { Contradiction } from '../../../domain/okr/contradictions.ts';
import type { GoalKind } from '../../../domain/okr/goal.ts';
import { namesHidden } from '../../../domain/okr/hidden-names.ts';
import type { OkrFinding } from '../../../domain/okr/lint/lint-rule.ts';
import type { IssueLinkRule, IssueWeight, Source } from '../../../domain/okr/source.ts';
import type { Value } from '../../../domain/okr/value.ts';
import { roughly } from '../../../domain/okr/value-format.ts';

/** The levels of the cascade, as people call them. */
export const kindNames: Readonly<Record<GoalKind, string>> = {
  mission: 'mission',
  vision: 'vision',
  pillar: 'pillar',
  team: 'team',
  objective: 'objective',
  'key-result': 'key result',
};

export const directionNames = {
  raise: 'is to rise',
  lower: 'is to fall',
  'stay-above': 'is to stay at or above the target',
  'stay-below': 'is to stay at or below the target',
} as const;

export const confidenceKinds: Readonly<Record<Confidence, string>> = {
  high: 'on-track',
  medium: 'at-risk',
  low: 'off-track',
};

/** What is amiss with goals, in few words. */
export const remarkNames: Readonly<Record<OkrFinding['check'] | Contradiction['check'], string>> = {
  'mission-shape': 'a part is missing',
  'recipe-in-objective': 'a recipe',
  'too-many-key-results': 'too many key results',
  'no-owner': 'no owner',
  'no-team': 'no team',
  'task-in-disguise': 'a task in disguise',
  'output-not-outcome': 'output, not outcome',
  'vanity-metric': 'a vanity metric',
  'no-number': 'no number',
  'no-target': 'no target',
  'no-start': 'no start',
  'wrong-direction': 'the wrong direction',
  'set-and-forget': 'set and forgotten',
  'work-moved-kr-frozen': 'work moved, the number did not',
  'kr-moved-no-work': 'the number moved, no work did',
  'goal-without-work': 'nobody works on it',
};

/** An amount as its target is written, with as many places as tell something. */
export const written = (amount: number, like: Value): string => roughly(amount, like);

const weightNames: Readonly<Record<IssueWeight, string>> = {
  one: 'each counts the same',
  estimate: 'each counts by its estimate',
  'mission-size': 'each counts by its size as a mission',
};

/** Where the value of a key result comes from, in words. Of addresses only the host: the rest may hold secrets. */
export function sourceWords(source: Source, sight: Sight): string {
  switch (source.kind) {
    case 'manual':
      return 'people check in';
    case 'issues':
      return `the share of ${ruleWords(source.link, sight)} that is done; ${weightNames[source.weight ?? 'one']}`;
    case 'http-json':
      return `a number that ${hostOf(source.url)} is asked for`;
    case 'prometheus':
      return `a query that ${hostOf(source.url)} is asked (Prometheus)`;
  }
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : 'another server');

/** Which issues a rule links; a rule that names a hidden project is not shown. */
export function ruleWords(rule: IssueLinkRule, sight: Sight = seesEverything): string {
  if (namesHidden(rule.value, sight)) return 'issues that you may not see';
  switch (rule.by) {
    case 'label':
      return `issues with the label “${rule.value}”`;
    case 'custom-field':
      return `issues whose field “${rule.field}” is “${rule.value}”`;
    case 'epic':
      return `issues below ${rule.value}`;
    case 'linear-project':
      return `issues of the Linear project “${rule.value}”`;
    case 'linear-initiative':
      return `issues of the Linear initiative “${rule.value}”`;
    case 'jql':
      return `issues that the JQL “${rule.value}” finds`;
    case 'filter':
      return `issues that the filter “${rule.value}” finds`;
  }
}
