import type { SandboxIssue } from '../tracker.ts';
import { html, type SafeHtml } from './html.ts';
import { layout, live } from './layout.ts';
import type { PageSource } from './source.ts';

const MOST_SHOWN = 300;

export function indexPage(source: PageSource): string {
  const { content, version } = issueLists(source);
  return layout(
    source,
    'All issues',
    html`<h1>All issues</h1>
<p class="quiet">An invented backlog. Open an issue, change its text, and watch Waymark's comment change.</p>
${live('/live', version, content)}`,
  );
}

/** The lists of all projects; the version changes with any issue and any count. */
export function issueLists(source: PageSource): { content: SafeHtml; version: string } {
  const byProject = new Map<string, SandboxIssue[]>([...source.projects().keys()].map((key) => [key, []]));
  for (const issue of source.issues()) byProject.get(issue.project)?.push(issue);
  const counts = new Map<string, number>();
  let latest = 0;
  for (const issue of [...byProject.values()].flatMap((issues) => issues.slice(0, MOST_SHOWN))) {
    const count = source.comments(issue.key).filter((comment) => comment.byWaymark).length;
    counts.set(issue.key, count);
    latest = Math.max(latest, issue.updatedAt.getTime());
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const sections = [...byProject].map(([key, issues]) => projectSection(source, key, issues, counts));
  return { content: html`${sections}`, version: `${counts.size}-${total}-${latest}` };
}

function projectSection(
  source: PageSource,
  key: string,
  issues: readonly SandboxIssue[],
  counts: ReadonlyMap<string, number>,
): SafeHtml {
  const commented = issues.filter((issue) => (counts.get(issue.key) ?? 0) > 0).length;
  return html`<section class="project" id="${key}">
<h2>${source.projects().get(key) ?? key} <span class="quiet">${key} · ${issues.length} issues · Waymark commented on ${commented}</span></h2>
<ul class="issues">${issues.slice(0, MOST_SHOWN).map((issue) => row(source, issue, counts.get(issue.key) ?? 0))}</ul>
${issues.length > MOST_SHOWN && html`<p class="quiet">… and ${issues.length - MOST_SHOWN} more.</p>`}
</section>`;
}

function row(source: PageSource, issue: SandboxIssue, count: number): SafeHtml {
  return html`<li><a href="${source.base}/${issue.key}">
<span class="key">${issue.key}</span>
<span class="title" dir="auto">${issue.title || 'Untitled'}</span>
<span class="status ${issue.statusCategory}">${issue.status}</span>
<span class="count${count > 0 ? ' some' : ''}" title="Waymark's comments">${count > 0 ? `${count} by Waymark` : ''}</span>
</a></li>`;
}
