import type { KeyResultStanding, ObjectiveStanding } from '../../okr/standing.ts';
import { type OkrStatus, statusNames } from '../../okr/status.ts';
import { type DigestBlock, type Headline, quiet } from '../digest.ts';
import type { SectionContext } from '../material.ts';
import { isInWeek } from '../week.ts';
import { words } from '../wording.ts';
import { keyResultBar } from './key-result-bar.ts';
import { defineSection } from './section.ts';

const mostObjectives = 6;
const urgency: Record<OkrStatus, number> = { 'off-track': 0, 'at-risk': 1, 'no-data': 2, 'on-track': 3 };

/** Where the objectives stand, what changed since last week, and where each key result is heading. */
export const objectives = defineSection({
  id: 'objectives',
  needs: ['goals'],
  build({ goals }, context) {
    const { standings, before, checkIns, issues } = goals;
    if (standings.length === 0) return null;
    const sorted = standings.toSorted((a, b) => urgency[a.status.status] - urgency[b.status.status]);
    const blocks: DigestBlock[] = [];
    const headlines: Headline[] = [];
    let isNews = false;
    for (const [index, standing] of sorted.entries()) {
      const was = before.get(standing.objective.id);
      const isShown = index < mostObjectives;
      if (isShown) blocks.push(objectiveLine(standing, was, context));
      for (const one of standing.keyResults) {
        const earlier = was?.keyResults.find(({ keyResult }) => keyResult.id === one.keyResult.id);
        const rows = checkIns.get(one.keyResult.id) ?? [];
        if (isShown)
          blocks.push(keyResultBar(one, earlier, rows, issues.get(one.keyResult.id) ?? [], context));
        const turned = turnOf(one, earlier);
        if (turned) headlines.push(turned);
        isNews ||= turned !== null || rows.some(({ day }) => isInWeek(day, context.week));
      }
    }
    const more = sorted.length - mostObjectives;
    if (more > 0) {
      const text = `And ${context.wording.count(more, 'more objective')}, in no worse a state.`;
      blocks.push({ kind: 'paragraph', line: [quiet(text)] });
    }
    const headline = headlines.toSorted((a, b) => a.rank - b.rank)[0] ?? null;
    return { title: 'Objectives and key results', blocks, isNews, headline };
  },
});

function objectiveLine(
  { objective, owner, score, status }: ObjectiveStanding,
  was: ObjectiveStanding | undefined,
  { wording }: SectionContext,
): DigestBlock {
  const change = was === undefined || was.score === null || score === null ? 0 : score - was.score;
  const scored =
    score === null ? 'no score yet' : `score ${wording.number(score)}${changeWords(change, wording.number)}`;
  const said = [
    owner === null ? 'nobody owns it' : words(owner, 60).text,
    scored,
    statusNames[status.status],
  ];
  return {
    kind: 'paragraph',
    line: [{ ...words(objective.statement), strong: true }, quiet(` · ${said.join(' · ')}`)],
  };
}

/** A key result whose status changed within the week, as the subject would say it. */
function turnOf(one: KeyResultStanding, earlier: KeyResultStanding | undefined): Headline | null {
  const [now, was] = [one.status.status, earlier?.status.status];
  if (was === undefined || was === now) return null;
  const name = words(one.keyResult.metric ?? one.keyResult.statement, 60).text;
  if (now === 'off-track') return { rank: 1, words: `${name} is off track` };
  if (now === 'at-risk' && was === 'on-track') return { rank: 4, words: `${name} is at risk` };
  if (now === 'on-track' && was !== 'no-data') return { rank: 5, words: `${name} is back on track` };
  return null;
}

function changeWords(change: number, write: (value: number) => string): string {
  if (Math.abs(change) < 0.005) return ', unchanged';
  return `, ${change > 0 ? 'up' : 'down'} ${write(Math.abs(change))}`;
}
