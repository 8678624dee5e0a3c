import { describe, expect, it } from 'vitest';
import { DEMO_JIRA, DEMO_LINEAR } from '../../../src/sandbox/backlog/demo.ts';

const all = [...DEMO_JIRA.issues, ...DEMO_LINEAR.issues];
const texts = all.map((issue) => `${issue.title}\n${issue.description ?? ''}`);

describe('the backlog of the demo', () => {
  it('fills two projects and two teams with more than sixty issues', () => {
    expect(all.length).toBeGreaterThanOrEqual(64);
    expect(new Set(all.map((issue) => issue.key.split('-')[0]))).toEqual(
      new Set(['SHOP', 'OPS', 'PAY', 'APP']),
    );
  });

  it('holds the two classics word for word', () => {
    const [first, second] = DEMO_JIRA.issues;
    expect(first?.description).toBe(
      'As a PO, I want a Save for Later button so shoppers can store items in the cart',
    );
    expect(second?.description).toBe(
      'As a shopper, I want to bookmark items in the cart, so that I can come back later and finish my shopping. As a product team, we expect this will reduce our 40 percent drop-off rate and increase return-shopper conversion by 10 percent',
    );
  });

  it.each([
    ['no description', all.some((issue) => issue.description === undefined)],
    ['a very long description', texts.some((text) => text.length > 20_000)],
    ['German', texts.some((text) => /[äöüß]/.test(text))],
    ['French', texts.some((text) => /[éèà]/.test(text))],
    ['Japanese', texts.some((text) => /\p{Script=Hiragana}/u.test(text))],
    ['Arabic', texts.some((text) => /\p{Script=Arabic}/u.test(text))],
    ['emoji', texts.some((text) => /\p{Extended_Pictographic}/u.test(text))],
    ['a template left unfilled', texts.some((text) => text.includes('<type of user>'))],
    ['a table', texts.some((text) => text.includes('| --- |'))],
    ['a panel', texts.some((text) => text.includes('[!WARNING]'))],
    ['a mention', texts.some((text) => text.includes('(mention:'))],
    ['code', texts.some((text) => text.includes('```'))],
    ['wiki markup of long ago', texts.some((text) => text.includes('{noformat}'))],
    ['raw HTML', texts.some((text) => text.includes('<script>'))],
    ['the label that turns Waymark off', all.some((issue) => issue.labels?.includes('waymark-off'))],
    ['the whole team as assignee', all.some((issue) => issue.assignee === 'team')],
    ['children', all.some((issue) => issue.parent !== undefined)],
    ['a due date that passed', all.some((issue) => (issue.dueInDays ?? 0) < 0)],
    ['estimates', all.some((issue) => issue.estimate !== undefined)],
    ['custom fields', DEMO_JIRA.issues.some((issue) => issue.fields?.Persona !== undefined)],
    ['finished work', DEMO_LINEAR.issues.some((issue) => issue.state === 'Done')],
  ])('holds %s', (_what, isThere) => {
    expect(isThere).toBe(true);
  });
});
