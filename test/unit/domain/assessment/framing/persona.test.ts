import { describe, expect, it } from 'vitest';
import { findPersona } from '../../../../../src/domain/assessment/framing/persona.ts';
import { readDocument } from '../../../../../src/domain/assessment/text/document.ts';

const mention = (title: string, description = ''): string | null =>
  findPersona(readDocument({ title, description }), null)?.text ?? null;

describe('a mention of a role', () => {
  it.each([
    ['Editors wait', 'It takes ten minutes for customers to pay.', 'customers'],
    ['Users are asked twice', 'This happens when users pay by card.', 'users'],
    ['BUG: Volunteers are logged out', 'A volunteer has lost an hour of work.', 'volunteer'],
    ['Late invoices', 'Reps have no idea.\n\nCalls from the Sales Reps would stop.', 'Sales Reps'],
  ])('in %j is copied in the words of running text', (title, description, persona) => {
    expect(mention(title, description)).toBe(persona);
  });

  it.each([
    ['a noun of several words', 'Student sign up form is empty'],
    ['an argument of a call', 'The id is read after su(user) has run'],
    ['a blank of a form', 'For <customers> who buy'],
    ['a number of people', 'Chart of the number of users'],
    ['a verb', 'I would like to volunteer to be on call'],
  ])('is not taken from %s', (_, title) => {
    expect(mention(title)).toBeNull();
  });

  it('is not taken from the name of a record', () => {
    expect(mention('Wrong owner', 'The fetched Billing User that pays is not set.')).toBeNull();
  });
});
