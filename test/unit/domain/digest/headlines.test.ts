import { describe, expect, test } from 'vitest';
import type { CheckId } from '../../../../src/domain/assessment/finding.ts';
import { buildDigest } from '../../../../src/domain/digest/build-digest.ts';
import type { DigestIssue } from '../../../../src/domain/digest/material.ts';
import { openingOf, subjectOf } from '../../../../src/domain/digest/subject.ts';
import type { Issue } from '../../../../src/domain/issue.ts';
import { aContext, aDigestIssue, anAssessment } from '../../../helpers/digest.ts';

const old = { createdAt: '2026-09-01T09:00:00Z', updatedAt: '2026-09-01T09:00:00Z' };
const underWay = { status: { name: 'In Progress', category: 'in-progress' as const } };
const asking = (key: string, checks: readonly CheckId[], issue: Partial<Issue> = {}) =>
  aDigestIssue({ key, title: `Title of ${key}`, ...issue }, { assessment: anAssessment(checks) });
const digestOf = (issues: readonly DigestIssue[]) =>
  buildDigest({ issues }, aContext({ sections: ['decisions'], title: 'Shop' }));

describe('the subject of decisions', () => {
  test('names what is under way without an owner before anything else', () => {
    const issues = [
      asking('SHOP-1', ['not-a-mission', 'unclear-value']),
      asking('SHOP-2', ['no-owner'], { ...underWay, ...old }),
      asking('SHOP-3', ['no-owner'], { ...underWay, ...old }),
    ];
    expect(digestOf(issues).subject).toBe('Shop: nobody owns “Title of SHOP-2” and 1 more');
  });

  test('says nothing of work under way where none is', () => {
    const { subject } = digestOf([asking('SHOP-1', ['no-owner'], { assignees: [] })]);
    expect(subject).toBe('Shop: decide on “Title of SHOP-1”');
  });

  test('names what changed this week before what has been lying about', () => {
    const issues = [asking('SHOP-1', ['not-a-mission'], old), asking('SHOP-2', ['not-a-mission'])];
    expect(digestOf(issues).subject).toBe('Shop: decide on “Title of SHOP-2” and 1 more');
  });
});

test('a question is asked once, above the issues that ask it', () => {
  const digest = digestOf([
    asking('SHOP-1', ['not-a-mission']),
    asking('SHOP-2', ['not-a-mission', 'unclear-value']),
    asking('SHOP-3', ['not-a-mission']),
  ]);
  const text = JSON.stringify(digest.sections);
  expect(text.split('Is it a mission').length - 1).toBe(2);
  for (const key of ['SHOP-1', 'SHOP-2', 'SHOP-3']) expect(text).toContain(key);
});

describe('what is said of the week', () => {
  const headed = (rank: number, words: string) => ({ headline: { rank, words } });

  test('leaves room for it, however long the audience’s title is', () => {
    const subject = subjectOf(
      'The department of everything that shoppers ever see',
      [headed(1, 'x is off')],
      '',
    );
    expect(subject).toBe('The department of everything…: x is off');
  });

  test('goes on under the title, the most urgent first and no more than three', () => {
    const sections = [
      headed(5, 'five'),
      headed(1, 'one'),
      { headline: null },
      headed(3, 'three'),
      headed(7, 'no'),
    ];
    expect(openingOf(sections, '9–16 November')).toBe('9–16 November: one; three; five.');
    expect(openingOf([], '9–16 November')).toBe('9–16 November.');
  });
});
