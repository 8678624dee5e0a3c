import { adfToMarkdown } from '../markup/adf-to-markdown.ts';
import { markdownToAdf } from '../markup/markdown-to-adf.ts';
import type { PageSource } from '../pages/source.ts';
import { addComment } from './comments.ts';
import type { JiraContext } from './context.ts';
import { editFields } from './edits.ts';
import { issueNotFound } from './errors.ts';
import type { JiraIssue, JiraUser } from './model.ts';
import { showComment, showIssue } from './show.ts';

/** The sandbox Jira's pages: issues at /browse/KEY. */
export function jiraPages(context: JiraContext): PageSource {
  const { site } = context;

  /** The issue with the person who works on it here. */
  function atHand(key: string): { issue: JiraIssue; author: JiraUser } {
    const issue = site.find(key);
    const author = [...site.users.values()].find((user) => user !== context.me);
    if (!issue || !author) throw issueNotFound();
    return { issue, author };
  }

  return {
    tracker: 'Jira',
    base: '/browse',
    projects: () => new Map([...site.projects.values()].map((project) => [project.key, project.name])),
    *issues() {
      for (const issue of site.issues.values()) yield showIssue(context, issue);
    },
    find(key) {
      const issue = site.find(key);
      return issue && showIssue(context, issue);
    },
    comments: (key) => (site.find(key)?.comments ?? []).map((comment) => showComment(context, comment)),
    save(key, { title, description }) {
      const { issue, author } = atHand(key);
      // A description that was not touched keeps what Markdown cannot say.
      const isTouched = description !== adfToMarkdown(issue.description, { mentions: 'link' });
      const fields = { summary: title, ...(isTouched && { description: markdownToAdf(description) }) };
      editFields(site, issue, fields, author);
    },
    say(key, text) {
      const { issue, author } = atHand(key);
      addComment(site, issue, markdownToAdf(text), author);
    },
    clearable: ({ fields }) => Object.entries(fields).flatMap(([name, text]) => (text === '' ? [] : [name])),
    clear(key, name) {
      const { issue, author } = atHand(key);
      const field = [...issue.custom.keys()].find((id) => (site.fields.get(id)?.name ?? id) === name);
      if (field !== undefined) editFields(site, issue, { [field]: null }, author);
    },
  };
}
