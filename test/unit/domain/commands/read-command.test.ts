import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandLines } from '../../../../src/domain/commands/command-lines.ts';
import { readCommand } from '../../../../src/domain/commands/read-command.ts';
import { missionFields } from '../../../../src/domain/mission/mission.ts';
import { defaultSettings } from '../../../../src/domain/settings.ts';

const read = (line: string) => {
  const [first] = commandLines(`/waymark ${line}`).lines;
  if (!first) throw new Error(`no command: ${line}`);
  return readCommand(first, defaultSettings.mission);
};

describe('a command', () => {
  test.each([
    ['recheck', { name: 'recheck' }],
    ['off for now, please', { name: 'off' }],
    ['ON', { name: 'on' }],
    ['help', { name: 'help' }],
    ['dismiss recipe false', { name: 'dismiss', check: 'recipe', reason: 'false', note: '' }],
    [
      'dismiss missing-persona false: it says shopper right there',
      { name: 'dismiss', check: 'missing-persona', reason: 'false', note: 'it says shopper right there' },
    ],
    [
      "dismiss Missing_Value won't fix",
      { name: 'dismiss', check: 'missing-value', reason: 'wontfix', note: '' },
    ],
    [
      'dismiss `recipe` - wontfix, we know',
      { name: 'dismiss', check: 'recipe', reason: 'wontfix', note: 'we know' },
    ],
    ['dismiss no-due false positive', { name: 'dismiss', check: 'no-due', reason: 'false', note: '' }],
    ['set size Macro', { name: 'set', field: 'size', value: 'macro', words: 'Macro' }],
    ['set mission size: meso', { name: 'set', field: 'size', value: 'meso', words: 'meso' }],
    ['set priority this week', { name: 'set', field: 'priority', value: 'this week', words: 'this week' }],
    ['set priority = high', { name: 'set', field: 'priority', value: 'this week', words: 'high' }],
    ['set build-test-iterate yes', { name: 'set', field: 'buildTestIterate', value: true, words: 'yes' }],
    ['set buildTestIterate no', { name: 'set', field: 'buildTestIterate', value: false, words: 'no' }],
    ['set due date quarter', { name: 'set', field: 'due', value: 'quarter', words: 'quarter' }],
    ['set value "risk"', { name: 'set', field: 'value', value: 'risk', words: 'risk' }],
    [
      'set persona **returning   shopper**',
      { name: 'set', field: 'persona', value: 'returning shopper', words: 'returning shopper' },
    ],
  ])('is understood: %s', (line, command) => {
    expect(read(line)).toEqual(command);
  });

  test('without a verb asks for help', () => {
    expect(readCommand({ verb: '', words: '' }, defaultSettings.mission)).toEqual({ name: 'help' });
  });

  test('takes the words that a project knows for a value', () => {
    const { mission } = defaultSettings;
    const value = {
      ...mission.fields.value,
      words: { ...mission.fields.value.words, 'less churn': 'revenue' as const },
    };
    const settings = { ...mission, fields: { ...mission.fields, value } };
    expect(readCommand({ verb: 'set', words: 'value less churn' }, settings)).toMatchObject({
      value: 'revenue',
    });
  });
});

describe('what begins like a command and is none', () => {
  test.each([
    ['dance', { slip: 'unknown-command', verb: 'dance' }],
    ['dismiss', { slip: 'which-check', given: '' }],
    ['dismiss everything false', { slip: 'which-check', given: 'everything' }],
    ['dismiss recipe', { slip: 'which-reason', check: 'recipe' }],
    ['dismiss recipe because I say so', { slip: 'which-reason', check: 'recipe' }],
    ['dismiss recipe falsehood', { slip: 'which-reason', check: 'recipe' }],
    ['set', { slip: 'which-field', given: '' }],
    ['set framing need', { slip: 'which-field', given: 'framing' }],
    ['set sizes macro', { slip: 'which-field', given: 'sizes' }],
    [
      'set size huge',
      { slip: 'which-value', field: 'size', given: 'huge', choices: ['macro', 'meso', 'micro'] },
    ],
    ['set persona', { slip: 'which-value', field: 'persona', given: '', choices: [] }],
    ['set size', { slip: 'which-value', field: 'size', given: '', choices: ['macro', 'meso', 'micro'] }],
  ])('is told from one: %s', (line, slip) => {
    expect(read(line)).toEqual(slip);
  });
});

test('any words are read without an error, and a value is one of the template’s or short enough for a field', () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 600 }),
    fc
      .tuple(fc.constantFrom(...missionFields, 'recipe', 'build test iterate'), fc.string({ unit: 'binary' }))
      .map((parts) => parts.join(' ')),
  );
  fc.assert(
    fc.property(fc.constantFrom('set', 'dismiss', 'x'), words, (verb, said) => {
      const command = readCommand({ verb, words: said.trim() }, defaultSettings.mission);
      if (!('name' in command) || command.name !== 'set') return;
      if (typeof command.value === 'string') expect(command.value.length).toBeLessThanOrEqual(255);
      expect(command.value).not.toBe('');
    }),
  );
});
