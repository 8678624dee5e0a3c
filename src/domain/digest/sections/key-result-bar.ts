import type { CheckIn } from '../../okr/check-in.ts';
import type { LinkedIssue } from '../../okr/evidence.ts';
import { chanceWords } from '../../okr/forecast.ts';
import { forecastOf } from '../../okr/forecast-of.ts';
import { holds, isGuard } from '../../okr/progress.ts';
import type { KeyResultStanding } from '../../okr/standing.ts';
import { type OkrStatus, statusNames } from '../../okr/status.ts';
import { tidy } from '../../okr/value-format.ts';
import { type DigestBlock, type Line, plain, quiet, type Span, type Tone } from '../digest.ts';
import type { SectionContext } from '../material.ts';
import { safeHref, words } from '../wording.ts';

const mostEvidence = 3;

const tones: Record<OkrStatus, Tone> = {
  'on-track': 'good',
  'at-risk': 'warn',
  'off-track': 'bad',
  'no-data': 'none',
};

/** One key result: how far it is, where it came from, where it is heading, and what shows it. */
export function keyResultBar(
  one: KeyResultStanding,
  earlier: KeyResultStanding | undefined,
  checkIns: readonly CheckIn[],
  issues: readonly LinkedIssue[],
  context: SectionContext,
): DigestBlock {
  const { keyResult, status } = one;
  // A guard is no way to go: what counts is how much of the time it held, and that may be little while it holds now.
  const share = one.progress === null || !isGuard(one.direction) ? one.progress : one.score;
  const far = share === null ? null : context.wording.percent(share);
  const said = far !== null && isGuard(one.direction) ? `held ${far}` : far;
  return {
    kind: 'bar',
    label: [words(keyResult.statement)],
    share,
    value: [said, statusNames[status.status]].filter((part) => part !== null).join(' · '),
    tone: tones[status.status],
    notes: [
      courseOf(one, earlier, context),
      forecastLine(one, checkIns, context),
      evidenceLine(one, issues),
    ].filter((line) => line !== null),
  };
}

function courseOf(
  { keyResult, current, direction }: KeyResultStanding,
  earlier: KeyResultStanding | undefined,
  { week, wording }: SectionContext,
): Line {
  const { start, target } = keyResult;
  const guards = isGuard(direction);
  const way = [
    start && `from ${wording.value(start)}`,
    target && `${guards ? 'to stay' : 'to'} ${wording.value(target)}`,
  ]
    .filter(Boolean)
    .join(' ');
  if (current === null) return [plain(`No value yet${way ? `, ${way}` : ''}.`)];
  const was = earlier?.current ?? null;
  const change = was === null ? 0 : tidy(current.amount - was.amount);
  const moved =
    was === null
      ? 'new this week'
      : change === 0
        ? 'unchanged in a week'
        : `${change > 0 ? 'up' : 'down'} from ${wording.amount(was.amount, was)} on ${wording.date(week.before)}`;
  const now = `Now ${wording.value(current)}, ${moved}${way ? ` (${way})` : ''}.`;
  if (!guards || target === null) return [plain(now)];
  const isHeld = holds({ direction, target: target.amount }, current.amount);
  return [plain(`${now} It ${isHeld ? 'holds' : 'does not hold'} now.`)];
}

function forecastLine(
  { keyResult, period, direction }: KeyResultStanding,
  checkIns: readonly CheckIn[],
  { week, wording }: SectionContext,
): Line | null {
  const { target } = keyResult;
  if (target === null || period === null) return null;
  const seen = forecastOf(keyResult, checkIns, period, week.day);
  if (seen?.kind !== 'forecast') return null;
  const { low, high } = seen.interval;
  const range = `${wording.amount(low, target, 1)} to ${wording.amount(high, target, 1)}`;
  const aim = isGuard(direction) ? 'chance to hold until the end' : 'chance of the target';
  const chance = chanceWords(seen.probability, wording.percent);
  return [quiet(`Forecast: ${chance} ${aim}, likely ${range} by ${wording.date(period.to)}.`)];
}

/** What the last check-in gives as its proof: issues by their keys, other pages by where they are. */
function evidenceLine({ asOf }: KeyResultStanding, issues: readonly LinkedIssue[]): Line | null {
  const links = (asOf?.evidence ?? []).map(safeHref).filter((href) => href !== null);
  if (links.length === 0) return null;
  const keys = new Map(issues.map(({ url, key }) => [url, key]));
  const shown = links.slice(0, mostEvidence).flatMap((href, index): Span[] => {
    const name = keys.get(href) ?? hostOf(href);
    return [...(index > 0 ? [plain(', ')] : []), { ...words(name, 60), href }];
  });
  const more = links.length - mostEvidence;
  return [plain('Evidence: '), ...shown, ...(more > 0 ? [plain(` and ${more} more`)] : [])];
}

function hostOf(href: string): string {
  try {
    return new URL(href).hostname;
  } catch {
    return 'a page';
  }
}
