import { describe, expect, test } from 'vitest';
import type { Sight } from '../../../../src/domain/access.ts';
import { seesEverything } from '../../../../src/domain/access.ts';
import { namesHidden, withoutHidden } from '../../../../src/domain/okr/hidden-names.ts';

const sight: Sight = {
  hidden: [
    { tracker: 'jira', project: 'HR' },
    { tracker: 'linear', project: 'X.*' },
    { tracker: 'jira', project: 'PAY_ROLL' },
    { tracker: 'jira', project: 'M-A' },
  ],
};

describe('names of hidden projects', () => {
  test.each([
    ['project = HR and type = Story', true],
    ['hr-12', true],
    ['https://shop.example/browse/HR-12?x=1', true],
    ['X.*-3', true],
    ['see pay_roll-7', true],
    ['project = M-A', true],
    ['THROUGH and XYZ-3 and HRX-1', false],
    ['labels = shop', false],
  ])('%s names one: %s', (text, names) => {
    expect(namesHidden(text, sight)).toBe(names);
    expect(namesHidden(text, seesEverything)).toBe(false);
  });

  test('are taken out of somebody’s words, key by key', () => {
    expect(withoutHidden('Blocked by HR-12 and hr-3, see SHOP-1; HR knows.', sight)).toBe(
      'Blocked by … and …, see SHOP-1; HR knows.',
    );
    expect(withoutHidden('PAY_ROLL-7, PAYROLL-7 and M-A-2', sight)).toBe('…, PAYROLL-7 and …');
    expect(withoutHidden('Blocked by HR-12', seesEverything)).toBe('Blocked by HR-12');
  });
});
