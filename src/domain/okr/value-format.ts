import type { Value } from './value.ts';

/** Rounds away what binary arithmetic adds, e.g. 0.1 + 0.2. */
export const tidy = (amount: number) => Number(amount.toPrecision(12));

function writeNumber(amount: number, decimal: '.' | ',', group: string, unsafe: boolean): string {
  let [whole = '0', fraction = ''] = plainDigits(Math.abs(amount)).split('.');
  // `1.234` and `1,234` could be read as thousands.
  if (fraction.length === 3 && unsafe && /^[1-9]\d{0,2}$/.test(whole)) fraction += '0';
  if (group === ',' && decimal === '.') whole = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${amount < 0 ? '-' : ''}${whole}${fraction === '' ? '' : decimal + fraction}`;
}

function plainDigits(amount: number): string {
  if (amount >= 1e21) return BigInt(amount).toString();
  const short = String(amount);
  return short.includes('e') ? amount.toFixed(30).replace(/\.?0+$/, '') : short;
}

function writeClock(seconds: number, style: 'm:s' | 'h:m'): string | null {
  const steps = style === 'm:s' ? seconds : seconds / 60;
  if (!Number.isInteger(steps) || steps < 0) return null;
  return `${Math.floor(steps / 60)}:${String(steps % 60).padStart(2, '0')}`;
}

/**
 * Writes an amount in the way `like` is written: 62500 like `$50k/month` is `$62.5k/month`. Reading the text again
 * gives the same amount. `places` rounds for showing.
 */
export function formatAmount(amount: number, like: Pick<Value, 'style' | 'unit'>, places?: number): string {
  const { style, unit } = like;
  const after = style.after;
  if (style.clock !== null) {
    const clock = writeClock(places === undefined ? amount : Math.round(amount), style.clock);
    if (clock !== null && after.trim() !== '') return `${clock}${after}`;
    const rounded = places === undefined ? tidy(amount) : Number(amount.toFixed(places));
    return `${writeNumber(rounded, style.decimal, '', true)} s${unit.per === null ? '' : `/${unit.per}`}`;
  }
  const scaled = tidy(amount / style.factor);
  if (unit.kind === 'duration' && places === undefined && tidy(scaled * style.factor) !== tidy(amount)) {
    return `${writeNumber(tidy(amount), '.', '', true)} s${unit.per === null ? '' : `/${unit.per}`}`;
  }
  const shown = places === undefined ? scaled : Number(scaled.toFixed(places));
  const safe = unit.kind === 'percent' || unit.kind === 'ratio' || style.factor !== 1;
  const number = writeNumber(Math.abs(shown), style.decimal, style.group, !safe || style.decimal === ',');
  return `${shown < 0 ? '-' : ''}${style.before}${number}${after}`;
}

/** An amount in the way `like` is written, rounded as one says it: what is forecast is not known to the third place. */
export function roughly(amount: number, like: Pick<Value, 'style' | 'unit'>): string {
  return formatAmount(amount, like, Math.abs(amount / like.style.factor) >= 10 ? 1 : 2);
}
