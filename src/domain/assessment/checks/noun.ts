import type { Issue } from '../../issue.ts';

/** What to call an issue in a sentence: its own type's name may be anything. */
export function nounFor(issue: Issue): 'epic' | 'story' | 'bug' | 'issue' {
  return issue.type === 'task' || issue.type === 'sub-task' ? 'issue' : issue.type;
}
