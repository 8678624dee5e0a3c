import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildDigest, stillHere } from '../../../src/domain/digest/build-digest.ts';
import type { Digest, DigestBlock, Line } from '../../../src/domain/digest/digest.ts';
import { renderDigest } from '../../../src/mail/render.ts';
import {
  aContext,
  aDigestIssue,
  anAssessment,
  someGoalMaterial,
  someMaterial,
  someRoles,
} from '../../helpers/digest.ts';

const links = {
  board: 'https://waymark.example',
  unsubscribe: 'https://waymark.example/digests/unsubscribe/7.signature',
};
const whole = () =>
  buildDigest(someMaterial(), aContext({ title: 'Checkout', timeZone: 'Europe/London' }, someRoles));

const golden = (name: string) => join(import.meta.dirname, '../../golden/digest', name);

/** The words of a page, without its markup. */
function wordsOf(html: string): string {
  const body = html.slice(html.indexOf('<body'));
  return body
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(
      /&(lt|gt|quot|amp);/g,
      (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name] ?? '',
    )
    .replace(/\u200b|&#8203;/g, '')
    .replace(/\s+/g, ' ');
}

function linesOf(digest: Digest): readonly Line[] {
  const of = (block: DigestBlock): readonly Line[] => {
    switch (block.kind) {
      case 'paragraph':
        return [block.line];
      case 'list':
        return block.items.flatMap(({ line, notes }) => [line, ...notes]);
      case 'quote':
        return block.lines;
      case 'bar':
        return [block.label, [{ text: block.value }], ...block.notes];
      case 'table':
        return [block.head, ...block.rows].map((row) => row.map((text) => ({ text })));
    }
  };
  return digest.sections.flatMap(({ title, blocks }) => [[{ text: title }], ...blocks.flatMap(of)]);
}

describe('a digest of a full week', () => {
  test.each(['text', 'html'] as const)('reads as the golden %s', (format) => {
    const file = golden(`checkout.${format === 'text' ? 'txt' : 'html'}`);
    const rendered = renderDigest(whole(), links)[format];
    if (process.env.UPDATE_GOLDEN === '1') {
      mkdirSync(join(file, '..'), { recursive: true });
      writeFileSync(file, rendered);
    }
    expect(existsSync(file), 'write it with UPDATE_GOLDEN=1').toBe(true);
    expect(rendered).toBe(readFileSync(file, 'utf8'));
  });

  test('has every section', () => {
    expect(whole().sections.map(({ id }) => id)).toEqual([
      'decisions',
      'objectives',
      'check-ins',
      'contradictions',
      'recipes',
      'celebrate',
      'unmoved-metrics',
      'data-gaps',
      'spotters',
      'write-back',
    ]);
  });

  test('says the same in HTML and in text, word by word and link by link', () => {
    const digest = whole();
    const { html, text } = renderDigest(digest, links);
    const page = wordsOf(html);
    const plain = text.replace(/\n[ >]*/g, ' ').replace(/\s+/g, ' ');
    const spans = linesOf(digest).flat();
    expect(spans.length).toBeGreaterThan(60);
    for (const span of spans) {
      const words = span.text.trim().replace(/\s+/g, ' ');
      expect(page).toContain(words);
      expect(plain).toContain(words);
      if (span.href) {
        expect(html).toContain(`href="${span.href.replaceAll('&', '&amp;').replaceAll('=', '&#x3D;')}"`);
        expect(text).toContain(span.href);
      }
    }
  });

  test('holds no script, no image and nothing from elsewhere', () => {
    const { html } = renderDigest(whole(), links);
    expect(html).not.toMatch(/<script|<img|<iframe|<link|url\(|@import|\son\w+=/i);
    expect(html).toMatch(/max-width:600px/);
  });
});

describe('texts from trackers', () => {
  const hostile =
    '</td><script>alert(1)</script><img src=x onerror=alert(1)> "quoted" \u202egnp.exe\u200b {{title}}';
  const digest = () =>
    buildDigest(
      {
        ...someMaterial(),
        issues: [
          aDigestIssue(
            { key: 'SHOP-66', title: hostile, description: hostile, url: 'javascript:alert(1)' },
            {
              assessment: anAssessment(['recipe', 'no-owner'], {
                mission: { persona: { value: hostile, source: 'prose', quote: null } },
              }),
            },
          ),
        ],
      },
      aContext({ title: hostile, sections: ['decisions', 'recipes', 'celebrate'] }),
    );

  test('are words and nothing else in HTML', () => {
    const { html } = renderDigest(digest(), links);
    expect(html).not.toMatch(/<script|<img|javascript:/i);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  test('are words in what is said of goals, too', () => {
    const material = { ...someMaterial(), goals: someGoalMaterial(hostile) };
    const { html, text } = renderDigest(
      buildDigest(material, aContext({ title: 'Checkout' }, someRoles)),
      links,
    );
    expect(html).not.toMatch(/<script|<img|href="javascript:/i);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    for (const part of [html.replaceAll('&#8203;', ''), text])
      expect(part).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b-\u200f]/u);
  });

  test('cannot turn a line around or hide in it', () => {
    const { html, text, subject } = renderDigest(digest(), links);
    for (const part of [html.replaceAll('&#8203;', ''), text, subject])
      expect(part).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b-\u200f]/u);
    expect(subject).not.toMatch(/[\r\n]/);
  });
});

test('the line that says that Waymark is still there is a line', () => {
  const { text, subject } = renderDigest(stillHere(whole()), { board: null, unsubscribe: null });
  expect(subject).toBe('Checkout: nothing new this month');
  expect(text.split('\n').length).toBeLessThan(12);
});
