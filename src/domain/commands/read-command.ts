import { type CheckId, checkIds } from '../assessment/finding.ts';
import type { MissionSettings } from '../mission/mission-settings.ts';
import { type Command, type CommandSlip, commandNames, type DismissalReason } from './command.ts';
import type { CommandLine } from './command-lines.ts';
import { readFieldName, readFieldValue } from './field-value.ts';

const LONGEST_NOTE = 500;

const reasonWords: readonly (readonly [RegExp, DismissalReason])[] = [
  [/^(?:false(?:[- ]?(?:positive|alarm))?|wrong|incorrect|not[- ]true)(?=[\s,.:;!-]|$)/i, 'false'],
  [/^(?:won['’]?t[- ]?fix|wont[- ]?fix|accepted|accept)(?=[\s,.:;!-]|$)/i, 'wontfix'],
];

/** Makes sense of one command line. Words after a command that takes none are passed over: "off for now" is off. */
export function readCommand({ verb, words }: CommandLine, settings: MissionSettings): Command | CommandSlip {
  const name = commandNames.find((known) => known === verb);
  switch (name) {
    case 'recheck':
    case 'off':
    case 'on':
    case 'help':
      return { name };
    case 'dismiss':
      return readDismiss(words);
    case 'set':
      return readSet(words, settings);
    case undefined:
      return verb === '' ? { name: 'help' } : { slip: 'unknown-command', verb };
  }
}

function readDismiss(words: string): Command | CommandSlip {
  const [given = ''] = words.split(/\s+/, 1);
  const check = findCheckId(given);
  if (!check) return { slip: 'which-check', given };
  const rest = words.slice(given.length).replace(/^[\s:,–—-]{1,10}/, '');
  for (const [pattern, reason] of reasonWords) {
    const said = pattern.exec(rest)?.[0];
    if (said === undefined) continue;
    const note = rest.slice(said.length).replace(/^[\s:,.;!–—-]{1,10}/, '');
    return { name: 'dismiss', check, reason, note: note.slice(0, LONGEST_NOTE).trim() };
  }
  return { slip: 'which-reason', check };
}

function findCheckId(given: string): CheckId | undefined {
  const wanted = given
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/^[`'"]|[`'":,.]$/g, '');
  return checkIds.find((id) => id === wanted);
}

function readSet(words: string, settings: MissionSettings): Command | CommandSlip {
  const found = readFieldName(words);
  if (!found) return { slip: 'which-field', given: words.split(/\s+/, 1)[0] ?? '' };
  const { field, rest } = found;
  const said = rest.replace(/^(?:[:=]|to\s)\s*/i, '').trim();
  const read = readFieldValue(field, said, settings);
  return read.ok
    ? { name: 'set', field, value: read.value, words: read.words }
    : { slip: 'which-value', field, given: said, choices: read.choices };
}
