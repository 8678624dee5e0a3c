import { describe, expect, test } from 'vitest';
import type { StoryReading } from '../../../../src/domain/assessment/reading.ts';
import type { Issue } from '../../../../src/domain/issue.ts';
import type { Mission } from '../../../../src/domain/mission/mission.ts';
import { missionFromIssue } from '../../../../src/domain/mission/mission-from-issue.ts';
import type { MissionSettings } from '../../../../src/domain/mission/mission-settings.ts';
import { readSettings } from '../../../../src/domain/settings.ts';
import type { FieldValues } from '../../../../src/domain/write-back/fields.ts';
import { anIssue, aReading } from '../../../helpers/issue.ts';

const today = '2026-11-02';

function settingsWith(mission: unknown): MissionSettings {
  const reading = readSettings({ mission });
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.settings.everywhere.mission;
}

function missionOf(
  issue: Partial<Issue>,
  reading: Partial<StoryReading> = {},
  mission: unknown = {},
): Mission {
  return missionFromIssue({
    issue: anIssue(issue),
    reading: aReading(reading),
    settings: settingsWith(mission),
    today,
  });
}

const custom = (name: string, value: string | number | null, id = 'customfield_1') => ({ id, name, value });

test('an issue with nothing but a title has a name and a default size, and nothing is invented', () => {
  expect(missionOf({ title: ' Find past orders ' })).toEqual({
    size: { value: 'meso', source: 'default', quote: null },
    name: { value: 'Find past orders', source: 'native field', quote: 'Find past orders' },
  });
});

describe('what Waymark filled in by itself', () => {
  const persona = custom('Mission persona', 'Hurried  buyer');
  const look = (filled: FieldValues, issue: Partial<Issue> = {}, reading: Partial<StoryReading> = {}) =>
    missionFromIssue({
      issue: anIssue({ customFields: [persona], ...issue }),
      reading: aReading(reading),
      settings: settingsWith({}),
      today,
      filled,
    });
  const shopper = { persona: { text: 'returning shopper', kind: 'end-user' as const } };

  test('gives way to a text that says something else by now', () => {
    expect(look({ persona: 'hurried buyer' }, {}, shopper).persona).toEqual({
      ...{ value: 'returning shopper', source: 'prose', quote: 'returning shopper' },
    });
  });

  test('counts where the text says nothing, and a person’s value always does', () => {
    expect(look({ persona: 'hurried buyer' }).persona?.value).toBe('Hurried  buyer');
    expect(look({ persona: 'shopper' }, {}, shopper).persona?.value).toBe('Hurried  buyer');
    expect(look({}, {}, shopper).persona?.value).toBe('Hurried  buyer');
  });

  test('gives way as a label of a group, and keeps the size that nothing else tells', () => {
    const labels = [{ name: 'Cost', group: 'Mission value' }];
    const text = { description: 'Value: revenue' };
    expect(look({ value: 'cost' }, { ...text, labels }).value?.value).toBe('revenue');
    expect(look({ value: 'risk' }, { ...text, labels }).value?.value).toBe('cost');
    const written = [{ name: 'Cost', group: 'Mission-Value' }];
    expect(look({}, { ...text, labels: written }).value?.value).toBe('cost');
    expect(look({ value: 'cost' }, { ...text, labels: written }).value?.value).toBe('revenue');
    const size = look({ size: 'micro' }, { customFields: [custom('Mission size', 'micro')] });
    expect(size.size).toMatchObject({ value: 'micro', source: 'custom field' });
  });
});

test('a template that nobody filled in is as good as an empty description', () => {
  const description =
    '## Persona\n<!-- who? -->\n\n## Problem\n[describe the problem]\n\n## Value\nTBD\n\n**Size:**\n**Due**: n/a';
  expect(missionOf({ description })).toEqual(missionOf({}));
});

describe('the size', () => {
  test.each([
    ['epic', 'macro'],
    ['story', 'meso'],
    ['task', 'micro'],
    ['bug', 'micro'],
    ['sub-task', 'micro'],
  ] as const)('of an %s is %s by default', (type, value) => {
    expect(missionOf({ type }).size).toEqual({ value, source: 'default', quote: null });
  });

  test('is what the settings say by default', () => {
    expect(missionOf({}, {}, { defaultSize: { story: 'micro' } }).size?.value).toBe('micro');
  });

  test('is what somebody has chosen', () => {
    expect(missionOf({ customFields: [custom('Mission size', 'Macro')] }).size).toEqual({
      value: 'macro',
      source: 'custom field',
      quote: 'Macro',
    });
  });

  test('stays the default when the choice is not one of the template', () => {
    expect(missionOf({ customFields: [custom('Size', 'XXL')] }).size?.source).toBe('default');
  });
});

describe('the persona', () => {
  const everywhere: Partial<Issue> = {
    customFields: [custom('Persona', 'returning shopper')],
    labels: [{ name: 'persona:buyer' }],
    description: 'Persona: gift giver',
  };
  const reading: Partial<StoryReading> = { persona: { text: 'visitor', kind: 'generic' } };

  test.each([
    ['a custom field', everywhere, { value: 'returning shopper', source: 'custom field' }],
    ['a label', { ...everywhere, customFields: [] }, { value: 'buyer', source: 'label' }],
    [
      'a section',
      { description: 'Persona: gift giver' },
      { value: 'gift giver', source: 'description section' },
    ],
    ['the prose', {}, { value: 'visitor', source: 'prose' }],
  ] as const)('comes from %s before the places after it', (_, issue, expected) => {
    expect(missionOf(issue, reading).persona).toEqual({ ...expected, quote: expected.value });
  });

  test.each([
    [{ name: 'persona:buyer' }, 'buyer'],
    [{ name: 'Persona/Key buyer' }, 'Key buyer'],
    [{ name: 'persona-buyer' }, 'buyer'],
    [{ name: 'Buyer', group: 'Persona' }, 'Buyer'],
  ])('is read from the label %j', (label, value) => {
    expect(missionOf({ labels: [label] }).persona).toEqual({ value, source: 'label', quote: value });
  });

  test.each([
    { name: 'personal' },
    { name: 'persona' },
    { name: 'persona:' },
    { name: 'Buyer', group: 'Area' },
  ])('is not read from the label %j', (label) => {
    expect(missionOf({ labels: [label] })).not.toHaveProperty('persona');
  });

  test('is what a single label stands for in the settings', () => {
    const labels = { fields: { persona: { labels: { b2b: 'purchasing manager' } } } };
    expect(missionOf({ labels: [{ name: 'B2B' }] }, {}, labels).persona).toEqual({
      value: 'purchasing manager',
      source: 'label',
      quote: 'B2B',
    });
  });

  test('is found in a custom field by its id', () => {
    const byId = { fields: { persona: { customFields: ['customfield_77'] } } };
    const customFields = [custom('Wer', 'Stammkundin', 'customfield_77')];
    expect(missionOf({ customFields }, {}, byId).persona?.value).toBe('Stammkundin');
  });

  test.each([null, '', '  ', 'TBD', '-'])('is not %j, though a custom field says so', (value) => {
    expect(missionOf({ customFields: [custom('Persona', value)] })).not.toHaveProperty('persona');
  });

  test.each([
    ['h3. Zielgruppe\nStammkunden', 'Stammkunden'],
    ['**Pour qui :** les acheteurs', 'les acheteurs'],
    ['## ¿Para quién?\nCompradores', 'Compradores'],
  ])('is found under headings in other languages: %j', (description, value) => {
    expect(missionOf({ description }).persona?.value).toBe(value);
  });
});

test('the problem is what its section says before what the reader found', () => {
  const reading = { problem: { text: 'crashes' } };
  expect(missionOf({ description: '## Problem\nOrders get lost.\n\nIt crashes' }, reading).problem).toEqual({
    value: 'Orders get lost.',
    source: 'description section',
    quote: 'Orders get lost.',
  });
  expect(missionOf({ description: 'It crashes' }, reading).problem).toEqual({
    value: 'crashes',
    source: 'prose',
    quote: 'crashes',
  });
});

describe('the value', () => {
  test.each([
    ['Value: Revenue', 'revenue'],
    ['Business value: Cost savings in support', 'cost'],
    ['**Value**: risk (GDPR)', 'risk'],
    ['Geschäftswert: Umsatz', 'revenue'],
    ['Value: unclear', 'unclear'],
  ])('is understood in %j', (description, value) => {
    expect(missionOf({ description }).value).toMatchObject({ value, source: 'description section' });
  });

  test('is read from the prose when the reader is sure enough', () => {
    const value = { class: 'cost', confidence: 0.8, evidence: 'fewer calls' } as const;
    expect(missionOf({}, { value }).value).toEqual({ value: 'cost', source: 'prose', quote: 'fewer calls' });
    expect(missionOf({}, { value: { ...value, confidence: 0.3 } })).not.toHaveProperty('value');
  });

  test('is unclear when its section gives a reason that tells none', () => {
    expect(missionOf({ description: '## Why\nThe board asked for it.' }).value).toEqual({
      value: 'unclear',
      source: 'description section',
      quote: 'The board asked for it.',
    });
  });

  test('is absent when the prose tells none', () => {
    expect(missionOf({})).not.toHaveProperty('value');
  });
});

describe('due', () => {
  test.each([
    ['2026-10-01', 'sprint'],
    ['2026-11-16', 'sprint'],
    ['2026-11-17', 'month'],
    ['2026-12-03', 'month'],
    ['2026-12-04', 'quarter'],
    ['2027-02-02', 'quarter'],
    ['2027-02-03', 'year'],
  ])('on %s, seen from 2026-11-02, is %s', (dueDate, value) => {
    expect(missionOf({ dueDate }).due).toEqual({ value, source: 'native field', quote: dueDate });
  });

  test('is the sprint for what lies within it, however long it is', () => {
    const due = missionOf({ dueDate: '2026-11-20', sprintEnd: '2026-11-23T10:00:00.000Z' }).due;
    expect(due?.value).toBe('sprint');
  });

  test('is the sprint for what is in one', () => {
    const sprintEnd = '2026-11-23T10:00:00.000Z';
    expect(missionOf({ sprintEnd }).due).toEqual({
      value: 'sprint',
      source: 'native field',
      quote: sprintEnd,
    });
  });

  test.each([
    ['Due: this quarter', 'quarter'],
    ['Due date: 2026-12-01', 'month'],
  ])('is read from %j', (description, value) => {
    expect(missionOf({ description }).due).toMatchObject({ value, source: 'description section' });
  });

  test('is what a custom field says before the due date', () => {
    const customFields = [custom('Mission due', 'year')];
    expect(missionOf({ customFields, dueDate: '2026-11-03' }).due?.value).toBe('year');
  });

  test.each(['soon', '2026-13-45', ''])('is absent for %j', (dueDate) => {
    expect(missionOf({ dueDate })).not.toHaveProperty('due');
  });
});

describe('the priority', () => {
  test.each([
    ['Blocker', 'yesterday'],
    ['Highest', 'today'],
    ['Urgent', 'today'],
    ['High', 'this week'],
    ['Medium', 'this month'],
    ['Low', 'this quarter'],
    ['Lowest', 'next year'],
  ])('%s of the tracker is %s', (priority, value) => {
    expect(missionOf({ priority }).priority).toEqual({ value, source: 'native field', quote: priority });
  });

  test('a word that nobody has explained is no priority', () => {
    expect(missionOf({ priority: 'Violet' })).not.toHaveProperty('priority');
  });

  test('a label goes before the tracker’s own field', () => {
    expect(missionOf({ priority: 'Low', labels: [{ name: 'priority/today' }] }).priority).toEqual({
      value: 'today',
      source: 'label',
      quote: 'today',
    });
  });
});

describe('the difficulty', () => {
  test.each([
    [1, 'junior'],
    [2, 'junior'],
    [3, 'intermediate'],
    [5, 'intermediate'],
    [8, 'senior'],
  ])('of an estimate of %d is %s', (estimate, value) => {
    expect(missionOf({ estimate }).difficulty).toEqual({
      value,
      source: 'native field',
      quote: String(estimate),
    });
  });

  test('is what somebody has said before what the estimate suggests', () => {
    expect(missionOf({ estimate: 8, labels: [{ name: 'difficulty: junior' }] }).difficulty?.value).toBe(
      'junior',
    );
  });

  test('is absent without an estimate', () => {
    expect(missionOf({})).not.toHaveProperty('difficulty');
  });
});

describe('whether it can be built, tested and iterated', () => {
  const description = '**Build, test, iterate**: yes, in two steps';

  test.each(['epic', 'story'] as const)('is asked of an %s', (type) => {
    expect(missionOf({ type, description }).buildTestIterate).toEqual({
      value: true,
      source: 'description section',
      quote: 'yes, in two steps',
    });
  });

  test('is not asked of a micro mission', () => {
    expect(missionOf({ type: 'task', description })).not.toHaveProperty('buildTestIterate');
  });

  test('is absent when nobody has said', () => {
    expect(missionOf({ type: 'epic' })).not.toHaveProperty('buildTestIterate');
  });
});
