import type { PageSource } from '../pages/source.ts';
import type { LinearContext } from './context.ts';
import { updateIssue } from './edits.ts';
import { entityNotFound } from './errors.ts';
import { presentComments, showComment, showIssue } from './show.ts';
import { findIssue } from './workspace.ts';

/** The sandbox Linear's pages: issues at /issue/KEY. */
export function linearPages(context: LinearContext): PageSource {
  const { workspace } = context;
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
      const issue = findIssue(workspace, key);
      const author = [...workspace.users.values()].find((user) => user !== context.me);
      if (!issue || !author) throw entityNotFound('Issue');
      if (title === '') throw new Error('An issue needs a title.');
      updateIssue(workspace, issue, { title, description }, author);
    },
  };
}
