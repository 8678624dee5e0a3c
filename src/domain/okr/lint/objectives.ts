import type { LintRule } from './lint-rule.ts';
import { wordsOf } from './lint-rule.ts';
import { leadOf, phraseIn } from './phrases.ts';

const counted = ['none', 'one', 'two', 'three', 'four', 'five'];

export const tooManyKeyResults: LintRule = {
  id: 'too-many-key-results',
  check(goal, { tree, settings }) {
    if (goal.kind !== 'objective') return null;
    const count = tree.keyResultsOf(goal.id).length;
    if (count <= settings.maxKeyResults) return null;
    const most = counted[settings.maxKeyResults] ?? String(settings.maxKeyResults);
    return {
      severity: 'warning',
      message: `${count} key results share this objective; with more than ${most}, none of them leads.`,
      evidence: goal.statement,
      suggestion: `Keep the two to ${most} that together prove the objective, and drop or split off the rest.`,
    };
  },
};

/** Objectives and teams answer for what is below them, so they must name somebody. */
export const noOwner: LintRule = {
  id: 'no-owner',
  check(goal, { tree }) {
    if (goal.kind !== 'objective' && goal.kind !== 'team') return null;
    if (tree.ownerOf(goal.id) !== null) return null;
    return {
      severity: 'warning',
      message: `Nobody owns this ${goal.kind}.`,
      evidence: wordsOf(goal),
      suggestion: 'Name one person: “owner: [name]”.',
    };
  },
};

export const noTeam: LintRule = {
  id: 'no-team',
  check(goal, { tree }) {
    if (goal.kind !== 'objective' || tree.teamOf(goal.id) !== null) return null;
    // A company objective that other objectives support is worked on through them.
    if (tree.childrenOf(goal.id).some((child) => child.kind === 'objective')) return null;
    return {
      severity: 'info',
      message: 'No team is linked to this objective.',
      evidence: goal.statement,
      suggestion: 'Link the team that works on it: “team: [id]”, or put the objective below a team.',
    };
  },
};

const prescribing =
  /^(?:launch|ship|release|implement|migrate|rewrite|refactor|deploy|roll ?out|introduce|integrate|redesign|develop|install|replace|adopt|switch to|finish|deliver(?: on)?|build|create|add|set ?up|upgrade|automate)\b(?:\s+[^\s,.;:]+){1,4}/i;

/** What a company may well "build" without a solution being decided. */
const aspiration =
  /^(?:build|create|develop|deliver|establish|add|set ?up)\s+(?:(?:a|an|the|our|and|of|for|strong(?:er)?|clear|high-performing|consistent|operational|solid|more|great|real|lasting)\s+|\w+ing\s+)*(?:company|companies|team|teams|culture|foundation|foundations|trust|community|communities|brand|value|paths?|confidence|loyalty|relationships?|habits?|pipeline|for\b|delightful|experience|happiness)/i;

const means =
  /\b(?:by|through)\s+(?:building|implementing|introducing|migrating|launching|deploying|rewriting|creating|adding|installing|integrating|replacing|using|adopting|automating)\b(?:\s+[^\s,.;:]+){0,4}|\busing\s+(?:(?:an?|the new)\s+[^\s,.;:]+|(?:machine learning|ai|llms?|blockchain|microservices|kubernetes|react|kafka|graphql)\b)/i;

/** An objective that already decides how: a solution stands where the wished-for state should. */
export const recipeInObjective: LintRule = {
  id: 'recipe-in-objective',
  check(goal) {
    if (goal.kind !== 'objective') return null;
    const lead = leadOf(goal.statement);
    const opening = phraseIn(goal.statement, prescribing, lead);
    const aspires = phraseIn(goal.statement, aspiration, lead) !== null;
    const found = (aspires ? null : opening) ?? phraseIn(goal.statement, means, lead);
    if (found === null) return null;
    return {
      severity: 'warning',
      message: `“${found.text}” prescribes a solution; the team could not propose a better one.`,
      evidence: found.text,
      suggestion:
        'Write the state you want to see, for whom: “[audience] can [outcome]”. The solution belongs into the missions below.',
    };
  },
};
