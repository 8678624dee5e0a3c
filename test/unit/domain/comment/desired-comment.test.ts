import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Assessment } from '../../../../src/domain/assessment/assessment.ts';
import { checks } from '../../../../src/domain/assessment/checks/index.ts';
import type { CheckId, Finding } from '../../../../src/domain/assessment/finding.ts';
import type { StoryReading } from '../../../../src/domain/assessment/reading.ts';
import { desiredComment } from '../../../../src/domain/comment/desired-comment.ts';
import type { Issue } from '../../../../src/domain/issue.ts';
import { readSettings, type Settings } from '../../../../src/domain/settings.ts';
import { anIssue, aReading, inStatus } from '../../../helpers/issue.ts';

const finding = (check: CheckId): Finding => ({
  check,
  severity: 'warning',
  message: `About ${check}.`,
  evidence: null,
  suggestion: `Mend ${check}.`,
});

interface Given {
  readonly issue?: Partial<Issue>;
  readonly reading?: Partial<StoryReading>;
  readonly findings?: readonly CheckId[];
  readonly settings?: unknown;
  readonly hasComment?: boolean;
}

function settingsWith(raw: unknown): Settings {
  const reading = readSettings(raw);
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.settings.everywhere;
}

function desired({ issue = {}, reading = {}, findings = [], settings = {}, hasComment = false }: Given) {
  const assessment: Assessment = { reading: aReading(reading), mission: {}, findings: findings.map(finding) };
  return desiredComment({ issue: anIssue(issue), assessment, settings: settingsWith(settings), hasComment });
}

function outcome(given: Given): string {
  const comment = desired(given);
  return comment.kind === 'body' ? comment.state : comment.kind;
}

const recipe: Given = { reading: { framing: 'recipe', confidence: 0.9 }, findings: ['recipe'] };

describe('whether there should be a comment', () => {
  test.each<[string, Given, string, string]>([
    ['nothing was found', {}, 'none', 'resolved'],
    ['a sure recipe was found', recipe, 'findings', 'findings'],
    ['no persona was found', { findings: ['missing-persona'] }, 'findings', 'findings'],
    ['no value was found', { findings: ['missing-value'] }, 'findings', 'findings'],
    [
      'only smaller things were found',
      { findings: ['generic-persona', 'missing-outcome', 'no-owner'] },
      'none',
      'resolved',
    ],
    [
      'smaller things were found that the settings find worth it',
      { findings: ['no-owner'], settings: { checks: { 'no-owner': { opensComment: true } } } },
      'findings',
      'findings',
    ],
    [
      'a recipe was found that the settings let pass',
      { ...recipe, settings: { checks: { recipe: { opensComment: false } } } },
      'none',
      'resolved',
    ],
    ['the issue is a sub-task', { ...recipe, issue: { type: 'sub-task' } }, 'none', 'remove'],
    ['somebody marked it off', { ...recipe, issue: { labels: [{ name: 'waymark-off' }] } }, 'none', 'remove'],
    [
      'somebody marked it off in capitals',
      { ...recipe, issue: { labels: [{ name: ' Waymark-Off ' }] } },
      'none',
      'remove',
    ],
    [
      'it has the label of another project',
      {
        ...recipe,
        issue: { labels: [{ name: 'waymark-off' }] },
        settings: { comment: { offLabel: 'quiet' } },
      },
      'findings',
      'findings',
    ],
    ['comments are turned off', { ...recipe, settings: { comment: { enabled: false } } }, 'none', 'remove'],
    ['it is done', { ...recipe, issue: inStatus('done') }, 'none', 'leave'],
    ['it is cancelled', { ...recipe, issue: inStatus('cancelled') }, 'none', 'leave'],
    [
      'it is done and marked off',
      { ...recipe, issue: { ...inStatus('done'), labels: [{ name: 'waymark-off' }] } },
      'none',
      'remove',
    ],
  ])('when %s', (_, given, withoutOne, withOne) => {
    expect(outcome({ ...given, hasComment: false })).toBe(withoutOne);
    expect(outcome({ ...given, hasComment: true })).toBe(withOne);
  });
});

describe('how sure the reader must be of a recipe', () => {
  const settings = { comment: { minConfidence: 0.8, confidenceMargin: 0.1 } };

  test.each([
    [0.81, 'findings', 'findings'],
    [0.8, 'findings', 'findings'],
    [0.75, 'none', 'findings'],
    [0.69, 'none', 'resolved'],
  ])('at %d, with 0.8 asked for', (confidence, withoutOne, withOne) => {
    const given = { ...recipe, reading: { ...recipe.reading, confidence }, settings };
    expect(outcome(given)).toBe(withoutOne);
    expect(outcome({ ...given, hasComment: true })).toBe(withOne);
  });

  test('a recipe it is not sure of is not mentioned in a comment about something else', () => {
    const comment = desired({
      reading: { framing: 'recipe', confidence: 0.5 },
      findings: ['recipe', 'missing-persona'],
      settings,
    });
    expect(JSON.stringify(comment)).not.toContain('About recipe');
    expect(outcome({ findings: ['missing-persona'] })).toBe('findings');
  });
});

test('the same findings give the same words, whatever the time and whoever else changed the issue', () => {
  const given: Given = {
    reading: { framing: 'recipe', confidence: 0.9 },
    findings: ['recipe', 'missing-value'],
  };
  const later = { updatedAt: '2027-01-01T00:00:00.000Z', estimate: 5, priority: 'High' };
  expect(desired({ ...given, issue: later, hasComment: true })).toEqual(desired(given));
});

test('any mix of findings, readings and settings gives one of the outcomes', () => {
  const ids = checks.map(({ id }) => id);
  fc.assert(
    fc.property(
      fc.subarray(ids),
      fc.boolean(),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (findings, hasComment, confidence) => {
        expect(outcome({ findings, hasComment, reading: { framing: 'recipe', confidence } })).toMatch(
          hasComment ? /^(?:findings|resolved)$/ : /^(?:findings|none)$/,
        );
      },
    ),
  );
});
