import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess, findingsOf } from '../../../../src/domain/assessment/assess.ts';
import { checks } from '../../../../src/domain/assessment/checks/index.ts';
import { diffFindings } from '../../../../src/domain/assessment/diff-findings.ts';
import type { CheckId, Finding } from '../../../../src/domain/assessment/finding.ts';
import type { Issue } from '../../../../src/domain/issue.ts';
import { defaultSettings, readSettings, type Settings } from '../../../../src/domain/settings.ts';
import { hostileIssue } from '../../../helpers/hostile-issue.ts';
import { anIssue, aReading, inStatus } from '../../../helpers/issue.ts';

const today = '2026-11-02';

function settingsWith(raw: unknown): Settings {
  const reading = readSettings(raw);
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.settings.everywhere;
}

function foundIn(issue: Issue, settings = defaultSettings): readonly CheckId[] {
  return assess({ issue, settings, today }).findings.map(({ check }) => check);
}

const begun = anIssue({ ...inStatus('in-progress'), title: 'Checkout' });

describe('assessing an issue', () => {
  test('joins what was read, the mission, and the findings in the order of the checks', () => {
    const { reading, mission, findings } = assess({ issue: begun, settings: defaultSettings, today });
    expect(reading.framing).toMatch(/^(?:recipe|need|hypothesis)$/);
    expect(mission.name?.value).toBe('Checkout');
    const order = checks.map(({ id }) => id);
    expect(findings.map(({ check }) => order.indexOf(check))).toEqual(
      findings.map(({ check }) => order.indexOf(check)).sort((a, b) => a - b),
    );
    expect(findings.map(({ check }) => check)).toContain('no-owner');
  });

  test('explains itself only when asked', () => {
    const input = { issue: begun, settings: defaultSettings, today };
    expect(assess(input).reading).not.toHaveProperty('signals');
    expect(assess({ ...input, explain: true }).reading).toHaveProperty('signals');
  });

  test.each(['done', 'cancelled'] as const)('asks nothing of an issue that is %s', (category) => {
    expect(foundIn({ ...begun, ...inStatus(category) })).toEqual([]);
  });

  test('asks of a sub-task nothing that its parent answers', () => {
    expect(foundIn({ ...begun, type: 'sub-task' })).toEqual([]);
  });

  test('asks of a good bug report in the backlog nothing at all', () => {
    const bug = anIssue({
      type: 'bug',
      title: 'Checkout crashes on an empty cart',
      description: 'Steps: open the cart, press pay. Expected: a hint. Actual: error 500.',
    });
    expect(foundIn(bug)).toEqual([]);
  });

  test('makes no check that is turned off', () => {
    expect(foundIn(begun, settingsWith({ checks: { 'no-owner': { enabled: false } } }))).not.toContain(
      'no-owner',
    );
  });

  test('makes a check for the chosen types only', () => {
    expect(foundIn(begun, settingsWith({ checks: { 'no-owner': { types: ['bug'] } } }))).not.toContain(
      'no-owner',
    );
  });

  test('gives findings the severity that the settings say', () => {
    const settings = settingsWith({ checks: { 'no-owner': { severity: 'problem' } } });
    const { findings } = assess({ issue: begun, settings, today });
    expect(findings.find(({ check }) => check === 'no-owner')?.severity).toBe('problem');
  });
});

describe('assessing a story from outside a tracker', () => {
  const story = { title: 'As a PO, I want a Save button', description: '' };
  const recipe = aReading({
    framing: 'recipe',
    framingEvidence: 'a Save button',
    persona: { text: 'PO', kind: 'internal' },
  });

  test('finds what the words alone show', () => {
    expect(findingsOf(story, recipe).map(({ check }) => check)).toEqual([
      'recipe',
      'internal-persona',
      'missing-value',
      'missing-problem',
      'missing-outcome',
    ]);
  });

  test('never speaks of owner and time, which it cannot know', () => {
    const settings = settingsWith({
      checks: {
        'no-owner': { from: 'spotted' },
        'no-due': { from: 'spotted' },
        'not-a-mission': { from: 'spotted' },
      },
    });
    const found = findingsOf(story, recipe, settings).map(({ check }) => check);
    expect(found).not.toContain('no-owner');
    expect(found).not.toContain('no-due');
    expect(found).not.toContain('not-a-mission');
  });

  test('asks of a report of something broken nothing', () => {
    const report = aReading({ problem: { text: 'crashes' }, framingEvidence: 'crashes' });
    expect(findingsOf({ title: 'It crashes', description: '' }, report)).toEqual([]);
  });
});

describe('comparing findings', () => {
  const finding = (check: CheckId, message = check as string): Finding => ({
    check,
    severity: 'info',
    message,
    evidence: null,
    suggestion: '',
  });

  test('tells what is new, what is gone and what stays, as it is worded now', () => {
    const before = [finding('recipe', 'as it was'), finding('no-owner')];
    const after = [finding('recipe', 'as it is'), finding('no-due')];
    expect(diffFindings(before, after)).toEqual({
      opened: [finding('no-due')],
      resolved: [finding('no-owner')],
      kept: [finding('recipe', 'as it is')],
    });
  });

  test('between nothing and nothing there is nothing', () => {
    expect(diffFindings([], [])).toEqual({ opened: [], resolved: [], kept: [] });
  });
});

describe('whatever the issue', () => {
  test('assessing it is the same every time, and evidence is its own words', () => {
    fc.assert(
      fc.property(hostileIssue, (issue) => {
        const assessment = assess({ issue, settings: defaultSettings, today });
        expect(assess({ issue, settings: defaultSettings, today })).toEqual(assessment);
        const words = [
          ...[issue.title, issue.description, issue.priority, issue.dueDate, issue.sprintEnd],
          ...[String(issue.estimate), ...issue.labels.map(({ name }) => name)],
          ...issue.customFields.map(({ value }) => String(value)),
          ...issue.assignees.map(({ name }) => name),
        ];
        const isOwn = (quote: string) => words.some((text) => text?.includes(quote));
        for (const { evidence } of assessment.findings)
          if (evidence !== null) expect(evidence).toSatisfy(isOwn);
        for (const { quote } of Object.values(assessment.mission))
          if (quote !== null) expect(quote).toSatisfy(isOwn);
      }),
      { numRuns: 200 },
    );
  });
});
