/**
 * Hands one thing to one caller at a time, in the order in which they asked. A caller that keeps its turn (an open
 * transaction) holds up all others until it passes it on.
 */
export interface Turns {
  /** Resolves when it is this caller's turn; the returned function ends the turn, and may be called twice. */
  take(): Promise<() => void>;
}

export function createTurns(): Turns {
  let last: Promise<void> = Promise.resolve();
  return {
    async take() {
      const before = last;
      let end = () => {};
      last = new Promise((resolve) => {
        end = resolve;
      });
      await before;
      return end;
    },
  };
}
