import type { Confidence } from './check-in.ts';
import { idPattern } from './ids.ts';
import type { Value } from './value.ts';
import { fractionProblem, inUnitOf, sameUnit } from './value-compare.ts';
import { readValue } from './values.ts';

/** `/waymark kr <id> <value> [note]` as it stands in a comment. */
export interface CheckInCommand {
  readonly keyResult: string;
  /** Value and note, still together: only the key result's unit can tell them apart. */
  readonly words: string;
}

const most = 20;
const command = /^\/waymark[ \t]+kr[ \t]+(\S{1,64})[ \t]+(\S.{0,1000})$/i;

/** The commands in a comment, one a line. Quoted lines and code do not count: they repeat what was said before. */
export function checkInCommands(comment: string): readonly CheckInCommand[] {
  const found: CheckInCommand[] = [];
  let fenced = false;
  for (const line of comment.split(/\r\n|\r|\n/)) {
    if (/^ {0,3}(?:```|~~~)/.test(line)) fenced = !fenced;
    const match = fenced ? null : command.exec(line.trimEnd());
    const [, id = '', words = ''] = match ?? [];
    if (match !== null && idPattern.test(id.toLowerCase()) && found.length < most) {
      found.push({ keyResult: id.toLowerCase(), words: words.trim() });
    }
  }
  return found;
}

export type CheckInWords =
  | {
      readonly ok: true;
      readonly value: Value;
      readonly confidence: Confidence | null;
      readonly note: string | null;
    }
  | { readonly ok: false; readonly message: string };

/**
 * Splits `72% after the release confidence:low` into value, confidence and note. The value is as many words as can be
 * read in the unit of `like` (the key result's target); it may also stand in quotes.
 */
export function readCheckInWords(words: string, like: Value | null): CheckInWords {
  const quoted = /^"([^"]{1,120})"\s*(.*)$/.exec(words);
  if (quoted?.[1] !== undefined)
    return result(quoted[1], quoted[2] ?? '', like) ?? unreadable(quoted[1], like);
  const parts = words.split(/\s+/);
  for (let count = Math.min(4, parts.length); count >= 1; count -= 1) {
    // With a unit unknown, further words are more likely the note than a unit.
    if (like === null && count > 1) continue;
    const found = result(parts.slice(0, count).join(' '), parts.slice(count).join(' '), like);
    if (found !== null) return found;
  }
  return unreadable(parts[0] ?? '', like);
}

function result(text: string, rest: string, like: Value | null): CheckInWords | null {
  const reading = readValue(text);
  if (!reading.ok) return null;
  // “72% after the release” must not take the note for what the percentage is of.
  const { name } = reading.value.unit;
  if (like !== null && like.unit.kind !== 'money' && name !== null && name !== like.unit.name) {
    if (like.unit.kind !== 'number' || !sameUnit(reading.value.unit, like.unit)) return null;
  }
  // Nor a number in money or time for what describes it.
  const { words } = reading.value.style;
  if (words !== undefined && words !== like?.style.words) return null;
  const doubt = like === null ? null : fractionProblem(reading.value, like);
  if (doubt !== null) return { ok: false, message: doubt };
  const value = like === null ? reading.value : inUnitOf(reading.value, like);
  if (value === null) return null;
  const said = /(?:^|\s)confidence\s?[:=]\s?(high|medium|low)\b/i.exec(rest);
  const note = (said === null ? rest : rest.replace(said[0], ' ')).replace(/\s+/g, ' ').trim();
  return {
    ok: true,
    value,
    confidence: said === null ? null : (said[1]?.toLowerCase() as Confidence),
    note: note === '' ? null : note,
  };
}

function unreadable(text: string, like: Value | null): CheckInWords {
  const reading = readValue(text);
  if (!reading.ok) return { ok: false, message: reading.problem.message };
  return { ok: false, message: `“${text}” is not in the unit of the target, ${like?.text ?? ''}.` };
}
