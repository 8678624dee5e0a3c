import { describe } from 'vitest';
import { commentsContract } from './comments.contract.ts';
import { deliveriesContract } from './deliveries.contract.ts';
import { eventsContract } from './events.contract.ts';
import { okrContract } from './okr.contract.ts';
import { reviewsContract } from './reviews.contract.ts';
import { type StoreWorld, storeWorlds } from './store-world.ts';
import { writesContract } from './writes.contract.ts';

describe.each(storeWorlds())('the store on $name', ({ create }) => {
  const shared = sharing(create);
  describe('deliveries', () => deliveriesContract(shared));
  describe('reviews', () => reviewsContract(shared));
  describe('comments', () => commentsContract(shared));
  describe('events', () => eventsContract(shared));
  describe('writes', () => writesContract(shared));
  describe('OKRs', () => okrContract(shared));
});

/** One world for all contracts of a binding: they use issues of their own, and opening one takes long. */
function sharing(create: () => Promise<StoreWorld>): () => Promise<StoreWorld> {
  const users = 6;
  let opened: Promise<StoreWorld> | null = null;
  let dropped = 0;
  return async () => {
    opened ??= create();
    const world = await opened;
    return {
      ...world,
      async drop() {
        dropped += 1;
        if (dropped === users) await world.drop();
      },
    };
  };
}
