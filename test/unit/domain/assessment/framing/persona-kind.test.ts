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
});
