import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStory } from '../../../../src/domain/assessment/read-story.ts';
import type { StoryReading } from '../../../../src/domain/assessment/reading.ts';

const read = (title: string, description = ''): StoryReading => readStory({ title, description });

describe('framing', () => {
  it.each([
    ['a chore', 'Upgrade the mail library to 4.2', ''],
    ['a control to add', 'Add a Save button to the profile page', ''],
    ['an endpoint to build', 'Implement `POST /v1/orders/{id}/cancel`', 'Returns 204. Use the OrderService.'],
    ['documents to write', 'Write docs for the export API', ''],
    [
      'a control whose reason only restates it',
      'As a shopper, I want a Save-for-later button so I can save items for later',
      '',
    ],
    ['a wish of the backlog keeper', 'As a PO I want the backlog refined', ''],
    [
      'a template nobody filled in',
      'Create ticket template',
      '## Problem\n\n## Goal\n\n<!-- describe the problem -->',
    ],
  ])('calls %s a recipe', (_, title, description) => {
    expect(read(title, description).framing).toBe('recipe');
  });

  it.each([
    [
      'a wish with its own reason',
      'As a visitor, I want to sign in with GitHub so I do not have to remember another password',
      '',
    ],
    ['a wish at the level of the goal', 'As a visitor I want to find past events', ''],
    [
      'a bug report',
      'Checkout loses the cart when the session expires',
      'Steps to reproduce:\n1. Fill the cart\n2. Wait 30 minutes\n\nActual: the cart is empty',
    ],
    [
      'a pain',
      'Page load is slow for people on mobile networks',
      'Product pages take more than 8 seconds on 3G.',
    ],
  ])('calls %s a need', (_, title, description) => {
    expect(read(title, description).framing).toBe('need');
  });

  it.each([
    [
      'a belief about a change',
      'Guest checkout',
      'We believe that letting shoppers pay without an account will reduce our 40 percent drop-off rate.',
    ],
    [
      'a measure of success',
      'Remind trial users',
      '## Success metrics\n- Trial to paid conversion rises from 8% to 12%',
    ],
    [
      'a filled hypothesis section',
      'Shorter form',
      '### Hypothesis\nIf we ask for less, then more visitors will finish their registration.',
    ],
  ])('calls %s a hypothesis', (_, title, description) => {
    expect(read(title, description).framing).toBe('hypothesis');
  });

  it('takes no hypothesis from a template that still holds its own instructions', () => {
    const reading = read('Test', '### Hypothesis\nIf we... [do a thing]\nThen... [this will happen]');
    expect(reading.framing).not.toBe('hypothesis');
  });

  it('shows the prescribed solution as evidence of a recipe, without the tags of the title', () => {
    expect(read('[Web] Add a Save button to the profile page').framingEvidence).toBe(
      'Add a Save button to the profile page',
    );
  });
});

describe('quotes', () => {
  it('quotes the reason of a story from its conjunction on', () => {
    const { benefit } = read(
      'As a nurse, I want to see allergies first, so that I never give a harmful drug',
    );
    expect(benefit?.text).toBe('so that I never give a harmful drug');
  });

  it('gives no benefit for a reason that restates the wish', () => {
    expect(read('As a member, I want a Print button, so that I can print').benefit).toBeNull();
  });

  it('quotes the problem and the target where they stand', () => {
    const reading = read(
      'Search answers late',
      'Support agents cannot find an order while the caller waits.\n\nSearch should respond within 2 s.',
    );
    expect(reading.problem?.text).toBe('Support agents cannot find an order while the caller waits.');
    expect(reading.target?.text).toBe('Search should respond within 2 s.');
  });

  it('quotes exact substrings of any text whatsoever', () => {
    const piece = fc.constantFrom(
      'As a user, I want x so that y. ',
      'fails\n',
      '## Problem\n',
      '- [ ] a\n',
      '```\ncode\n```\n',
      '{code}x{code}',
      'we believe ',
      'reduce 40% ',
      '😀',
      '\u0000',
      '<!-- ',
      '-->',
      'because ',
      '\r\n',
      '* ',
      'h3. Why  ',
      '(… ',
      '“so that” ',
      "doesn't ",
    );
    const text = fc
      .array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 30 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (title, description) => {
        const reading = readStory({ title, description }, { explain: true });
        const quotes = [
          reading.persona?.text,
          reading.problem?.text,
          reading.benefit?.text,
          reading.target?.text,
          reading.value.evidence,
          reading.framingEvidence,
          ...(reading.signals ?? []).map(({ quote }) => quote),
        ];
        return quotes.every((quote) => !quote || title.includes(quote) || description.includes(quote));
      }),
      { numRuns: 300 },
    );
  });
});

describe('persona', () => {
  it.each([
    ['As a site administrator, I want to edit profiles', 'site administrator', 'end-user'],
    ['As an anonymous visitor I want to browse', 'anonymous visitor', 'generic'],
    ['As a product owner, I want to see the velocity', 'product owner', 'internal'],
    ['Users cannot reset their password', 'Users', 'generic'],
  ])('reads %j', (title, text, kind) => {
    expect(read(title).persona).toEqual({ text, kind });
  });

  it('finds nobody in a compound noun', () => {
    expect(read('Refactor the user interface of the customer portal').persona).toBeNull();
  });
});

describe('value', () => {
  it('says unclear when nothing supports a class', () => {
    const { value } = read('Move the settings link to the header');
    expect(value).toMatchObject({ class: 'unclear', evidence: null });
  });

  it('shows the words that support a class', () => {
    const { value } = read('App crashes on launch', 'The app crashes and unsaved data is lost.');
    expect(value.class).toBe('risk');
    expect(value.evidence).toMatch(/crashes/);
  });
});

describe('every reading', () => {
  it('is the same each time', () => {
    const story = {
      title: 'As a user, I want exports so that I can work offline',
      description: 'It is slow today.',
    };
    expect(readStory(story)).toEqual(readStory(story));
  });

  it('gives confidences between 0 and 1 with at most three decimals', () => {
    for (const title of ['', 'Add x', 'It fails', 'As a user I want y']) {
      const { confidence, value } = read(title);
      for (const number of [confidence, value.confidence]) {
        expect(number).toBeGreaterThanOrEqual(0);
        expect(number).toBeLessThanOrEqual(1);
        expect(Math.round(number * 1000)).toBeCloseTo(number * 1000, 9);
      }
    }
  });

  it('reads the beginning of a very long text only', () => {
    const beginning = 'The report shows wrong totals. '.repeat(700);
    const long = read('Report', beginning);
    expect(read('Report', `${beginning}${'We expect more sales. '.repeat(50_000)}`)).toEqual(long);
  });

  it('explains itself only when asked, heaviest signals first', () => {
    expect(read('It fails').signals).toBeUndefined();
    const { signals = [] } = readStory({ title: 'Add a button', description: '' }, { explain: true });
    const weights = signals.filter(({ label }) => label === 'recipe').map(({ weight }) => Math.abs(weight));
    expect(weights.length).toBeGreaterThan(0);
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
  });
});
