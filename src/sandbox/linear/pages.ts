import type { PageSource } from '../pages/source.ts';
import { addComment } from './comments.ts';
import type { LinearContext } from './context.ts';
import { updateIssue } from './edits.ts';
import { entityNotFound } from './errors.ts';
import type { LinearIssue, LinearUser } from './model.ts';
import { labelsOf } from './relations.ts';
import { presentComments, showComment, showIssue } from './show.ts';
import { findIssue } from './workspace.ts';

/** The sandbox Linear's pages: issues at /issue/KEY. */
export function linearPages(context: LinearContext): PageSource {
  const { workspace } = context;

  /** The issue with the person who works on it here. */
  function atHand(key: string): { issue: LinearIssue; author: LinearUser } {
    const issue = findIssue(workspace, key);
    const author = [...workspace.users.values()].find((user) => user !== context.me);
    if (!issue || !author) throw entityNotFound('Issue');
    return { issue, author };
  }

  return {
    tracker: 'Linear',
    base: '/issue',
    projects: () => new Map([...workspace.teams.values()].map((team) => [team.key, team.name])),
    *issues() {
      for (const issue of workspace.issues.values()) if (!issue.archivedAt) yield showIssue(context, issue);
    },
    find(key) {
      const issue = findIssue(workspace, key);
      return issue && showIssue(context, issue);
    },
    comments(key) {
      const issue = findIssue(workspace, key);
      return issue ? presentComments(issue).map((comment) => showComment(context, comment)) : [];
    },
    save(key, { title, description }) {
      const { issue, author } = atHand(key);
      if (title === '') throw new Error('An issue needs a title.');
      updateIssue(workspace, issue, { title, description }, author);
    },
    say(key, text) {
      const { issue, author } = atHand(key);
      addComment(workspace, issue, { body: text }, author);
    },
    clearable: ({ labels }) => labels,
    clear(key, name) {
      const { issue, author } = atHand(key);
      const labelIds = labelsOf(workspace, issue).flatMap((label) => (label.name === name ? [] : [label.id]));
      updateIssue(workspace, issue, { labelIds }, author);
    },
  };
}
