import type { CheckIn } from '../check-in.ts';

const bars = '▁▂▃▄▅▆▇█';
const most = 12;

/** The last check-ins as small bars, lowest to highest value; empty with fewer than two. */
export function sparkline(checkIns: readonly CheckIn[]): string {
  const amounts = checkIns.slice(-most).map((row) => row.value.amount);
  if (amounts.length < 2) return '';
  const low = Math.min(...amounts);
  const span = Math.max(...amounts) - low;
  return amounts
    .map((amount) => bars[span === 0 ? 3 : Math.round(((amount - low) / span) * (bars.length - 1))] ?? '')
    .join('');
}

/** Where the value went since the check-in before: in words, with both values. */
export function trendOf(checkIns: readonly CheckIn[]): string {
  const [before, last] = checkIns.slice(-2);
  if (before === undefined || last === undefined) return 'no trend yet';
  const change = last.value.amount - before.value.amount;
  const word = change > 0 ? 'up' : change < 0 ? 'down' : 'unchanged';
  return change === 0
    ? `unchanged at ${last.value.text} since ${before.day}`
    : `${word} from ${before.value.text} (${before.day}) to ${last.value.text} (${last.day})`;
}
