import { fewestAuthors } from '../../audit/privacy.ts';
import { type Author, authorKey, groupByRole } from '../../audit/roles.ts';
import { addDays, dayOf } from '../../okr/days.ts';
import { quiet } from '../digest.ts';
import type { DigestIssue } from '../material.ts';
import { words } from '../wording.ts';
import { defineSection } from './section.ts';

const days = 28;

/** Which roles write the issues down, as a figure of the team: never who, and nothing that points at one person. */
export const spotters = defineSection({
  id: 'spotters',
  needs: ['issues'],
  build({ issues }, { week, wording, roles }) {
    const recent = issues.filter(({ issue }) => {
      const created = dayOf(issue.createdAt);
      return created > addDays(week.day, -days) && created <= week.day && issue.type !== 'sub-task';
    });
    const authors = authorsOf(recent);
    if (new Set(authors.map(authorKey)).size < fewestAuthors) return null;
    const groups = groupByRole(authors, roles);
    if (groups.length < 2) return null;
    const written = authors.reduce((sum, { stories }) => sum + stories, 0);
    return {
      title: 'Who spots missions',
      blocks: [
        {
          kind: 'table',
          head: ['Role', 'Share of the issues written'],
          rows: groups.map(({ role, stories }) => [words(role, 60).text, wording.percent(stories / written)]),
        },
        {
          kind: 'paragraph',
          line: [
            quiet(
              'Over the last four weeks. A figure of the team: roles only, none of fewer than three people.',
            ),
          ],
        },
      ],
      isNews: false,
      headline: null,
    };
  },
});

/** One row for each person who wrote any. */
function authorsOf(issues: readonly DigestIssue[]): readonly Author[] {
  const found = new Map<string, Author>();
  for (const { issue } of issues) {
    const { reporter } = issue;
    if (reporter === null || reporter.bot === true) continue;
    const { id, name } = reporter;
    const key = JSON.stringify([id, name]);
    found.set(key, { id, name, stories: (found.get(key)?.stories ?? 0) + 1 });
  }
  return [...found.values()];
}
