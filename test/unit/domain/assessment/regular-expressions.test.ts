import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { READ_LIMITS, readDocument } from '../../../../src/domain/assessment/text/document.ts';

const root = join(import.meta.dirname, '../../../../src/domain/assessment');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.startsWith('checks'),
);
const expressions = sources.flatMap((file) =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(
      /(?<=[=(,:?]\s*)\/(?![/*])((?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n])+)\/[dgimsuy]*(?=[.,;)\s])/g,
    ),
  ].map((match) => [file, match[1] ?? ''] as const),
);

describe('the regular expressions of the reader', () => {
  it('are found by this test', () => {
    expect(expressions.length).toBeGreaterThan(15);
  });

  it.each(expressions)('%s: %s repeats no repetition', (_, source) => {
    // (a+)+ and (a*)* are what makes a backtracking engine exponential.
    expect(source).not.toMatch(/[+*}]\)(?:[+*]|\{\d+,\})/);
    expect(source).not.toMatch(/\.\*.*\.\*.*\.\*/);
  });
});

describe('what is read of a text', () => {
  it.each(['a ', '(', '**', '[[', '```', '- [ ] x\n', '<!--', '{code', 'as a ', 'if we ', 'x.\n', '\n'])(
    'has a bound for %j a million times',
    (piece) => {
      const text = piece.repeat(1_000_000 / piece.length);
      const { title, description, sentences } = readDocument({ title: text, description: text });
      expect(title.end).toBeLessThanOrEqual(READ_LIMITS.title);
      expect(description.length).toBeLessThanOrEqual(READ_LIMITS.description);
      expect(sentences.length).toBeLessThanOrEqual(READ_LIMITS.sentences + READ_LIMITS.title);
    },
  );
});
