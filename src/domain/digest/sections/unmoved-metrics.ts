import { addDays } from '../../okr/days.ts';
import type { LinkedIssue } from '../../okr/evidence.ts';
import type { KeyResultStanding } from '../../okr/standing.ts';
import { standingOf } from '../../okr/standing.ts';
import { plain, quiet } from '../digest.ts';
import type { GoalMaterial } from '../material.ts';
import { isInWeek, type Week } from '../week.ts';
import { issueSpans, type Wording, words } from '../wording.ts';
import { moreOf } from './more-of.ts';
import { defineSection } from './section.ts';

const most = 8;
/** A number needs some time to follow; after four weeks something else will have moved it. */
const patienceDays = 7;
const windowDays = 28;

interface Unmoved {
  readonly issue: LinkedIssue;
  readonly keyResult: KeyResultStanding;
  readonly isTold: boolean;
}

/** Missions that have been finished for a week or more while the number that they were for stood still. */
export const unmovedMetrics = defineSection({
  id: 'unmoved-metrics',
  needs: ['goals'],
  build({ goals }, { week, wording }) {
    const found = goals.standings.flatMap(({ keyResults }) =>
      keyResults.flatMap((one) => unmoved(one, goals, week)),
    );
    if (found.length === 0) return null;
    return {
      title: 'Finished, and the number did not move',
      blocks: [
        {
          kind: 'list',
          items: found.slice(0, most).map((one) => ({
            line: issueSpans(one.issue),
            notes: [[plain(metricWords(one, wording))], [quiet(question(one))]],
          })),
        },
        ...moreOf(found.length - most, wording),
      ],
      isNews: found.some(({ issue }) => isInWeek(addDays(issue.doneOn ?? '', patienceDays), week)),
      headline: null,
    };
  },
});

function unmoved(standing: KeyResultStanding, goals: GoalMaterial, week: Week): Unmoved[] {
  const { keyResult, period, progress } = standing;
  // A key result that is measured by its issues moves with each of them.
  if (keyResult.source.kind === 'issues' || progress === 1) return [];
  const rows = goals.checkIns.get(keyResult.id) ?? [];
  return (goals.issues.get(keyResult.id) ?? []).flatMap((issue) => {
    const { doneOn } = issue;
    if (
      doneOn === null ||
      doneOn > addDays(week.day, -patienceDays) ||
      doneOn <= addDays(week.day, -windowDays)
    )
      return [];
    const then = standingOf(keyResult, rows, period, doneOn);
    if ((progress ?? 0) > (then.progress ?? 0)) return [];
    return [{ issue, keyResult: standing, isTold: rows.some(({ day }) => day > doneOn && day <= week.day) }];
  });
}

function metricWords({ issue, keyResult: { keyResult, current } }: Unmoved, wording: Wording): string {
  const name = words(keyResult.metric ?? keyResult.statement, 90).text;
  const value = current === null ? 'has no value yet' : `is still ${wording.value(current)}`;
  return `Done on ${wording.date(issue.doneOn ?? '')}; ${name} ${value}.`;
}

const question = ({ isTold }: Unmoved) =>
  isTold
    ? 'What did it change instead, and what will be tried next?'
    : 'Nobody has checked in since: what is the number now?';
