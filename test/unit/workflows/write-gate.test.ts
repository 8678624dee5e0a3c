import { describe, expect, test } from 'vitest';
import type { Tracker } from '../../../src/domain/ports.ts';
import type { FieldValue } from '../../../src/domain/write-back/fields.ts';
import { createCatchUpWrites } from '../../../src/workflows/catch-up-writes.ts';
import { createResumeWrites } from '../../../src/workflows/resume-writes.ts';
import { createDesk, settingsWith } from '../../helpers/desk.ts';

const hour = 3_600_000;
const wish = 'As a shopper, I want a green button';

function createGateDesk(writeBack: Record<string, unknown>) {
  const settings = settingsWith({ writeBack });
  const desk = createDesk('jira', settings);
  desk.tracker.put({ id: 'SHOP-1', title: wish });
  desk.tracker.giveFields('SHOP-1', { framing: null });
  let edits = 0;
  return {
    ...desk,
    /** Comes with another text, so that the comment is another one too. */
    edit(title = `${wish} ${edits}`) {
      edits += 1;
      const updatedAt = new Date(Date.parse('2026-01-06T00:00:00Z') + edits * 1000).toISOString();
      desk.tracker.put({ id: 'SHOP-1', title, updatedAt });
    },
    reframe: (value: FieldValue) => desk.tracker.setField('SHOP-1', 'framing', value),
    /** The scheduled job, and then the reviews that it asks for. */
    async catchUp() {
      const { writes, queue, clock, log } = desk;
      const { asked } = await createCatchUpWrites({ writes, settings, queue, clock, log })();
      for (const { ref } of queue.take()) await desk.attendWith({})(ref, 'caught up');
      return asked;
    },
    resume: () => createResumeWrites({ writes: desk.writes, clock: desk.clock })(desk.ref, 'jira:ada'),
    held: () => desk.writes.list({ state: 'held', limit: 10 }),
    comments: () => desk.tracker.commentTexts('SHOP-1'),
    framing: () => desk.tracker.fieldsOf('SHOP-1').framing,
    count: async (topic: string) => (await desk.topics()).filter((one) => one === topic).length,
  };
}

describe('the mode of a project', () => {
  test.each([
    ['comment', 1, true],
    ['fields-only', 0, true],
    ['digest-only', 0, false],
    ['off', 0, false],
  ])('%s', async (mode, comments, fields) => {
    const desk = createGateDesk({ mode });
    await desk.attend();
    expect(desk.comments()).toHaveLength(comments);
    expect(desk.framing() !== null).toBe(fields);
    expect(await desk.held()).toEqual([]);
  });

  test.each([
    ['fields-only', 0],
    ['digest-only', 0],
    ['off', 1],
  ])(
    'changed to %s, the comment that is there goes, unless nothing at all may be written',
    async (mode, left) => {
      const desk = createGateDesk({});
      await desk.attend();
      const settings = settingsWith({ writeBack: { mode } });
      await desk.attendWith({ settings })(desk.ref, 'another mode');
      expect(desk.comments()).toHaveLength(left);
    },
  );
});

describe('quiet hours', () => {
  const atNight = { quietHours: { from: '08:00', to: '10:00' } };

  test('hold what would be written, once, and it is caught up afterwards', async () => {
    const desk = createGateDesk(atNight);
    expect(await desk.attend()).toMatchObject({ fields: { result: 'held' }, comment: 'held' });
    await desk.attend();
    expect(desk.tracker.calls.filter(({ method }) => method !== 'fetchIssue')).toEqual([]);
    expect((await desk.held()).map(({ kind, reason }) => [kind, reason])).toEqual([
      ['comment', 'quiet-hours'],
      ['field', 'quiet-hours'],
    ]);
    expect(await desk.count('writeback.held')).toBe(2);
    expect(await desk.catchUp()).toBe(0);

    desk.wait(hour);
    expect(await desk.catchUp()).toBe(1);
    expect(desk.comments()).toHaveLength(1);
    expect(desk.framing()).not.toBeNull();
    expect(await desk.held()).toEqual([]);
    expect(await desk.catchUp()).toBe(0);
  });

  test('a text that needs nothing any more takes what was held with it', async () => {
    const desk = createGateDesk(atNight);
    await desk.attend();
    desk.edit();
    desk.tracker.put({
      id: 'SHOP-1',
      status: { name: 'Done', category: 'done' },
      updatedAt: '2026-02-01T00:00:00Z',
    });
    await desk.attend();
    expect(await desk.held()).toEqual([]);
  });

  test('an issue that is gone holds nothing', async () => {
    const desk = createGateDesk(atNight);
    await desk.attend();
    desk.tracker.issues.clear();
    await desk.attend();
    expect(await desk.held()).toEqual([]);
  });

  test('do not keep a comment that a person has marked off', async () => {
    const desk = createGateDesk({ quietHours: { from: '10:00', to: '12:00' } });
    await desk.attend();
    desk.wait(hour);
    desk.tracker.put({
      id: 'SHOP-1',
      title: wish,
      labels: [{ name: 'waymark-off' }],
      updatedAt: '2026-01-06T10:00:00Z',
    });
    expect(await desk.attend()).toMatchObject({ comment: 'removed' });
  });
});

describe('budgets', () => {
  test('hold what is over, and the last word is written when there is room again', async () => {
    const desk = createGateDesk({ mode: 'comment', budget: { perIssuePerDay: 3 } });
    for (let round = 0; round < 6; round += 1) {
      desk.edit(round % 2 === 0 ? wish : `As a buyer, I want button ${round}`);
      await desk.attend();
      desk.wait(60_000);
    }
    expect(desk.writes.all().filter(({ state }) => state === 'written')).toHaveLength(3);
    const stale = desk.comments();
    expect(await desk.held()).toMatchObject([{ kind: 'comment', reason: 'issue-budget' }]);
    expect(await desk.catchUp()).toBe(0);
    desk.wait(25 * hour);
    expect(await desk.catchUp()).toBe(1);
    expect(desk.comments()).not.toEqual(stale);
    expect(desk.comments()).toEqual([expect.stringContaining('buyer')]);
    expect(await desk.held()).toEqual([]);
  });

  test('of a project let in as many issues an hour as there is room for, oldest first', async () => {
    const settings = settingsWith({ writeBack: { budget: { perProjectPerHour: 2 } } });
    const desk = createDesk('jira', settings);
    const ids = ['SHOP-1', 'SHOP-2', 'SHOP-3', 'SHOP-4', 'SHOP-5'];
    for (const id of ids) {
      desk.tracker.put({ id, title: wish });
      await desk.attendWith({})({ tracker: 'jira', id }, 'a burst');
      desk.wait(1000);
    }
    const commented = () => ids.filter((id) => desk.tracker.commentTexts(id).length > 0);
    expect(commented()).toEqual(['SHOP-1', 'SHOP-2']);
    desk.wait(hour);
    const { writes, queue, clock, log } = desk;
    await createCatchUpWrites({ writes, settings, queue, clock, log })();
    expect(queue.take().map(({ ref }) => ref.id)).toEqual(['SHOP-3', 'SHOP-4']);
  });
});

describe('a fight over a value', () => {
  async function fight(desk: ReturnType<typeof createGateDesk>, rounds: number) {
    for (let round = 0; round < rounds; round += 1) {
      desk.reframe('something else');
      await desk.attend();
      desk.wait(60_000);
    }
  }

  test('ends: it is said once, and the issue is left alone', async () => {
    const desk = createGateDesk({});
    await desk.attend();
    await fight(desk, 20);
    // The first write, and five that brought the value back.
    expect(desk.tracker.callsOf('writeFields')).toBe(6);
    expect(desk.framing()).toBe('something else');
    expect(await desk.count('writeback.stopped')).toBe(1);
    expect(desk.log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
    expect(await desk.attend()).toMatchObject({ fields: { result: 'stopped' } });
  });

  test('is over after a while, and what was wanted is written', async () => {
    const desk = createGateDesk({});
    await desk.attend();
    await fight(desk, 10);
    expect(await desk.catchUp()).toBe(0);
    desk.wait(25 * hour);
    expect(await desk.catchUp()).toBe(1);
    expect(desk.framing()).not.toBe('something else');
    expect(await desk.held()).toEqual([]);
  });

  test('is over when somebody says so, and a new one ends again', async () => {
    const desk = createGateDesk({});
    await desk.attend();
    await fight(desk, 10);
    expect(await desk.resume()).toBe('resumed');
    expect(await desk.resume()).toBe('not-stopped');
    await desk.attend();
    expect(desk.framing()).not.toBe('something else');
    await fight(desk, 20);
    expect(await desk.count('writeback.stopped')).toBe(2);
    expect(desk.framing()).toBe('something else');
  });

  test('is over when a person says so in a comment', async () => {
    const desk = createGateDesk({});
    await desk.attend();
    await fight(desk, 10);
    desk.wait(60_000);
    const at = desk.clock.now().toISOString();
    const said = {
      ...{ id: 'c-1', issueId: 'SHOP-1', text: '/waymark on', authorMayEdit: true },
      ...{ author: { id: 'ada', name: 'Ada' }, createdAt: at, updatedAt: at },
    };
    await desk.deliveries.record({
      ...{ tracker: 'jira', receivedAt: desk.clock.now(), ignoredBecause: null },
      event: {
        ...{ deliveryKey: 'd-1', contentKey: null, type: 'comment_created', occurredAt: null, body: {} },
        issue: { id: 'SHOP-1', key: 'SHOP-1' },
        comment: { id: 'c-1' },
      },
    });
    await desk.attendWith({ tracker: { ...desk.tracker, fetchComment: async () => said } as Tracker })(
      desk.ref,
      'said',
    );
    expect(desk.framing()).not.toBe('something else');
    expect(await desk.count('writeback.resumed')).toBe(1);
  });

  test('over the comment ends too: a program that takes the label on and off', async () => {
    const desk = createGateDesk({});
    for (let round = 0; round < 20; round += 1) {
      const labels = round % 2 === 0 ? [] : [{ name: 'waymark-off' }];
      const updatedAt = new Date(Date.parse('2026-01-06T00:00:00Z') + round * 1000).toISOString();
      desk.tracker.put({ id: 'SHOP-1', title: wish, labels, updatedAt });
      await desk.attend();
    }
    expect(desk.tracker.callsOf('createComment')).toBeLessThanOrEqual(6);
    expect(await desk.count('writeback.stopped')).toBe(1);
    expect(desk.comments()).toEqual([]);
  });
});
