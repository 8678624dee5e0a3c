import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../../../src/domain/assessment/framing/persona-kind.ts';

describe('the kind of a persona', () => {
  it.each([
    ['user', 'generic'],
    ['site visitor', 'generic'],
    ['anonymous visitor', 'generic'],
    ['nurse', 'end-user'],
    ['site administrator', 'end-user'],
    ['process designer', 'end-user'],
    ['designer', 'internal'],
    ['UX designer', 'internal'],
    ['PO', 'internal'],
    ['our team', 'internal'],
  ])('of %j is %s', (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });

  it.each([
    ['a converter for my own files', 'end-user'],
    ['the import to run in the staging environment', 'internal'],
    ['to refactor the mail module', 'internal'],
    ['more unit tests around invoices', 'internal'],
  ])('of a developer who wants %j is %s', (wish, kind) => {
    expect(kindOf('developer', wish)).toBe(kind);
  });

  it('of a role that says more does not hang on the wish', () => {
    expect(kindOf('plugin developer', 'unit tests for my plugin')).toBe('end-user');
  });
});
