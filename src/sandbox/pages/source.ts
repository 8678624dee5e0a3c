import type { SandboxComment, SandboxIssue } from '../tracker.ts';

/** What the pages need of a tracker. */
export interface PageSource {
  readonly tracker: 'Jira' | 'Linear';
  /** Where issues live: `/browse` or `/issue`. */
  readonly base: '/browse' | '/issue';
  /** Name by key, in the order in which they are shown. */
  projects(): ReadonlyMap<string, string>;
  issues(): Iterable<SandboxIssue>;
  find(key: string): SandboxIssue | undefined;
  comments(key: string): SandboxComment[];
  /** Saves as a person does. Throws an Error whose message may be shown. */
  save(key: string, change: { readonly title: string; readonly description: string }): void;
  /** Adds a comment, in Markdown, as the same person. */
  say(key: string, text: string): void;
  /** What of the issue a person may empty on its page: names of fields in Jira, of labels in Linear. */
  clearable(issue: SandboxIssue): readonly string[];
  /** Empties one of them as the same person. */
  clear(key: string, name: string): void;
}
