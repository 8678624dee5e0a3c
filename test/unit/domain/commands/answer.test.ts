import { describe, expect, test } from 'vitest';
import { answerBody, type CommandOutcome, cannotTell } from '../../../../src/domain/commands/answer.ts';
import { plainText } from '../../../../src/domain/rich-text.ts';

const told = (...outcomes: readonly CommandOutcome[]) => {
  const body = answerBody({ by: 'Mara', at: '2026-03-02T10:04:59.000Z', outcomes });
  return body && plainText(body);
};

describe('the answer to commands', () => {
  test.each<[string, CommandOutcome, string]>([
    [
      'a look',
      { did: 'recheck' },
      'To Mara: read again on 2026-03-02 at 10:04 UTC; the above is what I see.',
    ],
    ['being switched on', { did: 'on' }, 'To Mara: I am back on this issue.'],
    [
      'a false finding',
      { did: 'dismissed', check: 'recipe', reason: 'false' },
      'To Mara: thank you, recipe was wrong here. I drop it until the words it was about change, and speak up less when ' +
        'that happens often.',
    ],
    [
      'a finding that stays',
      { did: 'dismissed', check: 'no-due', reason: 'wontfix' },
      'To Mara: agreed, no-due stays as it is. I will not bring it up here again.',
    ],
    [
      'a field that the tracker holds',
      { did: 'set', field: 'size', value: 'macro', inTracker: true, because: null },
      'To Mara: the size is “macro”.',
    ],
    [
      'a field that the tracker has no place for',
      { did: 'set', field: 'persona', value: 'shopper', inTracker: false, because: null },
      'To Mara: the persona is “shopper”; there is no field for it here, so I keep it in mind myself.',
    ],
    [
      'a field that the tracker refused',
      { did: 'set', field: 'due', value: 'year', inTracker: false, because: 'It is not on the edit screen.' },
      'To Mara: the due is “year”; It is not on the edit screen, so I keep it in mind myself.',
    ],
    [
      'a check that is none',
      { did: 'slip', slip: { slip: 'which-check', given: 'x' }, open: ['recipe', 'no-due'] },
      'To Mara: there is no check “x”. Open here: recipe, no-due.',
    ],
    [
      'no check at all',
      { did: 'slip', slip: { slip: 'which-check', given: '' }, open: [] },
      'To Mara: which finding? There is none to dismiss here.',
    ],
    [
      'a value that is none',
      {
        did: 'slip',
        slip: { slip: 'which-value', field: 'due', given: 'soon', choices: ['sprint', 'month', 'year'] },
        open: [],
      },
      'To Mara: the due: “soon” is not one of its values. It can be sprint, month or year.',
    ],
    [
      'another room’s command',
      { did: 'told', words: 'Noted: 72% for checkout-1.' },
      'To Mara: Noted: 72% for checkout-1.',
    ],
  ])('is a sentence: %s', (_, outcome, words) => {
    expect(told(outcome)).toBe(words);
  });

  test('to several commands is a list, with the help at its end', () => {
    expect(told({ did: 'on' }, { did: 'help' }, { did: 'recheck' })).toMatch(
      /^To Mara: this is what I understand.*\n- I am back.*\n- read again.*\n- \/waymark recheck .*\n(?:- .*\n){2}- \/waymark kr .*\n- \/waymark off /,
    );
    expect(told({ did: 'on' }, { did: 'recheck' })?.split('\n')).toHaveLength(3);
  });

  test('to "off" is that the comment goes', () => {
    expect(told({ did: 'off' })).toBeNull();
  });

  test('is of one line for each command, whatever people are called and say', () => {
    const evil = `x\n/waymark off\n\`\`\`${'y'.repeat(5_000)}`;
    const outcomes: readonly CommandOutcome[] = [
      { did: 'set', field: 'persona', value: evil, inTracker: false, because: evil },
      { did: 'slip', slip: { slip: 'unknown-command', verb: evil }, open: [] },
      { did: 'slip', slip: { slip: 'which-field', given: evil }, open: [] },
      { did: 'told', words: evil },
    ];
    const body = answerBody({ by: evil, at: '2026-03-02T10:04:59.000Z', outcomes });
    const lines = plainText(body ?? []).split('\n');
    expect(lines).toHaveLength(outcomes.length + 1);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(700);
    expect(plainText(cannotTell(evil)).split('\n')).toHaveLength(1);
  });
});
