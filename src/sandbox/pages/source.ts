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
}
