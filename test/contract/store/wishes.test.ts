import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckId } from '../../../src/domain/assessment/finding.ts';
import type { IssueRef } from '../../../src/domain/issue.ts';
import type { Deliveries, EventLog, HandledComment, Standings, Wishes } from '../../../src/domain/ports.ts';
import { createDeliveries } from '../../../src/store/deliveries.ts';
import { createEventLog } from '../../../src/store/events.ts';
import { createStandings } from '../../../src/store/standings.ts';
import { createWishes } from '../../../src/store/wishes.ts';
import { storeBindings } from '../../helpers/databases.ts';
import { createFakes } from '../../helpers/fakes/index.ts';
import { aDelivery, anEvent, aRef } from './samples.ts';

interface World {
  readonly deliveries: Deliveries;
  readonly events: EventLog;
  readonly wishes: Wishes;
  readonly standings: Standings;
  drop(): Promise<void>;
}

const worlds = [
  { name: 'the fake', create: async (): Promise<World> => ({ ...createFakes(), async drop() {} }) },
  ...storeBindings().map((binding) => ({
    name: binding.name,
    async create(): Promise<World> {
      const { database, drop } = await binding.create();
      return {
        deliveries: createDeliveries(database),
        events: createEventLog(database),
        wishes: createWishes(database),
        standings: createStandings(database),
        drop,
      };
    },
  })),
];

const minute = (number: number) => `2026-03-02T10:${String(number).padStart(2, '0')}:00.000Z`;

function aComment(ref: IssueRef, over: Partial<HandledComment> = {}): HandledComment {
  return {
    ref,
    commentId: randomUUID(),
    textHash: 'a hash',
    at: minute(0),
    by: 'jira:5b10',
    changes: [],
    answer: null,
    ...over,
  };
}

const answer = (text: string) => ({
  body: [{ kind: 'paragraph' as const, children: [{ kind: 'text' as const, text }] }],
  opensComment: true,
});

describe.each(worlds)('what people told Waymark, in $name', ({ create }) => {
  let world: World;
  beforeAll(async () => {
    world = await create();
  });
  afterAll(() => world?.drop());

  test('is nothing at first', async () => {
    expect(await world.wishes.of(aRef())).toEqual({
      isOff: false,
      isHinted: false,
      dismissals: [],
      choices: [],
      answer: null,
    });
  });

  test('is on record with its events once, however often the comment comes', async () => {
    const ref = aRef();
    const comment = aComment(ref, { changes: [{ kind: 'switch', off: true }, { kind: 'hint' }] });
    const { tracker } = ref;
    expect(await world.wishes.isHandled(tracker, comment.commentId, 'a hash')).toBe(false);
    expect(await world.wishes.record(comment, [anEvent(ref, { topic: 'command.handled' })])).toBe('recorded');
    expect(await world.wishes.record(comment, [anEvent(ref, { topic: 'command.handled' })])).toBe('repeated');
    expect(await world.wishes.isHandled(tracker, comment.commentId, 'a hash')).toBe(true);
    expect(await world.wishes.of(ref)).toMatchObject({ isOff: true, isHinted: true });
    const events = await world.events.read({ subject: `jira:${ref.id}`, limit: 10 });
    expect(events.map(({ topic }) => topic)).toEqual(['command.handled']);
  });

  test('another text of the same comment is another comment', async () => {
    const comment = aComment(aRef());
    await world.wishes.record(comment, []);
    expect(await world.wishes.record({ ...comment, textHash: 'another hash' }, [])).toBe('recorded');
  });

  test('the later of two comments counts, whichever comes first', async () => {
    const ref = aRef();
    const choice = (value: string) => ({
      kind: 'choice' as const,
      choice: { field: 'size' as const, value, words: value, inTracker: false },
    });
    const late = { at: minute(5), answer: answer('late') };
    await world.wishes.record(
      aComment(ref, { ...late, changes: [{ kind: 'switch', off: false }, choice('macro')] }),
      [],
    );
    const early = { at: minute(1), answer: answer('early') };
    await world.wishes.record(
      aComment(ref, { ...early, changes: [{ kind: 'switch', off: true }, choice('micro')] }),
      [],
    );
    expect(await world.wishes.of(ref)).toMatchObject({
      isOff: false,
      answer: { ...answer('late'), at: minute(5), findingsHash: null },
      choices: [{ field: 'size', value: 'macro', words: 'macro', inTracker: false, at: minute(5) }],
    });
  });

  test('of two commands in one comment the second counts', async () => {
    const ref = aRef();
    const changes = [
      { kind: 'switch', off: true },
      { kind: 'switch', off: false },
    ] as const;
    await world.wishes.record(aComment(ref, { changes }), []);
    expect((await world.wishes.of(ref)).isOff).toBe(false);
  });

  test('keeps dismissals, each once, and true and false as they are', async () => {
    const ref = aRef();
    const dismissal = { check: 'recipe', reason: 'false', evidenceHash: 'of a button' } as const;
    const wontfix = { check: 'no-due', reason: 'wontfix', evidenceHash: null } as const;
    const iterate = { field: 'buildTestIterate', value: false, words: 'no', inTracker: true } as const;
    for (const at of [minute(1), minute(2)]) {
      await world.wishes.record(
        aComment(ref, {
          at,
          changes: [
            { kind: 'dismissal', dismissal, note: 'it is not' },
            { kind: 'dismissal', dismissal: wontfix, note: '' },
            { kind: 'choice', choice: iterate },
          ],
        }),
        [],
      );
    }
    const wishes = await world.wishes.of(ref);
    expect(wishes.dismissals.toSorted((a, b) => (a.check < b.check ? -1 : 1))).toEqual([wontfix, dismissal]);
    expect(wishes.choices).toEqual([{ ...iterate, at: minute(2) }]);
  });

  test('an answer has its place beside the findings it was first shown with, until it is dropped', async () => {
    const ref = aRef();
    await world.wishes.record(aComment(ref, { answer: answer('first') }), []);
    await world.wishes.placeAnswer(ref, minute(9), 'another answer’s');
    expect((await world.wishes.of(ref)).answer?.findingsHash).toBeNull();
    await world.wishes.placeAnswer(ref, minute(0), 'first findings');
    await world.wishes.placeAnswer(ref, minute(0), 'second findings');
    expect((await world.wishes.of(ref)).answer?.findingsHash).toBe('first findings');

    await world.wishes.record(aComment(ref, { at: minute(1), answer: answer('second') }), []);
    await world.wishes.dropAnswer(ref, minute(0));
    expect((await world.wishes.of(ref)).answer).toMatchObject({ ...answer('second'), findingsHash: null });
    await world.wishes.dropAnswer(ref, minute(1));
    expect((await world.wishes.of(ref)).answer).toBeNull();
  });

  test('hostile words are kept as they can be', async () => {
    const ref = aRef();
    const words = `a\0b \ud800 ${'x'.repeat(400)}`;
    const changes = [
      { kind: 'choice', choice: { field: 'persona', value: words, words, inTracker: false } },
      {
        kind: 'dismissal',
        dismissal: { check: 'recipe', reason: 'false', evidenceHash: 'h' },
        note: words,
      },
    ] as const;
    const comment = aComment(ref, { changes, commentId: words, by: words, answer: answer(words) });
    expect(await world.wishes.record(comment, [])).toBe('recorded');
    expect(await world.wishes.isHandled('jira', words, 'a hash')).toBe(true);
    expect((await world.wishes.of(ref)).choices).toHaveLength(1);
  });

  describe('comments that wait', () => {
    test('are named once each, up to a delivery, in their order', async () => {
      const ref = aRef();
      const about = { issue: { id: ref.id, key: null } };
      const record = (event: object) => world.deliveries.record(aDelivery({ ...about, ...event }));
      await record({ comment: { id: '2' } });
      await record({});
      await record({ comment: { id: '1' } });
      await record({ comment: { id: '2' } });
      const [newest] = await world.deliveries.waiting(ref);
      await record({ comment: { id: '3' } });
      const upTo = newest?.seq ?? Number.NaN;
      expect(await world.deliveries.waitingComments(ref, upTo)).toEqual(['2', '1']);
      await world.deliveries.finish(ref, upTo);
      expect(await world.deliveries.waitingComments(ref, Number.MAX_SAFE_INTEGER)).toEqual(['3']);
    });
  });

  describe('the standing of checks', () => {
    const since = new Date(minute(0));
    const comment = async (project: string, check: CheckId, time: string, isFalse = false) => {
      const ref = aRef();
      await world.standings.noteCommented(ref, project, [check], new Date(time));
      const dismissal = { check, reason: 'false', evidenceHash: 'h' } as const;
      const changes = [{ kind: 'dismissal', dismissal, note: '' }] as const;
      if (isFalse) await world.wishes.record(aComment(ref, { changes }), []);
      return ref;
    };

    test('counts issues on which a check spoke and was called wrong, by project and since a time', async () => {
      const [mine, other] = [randomUUID(), randomUUID()];
      await comment(mine, 'recipe', minute(1), true);
      await comment(mine, 'recipe', minute(2));
      const ref = await comment(mine, 'missing-value', minute(3));
      await world.standings.noteCommented(ref, mine, ['missing-value'], new Date(minute(4)));
      await comment(mine, 'recipe', '2026-01-01T00:00:00.000Z', true);
      await comment(other, 'recipe', minute(1), true);
      expect(await world.standings.count('jira', mine, since)).toEqual([
        { check: 'missing-value', commented: 1, dismissed: 0 },
        { check: 'recipe', commented: 2, dismissed: 1 },
      ]);
      const projects = (await world.standings.projects()).map(({ project }) => project);
      expect(projects).toEqual(expect.arrayContaining([mine, other]));
    });

    test('does not count what will not be fixed', async () => {
      const project = randomUUID();
      const ref = await comment(project, 'recipe', minute(1));
      const dismissal = { check: 'recipe', reason: 'wontfix', evidenceHash: null } as const;
      await world.wishes.record(aComment(ref, { changes: [{ kind: 'dismissal', dismissal, note: '' }] }), []);
      expect(await world.standings.count('jira', project, since)).toEqual([
        { check: 'recipe', commented: 1, dismissed: 0 },
      ]);
    });

    test('is kept as it was put, with its events', async () => {
      const project = randomUUID();
      const standing = {
        ...({ tracker: 'jira', project, check: 'recipe' } as const),
        ...{ commented: 3, dismissed: 3, standing: 0.69, silenced: true },
      };
      const ref = aRef();
      await world.standings.put([standing], [anEvent(ref, { topic: 'check.silenced' })]);
      expect(await world.standings.list({ tracker: 'jira', project })).toEqual([standing]);
      expect(await world.standings.list()).toContainEqual(standing);
      expect([...(await world.standings.silenced('jira', project))]).toEqual(['recipe']);
      expect(await world.events.read({ subject: `jira:${ref.id}`, limit: 9 })).toHaveLength(1);

      await world.standings.put([{ ...standing, silenced: false }], []);
      expect([...(await world.standings.silenced('jira', project))]).toEqual([]);
    });
  });
});
