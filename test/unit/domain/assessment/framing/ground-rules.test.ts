import { describe, expect, it } from 'vitest';
import { groundRules } from '../../../../../src/domain/assessment/framing/ground-rules.ts';
import { hear } from '../../../../../src/domain/assessment/framing/signals/hear.ts';
import { readDocument } from '../../../../../src/domain/assessment/text/document.ts';

const rulesOf = (title: string) =>
  groundRules(hear(readDocument({ title, description: '' }))).map(({ name }) => name);

describe('a ground rule', () => {
  it.each([
    ['As a buyer, I want a button in the cart', 'a control asked for without a reason'],
    [
      'As a buyer, I want a start page for both shops, so that I can reach either side',
      'a control with a reason that only tells what it shows',
    ],
    ['As a buyer, I want to enter the address as a JSON string', 'a format decided without a reason'],
    ['As a UI designer, I want to carry on with the icons', 'the progress of the builders\u2019 own work'],
    ['As a developer, I want to rename the price table', 'upkeep that a builder decided on'],
  ])('finds that %j', (title, rule) => {
    expect(rulesOf(title)).toContain(rule);
  });

  it.each([
    'As a buyer, I want to enter several addresses as they come to mind',
    'As a buyer, I want a start page, so that I need not search for the shop',
    'As a team member, I want to understand what guests need',
    'As a plugin developer, I want to replace the storage of my plugin',
  ])('finds nothing wrong with %j', (title) => {
    expect(rulesOf(title)).toEqual([]);
  });

  it('lets the reason stand that builders give for their own work', () => {
    const [rule] = groundRules(
      hear(
        readDocument({
          title: 'As a UI designer, I want to carry on with the icons, so that sales can approve them',
          description: '',
        }),
      ),
    );
    expect(rule?.keepsReason).toBe(true);
  });
});
