import type { CheckIn } from '../../okr/check-in.ts';
import { forecast } from '../../okr/forecast.ts';
import type { KeyResultStanding, ObjectiveStanding } from '../../okr/standing.ts';
import type { OkrStatus } from '../../okr/status.ts';
import { formatAmount, tidy } from '../../okr/value-format.ts';
import { type DigestBlock, type Headline, type Line, plain, quiet, type Tone } from '../digest.ts';
import type { SectionContext } from '../material.ts';
import { isInWeek } from '../week.ts';
import { safeHref, words } from '../wording.ts';
import { defineSection } from './section.ts';

const mostObjectives = 6;
const urgency: Record<OkrStatus, number> = { 'off-track': 0, 'at-risk': 1, 'no-data': 2, 'on-track': 3 };
const statusWords: Record<OkrStatus, string> = {
  'on-track': 'on track',
  'at-risk': 'at risk',
  'off-track': 'off track',
  'no-data': 'no data',
};
const tones: Record<OkrStatus, Tone> = {
  'on-track': 'good',
  'at-risk': 'warn',
  'off-track': 'bad',
  'no-data': 'none',
};

/** Where the objectives stand, what changed since last week, and where each key result is heading. */
export const objectives = defineSection({
  id: 'objectives',
  needs: ['goals'],
  build({ goals }, context) {
    const { standings, before, checkIns } = goals;
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
        if (isShown) blocks.push(keyResultBar(one, earlier, rows, context));
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
    statusWords[status.status],
  ];
  return {
    kind: 'paragraph',
    line: [{ ...words(objective.statement), strong: true }, quiet(` · ${said.join(' · ')}`)],
  };
}

function keyResultBar(
  one: KeyResultStanding,
  earlier: KeyResultStanding | undefined,
  checkIns: readonly CheckIn[],
  context: SectionContext,
): DigestBlock {
  const { keyResult, progress, status } = one;
  const { wording } = context;
  const value = progress === null ? statusWords[status.status] : wording.percent(progress);
  return {
    kind: 'bar',
    label: [words(keyResult.statement)],
    share: progress,
    value: progress === null ? value : `${value} · ${statusWords[status.status]}`,
    tone: tones[status.status],
    notes: [courseOf(one, earlier, context), forecastLine(one, checkIns, context), evidenceLine(one)].filter(
      (line) => line !== null,
    ),
  };
}

function courseOf(
  { keyResult, current }: KeyResultStanding,
  earlier: KeyResultStanding | undefined,
  { week, wording }: SectionContext,
): Line {
  const { start, target } = keyResult;
  const way = [start && `from ${start.text}`, target && `to ${target.text}`].filter(Boolean).join(' ');
  if (current === null) return [plain(`No value yet${way ? `, ${way}` : ''}.`)];
  const was = earlier?.current ?? null;
  const change = was === null ? 0 : tidy(current.amount - was.amount);
  const moved =
    was === null
      ? 'new this week'
      : change === 0
        ? 'unchanged in a week'
        : `${change > 0 ? 'up' : 'down'} from ${formatAmount(was.amount, was)} on ${wording.date(week.before)}`;
  return [plain(`Now ${words(current.text, 40).text}, ${moved}${way ? ` (${words(way, 90).text})` : ''}.`)];
}

function forecastLine(
  { keyResult, period, direction }: KeyResultStanding,
  checkIns: readonly CheckIn[],
  { week, wording }: SectionContext,
): Line | null {
  const { target } = keyResult;
  if (target === null || period === null) return null;
  const { amount, unit } = target;
  const seen = forecast({
    ...{ keyResult: keyResult.id, checkIns, direction, target: amount, period, today: week.day, unit },
  });
  if (seen.kind !== 'forecast') return null;
  const { low, high } = seen.interval;
  const range = `${formatAmount(low, target, 1)} to ${formatAmount(high, target, 1)}`;
  const words = `Forecast: ${wording.percent(seen.probability)} chance of the target, likely ${range} by ${wording.date(period.to)}.`;
  return [quiet(words)];
}

/** What the last check-in gives as its proof. */
function evidenceLine({ asOf }: KeyResultStanding): Line | null {
  const links = (asOf?.evidence ?? []).map(safeHref).filter((href) => href !== null);
  if (links.length === 0) return null;
  return links.slice(0, 3).map((href, index) => ({ text: index === 0 ? 'Evidence' : ` ${index + 1}`, href }));
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
