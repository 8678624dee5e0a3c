import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  type AllSettings,
  defaultAllSettings,
  defaultSettings,
  readSettings,
  settingsFor,
} from '../../../../src/domain/settings.ts';

const settingsFile = new URL('../../../../config/waymark.yaml', import.meta.url);

function accepted(raw: unknown): AllSettings {
  const reading = readSettings(raw);
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.settings;
}

function problemsOf(raw: unknown): readonly string[] {
  const reading = readSettings(raw);
  return reading.ok ? [] : reading.problems;
}

describe('the settings file that Waymark ships', () => {
  const written = parse(readFileSync(settingsFile, 'utf8'));

  test('says exactly what holds without it', () => {
    expect(accepted(written)).toEqual(defaultAllSettings);
  });

  test('writes out every default, of each check that it names', () => {
    const { projects: _, ...top } = written;
    const named = Object.entries(defaultSettings.checks).filter(([id]) => id in written.checks);
    expect(top).toEqual(
      JSON.parse(JSON.stringify({ ...defaultSettings, checks: Object.fromEntries(named) })),
    );
  });
});

describe('settings that are left out', () => {
  test.each([
    ['nothing at all', undefined],
    ['an empty file', null],
    ['an empty object', {}],
    ['keys without a value', { comment: null, checks: { recipe: null }, projects: null }],
    ['a tracker without projects', { projects: { jira: null } }],
  ])('have their defaults: %s', (_, raw) => {
    expect(accepted(raw)).toEqual(defaultAllSettings);
  });

  test('only recipe, missing-persona and missing-value open a comment', () => {
    const opening = Object.entries(defaultSettings.checks).filter(([, check]) => check.opensComment);
    expect(opening.map(([id]) => id)).toEqual(['recipe', 'missing-persona', 'missing-value']);
  });
});

describe('joining settings', () => {
  test('one key changes and its neighbours stay', () => {
    const { everywhere } = accepted({ comment: { minConfidence: 0.9 } });
    expect(everywhere.comment).toEqual({ ...defaultSettings.comment, minConfidence: 0.9 });
  });

  test('a list replaces the default', () => {
    const { everywhere } = accepted({ mission: { fields: { persona: { headings: ['Leserschaft'] } } } });
    expect(everywhere.mission.fields.persona.headings).toEqual(['Leserschaft']);
  });

  test('"..." in a list keeps what it replaces', () => {
    const { everywhere } = accepted({
      mission: { fields: { persona: { headings: ['Leserschaft', '...'] } } },
    });
    expect(everywhere.mission.fields.persona.headings).toEqual([
      'Leserschaft',
      ...defaultSettings.mission.fields.persona.headings,
    ]);
  });

  test('words are added to the known ones, and null takes one away', () => {
    const { everywhere } = accepted({
      mission: { fields: { priority: { words: { someday: 'next year', trivial: null } } } },
    });
    const { words } = everywhere.mission.fields.priority;
    expect(words.someday).toBe('next year');
    expect(words.urgent).toBe('today');
    expect(words).not.toHaveProperty('trivial');
  });

  test('a project has what holds everywhere, and its own on top', () => {
    const all = accepted({
      comment: { minConfidence: 0.7, offLabel: 'quiet' },
      projects: { jira: { SHOP: { comment: { minConfidence: 0.9 } } } },
    });
    expect(settingsFor(all, 'jira', 'SHOP').comment).toMatchObject({ minConfidence: 0.9, offLabel: 'quiet' });
    expect(settingsFor(all, 'jira', 'OTHER').comment).toMatchObject({
      minConfidence: 0.7,
      offLabel: 'quiet',
    });
  });

  test('a Linear team of the same key is another project', () => {
    const all = accepted({ projects: { jira: { SHOP: { comment: { enabled: false } } } } });
    expect(settingsFor(all, 'linear', 'SHOP').comment.enabled).toBe(true);
  });

  test('the case of a project key makes no difference', () => {
    const all = accepted({ projects: { linear: { pay: { comment: { enabled: false } } } } });
    expect(settingsFor(all, 'linear', 'PAY').comment.enabled).toBe(false);
  });
});

describe('settings that are wrong', () => {
  test.each([
    [{ coment: {} }, 'coment: unknown setting, did you mean "comment"?'],
    [
      { comment: { minConfidance: 1 } },
      'comment.minConfidance: unknown setting, did you mean "minConfidence"?',
    ],
    [
      { checks: { 'missing-person': {} } },
      'checks.missing-person: unknown setting, did you mean "missing-persona"?',
    ],
    [
      { checks: { 'no-due': { form: 'assigned' } } },
      'checks.no-due.form: unknown setting, did you mean "from"?',
    ],
    [{ review: { whatever: 1 } }, 'review.whatever: unknown setting; known here: settleSeconds'],
    [
      { projects: { jira: { SHOP: { mission: { defaultSise: {} } } } } },
      'projects.jira.SHOP.mission.defaultSise: unknown setting, did you mean "defaultSize"?',
    ],
    [{ projects: { jirra: {} } }, 'projects.jirra: unknown setting, did you mean "jira"?'],
  ])('an unknown key is named with its path and the nearest known one: %j', (raw, problem) => {
    expect(problemsOf(raw)).toEqual([problem]);
  });

  test.each([
    [{ comment: { minConfidence: 7 } }, /^comment\.minConfidence: /],
    [{ mission: { defaultSize: { epic: 'huge' } } }, /^mission\.defaultSize\.epic: .*"macro"/],
    [{ checks: { recipe: { severity: 'fatal' } } }, /^checks\.recipe\.severity: .*"warning"/],
    [{ checks: { recipe: true } }, /^checks\.recipe: /],
    [
      { mission: { fields: { value: { words: { money: 'cash' } } } } },
      /^mission\.fields\.value\.words\.money: /,
    ],
    [{ projects: { linear: { PAY: 'off' } } }, /^projects\.linear\.PAY: /],
    ['comment: off', /expected keys and values/],
    [[], /expected keys and values/],
  ])('a wrong value is named with its path: %j', (raw, problem) => {
    expect(problemsOf(raw)).toEqual([expect.stringMatching(problem)]);
  });

  test('all problems are told at once, one at the top not again for every project', () => {
    const problems = problemsOf({
      comment: { minConfidence: -1 },
      checks: { recip: {} },
      projects: { jira: { SHOP: { review: { settleSecond: 1 } }, CART: {} } },
    });
    expect(problems).toHaveLength(3);
  });

  test('no shape of settings makes it throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (raw) => {
        expect(typeof readSettings(raw).ok).toBe('boolean');
        expect(typeof readSettings({ projects: raw }).ok).toBe('boolean');
        expect(typeof readSettings({ checks: raw, mission: { fields: raw } }).ok).toBe('boolean');
      }),
    );
  });

  test('a key named like the machinery of the language changes nothing', () => {
    const raw: unknown = JSON.parse('{"__proto__":{"comment":{"enabled":false}}}');
    expect(problemsOf(raw)).toEqual([expect.stringMatching(/^__proto__: unknown setting/)]);
    expect(defaultSettings.comment.enabled).toBe(true);
  });
});
