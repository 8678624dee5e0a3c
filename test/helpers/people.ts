import type { TrackerName } from '../../src/domain/issue.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import type { SandboxIssue } from '../../src/sandbox/tracker.ts';

export interface Wording {
  readonly title?: string;
  /** Markdown. */
  readonly description?: string;
  readonly labels?: readonly string[];
}

/** Two projects of each tracker's sandbox. */
export const projects: Readonly<Record<TrackerName, readonly [string, string]>> = {
  jira: ['SHOP', 'OPS'],
  linear: ['PAY', 'APP'],
};

/** Says neither for whom nor why, however it is read otherwise. */
const wish = 'Add a Save for Later button to the cart.';

/** Somebody opens an issue; without other wording it is one that gets a comment. */
export function openIssue(sandbox: Sandbox, tracker: TrackerName, wording: Wording = {}): SandboxIssue {
  const { title = 'Save for Later button', description = wish, labels = [] } = wording;
  const [project] = projects[tracker];
  return tracker === 'jira'
    ? sandbox.jira.createIssue({ project, summary: title, description, labels })
    : sandbox.linear.createIssue({ team: project, title, description, labels });
}

/** Somebody edits an issue; what is left out stays. */
export function editIssue(
  sandbox: Sandbox,
  tracker: TrackerName,
  key: string,
  { title, description, labels }: Wording,
): SandboxIssue {
  const rest = { ...(description !== undefined && { description }), ...(labels !== undefined && { labels }) };
  return tracker === 'jira'
    ? sandbox.jira.editIssue(key, { ...(title !== undefined && { summary: title }), ...rest })
    : sandbox.linear.editIssue(key, { ...(title !== undefined && { title }), ...rest });
}
