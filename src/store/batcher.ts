/** Collects single items into batches that are written together. */
export interface Batcher<Item, Result> {
  /** Resolves once the batch that holds the item is written. Rejects when it could not be, or when too many wait. */
  add(item: Item): Promise<Result>;
}

interface Entry<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

export interface BatcherSettings<Item, Result> {
  /** Writes all items or none; answers in their order. */
  readonly write: (items: readonly Item[]) => Promise<readonly Result[]>;
  /** Whether after this error each item is worth a try of its own: one of them may have spoiled the batch. */
  readonly worthSingly: (error: unknown) => boolean;
  readonly maxBatch: number;
  /** Items waiting for a batch; more than these are turned away, so a slow database cannot fill the memory. */
  readonly maxWaiting: number;
  /** Batches written at once. */
  readonly lanes: number;
}

/**
 * What comes in while a batch is being written makes up the next one, so batches grow with the load and a single item
 * does not wait for company.
 */
export function createBatcher<Item, Result>(settings: BatcherSettings<Item, Result>): Batcher<Item, Result> {
  const waiting: Entry<Item, Result>[] = [];
  let busy = 0;

  async function drain(): Promise<void> {
    busy += 1;
    // Whatever arrives in this round of the event loop joins the first batch.
    await new Promise(setImmediate);
    while (waiting.length > 0) await writeBatch(waiting.splice(0, settings.maxBatch));
    busy -= 1;
  }

  async function writeBatch(batch: readonly Entry<Item, Result>[]): Promise<void> {
    try {
      const results = await settings.write(batch.map((entry) => entry.item));
      batch.forEach((entry, index) => {
        entry.resolve(results[index] as Result);
      });
    } catch (error) {
      if (batch.length === 1 || !settings.worthSingly(error)) {
        for (const entry of batch) entry.reject(error);
        return;
      }
      for (const entry of batch) await writeBatch([entry]);
    }
  }

  return {
    add(item) {
      if (waiting.length >= settings.maxWaiting) {
        return Promise.reject(new Error(`${waiting.length} writes are waiting already`));
      }
      return new Promise<Result>((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (busy < settings.lanes) void drain();
      });
    },
  };
}
