import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventLog } from '../../../src/domain/ports.ts';
import type { Database } from '../../../src/store/database.ts';
import { createEventLog } from '../../../src/store/events.ts';
import { createReviews } from '../../../src/store/reviews.ts';
import { storeBindings } from '../../helpers/databases.ts';
import { anEvent, aRef, aReview } from './samples.ts';

describe.each(storeBindings())('the events log in $name', ({ create }) => {
  let database: Database;
  let events: EventLog;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    ({ database, drop } = await create());
    events = createEventLog(database);
  });
  afterAll(() => drop());

  test.each([
    ['changed', `update waymark.events set actor = 'somebody'`],
    ['deleted', 'delete from waymark.events'],
    ['emptied', 'truncate waymark.events'],
  ])('cannot be %s', async (_, statement) => {
    await events.append([anEvent(aRef())]);
    await expect(database.pool.query(statement)).rejects.toThrow('append-only');
  });

  test('a reader that goes on from where it was sees every event once, in order, while many write', async () => {
    const after = (await events.read({ limit: 1_000 })).at(-1)?.position ?? 0;
    const reviews = createReviews(database);
    const writers = 16;
    const each = 10;
    let writing = true;
    const written = Promise.all(
      Array.from({ length: writers }, async (_writer, writer) => {
        for (let number = 0; number < each; number++) {
          const ref = aRef();
          const event = anEvent(ref, { data: { writer, number } });
          // Saving a review appends in a longer transaction, so commits overtake each other.
          if (writer % 2 === 0) await reviews.save(aReview(ref), [event]);
          else await events.append([event]);
        }
      }),
    ).finally(() => {
      writing = false;
    });

    const seen: { position: number; data: Record<string, unknown> }[] = [];
    for (let last = false; !last; ) {
      last = !writing;
      const more = await events.read({ after: seen.at(-1)?.position ?? after, limit: 7 });
      seen.push(...more);
      last &&= more.length === 0;
    }
    await written;
    expect(seen).toHaveLength(writers * each);
    for (let writer = 0; writer < writers; writer++) {
      const numbers = seen.filter((event) => event.data.writer === writer).map((event) => event.data.number);
      expect(numbers).toEqual(Array.from({ length: each }, (_, number) => number));
    }
  });
});
