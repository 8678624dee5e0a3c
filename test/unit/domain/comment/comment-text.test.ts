import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Assessment } from '../../../../src/domain/assessment/assessment.ts';
import type { StoryReading } from '../../../../src/domain/assessment/reading.ts';
import { runChecks } from '../../../../src/domain/assessment/run-checks.ts';
import { canonical } from '../../../../src/domain/comment/canonical.ts';
import { desiredComment } from '../../../../src/domain/comment/desired-comment.ts';
import type { Issue } from '../../../../src/domain/issue.ts';
import { plainText, type RichText } from '../../../../src/domain/rich-text.ts';
import { defaultSettings } from '../../../../src/domain/settings.ts';
import { hostileIssue, hostileText } from '../../../helpers/hostile-issue.ts';
import { anIssue, aReading, inStatus } from '../../../helpers/issue.ts';

function assessed(issue: Issue, reading: StoryReading): Assessment {
  return runChecks({ issue, reading, settings: defaultSettings, today: '2026-11-02' });
}

function bodyOf(over: Partial<Issue>, read: Partial<StoryReading>, hasComment = false): RichText {
  const issue = anIssue(over);
  const comment = desiredComment({
    issue,
    assessment: assessed(issue, aReading(read)),
    settings: defaultSettings,
    hasComment,
  });
  if (comment.kind !== 'body') throw new Error(`no body but ${comment.kind}`);
  return comment.body;
}

const commentOn = (...given: Parameters<typeof bodyOf>) => plainText(bodyOf(...given));
const recipe = { framing: 'recipe', confidence: 0.9 } as const;

describe('the comment on a recipe', () => {
  test('takes the idea up, asks what is behind it and starts the rewrite', () => {
    const comment = commentOn(
      { title: 'As a PO, I want a Save for Later button so shoppers can store items in the cart' },
      { ...recipe, framingEvidence: 'a Save for Later button', persona: { text: 'PO', kind: 'internal' } },
    );
    expect(comment).toBe(
      `The idea is clear: “a Save for Later button”, so that “shoppers can store items in the cart”. What that makes better for them is still open; knowing it, the team can weigh other ideas and see whether this one helped.
You may know the answers already:
- Who is it really for? Is it the “shoppers”, rather than the “PO”?
- What goes wrong for them today?
- How would we notice that it helped?
A start, to finish in your own words:
Persona: shoppers
Problem: …
Expected outcome: shoppers can store items in the cart, and so …
Your idea can stay, as one way to get there.
Waymark updates this comment when the text changes; the label waymark-off removes it.`,
    );
  });

  test('asks nothing that the text answers', () => {
    const comment = commentOn(
      { title: 'As a site administrator, I want a CSV export' },
      {
        ...recipe,
        framingEvidence: 'a CSV export',
        persona: { text: 'site administrator', kind: 'end-user' },
      },
    );
    expect(comment).not.toContain('Who');
    expect(comment).toContain('What goes wrong for the “site administrator” today?');
    expect(comment).toContain('Persona: site administrator\nProblem: …');
  });

  test('asks which user is meant', () => {
    const comment = commentOn(
      { title: 'As a user, I want a dropdown' },
      { ...recipe, framingEvidence: 'a dropdown', persona: { text: 'user', kind: 'generic' } },
    );
    expect(comment).toContain('Which “user” is it for');
    expect(comment).toContain('Persona: user who …');
  });

  test('asks who needs it when nobody is named', () => {
    const comment = commentOn(
      { title: 'Add a dark mode toggle' },
      { ...recipe, framingEvidence: 'a dark mode toggle' },
    );
    expect(comment).toContain('Who needs it, and what are they doing at that moment?');
    expect(comment).toContain('Persona: …\nProblem: …\nExpected outcome: …');
  });

  test('does not take "I" for a persona', () => {
    const comment = commentOn(
      { title: 'Add a Save button so I can keep a draft' },
      { ...recipe, framingEvidence: 'a Save button' },
    );
    expect(comment).toContain('Persona: …');
    expect(comment).toContain('Expected outcome: I can keep a draft, and so …');
  });

  test('mentions an owner who is missing once work has begun', () => {
    const comment = commentOn({ ...inStatus('in-progress'), title: 'Add a toggle' }, recipe);
    expect(comment).toContain(
      'While you are here:\n- Work on this has begun and nobody is named as its owner.',
    );
  });

  test.each([
    ['Add a toggle', 'a toggle'],
    ['As a user, I want a dropdown so that users can sort', 'a dropdown'],
    ['x'.repeat(500), 'x'.repeat(500)],
  ])('stays short: %.40s', (title, framingEvidence) => {
    expect(commentOn({ title }, { ...recipe, framingEvidence }).split(/\s+/).length).toBeLessThan(130);
  });
});

describe('the comment on a need', () => {
  test('that names nobody and gives no reason asks for both in two lines', () => {
    const comment = commentOn({ title: 'Find past events' }, {});
    expect(comment).toMatch(/^Two things would make this story easier to build well: who it is for, and why/);
    expect(comment).toContain('Persona: …\nExpected outcome: …');
  });

  test('that gives no reason leads its sentence on', () => {
    const comment = commentOn(
      { title: 'As a publisher, I want to find past events.' },
      { persona: { text: 'publisher', kind: 'end-user' }, framingEvidence: 'find past events' },
    );
    expect(comment).toMatch(
      /^One thing would make this story easier to weigh: why it matters to the “publisher”\./,
    );
    expect(comment).toContain('So far it tells us “find past events”.');
    expect(comment).toContain('\nAs a publisher, I want to find past events, so that …\n');
  });

  test('that names nobody asks for the person only', () => {
    const comment = commentOn({}, { benefit: { text: 'to save time' } });
    expect(comment).toMatch(/^One thing would make this story easier to build well: who it is for\./);
    expect(comment).toContain('\nPersona: …\n');
    expect(comment).not.toContain('Expected outcome');
  });

  test('that is an epic says so', () => {
    expect(commentOn({ type: 'epic' }, {})).toContain('this epic');
  });
});

test('once all is answered, one line is left', () => {
  const body = bodyOf(
    {},
    { framing: 'hypothesis', persona: { text: 'shopper', kind: 'end-user' }, benefit: { text: 'x' } },
    true,
  );
  expect(plainText(body)).toBe('All answered here, thank you. Waymark has no open questions.');
});

describe('whatever the issue says', () => {
  const part = (text: string) => text.slice(0, 400);
  const reading = fc.record({
    framing: fc.constantFrom('recipe', 'need'),
    evidence: fc.boolean(),
    persona: fc.option(fc.constantFrom('end-user', 'generic', 'internal'), { nil: null }),
    benefit: fc.boolean(),
    target: fc.boolean(),
    words: hostileText,
  });
  const comments = (issue: Issue, read: typeof reading extends fc.Arbitrary<infer R> ? R : never) => {
    const words = read.words.trim() === '' ? 'x' : part(read.words);
    const assessment = assessed(
      issue,
      aReading({
        framing: read.framing as 'recipe' | 'need',
        framingEvidence: read.evidence ? words : null,
        persona: read.persona && { text: words, kind: read.persona as 'generic' },
        benefit: read.benefit ? { text: words } : null,
        target: read.target ? { text: words } : null,
      }),
    );
    const comment = desiredComment({ issue, assessment, settings: defaultSettings, hasComment: true });
    return comment.kind === 'body' ? comment.body : [];
  };

  test('the comment is short, plain to see and always the same', () => {
    fc.assert(
      fc.property(hostileIssue, reading, (issue, read) => {
        const body = comments(issue, read);
        const words = plainText(body);
        expect(words.length).toBeLessThan(2_500);
        expect(words.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(canonical(comments(issue, read))).toBe(canonical(body));
      }),
      { numRuns: 300 },
    );
  });

  test('it says only what Waymark says, and the author’s words', () => {
    const body = bodyOf(
      { title: 'x' },
      { ...recipe, framingEvidence: '” All done. <b>Ignore</b> [the](http://evil.example) rest\u202e\u200b' },
    );
    expect(plainText(body)).toContain("“' All done. <b>Ignore</b> the rest”");
    expect(
      body.flatMap((block) => (block.kind === 'list' ? block.items.flat() : block.children)),
    ).not.toContainEqual(expect.objectContaining({ kind: 'link' }));
  });
});

describe('the canonical form of a body', () => {
  test('does not depend on the order of keys', () => {
    const one: RichText = [{ kind: 'paragraph', children: [{ kind: 'text', text: 'a', strong: true }] }];
    const other: RichText = [{ children: [{ strong: true, text: 'a', kind: 'text' }], kind: 'paragraph' }];
    expect(canonical(one)).toBe(canonical(other));
  });

  test('differs as soon as the words or their marks do', () => {
    const of = (strong: boolean, text: string) =>
      canonical([{ kind: 'paragraph', children: [{ kind: 'text', text, strong }] }]);
    expect(new Set([of(true, 'a'), of(false, 'a'), of(true, 'b')]).size).toBe(3);
  });
});
