import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Edit } from '../../../src/domain/edits/edit.ts';
import type { IssueRef } from '../../../src/domain/issue.ts';
import type { Edits, EventLog, NewEdit, Wishes } from '../../../src/domain/ports.ts';
import { createEdits } from '../../../src/store/edits.ts';
import { createEventLog } from '../../../src/store/events.ts';
import { createWishes } from '../../../src/store/wishes.ts';
import { storeBindings } from '../../helpers/databases.ts';
import { createFakes } from '../../helpers/fakes/index.ts';
import { anEvent, aRef } from './samples.ts';

interface World {
  readonly edits: Edits;
  readonly wishes: Wishes;
  readonly events: EventLog;
  drop(): Promise<void>;
}

const worlds = [
  { name: 'the fake', create: async (): Promise<World> => ({ ...createFakes(), async drop() {} }) },
  ...storeBindings().map((binding) => ({
    name: binding.name,
    async create(): Promise<World> {
      const { database, drop } = await binding.create();
      return {
        edits: createEdits(database),
        wishes: createWishes(database),
        events: createEventLog(database),
        drop,
      };
    },
  })),
];

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 10, minute));

function anEdit(ref: IssueRef, over: Partial<NewEdit> = {}): NewEdit {
  return {
    ...{ ref, key: 'SHOP-1', project: 'SHOP', by: { who: 'mara', from: '192.0.2.7' }, askedAt: at(0) },
    wish: { kind: 'set', field: 'size', value: 'macro', words: 'macro', seen: null },
    ...over,
  };
}

describe.each(worlds)('what people ask for on pages, in $name', ({ create }) => {
  let world: World;
  beforeAll(async () => {
    world = await create();
  });
  afterAll(() => world?.drop());

  const only = async (ref: IssueRef): Promise<Edit> => {
    const [edit] = await world.edits.waiting(ref);
    if (!edit) throw new Error('nothing waits');
    return edit;
  };

  test('waits with who asked and when, in the order it was asked for, with its events', async () => {
    const ref = aRef();
    const dismiss = { kind: 'dismiss', check: 'recipe', reason: 'false', note: 'no' } as const;
    const seqs = await world.edits.ask(
      [anEdit(ref), anEdit(ref, { wish: dismiss })],
      [anEvent(ref, { topic: 'edit.asked' })],
    );
    const waiting = await world.edits.waiting(ref);
    expect(waiting.map(({ seq }) => seq)).toEqual(seqs);
    expect(waiting).toMatchObject([
      { ref, key: 'SHOP-1', by: 'mara', askedAt: at(0).toISOString(), state: 'waiting', why: null },
      { wish: dismiss, settledAt: null },
    ]);
    expect(await world.events.read({ subject: `jira:${ref.id}`, limit: 9 })).toHaveLength(1);
  });

  test('of two of the same thing the later one waits alone', async () => {
    const ref = aRef();
    await world.edits.ask([anEdit(ref)], []);
    const wish = { kind: 'set', field: 'size', value: 'micro', words: 'tiny', seen: 'macro' } as const;
    await world.edits.ask([anEdit(ref, { wish, askedAt: at(1) })], []);
    const other = { kind: 'set', field: 'buildTestIterate', value: false, words: 'no', seen: null } as const;
    await world.edits.ask([anEdit(ref, { wish: other })], []);
    expect((await world.edits.waiting(ref)).map((edit) => edit.wish)).toEqual([wish, other]);
  });

  test('is settled once, together with its effects and events', async () => {
    const ref = aRef();
    await world.edits.ask([anEdit(ref)], []);
    const edit = await only(ref);
    const choice = { field: 'size', value: 'macro', words: 'macro', inTracker: false } as const;
    const settled = {
      ...({ edit, state: 'kept', at: at(2), changes: [{ kind: 'choice', choice }] } as const),
      why: { reason: 'no field', remedy: null },
    };
    expect(await world.edits.settle(settled, [anEvent(ref, { topic: 'edit.settled' })])).toBe('settled');
    expect(await world.edits.settle(settled, [anEvent(ref, { topic: 'edit.settled' })])).toBe(
      'settled-before',
    );
    expect(await world.edits.waiting(ref)).toEqual([]);
    expect((await world.wishes.of(ref)).choices).toEqual([{ ...choice, at: at(0).toISOString() }]);
    expect(await world.events.read({ subject: `jira:${ref.id}`, limit: 9 })).toHaveLength(1);
    const recent = (await world.edits.recent([ref], at(1))).get(`jira:${ref.id}`);
    expect(recent).toMatchObject([
      { state: 'kept', why: { reason: 'no field', remedy: null }, settledAt: at(2).toISOString() },
    ]);
    expect((await world.edits.recent([ref], at(3))).size).toBe(0);
  });

  test('that was superseded while it was carried out changes nothing', async () => {
    const ref = aRef();
    await world.edits.ask([anEdit(ref)], []);
    const edit = await only(ref);
    await world.edits.ask([anEdit(ref, { askedAt: at(1) })], []);
    const changes = [{ kind: 'switch', off: true }] as const;
    expect(await world.edits.settle({ edit, state: 'sent', why: null, at: at(2), changes }, [])).toBe(
      'settled-before',
    );
    expect((await world.wishes.of(ref)).isOff).toBe(false);
  });

  test('a dismissal that is taken back is gone, others stay', async () => {
    const ref = aRef();
    const dismissals = [
      { check: 'recipe', reason: 'false', evidenceHash: 'h' },
      { check: 'recipe', reason: 'wontfix', evidenceHash: null },
      { check: 'no-due', reason: 'wontfix', evidenceHash: null },
    ] as const;
    const wish = { kind: 'restore', check: 'recipe' } as const;
    await world.edits.ask([anEdit(ref), anEdit(ref, { wish, askedAt: at(1) })], []);
    const [first, second] = await world.edits.waiting(ref);
    if (!first || !second) throw new Error('two are to wait');
    const all = dismissals.map((dismissal) => ({ kind: 'dismissal', dismissal, note: '' }) as const);
    const settle = (edit: Edit, changes: Parameters<Edits['settle']>[0]['changes']) =>
      world.edits.settle({ edit, state: 'kept', why: null, at: at(2), changes }, []);
    await settle(first, all);
    expect((await world.wishes.of(ref)).dismissals).toHaveLength(3);
    await settle(second, [wish]);
    expect((await world.wishes.of(ref)).dismissals.map(({ check }) => check)).toEqual(['no-due']);
  });

  test('is due when it should have had its turn, and later when it was put off', async () => {
    const [early, late] = [aRef(), aRef()];
    const isDue = async (minute: number) => {
      const due = (await world.edits.due(at(minute), 1_000)).map(({ id }) => id);
      return [due.includes(early.id), due.includes(late.id)];
    };
    await world.edits.ask([anEdit(early), anEdit(late, { askedAt: at(5) })], []);
    expect(await isDue(0)).toEqual([false, false]);
    expect(await isDue(2)).toEqual([true, false]);
    const why = { reason: 'quiet hours', remedy: 'wait' };
    await world.edits.postpone((await only(early)).seq, why, at(30));
    expect(await isDue(10)).toEqual([false, true]);
    expect(await isDue(31)).toEqual([true, true]);
    expect(await only(early)).toMatchObject({ state: 'waiting', why });
  });

  test('keeps hostile words as they can be', async () => {
    const ref = aRef();
    const words = `a\0b \ud800 \u202e${'x'.repeat(400)}`;
    const wish = { kind: 'set', field: 'persona', value: words, words, seen: words } as const;
    await world.edits.ask([anEdit(ref, { wish, key: words, by: { who: words, from: words } })], []);
    await world.edits.postpone((await only(ref)).seq, { reason: words, remedy: words }, at(1));
    expect((await only(ref)).wish.kind).toBe('set');
  });
});
