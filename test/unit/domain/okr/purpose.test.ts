import { describe, expect, it } from 'vitest';
import { isReplaced, purposeChanged } from '../../../../src/domain/okr/purpose.ts';
import { similarity } from '../../../../src/domain/okr/similarity.ts';

const slow = 'Shoppers abandon the checkout because payment takes too long';

describe('a purpose in other words', () => {
  it.each([
    [slow, slow],
    [slow, `${slow}.`],
    [slow, 'Buyers leave checkout as paying is slow'],
    [slow, 'Shoppers abandon checkout because payment takes over 20 seconds on mobile phones'],
    ['Search results are irrelevant', 'Search returns irrelevant results'],
    ['Login fails for users with two-factor', 'People using two-factor authentication cannot sign in'],
    [
      'Support gets 400 calls a week about lost parcels',
      'Every week 400 people phone us since their parcel is lost',
    ],
    ['Nutzer brechen den Bezahlvorgang ab', 'Kunden brechen den Bezahlvorgang auf dem Handy ab'],
    ['shopper', 'returning shopper'],
    ['shopper', 'customer'],
    ['site admin', 'administrator'],
    ['', 'shopper'],
    ['—', slow],
  ])('%j → %j is reworded', (before, after) => {
    expect(isReplaced(before, after)).toBe(false);
  });

  it.each([
    [slow, 'Warehouse staff cannot print labels'],
    [slow, 'The finance team needs a monthly revenue report'],
    [slow, 'Shoppers cannot find products by colour'],
    ['Search results are irrelevant', 'Exports time out for large accounts'],
    ['Nutzer brechen den Bezahlvorgang ab', 'Lagerarbeiter finden keine Etiketten'],
    ['shopper', 'warehouse manager'],
    ['nurse', 'patient'],
  ])('%j → %j is replaced', (before, after) => {
    expect(isReplaced(before, after)).toBe(true);
  });

  it('is as like one way as the other, and most like itself', () => {
    expect(similarity(slow, 'Buyers leave')).toBe(similarity('Buyers leave', slow));
    expect(similarity(slow, slow)).toBe(1);
  });
});

describe('a purpose that changed after work began', () => {
  const says = (value: string) => ({ value, source: 'description section', quote: value }) as const;

  it('is a finding that quotes what stands there now and names what stood there', () => {
    const finding = purposeChanged(
      { problem: says(slow), persona: says('shopper') },
      { problem: says('Warehouse staff cannot print labels'), persona: says('warehouse worker') },
    );
    expect(finding).toMatchObject({
      check: 'purpose-changed',
      evidence: 'Warehouse staff cannot print labels',
    });
    expect(finding?.message).toContain(slow);
  });

  it('is found when only the persona was replaced', () => {
    const problem = says(slow);
    const finding = purposeChanged(
      { problem, persona: says('nurse') },
      { problem, persona: says('patient') },
    );
    expect(finding?.evidence).toBe('patient');
  });

  it('is not claimed where one side says nothing', () => {
    expect(purposeChanged({}, { problem: says(slow) })).toBeNull();
    expect(purposeChanged({ persona: says('nurse') }, { problem: says(slow) })).toBeNull();
  });
});
