import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '../../../../src/domain/assessment/assess.ts';
import { readStory } from '../../../../src/domain/assessment/read-story.ts';
import { isWorthAsking, withSecondReading } from '../../../../src/domain/assessment/second-reading.ts';
import { draftedRewrite } from '../../../../src/domain/comment/drafted-rewrite.ts';
import { defaultSettings } from '../../../../src/domain/settings.ts';
import { quietIssue } from '../../../helpers/fakes/fake-tracker.ts';

const first = {
  ...readStory({ title: 'Add a Wishlist button', description: '' }),
  framing: 'recipe' as const,
  confidence: 0.6,
};
const said = { confidence: 0.9, quotes: ['Wishlist'], rewrite: null };

describe('what a second reader may change', () => {
  test('agreement raises the confidence, disagreement lowers it, silence leaves it', () => {
    expect(withSecondReading(first, { ...said, framing: 'recipe' }).confidence).toBe(0.78);
    expect(withSecondReading(first, { ...said, framing: 'need' }).confidence).toBe(0.276);
    expect(withSecondReading(first, null)).toBe(first);
  });

  test('nothing but the confidence ever changes, and it stays between 0 and 1', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('recipe' as const, 'need' as const, 'hypothesis' as const),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (framing, mine, theirs) => {
          const read = withSecondReading(
            { ...first, confidence: mine },
            { ...said, framing, confidence: theirs },
          );
          expect(read).toEqual({ ...first, confidence: read.confidence });
          expect(read.confidence).toBeGreaterThanOrEqual(0);
          expect(read.confidence).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test('it is asked about recipes and doubts, not about bugs, sub-tasks and what is done', () => {
    const story = quietIssue({ tracker: 'jira', id: 'SHOP-1' });
    expect(isWorthAsking(story, first)).toBe(true);
    expect(isWorthAsking(story, { ...first, framing: 'need', confidence: 0.9 })).toBe(false);
    expect(isWorthAsking(story, { ...first, framing: 'need', confidence: 0.5 })).toBe(true);
    expect(isWorthAsking({ ...story, type: 'bug' }, first)).toBe(false);
    expect(isWorthAsking({ ...story, status: { name: 'Done', category: 'done' } }, first)).toBe(false);
  });

  test('its draft fills what the issue leaves open and never replaces its words', () => {
    const issue = {
      ...quietIssue({ tracker: 'jira', id: 'SHOP-1' }),
      title: 'As a shopper, I want a Wishlist button',
    };
    const rewrite = { persona: 'somebody else', problem: 'carts are lost overnight', expectedOutcome: null };
    const second = { ...said, framing: 'recipe' as const, rewrite, of: 'hash' };
    const draft = draftedRewrite(
      issue,
      assess({ issue, settings: defaultSettings, today: '2026-01-06', second }),
    );
    expect(draft).toMatchObject([
      { label: 'Persona', given: 'shopper' },
      { label: 'Problem', given: 'carts are lost overnight' },
      { label: 'Expected outcome', given: null },
    ]);
  });
});
