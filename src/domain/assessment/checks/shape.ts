import type { Issue } from '../../issue.ts';
import type { StoryReading } from '../reading.ts';

/**
 * What kind of text it is, whatever its type says: a `mission` can be asked for a persona, a value and an outcome;
 * a `report` tells what goes wrong and needs no story template; a `chore` is upkeep that the team does for itself.
 */
export type Shape = 'mission' | 'report' | 'chore';

const CHORE_TYPES =
  /\b(?:chore|maintenance|technical (?:task|debt)|tech(?:nical)?[ -]debt|spike|housekeeping)\b/i;
const CHORE_LABELS =
  /^(?:chore|chores|tech[ -]?debt|technical[ -]debt|dependencies|maintenance|refactor|refactoring|housekeeping)$/i;
// The prefixes of conventional commits, which teams put before an issue's title too.
const CHORE_PREFIX = /^\s{0,8}\[?(?:chore|build|ci|refactor|deps|test)(?:\([^()]{0,40}\))?!?[\]:]/i;
// Where a tracker has no types, or a type for everything, the words are all there is to go by.
const SAYS_STORY = /\b(?:story|feature|epic|initiative)\b/i;
const CHORE_VERBS =
  /^\s{0,8}(?:upgrade|bump|refactor|clean ?up|tidy up|migrate|pin|deprecate|update (?:the )?dependenc(?:y|ies)|remove (?:unused|dead|old)|delete (?:unused|dead|old))\b/i;

/** Decides from the tracker's type and labels first, then from the words. */
export function shapeOf(issue: Issue, reading: StoryReading): Shape {
  if (issue.type === 'bug') return 'report';
  if (isChore(issue)) return 'chore';
  if (reading.problem !== null && reading.persona === null && reading.framing === 'need') return 'report';
  return 'mission';
}

function isChore(issue: Issue): boolean {
  return (
    CHORE_TYPES.test(issue.typeName.slice(0, 100)) ||
    issue.labels.some((label) => CHORE_LABELS.test(label.name.slice(0, 100).trim())) ||
    CHORE_PREFIX.test(issue.title) ||
    (!SAYS_STORY.test(issue.typeName.slice(0, 100)) && CHORE_VERBS.test(issue.title))
  );
}
