import { describe, expect, it } from 'vitest';
import { readStory } from '../../../../src/domain/assessment/read-story.ts';

const COMMENT_THRESHOLD = 0.84;

const button = 'As a PO, I want a Save for Later button so shoppers can store items in the cart';
const bet =
  'As a shopper, I want to bookmark items in the cart, so that I can come back later and finish my shopping. As a product team, we expect this will reduce our 40 percent drop-off rate and increase return-shopper conversion by 10 percent';

describe('a button that is asked for without a reason', () => {
  it.each([
    ['as a title', button, ''],
    ['as a description', 'Save for Later button', button],
  ])('is a recipe worth a comment, %s', (_, title, description) => {
    const reading = readStory({ title, description });
    expect(reading.framing).toBe('recipe');
    expect(reading.confidence).toBeGreaterThanOrEqual(COMMENT_THRESHOLD);
    expect(reading.framingEvidence).toContain('Save for Later button');
    expect(reading.persona).toEqual({ text: 'PO', kind: 'internal' });
    expect(reading.benefit).toBeNull();
    expect(reading.target).toBeNull();
  });
});

describe('a need with an outcome that can be checked', () => {
  it.each([
    ['as a title', bet, ''],
    ['as a description', 'Bookmark items in the cart', bet],
  ])('is a hypothesis, %s', (_, title, description) => {
    const reading = readStory({ title, description });
    expect(reading.framing).toBe('hypothesis');
    expect(reading.framingEvidence).toContain('40 percent drop-off rate');
    expect(reading.persona).toEqual({ text: 'shopper', kind: 'end-user' });
    expect(reading.benefit).not.toBeNull();
    expect(reading.target?.text).toContain('40 percent');
  });
});
