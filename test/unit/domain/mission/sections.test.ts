import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { headingKey } from '../../../../src/domain/mission/heading-key.ts';
import { isPlaceholder } from '../../../../src/domain/mission/placeholder.ts';
import { findSections } from '../../../../src/domain/mission/sections.ts';

const headings = new Map([
  ['persona', ['persona'] as const],
  ['für wen', ['persona'] as const],
  ['problem', ['problem'] as const],
  ['problem statement', ['problem'] as const],
]);

function found(description: string): { persona?: string; problem?: string } {
  return Object.fromEntries(
    [...findSections<'persona' | 'problem'>(description, headings)].map(([field, { text }]) => [field, text]),
  );
}

describe('a section is found', () => {
  test.each([
    ['under a Markdown heading', '## Problem\n\nOrders get lost.'],
    ['under a closed Markdown heading', '## Problem ##\nOrders get lost.'],
    ['under a wiki heading', 'h2. Problem\nOrders get lost.'],
    ['under a bold line', '**Problem**\nOrders get lost.'],
    ['under a bold line with a colon', '**Problem:**\n\nOrders get lost.'],
    ['under a bold line with a colon outside', '__Problem__:\nOrders get lost.'],
    ['under a line in wiki bold', '*Problem*\nOrders get lost.'],
    ['under an underlined line', 'Problem\n=======\n\nOrders get lost.'],
    ['under a line underlined with dashes', 'Problem\n---\nOrders get lost.'],
    ['under a numbered heading', '### 2. Problem\nOrders get lost.'],
    ['under a decorated heading', '## 🔥 Problem?\nOrders get lost.'],
    ['under a shouted heading', '# PROBLEM\nOrders get lost.'],
    ['behind a label', 'Problem: Orders get lost.'],
    ['behind a bold label', '**Problem**: Orders get lost.'],
    ['behind a bold label with the colon inside', '**Problem:** Orders get lost.'],
    ['behind a label in wiki bold', '*Problem:* Orders get lost.'],
    ['behind a label in a list', '- **Problem**: Orders get lost.'],
    ['behind a label in a heading', '## Problem: Orders get lost.'],
    ['behind a label with a wide colon', 'Problem：Orders get lost.'],
    ['behind a quoted label', '> **Problem:** Orders get lost.'],
    ['below a label on its own line', 'Problem:\nOrders get lost.'],
    ['in a table row', '| Problem | Orders get lost. |'],
    ['with Windows line ends', '## Problem\r\n\r\nOrders get lost.\r\n\r\n## Next\r\n'],
    ['as the first item of a list', '## Problem\n- Orders get lost.\n- And found again.'],
    ['in italics', '## Problem\n_Orders get lost._'],
    ['after a comment of the template', '## Problem\n<!-- What goes wrong? -->\nOrders get lost.'],
    ['after a comment over several lines', '## Problem\n<!--\nPersona: nobody\n-->\nOrders get lost.'],
    ['after a prompt of the template', '## Problem\nPlease describe the problem.\n\nOrders get lost.'],
    ['when an earlier one was left empty', '## Problem\n\n## Problem statement\nOrders get lost.'],
    ['up to a divider', '## Problem\nOrders get lost.\n---\nMore.'],
    ['up to a comment', '## Problem\nOrders get lost. <!-- really? -->\nAlways.'],
    ['after a block of code', '## Problem\n```\nPersona: nobody\n```\nOrders get lost.'],
  ])('%s', (_, description) => {
    expect(found(description)).toEqual({ problem: 'Orders get lost.' });
  });

  test('with accents, however they are cased', () => {
    expect(found('FÜR WEN: Stammkunden')).toEqual({ persona: 'Stammkunden' });
  });

  test('in a rewrite that Waymark has drafted, pasted as it was', () => {
    expect(found('> **Persona:** shoppers\\\n> **Problem:** …\\\n> **Expected outcome:** …')).toEqual({
      persona: 'shoppers',
    });
  });

  test('for several fields in one description', () => {
    expect(found('Persona: shopper\nProblem: Orders get lost.')).toEqual({
      persona: 'shopper',
      problem: 'Orders get lost.',
    });
  });

  test('up to the end of its first paragraph', () => {
    expect(found('## Problem\nOrders get lost,\nand nobody knows.\n\nMore.').problem).toBe(
      'Orders get lost,\nand nobody knows.',
    );
  });

  test('and a very long answer is cut between words', () => {
    const problem = found(`Problem: ${'lost orders '.repeat(200)}`).problem ?? '';
    expect(problem.length).toBeLessThanOrEqual(500);
    expect(problem).toMatch(/(?:lost|orders)$/);
  });
});

describe('no section is found', () => {
  test.each([
    ['under a heading of another name', '## Problems we do not have\nOrders get lost.'],
    ['when the next heading follows at once', '## Problem\n## Solution\nA button.'],
    ['when the next label follows at once', 'Problem:\n**Solution**\nA button.'],
    ['inside code', '```\nProblem: Orders get lost.\n```'],
    ['inside wiki code', '{code}\nProblem: Orders get lost.\n{code}'],
    ['inside a comment', '<!-- Problem: Orders get lost. -->'],
    ['in the middle of a sentence', 'There is a problem: orders get lost.'],
    ['when it says TBD', '## Problem\nTBD'],
    ['when it says N/A', 'Problem: N/A'],
    ['when it is a dash', '**Problem**: -'],
    ['when it is the blank of a draft', 'Problem: …'],
    ['when it is a placeholder', '## Problem\n<describe it here>'],
    ['when it is the question of a template', '## Problem\nWhat goes wrong today?'],
    ['when nobody answered the form', '### Problem\n\n_No response_'],
  ])('%s', (_, description) => {
    expect(found(description)).toEqual({});
  });
});

test.each(['', '  ', '-', '…', 'tbd', 'None.', '<persona>', '[who?]', 'Who is it for?', 'Bitte beschreiben'])(
  '%j is no answer',
  (text) => {
    expect(isPlaceholder(text)).toBe(true);
  },
);

test.each(['shopper', 'Who buys twice a year', 'Orders get lost. Why?', '日本の利用者', 'Add-on sellers'])(
  '%j is an answer',
  (text) => {
    expect(isPlaceholder(text)).toBe(false);
  },
);

test.each([
  ['## 1) Problem:', 'problem'],
  ['  “Für   Wen?” ', 'für wen'],
  ['What’s the problem', "what's the problem"],
])('%j is the heading %j', (heading, key) => {
  expect(headingKey(heading)).toBe(key);
});

describe('whatever the description', () => {
  const pieces = fc.constantFrom(
    ...['Problem', 'Persona', ':', ': ', '\n', '\n\n', '## ', '**', '__', '- ', '> ', '|', '<!--', '-->'],
    ...['```', '{code}', '---', '===', 'Orders get lost', 'TBD', ' ', '\r\n', '\u200b', '\ud800', '…', '1. '],
  );
  const description = fc.array(fc.oneof(pieces, fc.string({ maxLength: 20 })), { maxLength: 60 });

  test('an answer is an exact part of it, and never empty', () => {
    fc.assert(
      fc.property(description, (parts) => {
        const whole = parts.join('');
        for (const text of Object.values(found(whole))) {
          expect(text.trim()).not.toBe('');
          expect(whole).toContain(text);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
