import {
  type MissionField,
  missionDifficulties,
  missionDues,
  missionFields,
  missionPriorities,
  missionSizes,
  missionValues,
} from '../mission/mission.ts';
import type { MissionSettings } from '../mission/mission-settings.ts';

/** What a single-line text field holds in Jira, the shorter of the two trackers. */
const LONGEST_TEXT = 255;

const closedChoices: Partial<Record<MissionField, readonly string[]>> = {
  size: missionSizes,
  buildTestIterate: ['yes', 'no'],
  value: missionValues,
  due: missionDues,
  priority: missionPriorities,
  difficulty: missionDifficulties,
};

/** The names by which people call a field; the longest that fits is taken. */
const fieldNames = (
  [
    ...missionFields.map((field) => [spaced(field), field] as const),
    ['buildtestiterate', 'buildTestIterate'],
    ['build test and iterate', 'buildTestIterate'],
    ['due date', 'due'],
  ] as const
)
  .toSorted(([a], [b]) => b.length - a.length)
  .map(([name, field]) => ({
    field,
    pattern: new RegExp(`^(?:mission[ _-])?${name.replaceAll(' ', '[ ,_/-]{0,2}')}(?=[\\s:=]|$)`, 'i'),
  }));

/** The field that the words begin with, and the words after it; null when they begin with none. */
export function readFieldName(words: string): { readonly field: MissionField; readonly rest: string } | null {
  for (const { field, pattern } of fieldNames) {
    const said = pattern.exec(words)?.[0];
    if (said !== undefined) return { field, rest: words.slice(said.length).trim() };
  }
  return null;
}

/** The answers that a field has; none for one in free words. */
export function fieldChoices(field: MissionField): readonly string[] {
  return closedChoices[field] ?? [];
}

export type ValueReading =
  | { readonly ok: true; readonly value: string | boolean; readonly words: string }
  | { readonly ok: false; readonly choices: readonly string[] };

/**
 * The value that the words stand for: one of the template's answers, or a word that the settings know for one; free
 * words for a field that is answered in free words.
 */
export function readFieldValue(field: MissionField, said: string, settings: MissionSettings): ValueReading {
  const words = unquoted(said);
  const choices = fieldChoices(field);
  if (choices.length === 0) {
    const value = words
      .replace(/\s+/g, ' ')
      .slice(0, LONGEST_TEXT)
      .replace(/[\uD800-\uDBFF]$/, '')
      .trim();
    return value === '' ? { ok: false, choices } : { ok: true, value, words: value };
  }
  const known = settings.fields[field];
  const byWord: Readonly<Record<string, string | boolean>> = 'words' in known ? known.words : {};
  const wanted = soft(words);
  const answer =
    Object.entries(byWord).find(([word]) => soft(word) === wanted)?.[1] ??
    choices.find((choice) => soft(choice) === wanted);
  if (answer === undefined || wanted === '') return { ok: false, choices };
  const value = field === 'buildTestIterate' && typeof answer === 'string' ? answer === 'yes' : answer;
  return { ok: true, value, words };
}

/** The field as people read it. */
export function fieldTitle(field: MissionField): string {
  return field === 'buildTestIterate' ? 'build, test, iterate' : field;
}

/** The value as people read it, and as the tracker's options are called. */
export function valueTitle(value: string | boolean): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
}

function unquoted(said: string): string {
  return said
    .trim()
    .replace(/^(["'`“‘*_]{1,2})(.*?)["'`”’*_]{1,2}$/, '$2')
    .trim();
}

function soft(words: string): string {
  return words
    .slice(0, 100)
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .replace(/[.!]$/, '');
}

function spaced(field: MissionField): string {
  return field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
