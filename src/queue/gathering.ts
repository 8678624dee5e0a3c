/** Gathers what is asked for at about the same time into one write. */
export interface Gathering<Item> {
  /** Resolves once the write that holds the items is done. Rejects when it failed, or when too many wait. */
  add(items: readonly Item[]): Promise<void>;
}

interface Entry<Item> {
  readonly item: Item;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * What comes in during a write makes up the next one. A single item waits for nobody but those of the same round of
 * the event loop. `write` is given each key once, in the order of the keys: writers that lock one key after the other
 * then never wait for each other in a circle.
 */
export function createGathering<Item>(settings: {
  readonly write: (items: readonly Item[]) => Promise<void>;
  readonly keyOf: (item: Item) => string;
  readonly maxTogether: number;
  readonly maxWaiting: number;
  /** Writes at once. */
  readonly lanes: number;
}): Gathering<Item> {
  const waiting: Entry<Item>[] = [];
  let busy = 0;

  async function drain(): Promise<void> {
    busy += 1;
    await new Promise(setImmediate);
    while (waiting.length > 0) await writeTogether(waiting.splice(0, settings.maxTogether));
    busy -= 1;
  }

  async function writeTogether(entries: readonly Entry<Item>[]): Promise<void> {
    const byKey = new Map(entries.map(({ item }) => [settings.keyOf(item), item]));
    const ordered = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
    try {
      await settings.write(ordered);
      for (const { resolve } of entries) resolve();
    } catch (error) {
      for (const { reject } of entries) reject(error);
    }
  }

  return {
    async add(items) {
      if (waiting.length >= settings.maxWaiting) {
        throw new Error(`${waiting.length} requests are waiting already`);
      }
      if (items.length === 0) return;
      await new Promise<void>((resolve, reject) => {
        let left = items.length;
        const written = () => {
          left -= 1;
          if (left === 0) resolve();
        };
        for (const item of items) waiting.push({ item, resolve: written, reject });
        if (busy < settings.lanes) void drain();
      });
    },
  };
}
