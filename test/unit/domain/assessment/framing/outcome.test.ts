import { describe, expect, it } from 'vitest';
import {
  OUTCOME_THRESHOLD,
  readOutcome,
  TARGET_THRESHOLD,
  weigh,
} from '../../../../../src/domain/assessment/framing/outcome.ts';
import { hear } from '../../../../../src/domain/assessment/framing/signals/hear.ts';
import { readDocument } from '../../../../../src/domain/assessment/text/document.ts';

const outcomeOf = (description: string) =>
  readOutcome(hear(readDocument({ title: 'Story', description })).sentences);
const expects = (text: string): boolean => weigh(outcomeOf(text).hypothesis) >= OUTCOME_THRESHOLD;
const aims = (text: string): boolean => weigh(outcomeOf(text).target) >= TARGET_THRESHOLD;

describe('an expected outcome', () => {
  it.each([
    'We expect more visitors to finish their registration.',
    '## Success metrics\n- fewer support tickets per week',
    '## Goals\n- Increase the conversion rate of the home page',
    '### Result\nThis will reduce the number of calls to the help desk',
    '### How will we measure success?\nCustomers know why a payment failed without contacting support.',
  ])('is heard in %j', (text) => {
    expect(expects(text)).toBe(true);
  });

  it.each([
    '## Acceptance criteria\n- the page shows more rows',
    '### How will we measure success?\nThe record is created successfully.',
    '### How will we measure success?\n',
    '## Hypothesis\n(What do you expect to change?)',
    'If we change the parser, old files may break.',
  ])('is not heard in %j', (text) => {
    expect(expects(text)).toBe(false);
  });
});

describe('a target', () => {
  it.each([
    'The list should load within 500 ms.',
    '## KPI\n- clicks on the banner',
    'Reduce the bounce rate by 10%.',
  ])('is heard in %j', (text) => {
    expect(aims(text)).toBe(true);
  });

  it.each(['Jobs are removed 30 days after they were posted.', 'It took 3 hours to find the cause.'])(
    'is not heard in %j',
    (text) => {
      expect(aims(text)).toBe(false);
    },
  );
});
