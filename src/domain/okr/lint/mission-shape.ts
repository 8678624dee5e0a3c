import type { LintRule } from './lint-rule.ts';

/** The parts of “Help [audience] achieve [outcome] through [approach] so that [impact]”; null where one is missing. */
export interface MissionParts {
  readonly audience: string | null;
  readonly outcome: string | null;
  readonly approach: string | null;
  readonly impact: string | null;
}

const orNull = (text: string | undefined): string | null => {
  const trimmed = text?.trim().replace(/[.,;:]+$/, '') ?? '';
  return trimmed === '' ? null : trimmed;
};

const verb =
  /\s(?:to\s+)?(?:achieve|reach|become|get|be|find|make|build|ship|deliver|understand|create|grow|save|spend|learn|keep|work|sell|buy|manage|run|do|solve|use|move|write|feel|stay|discover|decide|finish|complete|succeed|collaborate|launch|hire)\b|\sto\s/i;

/** Reads a mission statement by its cue words: help, achieve (or another verb), through / by / with, so that. */
export function missionParts(statement: string): MissionParts {
  const text = statement.replace(/\s+/g, ' ').trim();
  const [aim = '', impact] = splitOnce(text, /,?\s+(?:so that|so|in order that|such that)\s+/i);
  const [what = '', approach] = splitOnce(aim, /,?\s+(?:through|by|via|by means of|with the help of)\s+/i);
  const help = /\b(?:help(?:s|ing)?|enabl(?:e|es|ing)|empower(?:s|ing)?)\s+/i.exec(what);
  if (help === null)
    return { audience: null, outcome: null, approach: orNull(approach), impact: orNull(impact) };
  const whom = ` ${what.slice(help.index + help[0].length)}`;
  const cue = verb.exec(whom);
  const audience = cue === null ? whom : whom.slice(0, cue.index);
  // “achieve” is the shape's own word; any other verb belongs to the outcome.
  const outcome = cue === null ? '' : whom.slice(cue.index).replace(/^\s+(?:to\s+)?(?:achieve\s+)?/i, '');
  return {
    audience: orNull(audience),
    outcome: orNull(outcome),
    approach: orNull(approach),
    impact: orNull(impact),
  };
}

function splitOnce(text: string, pattern: RegExp): readonly [string, string | undefined] {
  const match = pattern.exec(text);
  if (match === null) return [text, undefined];
  return [text.slice(0, match.index), text.slice(match.index + match[0].length)];
}

const shape = (parts: MissionParts, achieve: boolean) =>
  `Help ${parts.audience ?? '[audience]'} ${achieve ? 'achieve ' : ''}${parts.outcome ?? '[outcome]'} ` +
  `through ${parts.approach ?? '[approach]'} so that ${parts.impact ?? '[impact]'}`;

/** A mission statement without its audience, outcome, approach or impact. */
export const missionShape: LintRule = {
  id: 'mission-shape',
  check(goal) {
    if ((goal.kind !== 'mission' && goal.kind !== 'team') || goal.statement === '') return null;
    const parts = missionParts(goal.statement);
    const missing = Object.entries(parts).flatMap(([name, words]) => (words === null ? [name] : []));
    if (missing.length === 0) return null;
    return {
      severity: 'info',
      message: `The mission does not say its ${missing.join(', ').replace(/, (\w+)$/, ' and $1')}.`,
      evidence: goal.statement,
      suggestion: `“${shape(parts, parts.outcome === null || /\bachieve\b/i.test(goal.statement))}”`,
    };
  },
};
