import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameValue } from '../../../../src/domain/write-back/same-value.ts';
import { adfFromText, textFromDocument } from '../../../../src/trackers/formats/plain-text-adf.ts';

describe('plain words in a document of Jira', () => {
  it('are read back as they were written, whatever is in them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (words) => {
        expect(sameValue(textFromDocument(adfFromText(words)), words)).toBe(true);
      }),
    );
  });

  it('are one line a block, without formatting, also from lists and tables', () => {
    const text = (words: string, marks?: object[]) => ({
      type: 'text',
      text: words,
      ...(marks && { marks }),
    });
    const paragraph = (...content: object[]) => ({ type: 'paragraph', content });
    const document = {
      type: 'doc',
      version: 1,
      content: [
        paragraph(text('We lose '), text('carts', [{ type: 'strong' }])),
        {
          type: 'bulletList',
          content: [
            { type: 'listItem', content: [paragraph(text('on phones'))] },
            { type: 'listItem', content: [paragraph(text('on trains'))] },
          ],
        },
        paragraph(),
      ],
    };
    expect(textFromDocument(document)).toBe('We lose carts\non phones\non trains');
  });

  it.each([[null], ['words'], [7], [[]], [{}]])('are none in %j', (value) => {
    expect(textFromDocument(value)).toBe('');
  });

  it('end somewhere, however deep and long a document is', () => {
    let node: object = { type: 'text', text: 'x'.repeat(100_000) };
    for (let depth = 0; depth < 20_000; depth += 1) node = { type: 'blockquote', content: [node] };
    expect(textFromDocument({ type: 'doc', content: [node] }).length).toBeLessThanOrEqual(32_000);
  });
});
