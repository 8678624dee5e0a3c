import { describe, expect, it } from 'vitest';
import { type LineKind, readLines } from '../../../../../src/domain/assessment/text/lines.ts';

const kinds = (text: string): [LineKind, string, string][] =>
  readLines(text)
    .filter(({ kind }) => kind !== 'blank')
    .map(({ kind, section, start, end }) => [kind, section, text.slice(start, end)]);

describe('lines', () => {
  it('names the section that a heading opens', () => {
    expect(kinds('## Problem\nIt breaks.\n\n### How will we measure success?\nFewer calls.')).toEqual([
      ['heading', 'problem', 'Problem'],
      ['prose', 'problem', 'It breaks.'],
      ['heading', 'success', 'How will we measure success?'],
      ['prose', 'success', 'Fewer calls.'],
    ]);
  });

  it('tells code, comments, logs and tables from prose', () => {
    const text =
      'Before\n```\nconst a = 1;\n```\n<!-- fill this in -->\n2024-01-02 10:11:12 ERROR boom\n| a | b |\nAfter';
    expect(kinds(text).map(([kind]) => kind)).toEqual(['prose', 'code', 'log', 'table', 'prose']);
  });

  it('reads lists and checklists without their markers', () => {
    expect(kinds('- one\n1. two\n- [x] three')).toEqual([
      ['bullet', 'none', 'one'],
      ['ordered', 'none', 'two'],
      ['check', 'none', 'three'],
    ]);
  });

  it('takes the words of an empty template for what they are', () => {
    const text = 'As a…\nIf we... [do a thing]\n(Paste any relevant logs here)\nN/A\n<who has the need>';
    expect(new Set(kinds(text).map(([kind]) => kind))).toEqual(new Set(['placeholder']));
  });

  it.each(['Add the header to the page', 'Provide an indication that lets everyone see the state'])(
    'takes the order %j for prose',
    (text) => {
      expect(kinds(text).map(([kind]) => kind)).toEqual(['prose']);
    },
  );

  it('opens no code block where a template only speaks of one', () => {
    const text = 'Use code blocks (```) for logs.\n\nIt stops after an hour.\n  ```\n  a()\n  ```\nDone';
    expect(kinds(text).map(([kind]) => kind)).toEqual(['prose', 'prose', 'code', 'prose']);
  });

  it('takes a word set as code at the start of a line for prose', () => {
    expect(kinds('{{version}} is left blank')[0]?.[0]).toBe('prose');
  });

  it('reads a label in front of its text', () => {
    expect(kinds('Goal: sell more\n\nplain')).toEqual([
      ['heading', 'goal', 'Goal:'],
      ['prose', 'goal', 'sell more'],
      ['prose', 'none', 'plain'],
    ]);
  });

  it('finds the lines of wiki markup that came as one line', () => {
    const text = 'It fails.    h5. Steps to reproduce  1. Open it  {code}boom(){code}  Done';
    expect(kinds(text)).toEqual([
      ['prose', 'none', 'It fails.'],
      ['heading', 'steps', 'Steps to reproduce'],
      ['ordered', 'steps', 'Open it'],
      ['code', 'steps', 'boom()'],
      ['prose', 'steps', 'Done'],
    ]);
  });

  it('reads a report that was pasted into one code block as prose', () => {
    const text =
      '```\nThe backup stops after an hour and never says why it stopped.\nI have to start it again by hand every single morning.\n```';
    expect(kinds(text).map(([kind]) => kind)).toEqual(['prose', 'prose']);
  });

  it('keeps every line inside the text, whatever the fences do', () => {
    for (const text of ['```', '{code', '<!-- never closed', '{noformat}{code}', '```\n```\n```']) {
      for (const { start, end } of readLines(text)) {
        expect(start).toBeLessThanOrEqual(end);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }
  });
});
