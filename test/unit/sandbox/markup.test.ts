import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SHOP } from '../../../src/sandbox/backlog/shop.ts';
import { type AdfDoc, adfProblem } from '../../../src/sandbox/markup/adf.ts';
import { adfToMarkdown } from '../../../src/sandbox/markup/adf-to-markdown.ts';
import { adfToWiki } from '../../../src/sandbox/markup/adf-to-wiki.ts';
import { markdownToHtml } from '../../../src/sandbox/markup/markdown.ts';
import { markdownToAdf } from '../../../src/sandbox/markup/markdown-to-adf.ts';
import {
  vendorSchemas,
  vendorSchemasAreThere,
  WITHOUT_VENDOR_SCHEMAS,
} from '../../helpers/vendor-schemas.ts';

const block = fc.constantFrom(
  '# Heading',
  'Some *words* with `code` and **bold `code` bold**',
  '- one\n- two\n  - three\n    1. four',
  '- # heading in a list\n- > quote in a list',
  '- [x] done\n- [ ] open',
  '- ',
  '> quoted\n>\n> ## heading',
  '> [!WARNING] careful\n>\n> - item',
  '> [!INFO]',
  '> > nested\n>\n> | a | b |\n> | - | - |\n> | 1 | 2 |',
  '| a | b |\n| --- | --- |\n| `x` | |',
  '```js\nlet x = 1;\n```',
  '```\n```',
  '---',
  '<div>raw</div>',
  '![alt](https://files.invalid/a.png) [link](https://example.org "t") https://example.org',
  '[@Mara](mention:712020:abc) ~~gone~~',
  'line one  \nline two',
  '[^1]: a footnote',
);
const markdown = fc.array(fc.oneof(block, fc.string()), { maxLength: 8 }).map((parts) => parts.join('\n\n'));

const isNothingOr = (doc: AdfDoc | null, check: (doc: AdfDoc) => unknown) =>
  doc === null || check(doc) === undefined;

describe('Markdown turned into a document', () => {
  it('is one that Jira takes, whatever the text', () => {
    fc.assert(fc.property(markdown, (text) => isNothingOr(markdownToAdf(text), adfProblem)));
  });

  it.runIf(vendorSchemasAreThere)(
    vendorSchemasAreThere
      ? 'is valid by the vendor’s own definition, whatever the text'
      : WITHOUT_VENDOR_SCHEMAS,
    () => {
      fc.assert(
        fc.property(markdown, (text) =>
          isNothingOr(markdownToAdf(text), (doc) => vendorSchemas().adfProblems(doc)[0]),
        ),
        { numRuns: 60 },
      );
    },
  );

  it('comes back as the same document when nobody edits it', () => {
    for (const { key, description } of SHOP) {
      const doc = markdownToAdf(description ?? '');
      expect([key, markdownToAdf(adfToMarkdown(doc, { mentions: 'link' }))]).toEqual([key, doc]);
    }
  });

  it('is nothing for a blank text', () => {
    expect(markdownToAdf(' \n\n ')).toBeNull();
  });

  it('keeps panels, mentions, tasks and languages', () => {
    const doc = markdownToAdf('> [!WARNING] Ask [@Mara](mention:1)\n\n- [x] done\n\n```sql\nselect 1\n```');
    expect(doc?.content).toMatchObject([
      {
        type: 'panel',
        attrs: { panelType: 'warning' },
        content: [{ content: [{ text: 'Ask ' }, { type: 'mention' }] }],
      },
      { type: 'taskList', content: [{ attrs: { state: 'DONE' } }] },
      { type: 'codeBlock', attrs: { language: 'sql' } },
    ]);
  });
});

describe('a document turned into wiki markup', () => {
  it('has the marks of the old editor, and escapes what would be a macro', () => {
    const doc = markdownToAdf(
      '# Title\n\nA **bold** [link](https://x.example) {macro} !\n\n1. one\n   - inner\n\n| h |\n| - |\n| c |\n\n> said',
    );
    expect(adfToWiki(doc)).toBe(
      'h1. Title\n\nA *bold* [link|https://x.example] \\{macro} \\!\n\n# one\n#* inner\n\n||h||\n|c|\n\n{quote}\nsaid\n{quote}',
    );
  });
});

describe('a document that is none', () => {
  it.each([
    ['a text', 'hello'],
    ['a document without version', { type: 'doc', content: [] }],
    [
      'a document with words in its root',
      { type: 'doc', version: 1, content: [{ type: 'text', text: 'x' }] },
    ],
    [
      'an empty text',
      { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: '' }] }] },
    ],
    ['a list without items', { type: 'doc', version: 1, content: [{ type: 'bulletList', content: [] }] }],
    [
      'code that is bold',
      {
        type: 'doc',
        version: 1,
        content: [
          {
            type: 'paragraph',
            content: [{ type: 'text', text: 'x', marks: [{ type: 'code' }, { type: 'strong' }] }],
          },
        ],
      },
    ],
  ])('is refused: %s', (_what, value) => {
    expect(adfProblem(value)).toEqual(expect.any(String));
  });
});

describe('Markdown on a page', () => {
  it('never becomes an element that its author wrote, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom('<script>', '<img src=x onerror=y>', '[a](javascript:b)', '`', '> '),
            fc.string(),
          ),
        ),
        (parts) => {
          const html = markdownToHtml(parts.join(''));
          return !/<script|<img[^>]* onerror|href="javascript:/i.test(html);
        },
      ),
    );
  });
});
