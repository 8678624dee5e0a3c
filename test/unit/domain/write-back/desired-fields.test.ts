import { describe, expect, test } from 'vitest';
import type { Assessment } from '../../../../src/domain/assessment/assessment.ts';
import type { Issue } from '../../../../src/domain/issue.ts';
import type { Mission } from '../../../../src/domain/mission/mission.ts';
import { defaultSettings } from '../../../../src/domain/settings.ts';
import { desiredFields } from '../../../../src/domain/write-back/desired-fields.ts';
import { anIssue, aReading, inStatus } from '../../../helpers/issue.ts';

function desired(mission: Mission, issue: Partial<Issue> = {}, okr = {}) {
  const assessment: Assessment = { reading: aReading({ framing: 'recipe' }), mission, findings: [] };
  return desiredFields({ issue: anIssue(issue), assessment, settings: defaultSettings, okr });
}

const from = { source: 'prose', quote: null } as const;

describe('what the fields should say', () => {
  test('the framing, and what the issue tells of its mission, as options are named', () => {
    const mission: Mission = {
      value: { value: 'cost', ...from },
      priority: { value: 'this week', ...from },
      buildTestIterate: { value: true, ...from },
    };
    expect(desired(mission)).toEqual({
      framing: 'recipe',
      value: 'cost',
      priority: 'this week',
      buildTestIterate: 'yes',
    });
  });

  test('no default and no unclear value: nobody said it', () => {
    const mission: Mission = {
      size: { value: 'meso', source: 'default', quote: null },
      value: { value: 'unclear', ...from },
    };
    expect(desired(mission)).toEqual({ framing: 'recipe' });
  });

  test('a text fits on the one line of a text field, without half a character at its end', () => {
    const { problem } = desired({ problem: { value: `  a\n b ${'😀'.repeat(200)}`, ...from } });
    expect(problem).toMatch(/^a b 😀/u);
    expect(String(problem).length).toBeLessThanOrEqual(255);
    expect(problem).not.toMatch(/\p{Surrogate}/u);
  });

  test('what the objectives say comes with it', () => {
    expect(desired({}, {}, { okrProgress: 0.4, keyResult: null })).toEqual({
      framing: 'recipe',
      okrProgress: 0.4,
      keyResult: null,
    });
  });

  test('a sub-task has no framing', () => {
    expect(desired({ value: { value: 'cost', ...from } }, { type: 'sub-task' })).toEqual({ value: 'cost' });
  });

  test.each([
    ['done', inStatus('done')],
    ['cancelled', inStatus('cancelled')],
    ['marked off', { labels: [{ name: 'Waymark-Off' }] }],
  ])('an issue that is %s is left as it is', (_, issue) => {
    expect(desired({ value: { value: 'cost', ...from } }, issue, { okrProgress: 1 })).toEqual({});
  });
});
