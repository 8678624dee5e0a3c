import { describe, expect, test } from 'vitest';
import type { CheckContext } from '../../../../src/domain/assessment/checks/check.ts';
import { checks, findCheck } from '../../../../src/domain/assessment/checks/index.ts';
import { shapeOf } from '../../../../src/domain/assessment/checks/shape.ts';
import { type CheckId, checkIds } from '../../../../src/domain/assessment/finding.ts';
import type { GoalView } from '../../../../src/domain/assessment/goal-view.ts';
import type { StoryReading } from '../../../../src/domain/assessment/reading.ts';
import type { Issue } from '../../../../src/domain/issue.ts';
import { missionFromIssue } from '../../../../src/domain/mission/mission-from-issue.ts';
import { stageOf } from '../../../../src/domain/mission/stage.ts';
import { defaultSettings } from '../../../../src/domain/settings.ts';
import { anIssue, aReading, inStatus } from '../../../helpers/issue.ts';

interface Given {
  readonly issue?: Partial<Issue>;
  readonly reading?: Partial<StoryReading>;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly goals?: Partial<GoalView>;
}

function contextOf({ issue: over, reading: read, goals }: Given): CheckContext {
  const issue = anIssue(over);
  const reading = aReading(read);
  const mission = missionFromIssue({
    issue,
    reading,
    settings: defaultSettings.mission,
    today: '2026-11-02',
  });
  return {
    ...{ issue, reading, mission, stage: stageOf(issue, mission), shape: shapeOf(issue, reading) },
    ...(goals && { goals: { linked: [], goalsHaveLinks: true, startedMission: null, ...goals } }),
  };
}

function observe(id: CheckId, given: Given) {
  const check = findCheck(id);
  if (!check) throw new Error(`no check ${id}`);
  return check.run(contextOf(given), check.settings.parse(given.settings ?? {}));
}

const shopper = { text: 'returning shopper', kind: 'end-user' } as const;
const ada = { id: 'u1', name: 'Ada Example' };
const started = inStatus('in-progress');

describe('the registry', () => {
  test('has each check once, in the order in which findings are shown', () => {
    const ids = checks.map(({ id }) => id);
    expect(ids).toEqual(checkIds.filter((id) => ids.includes(id)));
  });

  test('has every check', () => {
    expect(checks.map(({ id }) => id)).toEqual(checkIds);
  });
});

const button = { framing: 'recipe', framingEvidence: 'a Save button' } as const;
const lostCart = {
  problem: { value: 'shoppers lose their cart when they come back', source: 'prose', quote: null },
} as const;
const benefit = { text: 'so that I can go on tomorrow' };

describe.each<[CheckId, [string, Given, boolean][]]>([
  [
    'recipe',
    [
      ['a story that prescribes a solution', { reading: button }, true],
      ['an epic that does', { issue: { type: 'epic' }, reading: button }, true],
      ['a task that does', { issue: { type: 'task' }, reading: button }, true],
      ['a need', { reading: { framing: 'need' } }, false],
      ['a hypothesis', { reading: { framing: 'hypothesis' } }, false],
      ['a bug, however it is written', { issue: { type: 'bug' }, reading: button }, false],
      ['a chore by its type', { issue: { type: 'task', typeName: 'Chore' }, reading: button }, false],
      ['a chore by its label', { issue: { labels: [{ name: 'tech-debt' }] }, reading: button }, false],
      ['a chore by its prefix', { issue: { title: 'chore(deps): new compiler' }, reading: button }, false],
      [
        'a chore by its words',
        { issue: { typeName: 'Issue', title: 'Bump jackson to 2.17' }, reading: button },
        false,
      ],
      [
        'a story with a chore’s words',
        { issue: { title: 'Upgrade to a yearly plan' }, reading: button },
        true,
      ],
    ],
  ],
  [
    'missing-persona',
    [
      ['a story that names nobody', {}, true],
      ['a story that names somebody', { reading: { persona: shopper } }, false],
      [
        'a story with a custom field for it',
        { issue: { customFields: [{ id: 'c', name: 'Persona', value: 'shopper' }] } },
        false,
      ],
      ['a good report of something broken', { reading: { problem: { text: 'crashes' } } }, false],
      ['a bug', { issue: { type: 'bug' } }, false],
      ['a chore', { issue: { labels: [{ name: 'dependencies' }] } }, false],
    ],
  ],
  [
    'generic-persona',
    [
      ['a user', { reading: { persona: { text: 'user', kind: 'generic' } } }, true],
      [
        'an anonymous visitor',
        { reading: { persona: { text: 'anonymous visitor', kind: 'generic' } } },
        true,
      ],
      ['a user in a label', { issue: { labels: [{ name: 'persona:Users' }] } }, true],
      ['a returning shopper', { reading: { persona: shopper } }, false],
      [
        'a shopper in a label, whatever the prose says',
        {
          issue: { labels: [{ name: 'persona:shopper' }] },
          reading: { persona: { text: 'user', kind: 'generic' } },
        },
        false,
      ],
      [
        'a customer where that is said to be fine',
        { reading: { persona: { text: 'customer', kind: 'generic' } }, settings: { allow: ['Customer'] } },
        false,
      ],
      ['nobody', {}, false],
    ],
  ],
  [
    'internal-persona',
    [
      ['a product owner', { reading: { persona: { text: 'PO', kind: 'internal' } } }, true],
      ['the team, in a section', { issue: { description: 'Persona: the dev team' } }, true],
      ['a returning shopper', { reading: { persona: shopper } }, false],
      [
        'a tester where the product is for testers',
        { reading: { persona: { text: 'tester', kind: 'internal' } }, settings: { allow: ['tester'] } },
        false,
      ],
    ],
  ],
  [
    'missing-value',
    [
      ['a story without a reason', {}, true],
      ['a story with a benefit', { reading: { benefit } }, false],
      ['a story with a target', { reading: { target: { text: 'by 10 percent' } } }, false],
      ['a story with a pain', { reading: { persona: shopper, problem: { text: 'gets lost' } } }, false],
      ['a story whose value stands in a section', { issue: { description: 'Value: revenue' } }, false],
      [
        'a story that says why in a section',
        { issue: { description: '## Why\nThe board asked for it.' } },
        false,
      ],
      ['a bug', { issue: { type: 'bug' } }, false],
    ],
  ],
  [
    'unclear-value',
    [
      ['a reason that tells no value', { reading: { benefit } }, true],
      [
        'a reason that tells one',
        { reading: { benefit, value: { class: 'revenue', confidence: 0.8, evidence: benefit.text } } },
        false,
      ],
      ['a value that was set to unclear', { issue: { description: 'Value: unclear, we think' } }, true],
      ['no reason at all', {}, false],
    ],
  ],
  [
    'missing-problem',
    [
      ['a story without a problem', {}, true],
      ['a story with one', { reading: { problem: { text: 'gets lost' } } }, false],
      ['a bug with a title only', { issue: { type: 'bug', title: 'Login' } }, true],
      [
        'a bug with a title that says it',
        { issue: { type: 'bug' }, reading: { problem: { text: 'crashes' } } },
        false,
      ],
      ['a bug with a description', { issue: { type: 'bug', description: 'Seen on the login page.' } }, false],
      ['a chore', { issue: { typeName: 'Chore' } }, false],
    ],
  ],
  [
    'missing-outcome',
    [
      ['a need', {}, true],
      ['a need with a number to reach', { reading: { target: { text: 'by 10 percent' } } }, false],
      ['a hypothesis', { reading: { framing: 'hypothesis' } }, false],
      ['a report of something broken', { reading: { problem: { text: 'crashes' } } }, false],
    ],
  ],
  [
    'no-owner',
    [
      ['work that has begun without one', { issue: started }, true],
      ['work in review without one', { issue: inStatus('in-review') }, true],
      ['work that has begun with one', { issue: { ...started, assignees: [ada] } }, false],
      ['an idea in the backlog', { issue: inStatus('backlog') }, false],
      ['an idea, when owners are asked for from the start', { settings: { from: 'spotted' } }, true],
      ['a bug that is worked on', { issue: { ...started, type: 'bug' } }, true],
    ],
  ],
  [
    'whole-team-owner',
    [
      ['the team', { issue: { assignees: [{ id: 't', name: 'Team' }] } }, true],
      ['the checkout team', { issue: { assignees: [{ id: 't', name: 'Checkout Team' }] } }, true],
      ['team checkout', { issue: { assignees: [{ id: 't', name: 'team-checkout' }] } }, true],
      ['everyone', { issue: { assignees: [{ id: 't', name: 'Everyone' }] } }, true],
      ['a person', { issue: { assignees: [ada] } }, false],
      [
        'a person whose name has a team in it',
        { issue: { assignees: [{ id: 'u', name: 'Al Teamer' }] } },
        false,
      ],
      ['a person called All', { issue: { assignees: [{ id: 'u', name: 'Betty All' }] } }, false],
      ['three people', { issue: { assignees: [ada, ada, ada] } }, false],
      ['four people', { issue: { assignees: [ada, ada, ada, ada] } }, true],
      [
        'a guild, where that is a team',
        { issue: { assignees: [{ id: 't', name: 'Guild' }] }, settings: { wholeTeamNames: ['guild'] } },
        true,
      ],
      ['nobody', {}, false],
    ],
  ],
  [
    'no-due',
    [
      ['work that has begun without a time', { issue: started }, true],
      ['work in a sprint', { issue: { ...started, sprintEnd: '2026-11-20T10:00:00.000Z' } }, false],
      ['work with a due date', { issue: { ...started, dueDate: '2026-12-01' } }, false],
      ['an idea in the backlog', {}, false],
    ],
  ],
  [
    'no-goal',
    [
      ['a story that no key result asks for', { goals: {} }, true],
      ['a story that one asks for', { goals: { linked: ['order-completion'] } }, false],
      ['a story where no key result names its issues', { goals: { goalsHaveLinks: false } }, false],
      ['a story where nobody keeps goals', {}, false],
    ],
  ],
  [
    'not-a-mission',
    [
      ['work without objective, time and owner', { issue: started }, true],
      ['owned work without objective and time', { issue: { assignees: [ada] } }, true],
      ['owned work with a time', { issue: { assignees: [ada], dueDate: '2026-12-01' } }, false],
      ['owned work with an objective', { issue: { assignees: [ada] }, reading: { benefit } }, false],
      ['an idea in the backlog', {}, false],
      [
        'owned work without a time, where all three are asked for',
        { issue: { assignees: [ada] }, reading: { benefit }, settings: { failsAt: 1 } },
        true,
      ],
    ],
  ],
  [
    'purpose-changed',
    [
      [
        'another problem than when work began',
        {
          issue: { description: 'Problem: invoices show the wrong tax' },
          goals: { startedMission: lostCart },
        },
        true,
      ],
      [
        'the same problem in other words',
        {
          issue: { description: 'Problem: lost their cart when they came back' },
          goals: { startedMission: lostCart },
        },
        false,
      ],
      ['a problem that is no longer told', { goals: { startedMission: lostCart } }, false],
      [
        'work that has not begun',
        { issue: { description: 'Problem: invoices show the wrong tax' }, goals: {} },
        false,
      ],
      [
        'work nobody has seen begin',
        { issue: { description: 'Problem: invoices show the wrong tax' } },
        false,
      ],
    ],
  ],
])('%s', (id, cases) => {
  test.each(cases)('%s', (_, given, isFound) => {
    expect(observe(id, given) !== null).toBe(isFound);
  });
});

describe('what a finding says', () => {
  const everyFinding = [
    ...[{ reading: button }, { reading: { persona: { text: 'user', kind: 'generic' } as const, benefit } }],
    ...[{ issue: { ...started, title: 'x' } }, { issue: { type: 'bug', title: 'Login' } as const }],
    { reading: { persona: { text: 'PO', kind: 'internal' } as const } },
    { issue: { assignees: [{ id: 't', name: 'Team' }] } },
  ].flatMap((given) => checks.map((check) => observe(check.id, given)).filter((found) => found !== null));

  test('is one sentence and one next step, neither long nor loud', () => {
    expect(everyFinding.length).toBeGreaterThan(12);
    for (const { message, suggestion } of everyFinding) {
      expect(message).toMatch(/^[A-Z“].{10,150}\.$/);
      expect(suggestion).toMatch(/^[A-Z].{10,130}[.?]$/);
      expect(message + suggestion).not.toMatch(/!|\b(?:must|bad|fail|invalid|violat|should have)/i);
    }
  });

  test('quotes the solution that a recipe prescribes', () => {
    expect(observe('recipe', { reading: button })).toMatchObject({
      message: 'This story settles on a solution, “a Save button”, before it says what it is for.',
      evidence: 'a Save button',
    });
  });

  test('quotes the team that owns it', () => {
    expect(
      observe('whole-team-owner', { issue: { assignees: [{ id: 't', name: 'Team Blue' }] } }),
    ).toMatchObject({
      evidence: 'Team Blue',
    });
  });

  test('of a goal or a purpose leaves its severity to the settings', () => {
    const goals = { startedMission: lostCart };
    const given = { issue: { description: 'Problem: invoices show the wrong tax' }, goals };
    for (const id of ['no-goal', 'purpose-changed'] as const)
      expect(Object.keys(observe(id, given) ?? {}).toSorted()).toEqual(['evidence', 'message', 'suggestion']);
  });

  test('lists what a mission lacks', () => {
    expect(observe('not-a-mission', { issue: started })?.message).toBe(
      'This reads like a topic more than a mission: it has no specific objective, no time and no owner yet.',
    );
  });
});
