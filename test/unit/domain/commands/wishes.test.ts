import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../../src/domain/assessment/finding.ts';
import { isSilenced, standingOf } from '../../../../src/domain/assessment/standing.ts';
import { withChoices } from '../../../../src/domain/commands/choices.ts';
import { evidenceText, isDismissed } from '../../../../src/domain/commands/dismissal.ts';
import type { Mission } from '../../../../src/domain/mission/mission.ts';

const hash = (text: string) => `hash of ${text}`;
const finding = (check: Finding['check'], evidence: string | null): Finding => ({
  check,
  evidence,
  severity: 'warning',
  message: 'A message.',
  suggestion: 'A suggestion.',
});
const asFalse = (of: Finding) => ({
  check: of.check,
  reason: 'false' as const,
  evidenceHash: hash(evidenceText(of)),
});

describe('a dismissed finding', () => {
  const recipe = finding('recipe', 'a Save for Later button');

  test('is not seen again while its words are the same', () => {
    expect(isDismissed(recipe, [asFalse(recipe)], hash)).toBe(true);
    const reworded = finding('recipe', ' a  save for later\nbutton ');
    expect(isDismissed(reworded, [asFalse(recipe)], hash)).toBe(true);
  });

  test('comes back with other words when it was called false', () => {
    expect(isDismissed(finding('recipe', 'a blue button'), [asFalse(recipe)], hash)).toBe(false);
  });

  test('stays away whatever the words when nobody will mend it', () => {
    const wontfix = { check: 'recipe' as const, reason: 'wontfix' as const, evidenceHash: null };
    expect(isDismissed(finding('recipe', 'a blue button'), [wontfix], hash)).toBe(true);
  });

  test('leaves other findings alone', () => {
    expect(isDismissed(finding('missing-value', null), [asFalse(recipe)], hash)).toBe(false);
  });

  test('about something absent is dismissed while it is absent', () => {
    const absent = finding('missing-persona', null);
    expect(isDismissed(absent, [asFalse(absent)], hash)).toBe(true);
  });
});

describe('what people chose for a mission', () => {
  const mission: Mission = {
    size: { value: 'meso', source: 'default', quote: null },
    persona: { value: 'user', source: 'prose', quote: 'user' },
    value: { value: 'risk', source: 'label', quote: 'risk' },
  };

  test('counts like a custom field', () => {
    const choice = { field: 'persona', value: 'returning shopper', words: 'returning shopper' } as const;
    expect(withChoices(mission, [choice]).persona).toEqual({
      value: 'returning shopper',
      source: 'custom field',
      quote: 'returning shopper',
    });
  });

  test('gives way to what stands in the tracker', () => {
    const choice = { field: 'value', value: 'cost', words: 'cost' } as const;
    expect(withChoices(mission, [choice]).value?.value).toBe('risk');
  });

  test('of a micro mission leaves out whether it can be built, tested and iterated', () => {
    const iterate = { field: 'buildTestIterate', value: true, words: 'yes' } as const;
    const micro = { field: 'size', value: 'micro', words: 'micro' } as const;
    expect(withChoices(mission, [iterate]).buildTestIterate?.value).toBe(true);
    expect(withChoices(mission, [iterate, micro])).not.toHaveProperty('buildTestIterate');
  });

  test('changes nothing when nobody chose', () => {
    expect(withChoices(mission, [])).toBe(mission);
  });
});

describe('the standing of a check', () => {
  const prior = { standing: 0.9, weight: 10 };

  test.each([
    // commented, dismissed, standing, silenced below 0.7
    [0, 0, 0.9, false],
    [1, 1, 0.818, false],
    [2, 2, 0.75, false],
    [3, 3, 0.692, true],
    [10, 0, 0.95, false],
    [10, 5, 0.7, false],
    [10, 6, 0.65, true],
    [100, 30, 0.718, false],
    [100, 33, 0.691, true],
    [1000, 290, 0.712, false],
    // A dismissal without a comment on record counts for both.
    [0, 1, 0.818, false],
  ])('after %i comments and %i dismissals is %f', (commented, dismissed, standing, silenced) => {
    const now = standingOf({ commented, dismissed }, prior);
    expect(now).toBeCloseTo(standing, 3);
    expect(isSilenced(now, 0.7)).toBe(silenced);
  });

  test('is what was said, without a prior', () => {
    expect(standingOf({ commented: 4, dismissed: 1 }, { standing: 0.9, weight: 0 })).toBe(0.75);
    expect(standingOf({ commented: 0, dismissed: 0 }, { standing: 0.9, weight: 0 })).toBe(1);
  });
});
