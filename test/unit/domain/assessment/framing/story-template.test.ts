import { describe, expect, it } from 'vitest';
import { parseTemplate } from '../../../../../src/domain/assessment/framing/story-template.ts';
import { readDocument } from '../../../../../src/domain/assessment/text/document.ts';

const parse = (title: string, description = '') => {
  for (const sentence of readDocument({ title, description }).sentences) {
    const found = parseTemplate(sentence);
    if (found) return { role: found.role?.text, want: found.want?.text, reason: found.reason?.text };
  }
  return null;
};

describe('the story template', () => {
  it.each([
    ['As a user, I want to pay later, so that I keep my cash', 'user', 'pay later', 'so that I keep my cash'],
    [
      'As an API client I need a stable id because mine change',
      'API client',
      'a stable id',
      'because mine change',
    ],
    ['as the editor of a page, I would like to undo', 'editor of a page', 'undo', undefined],
    ['As lab administrator, I want to see all samples', 'lab administrator', 'see all samples', undefined],
    ['As a member who has paid, I want to vote so others hear me', 'member', 'vote', 'so others hear me'],
    ['As a baker not using yeast, I want to rise', 'baker not using yeast', 'rise', undefined],
    ['As a l Staff member, I want to search', 'Staff member', 'search', undefined],
  ])('is parsed in %j', (text, role, want, reason) => {
    expect(parse(text)).toEqual({ role, want, reason });
  });

  it('is found on three lines of the description', () => {
    expect(parse('Reports', 'As a **team lead**\nI want weekly reports\nSo that I see delays early')).toEqual(
      {
        role: 'team lead',
        want: 'weekly reports',
        reason: 'So that I see delays early',
      },
    );
  });

  it.each([
    'As a result, I want to remove the cache',
    'As soon as I click, it fails',
    'Same as before',
    'As discussed, we should move on',
  ])('is not seen in %j', (text) => {
    expect(parse(text)).toBeNull();
  });
});
