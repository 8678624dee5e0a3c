import { describe, expect, test } from 'vitest';
import type { CheckId, Finding } from '../../../../src/domain/assessment/finding.ts';
import { desiredComment } from '../../../../src/domain/comment/desired-comment.ts';
import type { Issue } from '../../../../src/domain/issue.ts';
import { paragraph, plainText, text } from '../../../../src/domain/rich-text.ts';
import { defaultSettings } from '../../../../src/domain/settings.ts';
import { anIssue, aReading, inStatus } from '../../../helpers/issue.ts';

const finding = (check: CheckId): Finding => ({
  check,
  severity: 'warning',
  message: `About ${check}.`,
  evidence: null,
  suggestion: `Mend ${check}.`,
});

interface Given {
  readonly findings?: readonly CheckId[];
  readonly issue?: Partial<Issue>;
  readonly hasComment?: boolean;
  readonly opensComment?: boolean;
}

function desired({ findings = [], issue = {}, hasComment = false, opensComment = true }: Given) {
  return desiredComment({
    issue: anIssue(issue),
    assessment: { reading: aReading({}), mission: {}, findings: findings.map(finding) },
    settings: defaultSettings,
    hasComment,
    answer: { body: [paragraph(text('An answer.'))], opensComment },
  });
}

describe('an answer to a command', () => {
  test('stands at the end of what is asked', () => {
    const comment = desired({ findings: ['missing-value'] });
    if (comment.kind !== 'body') throw new Error(comment.kind);
    expect(comment.state).toBe('findings');
    expect(plainText(comment.body)).toMatch(/waymark-off[^\n]*\nAn answer\.$/);
    expect(comment.checks).toContain('missing-value');
  });

  test.each<[string, Given, string]>([
    ['where there is no comment yet', {}, 'An answer.'],
    ['where all is answered, for as long as it is there', { hasComment: true }, 'An answer.'],
    ['but not for its own sake when it is but a hint', { opensComment: false }, 'none'],
    ['as a hint where a comment is', { opensComment: false, hasComment: true }, 'An answer.'],
    ['but not on an issue marked off', { issue: { markedOff: true } }, 'none'],
    [
      'but not on an issue that was marked off after',
      { issue: { markedOff: true }, hasComment: true },
      'remove',
    ],
    ['but not on a closed issue', { issue: inStatus('done') }, 'none'],
    [
      'and leaves the comment of a closed issue alone',
      { issue: inStatus('done'), hasComment: true },
      'leave',
    ],
    ['but not on a sub-task', { issue: { type: 'sub-task' } }, 'none'],
  ])('is told %s', (_, given, expected) => {
    const comment = desired(given);
    expect(comment.kind === 'body' ? plainText(comment.body) : comment.kind).toBe(expected);
  });
});
