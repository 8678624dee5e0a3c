import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import {
  code,
  emphasis,
  type Inline,
  link,
  list,
  paragraph,
  quote,
  strong,
  text,
} from '../../../../src/domain/rich-text.ts';
import { markdownFromAdf } from '../../../../src/trackers/formats/adf-to-markdown.ts';
import { adfFromRichText } from '../../../../src/trackers/formats/rich-text-to-adf.ts';
import { markdownFromRichText } from '../../../../src/trackers/formats/rich-text-to-markdown.ts';

const comment = [
  paragraph(strong('This story prescribes a solution.'), text(' It says:')),
  quote(text('add a button')),
  list([text('who: '), emphasis('a shopper')], [text('how to turn it off: '), code('waymark-off')]),
  paragraph(link('Why this comment', 'https://waymark.example/why')),
];

describe('Waymark’s own text', () => {
  it('goes to Linear as Markdown', () => {
    expect(markdownFromRichText(comment)).toBe(
      [
        '**This story prescribes a solution.** It says:',
        '',
        '> add a button',
        '',
        '- who: *a shopper*',
        '- how to turn it off: `waymark-off`',
        '',
        '[Why this comment](https://waymark.example/why)',
      ].join('\n'),
    );
  });

  it('goes to Jira as ADF', () => {
    expect(adfFromRichText(comment)).toEqual({
      type: 'doc',
      version: 1,
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'This story prescribes a solution.', marks: [{ type: 'strong' }] },
            { type: 'text', text: ' It says:' },
          ],
        },
        {
          type: 'blockquote',
          content: [{ type: 'paragraph', content: [{ type: 'text', text: 'add a button' }] }],
        },
        {
          type: 'bulletList',
          content: [
            {
              type: 'listItem',
              content: [
                {
                  type: 'paragraph',
                  content: [
                    { type: 'text', text: 'who: ' },
                    { type: 'text', text: 'a shopper', marks: [{ type: 'em' }] },
                  ],
                },
              ],
            },
            {
              type: 'listItem',
              content: [
                {
                  type: 'paragraph',
                  content: [
                    { type: 'text', text: 'how to turn it off: ' },
                    { type: 'text', text: 'waymark-off', marks: [{ type: 'code' }] },
                  ],
                },
              ],
            },
          ],
        },
        {
          type: 'paragraph',
          content: [
            {
              type: 'text',
              text: 'Why this comment',
              marks: [{ type: 'link', attrs: { href: 'https://waymark.example/why' } }],
            },
          ],
        },
      ],
    });
  });

  it('says the same in both', () => {
    expect(markdownFromAdf(adfFromRichText(comment))).toBe(markdownFromRichText(comment));
  });

  it('has line breaks of their own kind in each', () => {
    const lines = [paragraph(text('one\ntwo'))];
    expect(markdownFromRichText(lines)).toBe('one\\\ntwo');
    expect(adfFromRichText(lines).content[0]?.content).toEqual([
      { type: 'text', text: 'one' },
      { type: 'hardBreak' },
      { type: 'text', text: 'two' },
    ]);
  });

  it('leaves out what Jira would refuse: empty texts and empty lists', () => {
    expect(adfFromRichText([list(), paragraph(text(''), text('a\u0000'))])).toEqual({
      type: 'doc',
      version: 1,
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a' }] }],
    });
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'not an address'])('does not link to %s', (href) => {
    const blocks = [paragraph(link('click', href))];
    expect(markdownFromRichText(blocks)).toBe('click');
    expect(JSON.stringify(adfFromRichText(blocks))).not.toContain('link');
  });

  it.each([
    '# heading',
    '**bold** _em_ ~~gone~~',
    '[click](https://evil.example)',
    '![x](https://evil.example/pixel.png)',
    '<img src=x onerror=alert(1)>',
    '> quoted\n- item\n1. one',
    '```\ncode',
    '| a | b |\n| - | - |\n| c | d |',
    'https://evil.example/profiles/ann',
    'www.evil.example ada@evil.example',
    '- [ ] task',
    '&lt;b&gt; \\*',
    '    indented',
    '[^1]: footnote',
    '+++ a section',
    '***\n---\n===',
    '<!-- hidden -->',
    '[ref]: https://evil.example',
  ])('shows %j, quoted from a person, as the words it is', (words) => {
    expect(shownBy(markdownFromRichText([quote(text(words))]))).toBe(words);
  });

  it('shows any words as they are', () => {
    const sign = fc.constantFrom(...'*_~`#<>[]()!|\\&;:@+-=.1 ab\n'.split(''));
    fc.assert(
      fc.property(fc.array(sign, { minLength: 1, maxLength: 30 }), (signs) => {
        const words = signs
          .join('')
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean)
          .join('\n');
        fc.pre(words !== '');
        expect(shownBy(markdownFromRichText([paragraph(text(words))]))).toBe(words);
      }),
      { numRuns: 1000 },
    );
  });

  it('can hold any inlines in any order', () => {
    const words = fc.string({ maxLength: 12 });
    const inline: fc.Arbitrary<Inline> = fc.oneof(
      words.map(text),
      words.map(strong),
      words.map(emphasis),
      words.map(code),
      words.map((value) => link(value, 'https://waymark.example/')),
    );
    fc.assert(
      fc.property(fc.array(inline, { maxLength: 8 }), (inlines) => {
        const blocks = [paragraph(...inlines), list(inlines, inlines), quote(...inlines)];
        expect(() => markdownFromRichText(blocks)).not.toThrow();
        for (const value of textsIn(adfFromRichText(blocks))) expect(value).not.toBe('');
      }),
    );
  });
});

/** The words that a reader of the Markdown sees; anything but plain words throws. */
function shownBy(markdown: string): string {
  // Without the look at plain text for addresses, which no escape can keep a viewer from taking.
  const extensions = gfmFromMarkdown().map(({ transforms: _left, ...syntax }) => syntax);
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: extensions });
  const words = (node: unknown): string => {
    const { type, value, children } = node as { type: string; value?: string; children?: unknown[] };
    if (type === 'text') return value ?? '';
    if (type === 'break') return '\n';
    if (!['root', 'paragraph', 'blockquote'].includes(type)) throw new Error(`${type} in ${markdown}`);
    return (children ?? []).map(words).join('');
  };
  return words(tree);
}

function textsIn(node: unknown): string[] {
  const { text: value, content } = node as { text?: string; content?: unknown[] };
  return [...(value === undefined ? [] : [value]), ...(content ?? []).flatMap(textsIn)];
}
