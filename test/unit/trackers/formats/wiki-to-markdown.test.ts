import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownFromWiki } from '../../../../src/trackers/formats/wiki-to-markdown.ts';

describe('Jira wiki markup as Markdown', () => {
  it.each([
    ['headings', 'h1. One\nh3. Three', '# One\n\n### Three'],
    [
      'paragraphs and lines',
      'Persona: shopper\nValue: revenue\n\nMore.',
      'Persona: shopper\nValue: revenue\n\nMore.',
    ],
    ['Windows line ends', 'a\r\n\r\nb', 'a\n\nb'],
    ['strong and emphasis', 'a *bold* and _slanted_ word', 'a **bold** and *slanted* word'],
    ['marks inside marks', '*bold _and_ more*', '**bold *and* more**'],
    ['struck, inserted, raised, lowered', '-gone- +new+ ^up^ ~down~', '~~gone~~ new up down'],
    ['monospaced text', 'use {{a*b*c}} here', 'use `a*b*c` here'],
    ['code within a line', 'use {code}x{code} here', 'use `x` here'],
    ['signs inside words', 'order_id and e-mail-address, 2*3*4', 'order_id and e-mail-address, 2*3*4'],
    ['signs that nothing closes', '*not bold and - not struck', '*not bold and - not struck'],
    ['escaped signs', '\\*plain\\* \\{x\\}', '*plain* {x}'],
    ['a forced line break', 'one\\\\two', 'one\ntwo'],
    [
      'links',
      '[docs|https://a.example/x] and [https://b.example/]',
      '[docs](https://a.example/x) and https://b.example/',
    ],
    ['a link that is a script', '[click|javascript:alert(1)]', 'click'],
    ['people and attachments', '[~accountid:5f0] [~ann] [^plan.pdf]', '@5f0 @ann plan.pdf'],
    ['brackets that are no link', 'a [maybe] b', 'a [maybe] b'],
    [
      'a bare address with signs in it',
      'see https://a.example/x_y_z-1 now',
      'see https://a.example/x_y_z-1 now',
    ],
    ['a picture', 'before !screen.png|thumbnail! after', 'before  after'],
    ['exclamations', 'Wow! Really! Yes!', 'Wow! Really! Yes!'],
    ['colours', '{color:#ff0000}red{color} text', 'red text'],
    ['lists', '* a\n** b\n* c', '- a\n  - b\n- c'],
    ['numbered lists with lists in them', '# a\n#* b\n# c', '1. a\n   - b\n2. c'],
    ['a list that starts too deep', '*** a', '- a'],
    ['dashes for a list', '- a\n- b', '- a\n- b'],
    ['a quotation', '{quote}\nfirst\nsecond\n{quote}\nafter', '> first\n> second\n\nafter'],
    ['a quoted line', 'bq. said so', '> said so'],
    ['code', '{code:java|title=A.java}\nint a = *b*;\n{code}\nafter', '```java\nint a = *b*;\n```\n\nafter'],
    ['preformatted text', '{noformat}\nh1. no\n{noformat}', '```\nh1. no\n```'],
    ['code on one line', '{code:sql}select 1{code}', '```sql\nselect 1\n```'],
    ['code that never ends', '{code}\nh2. still read', '## still read'],
    ['a panel with a title', '{panel:title=Value|bgColor=#fff}\nrevenue\n{panel}', '**Value**\n\nrevenue'],
    ['a rule', 'a\n----\nb', 'a\n\n---\n\nb'],
    [
      'a table',
      '||h||i||\n|a|[b|https://x.example/]|\nafter',
      '| h | i |\n| - | - |\n| a | [b](https://x.example/) |\n\nafter',
    ],
    ['text that would be markup in Markdown', '# a\n\n1) <b>x</b>', '1. a\n\n1) <b>x</b>'],
    ['nothing', '', ''],
  ])('gives %s', (_what, wiki, expected) => {
    expect(markdownFromWiki(wiki)).toBe(expected);
  });

  it('never throws, and keeps every word of letters', () => {
    const piece = fc.constantFrom(
      '*',
      '_',
      '-',
      '+',
      '^',
      '~',
      '{',
      '}',
      '{{',
      '}}',
      '[',
      ']',
      '|',
      '||',
      '!',
      '\\',
      '\n',
      ' ',
      'h1. ',
      '{code}',
      '{quote}',
      '{noformat}',
      '{panel}',
      '{color:red}',
      '{color}',
      '# ',
      '* ',
      'bq. ',
      '----',
      'http://',
    );
    const word = fc.constantFrom('alpha', 'beta', 'gamma');
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, word), { maxLength: 60 }), (parts) => {
        const markdown = markdownFromWiki(parts.join(''));
        const signs = /alpha|beta|gamma/;
        // Inside an address, a picture or a tag a word may be a parameter; elsewhere it must survive.
        if (!parts.some((part) => /http|!|\{|\[|\\/.test(part))) {
          for (const part of parts) if (signs.test(part)) expect(markdown).toContain(part);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('cuts a text that is too long', () => {
    expect(markdownFromWiki('a\n'.repeat(1_000_000)).length).toBeLessThanOrEqual(100_000);
  });

  // Each would take minutes at quadratic cost; the limit on a test's time is what fails it.
  it.each([
    ['*a '],
    ['*'],
    ['_'],
    ['['],
    ['[a|'],
    ['{'],
    ['{{'],
    ['{{a'],
    ['{code}'],
    ['{code}\n'],
    ['{quote}\n'],
    ['!a'],
    ['!a.'],
    ['||'],
    ['|a'],
    ['h1. '],
    ['-a-'],
    ['{color:#fff}'],
    ['\\'],
    ['* '],
    ['**\n'],
    ['* a\n'],
    ['http://'],
    ['{panel:title='],
    ['{panel}\n'],
    ['bq. \n'],
    ['-a '],
    ['a\n'],
  ])('reads 100,000 characters of %j', (piece) => {
    const wiki = piece.repeat(Math.ceil(100_000 / piece.length));
    expect(markdownFromWiki(wiki).length).toBeLessThanOrEqual(100_000);
  });
});
