import { describe, expect, it } from 'vitest';
import { markdownFromAdf } from '../../../../src/trackers/formats/adf-to-markdown.ts';

type Node = Record<string, unknown>;
const doc = (...content: unknown[]): Node => ({ type: 'doc', version: 1, content });
const node = (type: string, ...content: unknown[]): Node => ({ type, content });
const text = (value: string, ...marks: (string | Node)[]): Node => ({
  type: 'text',
  text: value,
  ...(marks.length > 0
    ? { marks: marks.map((mark) => (typeof mark === 'string' ? { type: mark } : mark)) }
    : {}),
});
const p = (...content: unknown[]) => node('paragraph', ...content);
const link = (href: unknown) => ({ type: 'link', attrs: { href } });

describe('an ADF document as Markdown', () => {
  it.each<[string, Node, string]>([
    ['paragraphs', doc(p(text('One.')), p(text('Two.'))), 'One.\n\nTwo.'],
    [
      'headings',
      doc({ ...node('heading', text('Problem')), attrs: { level: 2 } }, p(text('x'))),
      '## Problem\n\nx',
    ],
    [
      'a heading of an impossible level',
      doc({ ...node('heading', text('H')), attrs: { level: 99 } }),
      '###### H',
    ],
    ['marks', doc(p(text('a '), text('b', 'strong'), text(' '), text('c', 'em'))), 'a **b** *c*'],
    ['marks in marks', doc(p(text('a ', 'strong'), text('b', 'strong', 'em'))), '**a _b_**'],
    ['a struck text', doc(p(text('gone', 'strike'))), '~~gone~~'],
    ['code in a line', doc(p(text('run '), text('a`b', 'code'))), 'run ``a`b``'],
    [
      'a strong text with spaces inside its marks',
      doc(p(text('As a ', 'strong'), text('user'))),
      '**As a** user',
    ],
    ['a strong text of spaces alone', doc(p(text('a'), text('  ', 'strong'), text('b'))), 'a  b'],
    ['a link', doc(p(text('see', link('https://a.example/x')))), '[see](https://a.example/x)'],
    [
      'line breaks',
      doc(p(text('Persona: shopper'), node('hardBreak'), text('Value: revenue'))),
      'Persona: shopper\nValue: revenue',
    ],
    ['a line break at the end', doc(p(text('a'), node('hardBreak'))), 'a'],
    [
      'a list',
      doc(node('bulletList', node('listItem', p(text('a'))), node('listItem', p(text('b'))))),
      '- a\n- b',
    ],
    [
      'a numbered list that starts at 3, with a list in it',
      doc({
        ...node(
          'orderedList',
          node('listItem', p(text('a')), node('bulletList', node('listItem', p(text('b'))))),
        ),
        attrs: { order: 3 },
      }),
      '3. a\n   - b',
    ],
    [
      'tasks',
      doc(
        node(
          'taskList',
          { ...node('taskItem', text('done')), attrs: { state: 'DONE' } },
          { ...node('taskItem', text('open')), attrs: { state: 'TODO' } },
        ),
      ),
      '- [x] done\n- [ ] open',
    ],
    ['decisions', doc(node('decisionList', node('decisionItem', text('we go')))), '- we go'],
    ['a quotation', doc(node('blockquote', p(text('a')), p(text('b')))), '> a\n>\n> b'],
    [
      'code',
      doc({ ...node('codeBlock', text('a\n'), text('b')), attrs: { language: 'java' } }),
      '```java\na\nb\n```',
    ],
    ['code that holds a fence', doc(node('codeBlock', text('```'))), '````\n```\n````'],
    ['a rule', doc(p(text('a')), node('rule'), p(text('b'))), 'a\n\n---\n\nb'],
    ['a panel', doc({ ...node('panel', p(text('mind'))), attrs: { panelType: 'info' } }), 'mind'],
    [
      'an expand',
      doc({ ...node('expand', p(text('inside'))), attrs: { title: 'More' } }),
      '**More**\n\ninside',
    ],
    [
      'columns',
      doc(node('layoutSection', node('layoutColumn', p(text('l'))), node('layoutColumn', p(text('r'))))),
      'l\n\nr',
    ],
    [
      'a table',
      doc(
        node(
          'table',
          node('tableRow', node('tableHeader', p(text('h|1'))), node('tableHeader', p(text('h2')))),
          node(
            'tableRow',
            node('tableCell', p(text('a')), p(text('b'))),
            node('tableCell', p(text('c', 'strong'))),
          ),
        ),
      ),
      '| h\\|1 | h2 |\n| - | - |\n| a b | **c** |',
    ],
    [
      'mentions, emoji, dates, states and cards',
      doc(
        p(
          { type: 'mention', attrs: { id: '1', text: '@Ann' } },
          text(' '),
          { type: 'emoji', attrs: { shortName: ':smile:', text: '😄' } },
          text(' '),
          { type: 'date', attrs: { timestamp: '1767225600000' } },
          text(' '),
          { type: 'status', attrs: { text: 'AT RISK', color: 'red' } },
          text(' '),
          { type: 'inlineCard', attrs: { url: 'https://a.example/b' } },
        ),
      ),
      '@Ann 😄 2026-01-01 AT RISK https://a.example/b',
    ],
    [
      'a picture with words',
      doc(node('mediaSingle', { type: 'media', attrs: { alt: 'the cart', id: 'x' } })),
      'the cart',
    ],
    ['nothing', doc(), ''],
    ['empty paragraphs', doc(p(), p(text('')), p(text(' '))), ''],
  ])('gives %s', (_what, given, expected) => {
    expect(markdownFromAdf(given)).toBe(expected);
  });

  it('keeps the text of nodes that nobody knows, blocks and lines alike', () => {
    const given = doc(
      node('novelBlock', p(text('kept')), node('novelInner', text('kept too'))),
      p(text('a '), { type: 'novelInline', attrs: { text: 'inline' } }),
      { type: 'novelLeaf', attrs: { text: 'leaf' } },
      node('listItem', p(text('stray item'))),
      text('stray text'),
    );
    const markdown = markdownFromAdf(given);
    for (const words of ['kept', 'kept too', 'inline', 'leaf', 'stray item', 'stray text']) {
      expect(markdown).toContain(words);
    }
  });

  it.each([
    ['Filter order_id by https://shop.example/a_b?x=1&y=2 or mail ada@shop.example'],
    ['As a *PO* I want [later] & <soon> ~ 5 * 3 | 2 `x` &amp; &#x41; \\ \\*'],
    ['# Problem\nh2. Value\n- item\n1. one\n> quoted'],
    ['Price: $5 + 10% = "a lot" … ok?'],
  ])('leaves the words %j as they were written', (words) => {
    expect(markdownFromAdf(doc(p(text(words))))).toBe(words);
  });

  it('leaves addresses as they were written', () => {
    const href = 'https://a.example/?a=1&b=2&#xFFFFFF;&#x41;';
    expect(markdownFromAdf(doc(p(text('see', link(href)))))).toBe(`[see](${href})`);
  });

  it('leaves words as they were written where marks meet them', () => {
    expect(markdownFromAdf(doc(p(text('Persona:', 'strong'), text('shopper & co'))))).toBe(
      '**Persona:**shopper & co',
    );
    expect(markdownFromAdf(doc(p(text('Save', 'strong'), text('&#x41;', 'code'))))).toBe('**Save**`&#x41;`');
  });

  it.each([['javascript:alert(1)'], ['data:text/html,x'], ['vbscript:x'], ['/relative'], [7], [null]])(
    'does not link to %j',
    (href) => {
      expect(markdownFromAdf(doc(p(text('click', link(href)))))).toBe('click');
    },
  );

  it.each([
    [null],
    [undefined],
    [7],
    ['text'],
    [[]],
    [{}],
    [{ content: 'x' }],
    [{ content: [null, 1, 'x', []] }],
  ])('gives an empty text for %j, which is no document', (given) => {
    expect(markdownFromAdf(given)).toBe('');
  });

  it('takes odd parts for absent', () => {
    const given = doc(
      { type: 'heading', attrs: 'x', content: [text('a', 7 as never, { type: 'link' })] },
      { type: 'table', content: [{ type: 'tableRow', content: 'no' }, { type: 'odd' }] },
      { type: 'orderedList', attrs: { order: 'NaN' }, content: [null, node('listItem')] },
      { type: 'codeBlock', attrs: { language: 'a b\n```' }, content: [text('x')] },
      { type: 7, content: [text('seven')] },
      {
        type: 'paragraph',
        content: [
          { type: 'date', attrs: { timestamp: 'soon' } },
          { type: 'text', text: 9 },
        ],
      },
    );
    expect(markdownFromAdf(given)).toBe('# a\n\n```\nx\n```\n\nseven');
  });

  describe('when it is hostile', () => {
    const nested = (type: string, levels: number) => {
      let inner: Node = p(text('deep'));
      for (let level = 0; level < levels; level += 1) inner = node(type, inner);
      return doc(inner);
    };

    it.each(['blockquote', 'bulletList', 'listItem', 'panel', 'table', 'novel', 'paragraph'])(
      'survives 50,000 levels of %s and keeps the words',
      (type) => {
        const markdown = markdownFromAdf(nested(type, 50_000));
        expect(markdown.length).toBeLessThan(1000);
        if (type !== 'table') expect(markdownFromAdf(nested(type, 200))).toContain('deep');
      },
    );

    it('stops at a size that can be stored', () => {
      const many = Array.from({ length: 300_000 }, () => p(text('word')));
      expect(markdownFromAdf(doc(...many.slice(0, 60_000))).length).toBeLessThanOrEqual(200_000);
      expect(markdownFromAdf({ type: 'doc', content: many }).length).toBeLessThanOrEqual(200_000);
      expect(markdownFromAdf(doc(p(text('x'.repeat(5_000_000))))).length).toBeLessThanOrEqual(100_000);
    });

    it('does not blow a table up', () => {
      const wide = node('tableRow', node('tableCell', p(text('x'.repeat(50_000)))));
      const narrow = node('tableRow', node('tableCell', p(text('y'))));
      const markdown = markdownFromAdf(
        doc(node('table', wide, ...Array.from({ length: 2000 }, () => narrow))),
      );
      expect(markdown.length).toBeLessThan(70_000);
    });

    it('holds nothing that a database refuses', () => {
      expect(markdownFromAdf(doc(p(text('a\u0000b\ud800c'))))).toBe('ab\ufffdc');
    });
  });
});
