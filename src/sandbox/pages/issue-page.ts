import { createHash } from 'node:crypto';
import type { SandboxComment, SandboxIssue } from '../tracker.ts';
import { html, type SafeHtml } from './html.ts';
import { layout, live, timeOf } from './layout.ts';
import type { PageSource } from './source.ts';
import { richText } from './text.ts';

/** What somebody typed into one of the forms. */
export interface Draft {
  readonly title?: string;
  readonly description?: string;
  readonly comment?: string;
  /** Why it was not saved. */
  readonly problem: string;
}

export function issuePage(source: PageSource, issue: SandboxIssue, draft?: Draft): string {
  const comments = source.comments(issue.key);
  return layout(
    source,
    `${issue.key} ${issue.title}`,
    html`<nav class="crumbs"><a href="/">All issues</a> / <a href="/#${issue.project}">${issue.project}</a> / ${issue.key}</nav>
<article>
<h1 dir="auto">${issue.title || 'Untitled'}</h1>
<div class="columns">
<div class="text">
<section aria-label="Description">${
      issue.description
        ? html`<div class="rich" dir="auto">${richText(issue.description)}</div>`
        : html`<p class="quiet">No description.</p>`
    }</section>
${editForm(source, issue, draft)}
<section aria-label="Comments"><h2>Comments</h2>
${live(`${source.base}/${issue.key}/live`, commentsVersion(comments), commentList(comments))}
${commentForm(source, issue, draft)}
</section>
</div>
${facts(source, issue)}
</div>
</article>`,
  );
}

/** Changes when any comment does. */
export function commentsVersion(comments: readonly SandboxComment[]): string {
  const hash = createHash('sha1');
  for (const comment of comments) hash.update(`${comment.id} ${comment.updatedAt.getTime()};`);
  return hash.digest('hex').slice(0, 12);
}

export function commentList(comments: readonly SandboxComment[]): SafeHtml {
  if (comments.length === 0) return html`<p class="quiet">Nobody has said anything yet.</p>`;
  return html`<ol class="comments">${comments.map(
    (comment) => html`<li class="comment${comment.byWaymark ? ' ours' : ''}">
<header><span class="avatar" aria-hidden="true">${initials(comment.author)}</span><b>${comment.author}</b>
<span class="quiet">${timeOf(comment.createdAt)}${
      comment.updatedAt > comment.createdAt && html` · edited ${timeOf(comment.updatedAt)}`
    }</span></header>
<div class="rich" dir="auto">${richText(comment.text)}</div>
</li>`,
  )}</ol>`;
}

function initials(name: string): string {
  return name
    .split(' ')
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join('');
}

function editForm(source: PageSource, issue: SandboxIssue, draft: Draft | undefined): SafeHtml {
  const isRefused = draft !== undefined && draft.comment === undefined;
  const shown = { title: draft?.title ?? issue.title, description: draft?.description ?? issue.description };
  const rows = Math.min(24, Math.max(6, shown.description.split('\n').length + 2));
  return html`<details class="edit"${isRefused ? html` open` : ''}>
<summary>Edit title and description</summary>
<form method="post" action="${source.base}/${issue.key}">
${isRefused && html`<p class="problem" role="alert">${draft.problem}</p>`}
<label>Title<input name="title" value="${shown.title}" required maxlength="255" dir="auto"></label>
<label>Description <span class="quiet">Markdown</span><textarea name="description" rows="${rows}" dir="auto">
${shown.description}</textarea></label>
<p class="actions"><button>Save</button><span class="quiet">Saving sends the signed webhook that ${
    source.tracker
  } would send. Waymark's comment follows by itself.</span></p>
</form>
</details>`;
}

function commentForm(source: PageSource, issue: SandboxIssue, draft: Draft | undefined): SafeHtml {
  return html`<details class="edit"${draft?.comment === undefined ? '' : html` open`}>
<summary>Write a comment</summary>
<form method="post" action="${source.base}/${issue.key}/comments">
${draft?.comment !== undefined && html`<p class="problem" role="alert">${draft.problem}</p>`}
<label>Comment <span class="quiet">Markdown; a line such as /waymark help asks Waymark for something</span><textarea
name="comment" rows="4" required dir="auto">
${draft?.comment ?? ''}</textarea></label>
<p class="actions"><button>Send</button></p>
</form>
</details>`;
}

function clearButton(source: PageSource, issue: SandboxIssue, name: string): SafeHtml {
  return html` <form class="clear" method="post" action="${source.base}/${issue.key}/clear"><button
name="name" value="${name}" aria-label="Clear ${name}" title="Clear ${name}">×</button></form>`;
}

function facts(source: PageSource, issue: SandboxIssue): SafeHtml {
  const clearable = new Set(source.clearable(issue));
  const withClear = (name: string, shown: SafeHtml | string) =>
    clearable.has(name) ? html`${shown}${clearButton(source, issue, name)}` : shown;
  const rows: (readonly [string, SafeHtml | string | null])[] = [
    ['Type', issue.type],
    ['Status', html`<span class="status ${issue.statusCategory}">${issue.status}</span>`],
    ['Priority', issue.priority],
    ['Assignee', issue.assignee ?? 'nobody'],
    ['Reporter', issue.reporter],
    ['Due', issue.dueDate],
    [
      'Labels',
      issue.labels.length > 0
        ? html`${issue.labels.map((label) => html`${withClear(label, html`<span class="label">${label}</span>`)} `)}`
        : null,
    ],
    ['Parent', issue.parent && html`<a href="${source.base}/${issue.parent}">${issue.parent}</a>`],
    ...Object.entries(issue.fields).map(
      ([name, value]) => [name, value === '' ? '' : withClear(name, value)] as const,
    ),
    ['Created', timeOf(issue.createdAt)],
    ['Updated', timeOf(issue.updatedAt)],
  ];
  return html`<aside aria-label="Fields"><dl>${rows
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => html`<div><dt>${name}</dt><dd dir="auto">${value}</dd></div>`)}</dl></aside>`;
}
