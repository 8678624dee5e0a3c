import { isClosed } from '../../assessment/run-checks.ts';
import { fieldNames } from '../../mission/field-names.ts';
import { isAsked, isMissing } from '../../mission/gaps.ts';
import { type MissionField, missionFields } from '../../mission/mission.ts';
import type { Figures } from '../digest.ts';
import { defineSection } from './section.ts';

/** With fewer, a share says little and jumps about. */
const fewestIssues = 5;
/** In points of a hundred: what is less is noise. */
const worthTelling = 5;

/** What the open epics and stories leave out of the mission template, and whether that gets better. */
export const dataGaps = defineSection({
  id: 'data-gaps',
  needs: ['issues', 'last'],
  build({ issues, last }, { wording }) {
    const open = issues.filter(
      ({ issue }) => (issue.type === 'epic' || issue.type === 'story') && !isClosed(issue),
    );
    if (open.length < fewestIssues) return null;
    const gaps = missionFields
      .map((field) => {
        const asked = open.filter((one) => isAsked(field, one.assessment.mission));
        const missing = asked.filter(({ assessment }) => isMissing(field, assessment.mission)).length;
        return { field, share: asked.length === 0 ? 0 : missing / asked.length, missing, of: asked.length };
      })
      .filter(({ missing }) => missing > 0)
      .toSorted((a, b) => b.share - a.share);
    if (gaps.length === 0) return null;
    const figures: Figures = Object.fromEntries(
      gaps.map(({ field, share }) => [`gap:${field}`, Math.round(share * 100)]),
    );
    const trends = gaps.map(({ field }) => trendOf(field, figures, last));
    const isFirst = trends.every((change) => change === null);
    return {
      title: 'What missions leave open',
      blocks: [
        {
          kind: 'table',
          head: ['Field', 'Missing', ...(isFirst ? [] : ['Since last week'])],
          rows: gaps.map(({ field, share, missing, of }, index) => [
            fieldNames[field],
            `${wording.percent(share)} (${wording.number(missing)}\u00a0of\u00a0${wording.number(of)})`,
            ...(isFirst ? [] : [trendWords(trends[index] ?? 0)]),
          ]),
        },
      ],
      isNews: trends.some((change) => change !== null && Math.abs(change) >= worthTelling),
      headline: null,
      figures,
    };
  },
});

/** In points; null without a week to compare with. */
function trendOf(field: MissionField, now: Figures, last: Figures): number | null {
  const hadGaps = Object.keys(last).some((key) => key.startsWith('gap:'));
  return hadGaps ? (now[`gap:${field}`] ?? 0) - (last[`gap:${field}`] ?? 0) : null;
}

function trendWords(change: number): string {
  if (change === 0) return 'unchanged';
  const points = Math.abs(change) === 1 ? 'point' : 'points';
  return `${Math.abs(change)} ${points} ${change > 0 ? 'more' : 'fewer'}`;
}
