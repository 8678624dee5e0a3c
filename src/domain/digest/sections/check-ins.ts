import { remindersDue } from '../../okr/rhythm.ts';
import { type Line, plain, quiet } from '../digest.ts';
import { words } from '../wording.ts';
import { moreOf } from './more-of.ts';
import { defineSection } from './section.ts';

const most = 12;

/** Key results that are told by people and have not been for a week or more, by owner. */
export const checkIns = defineSection({
  id: 'check-ins',
  needs: ['goals'],
  build({ goals }, { week, wording }) {
    const inScope = new Set(
      goals.standings.flatMap((one) => one.keyResults.map(({ keyResult }) => keyResult.id)),
    );
    const last = new Map(
      [...goals.checkIns].flatMap(([id, rows]) => {
        const day = rows.findLast((row) => row.day <= week.day)?.day;
        return day === undefined ? [] : [[id, day] as const];
      }),
    );
    const due = remindersDue(goals.tree, last, week.day)
      .flatMap(({ owner, keyResults }) => keyResults.map((one) => ({ owner, ...one })))
      .filter(({ id }) => inScope.has(id))
      .toSorted((a, b) => b.days - a.days);
    if (due.length === 0) return null;
    const items = due.slice(0, most).map(({ owner, id, statement, last: day, days }) => {
      const when = day === null ? 'never checked in' : `last ${wording.date(day)}`;
      const isStale = days >= goals.staleAfterDays;
      const who = owner === null ? 'nobody owns it' : words(owner, 60).text;
      const line: Line = [
        { ...words(statement), strong: true },
        plain(`: ${who}, ${when}${isStale ? `, stale for ${wording.count(days, 'day')}` : ''}`),
      ];
      return { line, notes: [[quiet(`Answer in a comment: /waymark kr ${words(id, 80).text} VALUE`)]] };
    });
    const stale = due.filter(({ days }) => days >= goals.staleAfterDays).length;
    return {
      title: 'Check-ins that are due',
      blocks: [{ kind: 'list', items }, ...moreOf(due.length - most, wording)],
      isNews: true,
      headline:
        stale > 0 ? { rank: 6, words: `${wording.count(stale, 'key result')} without a fresh number` } : null,
    };
  },
});
