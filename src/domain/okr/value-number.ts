/** Which mark separates decimals; `auto` decides by shape and refuses what could be either. */
export type DecimalMark = '.' | ',' | 'auto';

export interface NumberReading {
  readonly amount: number;
  /** Index behind the last character of the number. */
  readonly end: number;
  readonly decimal: '.' | ',';
  readonly group: '' | ',' | '.' | ' ' | "'";
  /** True when `1.234` could also be one thousand two hundred and thirty-four. */
  readonly ambiguous: boolean;
}

const isDigit = (char: string | undefined) => char !== undefined && char >= '0' && char <= '9';
const spaces = new Set([' ', '\u00a0', '\u202f', '\u2009']);

/** A space or an apostrophe groups only in front of exactly three digits. */
function groupsAt(text: string, at: number): boolean {
  return (
    isDigit(text[at - 1]) &&
    isDigit(text[at + 1]) &&
    isDigit(text[at + 2]) &&
    isDigit(text[at + 3]) &&
    !isDigit(text[at + 4])
  );
}

/** The characters of the number that starts at `from`: digits, dots and commas between digits, group marks. */
function numberEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length) {
    const char = text[end] as string;
    if (isDigit(char)) end += 1;
    else if ((char === '.' || char === ',') && isDigit(text[end + 1])) end += 1;
    else if ((spaces.has(char) || char === "'" || char === '’') && groupsAt(text, end)) end += 1;
    else break;
  }
  return end;
}

const wellGrouped = (parts: readonly string[]) =>
  parts.length > 1 &&
  /^\d{1,3}$/.test(parts[0] ?? '') &&
  parts.slice(1).every((part) => /^\d{3}$/.test(part));

/** In lakhs and crores: `12,34,567`. */
const indianGrouped = (parts: readonly string[]) =>
  parts.length > 2 &&
  /^\d{1,2}$/.test(parts[0] ?? '') &&
  parts.slice(1, -1).every((part) => /^\d{2}$/.test(part)) &&
  /^\d{3}$/.test(parts.at(-1) ?? '');

/**
 * Reads the number that starts at `from`, with decimal points or commas and grouped thousands
 * (`1,234.5`, `1.234,5`, `1 234`, `1'234`). Null when there is none or its marks contradict each other.
 */
export function readNumber(text: string, from: number, mark: DecimalMark): NumberReading | null {
  const end = numberEnd(text, from);
  if (end === from) return null;
  const raw = text.slice(from, end);
  const spaced = /[\s\u00a0\u202f\u2009]/.test(raw);
  const plain = raw.replace(/[\s\u00a0\u202f\u2009'’]/g, '');
  const outer = plain.length === raw.length ? '' : spaced ? ' ' : "'";
  const dots = plain.split('.').length - 1;
  const commas = plain.split(',').length - 1;

  const decided = decide(plain, dots, commas, mark);
  if (decided === null) return null;
  const { decimal, group } = decided;
  const [whole = '', fraction = ''] = plain.split(decimal);
  if (plain.split(decimal).length > 2) return null;
  const groups = group !== '' && whole.includes(group) ? whole.split(group) : null;
  if (groups && !wellGrouped(groups) && !(group === ',' && indianGrouped(groups))) return null;
  const amount = Number(`${group === '' ? whole : whole.split(group).join('')}.${fraction || '0'}`);
  if (!Number.isFinite(amount)) return null;
  return { amount, end, decimal, group: outer === '' ? group : outer, ambiguous: decided.ambiguous };
}

interface Marks {
  readonly decimal: '.' | ',';
  readonly group: '' | ',' | '.';
  readonly ambiguous: boolean;
}

function decide(plain: string, dots: number, commas: number, mark: DecimalMark): Marks | null {
  const pointed = (group: '' | ','): Marks => ({ decimal: '.', group, ambiguous: false });
  const commaed = (group: '' | '.'): Marks => ({ decimal: ',', group, ambiguous: false });
  if (mark === '.') return dots > 1 ? null : pointed(commas > 0 ? ',' : '');
  if (mark === ',') return commas > 1 ? null : commaed(dots > 0 ? '.' : '');
  if (dots > 0 && commas > 0)
    return plain.lastIndexOf('.') > plain.lastIndexOf(',') ? pointed(',') : commaed('.');
  if (dots > 1) return commaed('.');
  if (commas > 1) return pointed(',');
  // In a text of unknown origin `5,000` is five thousand; a decimal comma with exactly three places starts with 0.
  if (commas === 1) return /^[1-9]\d{0,2},\d{3}$/.test(plain) ? pointed(',') : commaed('');
  return { ...pointed(''), ambiguous: /^[1-9]\d{0,2}\.\d{3}$/.test(plain) };
}
