import { describe, expect, it } from 'vitest';
import { BOOK } from '../../../../../src/domain/assessment/lexicon/book.ts';
import { compilePhrases, inflections } from '../../../../../src/domain/assessment/lexicon/phrases.ts';
import { tokenize } from '../../../../../src/domain/assessment/text/tokens.ts';

const hitsOf = (phrases: string[], text: string): string[] => {
  const matcher = compilePhrases({ it: phrases });
  const tokens = tokenize(text, 0, text.length);
  return matcher.find(tokens).map(({ from, length }) =>
    tokens
      .slice(from, from + length)
      .map(({ norm }) => norm)
      .join(' '),
  );
};

describe('phrases', () => {
  it('are found whatever their case', () => {
    expect(hitsOf(['so that'], 'So THAT it works')).toEqual(['so that']);
  });

  it('know alternatives, inflections, any word and negations', () => {
    expect(hitsOf(['crash%'], 'it crashed while crashing')).toEqual(['crashed', 'crashing']);
    expect(hitsOf(['too slow|late'], 'too late')).toEqual(['too late']);
    expect(hitsOf(['some * fails'], 'some job fails')).toEqual(['some job fails']);
    expect(hitsOf(['<not> work'], 'it doesn’t work, it does not work')).toEqual([
      "doesn't work",
      'does not work',
    ]);
  });

  it('inflect regular verbs', () => {
    expect(inflections('reduce')).toEqual(['reduce', 'reduces', 'reduced', 'reducing']);
    expect(inflections('drop')).toContain('dropping');
    expect(inflections('crash')).toContain('crashes');
  });

  it('of the book keep long lists in one place: a phrase of several words must not hide in a list of words', () => {
    for (const [category, phrases] of Object.entries(BOOK)) {
      for (const phrase of phrases) {
        const words = phrase.split(' ');
        if (words.length < 2) continue;
        const longest = Math.max(...words.map((word) => word.split('|').length));
        const long = words.filter((word) => word.split('|').length > 20).length;
        expect(long, `${category}: ${phrase}`).toBeLessThanOrEqual(1);
        expect(longest, `${category}: ${phrase}`).toBeLessThan(120);
      }
    }
  });

  it.each([
    ['uiNoun', 'a button'],
    ['techNoun', 'an endpoint'],
    ['docNoun', 'the documentation'],
    ['bugFails', 'it crashes'],
    ['soThat', 'so that'],
    ['metric', 'drop-off rate'],
  ] as const)('of the book: %s is heard in %j', (category, text) => {
    const matcher = compilePhrases({ [category]: BOOK[category] });
    expect(matcher.find(tokenize(text, 0, text.length)).length).toBeGreaterThan(0);
  });
});
