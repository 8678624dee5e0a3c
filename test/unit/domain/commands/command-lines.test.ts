import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeSpans } from '../../../../src/domain/commands/code-spans.ts';
import {
  COMMENT_LIMIT,
  commandLines,
  MOST_COMMANDS,
  mayHoldCommand,
} from '../../../../src/domain/commands/command-lines.ts';
import { spokenLines } from '../../../../src/domain/commands/spoken-lines.ts';

const verbsIn = (text: string) => commandLines(text).lines.map(({ verb }) => verb);

describe('a line that is a command', () => {
  test.each<[string, string, string, string]>([
    ['alone', '/waymark off', 'off', ''],
    ['with words', '/waymark set persona returning shopper', 'set', 'persona returning shopper'],
    ['in any case', '/WayMark Recheck', 'recheck', ''],
    ['after a sentence', 'I looked again.\n/waymark recheck\nThanks!', 'recheck', ''],
    ['with a stop at its end', '/waymark off.', 'off', ''],
    ['without a verb', '/waymark', '', ''],
    [
      'with what editors put before markup',
      '/waymark dismiss missing\\-persona false',
      'dismiss',
      'missing-persona false',
    ],
    ['indented a little', '   /waymark on', 'on', ''],
    ['with line ends of other systems', 'hello\r\n/waymark on\r\n', 'on', ''],
    ['after a quote that has ended', '> /waymark off\n\n/waymark on', 'on', ''],
    ['after a fence that has ended', '```\n/waymark off\n```\n/waymark on', 'on', ''],
    ['between two lonely backticks of two paragraphs', 'a ` b\n\n/waymark on\n\nc ` d', 'on', ''],
    ['after an escaped backtick', 'a \\` b\n/waymark on\nc ` d', 'on', ''],
    ['after a tag that is only spoken of', 'Use `<pre>` for that.\n/waymark on', 'on', ''],
  ])('is read: %s', (_, text, verb, words) => {
    expect(commandLines(text).lines).toEqual([{ verb, words }]);
  });

  test('is one of several, in their order', () => {
    expect(verbsIn('/waymark off\nno, wait\n/waymark on\n/waymark help')).toEqual(['off', 'on', 'help']);
  });

  test('is passed over beyond the most that one comment may hold', () => {
    const reading = commandLines('/waymark on\n'.repeat(MOST_COMMANDS + 3));
    expect(reading.lines).toHaveLength(MOST_COMMANDS);
    expect(reading.passedOver).toBe(3);
  });
});

describe('a line that is no command', () => {
  test.each<[string, string]>([
    ['in the middle of a sentence', 'just type /waymark off and it is gone'],
    ['the beginning of another word', '/waymarker off'],
    ['fenced', '```\n/waymark off\n```'],
    ['fenced by tildes, with backticks inside', '~~~ sh\n```\n/waymark off\n```\n~~~'],
    ['fenced without an end', '```\n/waymark off'],
    ['fenced by more marks than try to end it', '````\n```\n/waymark off\n````'],
    ['fenced in a list', '- like so:\n  ```\n  /waymark off\n  ```'],
    ['fenced right after a marker', '1. ```\n   /waymark off\n   ```'],
    ['indented like code', 'so:\n\n    /waymark off'],
    ['indented by a tab', 'so:\n\n\t/waymark off'],
    ['inline code', '`/waymark off`'],
    ['inline code over several lines', 'it was `text\n/waymark off\nmore` then'],
    ['inline code of several marks', '``a `\n/waymark off\n b``'],
    ['quoted', '> /waymark off'],
    ['quoted, without the mark on every line', '> Mara wrote\n/waymark off'],
    ['quoted in a quote', '> > /waymark off'],
    ['an item of a list', '- /waymark off'],
    ['hidden in a comment', '<!--\n/waymark off\n-->'],
    ['in preformatted HTML', '<pre>\n\n/waymark off\n\n</pre>'],
    ['in quoted HTML', '<blockquote class="x">\n/waymark off\n</blockquote>'],
    ['of a verb that never ends', `/waymark ${'x'.repeat(200)}`],
  ])('is not read: %s', (_, text) => {
    expect(commandLines(text)).toEqual({ lines: [], passedOver: 0 });
  });

  test('is not looked for beyond the longest comment', () => {
    expect(verbsIn(`${'x\n'.repeat(COMMENT_LIMIT)}/waymark off`)).toEqual([]);
  });
});

describe('any text', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '/waymark off',
      '\n',
      '\n\n',
      '`',
      '```',
      '~~~',
      '> ',
      '- ',
      '    ',
      '\t',
      '<!--',
      '-->',
      '<pre>',
      '</pre>',
      '\\',
    ),
  );
  const texts = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

  test('is read without an error, and gives no line that was not in it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const lines = new Set(text.split(/\r\n|\r|\n/));
        expect(spokenLines(text).filter((line) => !lines.has(line))).toEqual([]);
        expect(commandLines(text).lines.length).toBeLessThanOrEqual(MOST_COMMANDS);
      }),
    );
  });

  test('holds a command only if a quick look says so', () => {
    fc.assert(fc.property(texts, (text) => mayHoldCommand(text) || commandLines(text).lines.length === 0));
  });

  test('says nothing once it is quoted', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const quoted = text.split(/\r\n|\r|\n/).map((line) => `> ${line}`);
        expect(verbsIn(quoted.join('\n'))).toEqual([]);
      }),
    );
  });

  test('says nothing once it is fenced by a longer fence than it holds', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('`', '~'), (text, mark) => {
        const longest = Math.max(0, ...[...text.matchAll(/`+|~+/g)].map(([run]) => run.length));
        const fence = mark.repeat(Math.max(3, longest + 1));
        expect(verbsIn(`${fence}\n${text}\n${fence}`)).toEqual([]);
      }),
    );
  });

  test('leaves a command alone that stands in a paragraph of its own before it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(verbsIn(`/waymark recheck\n\n${text}`)[0]).toBe('recheck');
      }),
    );
  });
});

describe('a hostile text of a megabyte', () => {
  const mega = 1_000_000;
  test.each<[string, string]>([
    [
      'backticks, each run longer',
      Array.from({ length: 1_400 }, (_, length) => '`'.repeat(length)).join(' '),
    ],
    ['single backticks', '` '.repeat(mega / 2)],
    ['backslashes', `${'\\'.repeat(mega)}\``],
    ['escaped backticks', '\\`'.repeat(mega / 2)],
    ['list markers', '- '.repeat(mega / 2)],
    ['quote marks', '>'.repeat(mega)],
    ['fences', '```\n'.repeat(mega / 4)],
    ['opened tags', '<pre'.repeat(mega / 4)],
    ['opened comments', '<!--'.repeat(mega / 4)],
    ['opened comments, one a line', '<!--\n'.repeat(mega / 5)],
    ['underlines', '='.repeat(mega)],
    ['spaces', ' '.repeat(mega)],
    ['half commands', '/waymark '.repeat(mega / 9)],
    ['commands', '/waymark on\n'.repeat(mega / 12)],
    ['a command with spaces', `/waymark ${' \t'.repeat(mega / 2)}x`],
  ])('is read to its end: %s', (_, text) => {
    expect(spokenLines(text).length).toBeLessThanOrEqual(text.split('\n').length);
    expect(codeSpans(text).length).toBeLessThanOrEqual(text.length);
    expect(commandLines(text).lines.length).toBeLessThanOrEqual(MOST_COMMANDS);
  });
});
