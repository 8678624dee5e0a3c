import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommentRecord } from '../../../src/domain/ports.ts';
import { anEvent, aRef } from './samples.ts';
import type { StoreWorld } from './store-world.ts';

/** What every `CommentLedger` must do. */
export function commentsContract(create: () => Promise<StoreWorld>): void {
  let world: StoreWorld;
  beforeAll(async () => {
    world = await create();
  });
  afterAll(() => world.drop());

  test('knows nothing of an issue that has no comment', async () => {
    expect(await world.comments.find(aRef())).toBeNull();
  });

  test('gives back each state of a comment as it was put', async () => {
    const ref = aRef();
    const states: CommentRecord[] = [
      { ref, state: 'intended', commentId: null, bodyHash: null, generation: 1 },
      { ref, state: 'published', commentId: '77', bodyHash: 'abc', generation: 1 },
      { ref, state: 'withdrawn', commentId: null, bodyHash: null, generation: 2 },
      { ref, state: 'published', commentId: '78', bodyHash: null, generation: 2 },
      { ref, state: 'deleted-by-person', commentId: '78', bodyHash: 'abc', generation: 2 },
    ];
    for (const state of states) {
      await world.comments.put(state, []);
      expect(await world.comments.find(ref)).toEqual(state);
    }
  });

  test('logs the events of a change', async () => {
    const ref = aRef();
    const record: CommentRecord = { ref, state: 'published', commentId: '1', bodyHash: 'a', generation: 1 };
    await world.comments.put(record, [anEvent(ref, { topic: 'comment.published' })]);
    const events = await world.events.read({ subject: `jira:${ref.id}`, limit: 10 });
    expect(events.map((event) => event.topic)).toEqual(['comment.published']);
  });

  test('counts by tracker and state', async () => {
    const ref = { ...aRef(), tracker: 'linear' as const };
    await world.comments.put({ ref, state: 'intended', commentId: null, bodyHash: null, generation: 1 }, []);
    const counts = await world.comments.counts();
    expect(counts.filter((count) => count.tracker === 'linear')).toEqual([
      { tracker: 'linear', state: 'intended', count: 1 },
    ]);
  });
}
