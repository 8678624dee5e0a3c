import { describe, expect, test } from 'vitest';
import { createGathering } from '../../../src/queue/gathering.ts';

/** A writer whose writes end when the test says so. */
function createWriter(limits: { maxWaiting?: number; maxTogether?: number; lanes?: number } = {}) {
  const writes: { items: readonly string[]; end: (error?: Error) => void }[] = [];
  const gathering = createGathering<string>({
    keyOf: (item) => item.charAt(0),
    write: (items) =>
      new Promise((resolve, reject) => {
        writes.push({ items, end: (error) => (error ? reject(error) : resolve()) });
      }),
    maxTogether: 10,
    maxWaiting: 10,
    lanes: 1,
    ...limits,
  });
  return { gathering, writes };
}
const round = () => new Promise(setImmediate);

describe('a gathering', () => {
  test('writes what comes in at the same time together, each key once, with its last item, in order', async () => {
    const { gathering, writes } = createWriter();
    const all = Promise.all([gathering.add(['c1']), gathering.add(['a1', 'b1']), gathering.add(['c2'])]);
    await round();
    expect(writes.map(({ items }) => items)).toEqual([['a1', 'b1', 'c2']]);
    writes[0]?.end();
    await all;
  });

  test('leaves what comes in during a write to the next one, also when it is the same', async () => {
    const { gathering, writes } = createWriter();
    const first = gathering.add(['a1']);
    await round();
    let isWritten = false;
    const second = gathering.add(['a2']).then(() => {
      isWritten = true;
    });
    writes[0]?.end();
    await first;
    await round();
    expect(isWritten).toBe(false);
    expect(writes.map(({ items }) => items)).toEqual([['a1'], ['a2']]);
    writes[1]?.end();
    await second;
  });

  test('tells all of a write that failed, and goes on', async () => {
    const { gathering, writes } = createWriter();
    const failed = Promise.allSettled([gathering.add(['a1']), gathering.add(['b1'])]);
    await round();
    writes[0]?.end(new Error('the queue is away'));
    expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const next = gathering.add(['a1']);
    await round();
    writes[1]?.end();
    await next;
  });

  test('writes no more than it may at once, in as many lanes as it has', async () => {
    const { gathering, writes } = createWriter({ maxTogether: 2, lanes: 2 });
    const all = gathering.add(['a1', 'b1', 'c1']);
    await round();
    const more = gathering.add(['d1']);
    await round();
    expect(writes.map(({ items }) => items)).toEqual([
      ['a1', 'b1'],
      ['c1', 'd1'],
    ]);
    for (const { end } of writes) end();
    await Promise.all([all, more]);
  });

  test('tells who asked for several when the last of them is written, or at once that one was not', async () => {
    const { gathering, writes } = createWriter({ maxTogether: 1 });
    let isDone = false;
    const both = gathering.add(['a1', 'b1']).then(() => {
      isDone = true;
    });
    const spoiled = gathering.add(['c1', 'd1']);
    await round();
    writes[0]?.end();
    await round();
    expect(isDone, 'one of two').toBe(false);
    writes[1]?.end();
    await both;
    await round();
    writes[2]?.end(new Error('the queue is away'));
    await expect(spoiled).rejects.toThrow('the queue is away');
    await round();
    writes[3]?.end();
    await gathering.add([]);
  });

  test('turns away what it cannot hold', async () => {
    const { gathering, writes } = createWriter({ maxTogether: 1, maxWaiting: 2 });
    const held = gathering.add(['a1', 'b1']);
    await expect(gathering.add(['c1'])).rejects.toThrow('2 requests are waiting already');
    await round();
    writes[0]?.end();
    await round();
    writes[1]?.end();
    await held;
  });
});
