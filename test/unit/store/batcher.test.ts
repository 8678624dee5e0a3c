import { describe, expect, test } from 'vitest';
import { createBatcher } from '../../../src/store/batcher.ts';

const rowTrouble = Object.assign(new Error('bad row'), { code: '22000' });

/** A batcher that records its batches; items that begin with `bad` spoil theirs. */
function aBatcher(over: { maxBatch?: number; maxWaiting?: number; lanes?: number } = {}) {
  const batches: string[][] = [];
  let release = () => {};
  let gate = Promise.resolve();
  const batcher = createBatcher<string, string>({
    maxBatch: 100,
    maxWaiting: 100,
    lanes: 1,
    ...over,
    worthSingly: (error) => error === rowTrouble,
    async write(items) {
      batches.push([...items]);
      await gate;
      if (items.some((item) => item.startsWith('lost'))) throw new Error('connection lost');
      if (items.some((item) => item.startsWith('bad'))) throw rowTrouble;
      return items.map((item) => `${item} written`);
    },
  });
  return {
    batcher,
    batches,
    hold() {
      gate = new Promise((resolve) => {
        release = resolve;
      });
    },
    letGo: () => release(),
  };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('a batcher', () => {
  test('writes what comes in together in one batch and answers each its own', async () => {
    const { batcher, batches } = aBatcher();
    const results = await Promise.all(['a', 'b', 'c'].map((item) => batcher.add(item)));
    expect(results).toEqual(['a written', 'b written', 'c written']);
    expect(batches).toEqual([['a', 'b', 'c']]);
  });

  test('gathers what comes in during a write for the next one', async () => {
    const { batcher, batches, hold, letGo } = aBatcher();
    hold();
    const first = batcher.add('a');
    await settle();
    const others = [batcher.add('b'), batcher.add('c')];
    await settle();
    expect(batches).toEqual([['a']]);
    letGo();
    await Promise.all([first, ...others]);
    expect(batches).toEqual([['a'], ['b', 'c']]);
  });

  test('makes no batch longer than it may be', async () => {
    const { batcher, batches } = aBatcher({ maxBatch: 2 });
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((item) => batcher.add(item)));
    expect(batches.map((batch) => batch.length)).toEqual([2, 2, 1]);
  });

  test('tries each item alone when one of them spoiled the batch', async () => {
    const { batcher } = aBatcher();
    const results = await Promise.allSettled(['a', 'bad', 'c'].map((item) => batcher.add(item)));
    expect(results).toMatchObject([
      { status: 'fulfilled', value: 'a written' },
      { status: 'rejected', reason: rowTrouble },
      { status: 'fulfilled', value: 'c written' },
    ]);
  });

  test('tries nothing again when the database is lost', async () => {
    const { batcher, batches } = aBatcher();
    const results = await Promise.allSettled(['a', 'lost', 'c'].map((item) => batcher.add(item)));
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(batches).toHaveLength(1);
  });

  test('works on after a failure', async () => {
    const { batcher } = aBatcher();
    await expect(batcher.add('lost')).rejects.toThrow('connection lost');
    expect(await batcher.add('a')).toBe('a written');
  });

  test('turns away what is too much, and takes more when there is room', async () => {
    const { batcher, hold, letGo } = aBatcher({ maxWaiting: 2 });
    hold();
    const first = batcher.add('a');
    await settle();
    const waiting = [batcher.add('b'), batcher.add('c')];
    await expect(batcher.add('d')).rejects.toThrow('2 writes are waiting');
    letGo();
    await Promise.all([first, ...waiting]);
    expect(await batcher.add('e')).toBe('e written');
  });

  test('writes in as many lanes as it may', async () => {
    const { batcher, batches, hold, letGo } = aBatcher({ lanes: 2 });
    hold();
    const writes: Promise<string>[] = [];
    for (const item of ['a', 'b', 'c']) {
      writes.push(batcher.add(item));
      await settle();
    }
    expect(batches).toEqual([['a'], ['b']]);
    letGo();
    await Promise.all(writes);
    expect(batches).toEqual([['a'], ['b'], ['c']]);
  });
});
