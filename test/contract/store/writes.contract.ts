import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IssueRef } from '../../../src/domain/issue.ts';
import type { FieldRefusal, WriteEntry, WriteStop } from '../../../src/domain/ports.ts';
import { anEvent, aRef } from './samples.ts';
import type { StoreWorld } from './store-world.ts';

type NewEntry = Omit<WriteEntry, 'seq'>;

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 10, minute)).toISOString();

function aWrite(ref: IssueRef, over: Partial<NewEntry> = {}): NewEntry {
  return {
    ref,
    key: 'SHOP-1',
    project: 'SHOP',
    kind: 'field',
    field: 'framing',
    before: null,
    after: 'recipe',
    commentId: null,
    state: 'written',
    reason: null,
    issueUpdatedAt: null,
    at: at(0),
    ...over,
  };
}

const aComment = (ref: IssueRef, over: Partial<NewEntry> = {}) =>
  aWrite(ref, { kind: 'comment', field: null, commentId: '77', after: 'hash', ...over });

/** What every `WriteLog` must do. */
export function writesContract(create: () => Promise<StoreWorld>): void {
  let world: StoreWorld;
  beforeAll(async () => {
    world = await create();
  });
  afterAll(() => world.drop());
  const topics = async (ref: IssueRef) =>
    (await world.events.read({ subject: `jira:${ref.id}`, limit: 10 })).map(({ topic }) => topic);

  test('gives back what was appended, newest first, with the positions it answered', async () => {
    const ref = aRef();
    const entries = [
      aWrite(ref, { before: 3, after: 0.5, field: 'okrProgress', issueUpdatedAt: at(0) }),
      aComment(ref, { after: 'a “text” \u0000 that is hostile' }),
    ];
    const seqs = await world.writes.append(entries, [anEvent(ref, { topic: 'fields.published' })]);
    const [newest, oldest] = await world.writes.list({ ref, limit: 10 });
    expect([oldest?.seq, newest?.seq]).toEqual(seqs);
    expect(oldest).toEqual({ ...entries[0], seq: seqs[0] });
    expect(newest).toMatchObject({ kind: 'comment', field: null, commentId: '77', before: null });
    expect(await topics(ref)).toEqual(['fields.published']);
  });

  test('an intent becomes written, stays with a note, or leaves nothing; what is written is not settled again', async () => {
    const ref = aRef();
    const seqs = await world.writes.append(
      [
        aWrite(ref, { state: 'intended' }),
        aWrite(ref, { state: 'intended', field: 'value' }),
        aWrite(ref, { state: 'intended', field: 'size' }),
        aWrite(ref, { field: 'name' }),
      ],
      [],
    );
    const [first = 0, second = 0, third = 0, fourth = 0] = seqs;
    expect((await world.writes.open(ref)).map(({ field }) => field)).toEqual(['framing', 'value', 'size']);
    await world.writes.settle(
      [
        { seq: first, state: 'written' },
        { seq: second, state: 'dropped' },
        { seq: third, state: 'intended', reason: 'turned away' },
        { seq: fourth, state: 'dropped' },
      ],
      [anEvent(ref, { topic: 'fields.published' })],
    );
    expect(
      (await world.writes.list({ ref, limit: 10 })).map((row) => [row.field, row.state, row.reason]),
    ).toEqual([
      ['name', 'written', null],
      ['size', 'intended', 'turned away'],
      ['framing', 'written', null],
    ]);
    expect(await topics(ref)).toEqual(['fields.published']);
  });

  test('what is held of a kind is replaced, keeps its time while the reason stays, and can be let go', async () => {
    const ref = aRef();
    const held = { state: 'held', reason: 'quiet-hours' } as const;
    await world.writes.hold(
      ref,
      'comment',
      [aComment(ref, held)],
      [anEvent(ref, { topic: 'writeback.held' })],
    );
    await world.writes.hold(ref, 'field', [aWrite(ref, held), aWrite(ref, { ...held, field: 'size' })], []);
    await world.writes.hold(ref, 'field', [aWrite(ref, { ...held, after: 'need', at: at(5) })], []);
    expect((await world.writes.open(ref)).map((row) => [row.field, row.after, row.at])).toEqual([
      [null, 'hash', at(0)],
      ['framing', 'need', at(0)],
    ]);
    await world.writes.hold(ref, 'field', [aWrite(ref, { ...held, reason: 'breaker', at: at(6) })], []);
    expect((await world.writes.open(ref)).at(-1)?.at).toBe(at(6));
    await world.writes.hold(ref, 'comment', [], []);
    expect((await world.writes.open(ref)).map(({ field }) => field)).toEqual(['framing']);
    await world.writes.release(ref);
    expect(await world.writes.open(ref)).toEqual([]);
    expect(await topics(ref)).toEqual(['writeback.held']);
  });

  test('holding and releasing leave alone what was written or intended', async () => {
    const ref = aRef();
    await world.writes.append([aWrite(ref), aWrite(ref, { state: 'intended' })], []);
    await world.writes.hold(ref, 'field', [], []);
    await world.writes.release(ref);
    expect(await world.writes.list({ ref, limit: 10 })).toHaveLength(2);
  });

  test('knows the last value written or intended of each field, and forgets what was undone', async () => {
    const ref = aRef();
    const [, second = 0] = await world.writes.append(
      [
        aWrite(ref),
        aWrite(ref, { after: 'need' }),
        aWrite(ref, { field: 'okrProgress', after: 0.4, state: 'intended' }),
        aWrite(ref, { field: 'size', after: 'micro', state: 'held', reason: 'breaker' }),
        aComment(ref),
      ],
      [],
    );
    expect(await world.writes.lastWritten(ref)).toEqual({ framing: 'need', okrProgress: 0.4 });
    await world.writes.markUndone([second], new Date(at(9)), [anEvent(ref, { topic: 'writeback.undone' })]);
    expect(await world.writes.lastWritten(ref)).toEqual({ framing: 'recipe', okrProgress: 0.4 });
    expect(await world.writes.list({ ref, state: 'undone', limit: 10 })).toMatchObject([{ seq: second }]);
    expect(await topics(ref)).toEqual(['writeback.undone']);
  });

  test('only what was written can be undone', async () => {
    const ref = aRef();
    const seqs = await world.writes.append(
      [aWrite(ref, { state: 'intended' }), aWrite(ref, { state: 'held', reason: 'breaker' })],
      [],
    );
    await world.writes.markUndone(seqs, new Date(at(1)), []);
    expect(await world.writes.list({ ref, state: 'undone', limit: 10 })).toEqual([]);
  });

  test('counts calls: fields of one call count once, what was held or undone does not', async () => {
    const [ref, other] = [aRef(), aRef()];
    const project = ref.id;
    const [undone = 0] = await world.writes.append(
      [
        aWrite(ref, { project, at: at(1) }),
        aWrite(ref, { project, at: at(2) }),
        aWrite(ref, { project, at: at(2), field: 'size', state: 'intended' }),
        aComment(ref, { project, at: at(2) }),
        aWrite(ref, { project, at: at(3), state: 'held', reason: 'breaker' }),
        aWrite(other, { project, at: at(4) }),
      ],
      [],
    );
    const count = (since: number, of: Parameters<typeof world.writes.countSince>[1]) =>
      world.writes.countSince(new Date(at(since)), of);
    expect(await count(0, { ref })).toBe(3);
    expect(await count(2, { ref })).toBe(2);
    expect(await count(0, { project, tracker: 'jira' })).toBe(4);
    expect(await count(0, { project, tracker: 'linear' })).toBe(0);
    expect(await count(0, { project, kind: 'comment' })).toBe(1);
    await world.writes.markUndone([undone], new Date(at(5)), []);
    expect(await count(0, { ref })).toBe(2);
  });

  test('lists by time, project and state, page by page, from either end', async () => {
    const ref = aRef();
    const project = ref.id;
    const seqs = await world.writes.append(
      [1, 2, 3].map((minute) => aWrite(ref, { project, at: at(minute) })),
      [],
    );
    const listed = async (filter: Partial<Parameters<typeof world.writes.list>[0]>) =>
      (await world.writes.list({ project, limit: 10, ...filter })).map(({ seq }) => seqs.indexOf(seq));
    expect(await listed({ since: new Date(at(2)) })).toEqual([2, 1]);
    expect(await listed({ limit: 2 })).toEqual([2, 1]);
    expect(await listed({ before: seqs[1] ?? 0 })).toEqual([0]);
    expect(await listed({ oldestFirst: true, limit: 2 })).toEqual([0, 1]);
    expect(await listed({ tracker: 'linear' })).toEqual([]);
    expect(await listed({ state: 'held' })).toEqual([]);
  });

  test('keeps one stop an issue, the last', async () => {
    const ref = aRef();
    expect(await world.writes.findStop(ref)).toBeNull();
    const stop: WriteStop = {
      ...{ ref, key: 'SHOP-1', project: 'SHOP', reason: 'breaker', detail: 'to and fro', fingerprint: null },
      ...{ at: at(0), until: at(30), liftedAt: null },
    };
    await world.writes.putStop(stop, [anEvent(ref, { topic: 'writeback.stopped' })]);
    expect(await world.writes.findStop(ref)).toEqual(stop);
    const next: WriteStop = { ...stop, reason: 'undone', fingerprint: 'abc', until: null, liftedAt: at(2) };
    await world.writes.putStop(next, []);
    expect(await world.writes.findStop(ref)).toEqual(next);
    expect(await topics(ref)).toEqual(['writeback.stopped']);
  });

  test('remembers the last refusal of each field, type and option until it is cleared', async () => {
    const project = aRef().id;
    const ref = aRef();
    const refusal: FieldRefusal = {
      ...{ tracker: 'jira', project, typeName: 'Story', field: 'framing', option: 'need' },
      ...{ message: 'no such option', remedy: 'add it', fingerprint: 'f', at: at(0), retryAt: at(30) },
    };
    const later: FieldRefusal = { ...refusal, message: 'still none', at: at(1), retryAt: at(31) };
    const other: FieldRefusal = { ...refusal, option: 'recipe', at: at(2) };
    await world.refusals.put([refusal], [anEvent(ref, { topic: 'fields.refused' })]);
    await world.refusals.put([later, other], []);
    expect(await world.refusals.list({ tracker: 'jira', project, limit: 10 })).toEqual([other, later]);
    expect(await world.refusals.list({ tracker: 'linear', project, limit: 10 })).toEqual([]);
    await world.refusals.clear(other);
    expect(await world.refusals.list({ project, limit: 10 })).toEqual([later]);
    expect(await topics(ref)).toEqual(['fields.refused']);
  });
}
