import { describe, expect, test } from 'vitest';
import { createSightOf } from '../../../../src/domain/access/sight-of.ts';
import { leadsToHidden, maySee, mayUse, roles } from '../../../../src/domain/access.ts';

const sightOf = createSightOf({
  confidential: { 'jira:hr': ['people', 'board'], 'linear:SEC': ['security'] },
});
const hr = { tracker: 'jira', project: 'HR' } as const;
const sec = { tracker: 'linear', project: 'SEC' } as const;

describe('what somebody may see', () => {
  test.each([
    ['a stranger', null, false, false],
    ['somebody of no group', { role: 'editor', groups: [] } as const, false, false],
    ['somebody of one of its groups', { role: 'viewer', groups: ['board', 'chess'] } as const, true, false],
    ['a program of the other group', { role: null, groups: ['security'] } as const, false, true],
    ['an administrator', { role: 'admin', groups: [] } as const, true, true],
  ])('%s', (_, who, seesHr, seesSec) => {
    expect([maySee(sightOf(who), hr), maySee(sightOf(who), sec)]).toEqual([seesHr, seesSec]);
    expect(maySee(sightOf(who), { tracker: 'linear', project: 'HR' }), 'of the same key elsewhere').toBe(
      true,
    );
  });

  test('the case of a key makes no difference', () => {
    expect(maySee(sightOf(null), { tracker: 'jira', project: 'hR' })).toBe(false);
  });
});

describe('an address that leads to an issue of a hidden project', () => {
  const sight = sightOf(null);
  test.each([
    ['https://x.atlassian.net/browse/HR-12', true],
    ['https://x.atlassian.net/browse/hr-12?focusedCommentId=7', true],
    ['https://x.atlassian.net/jira/boards/1?selectedIssue=HR-12', true],
    ['https://linear.app/acme/issue/SEC-4/rotate-keys', true],
    ['https://x.atlassian.net/browse/SHOP-12', false],
    ['https://x.atlassian.net/browse/XHR-12', false],
    ['https://hr.example/handbook', false],
  ])('%s: %s', (address, leads) => {
    expect(leadsToHidden(sight, address)).toBe(leads);
    expect(leadsToHidden({ hidden: [] }, address)).toBe(false);
  });
});

test('each role may all that the ones before may, and nobody anything but what is open', () => {
  for (const [rank, role] of roles.entries()) {
    expect(roles.filter((rule) => mayUse(rule, role))).toEqual(roles.slice(0, rank + 1));
    expect([mayUse('open', null), mayUse(role, null)]).toEqual([true, false]);
  }
});
