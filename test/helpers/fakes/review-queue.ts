import type { ReviewQueue, ReviewRequest } from '../../../src/domain/ports.ts';

export interface FakeReviewQueue extends ReviewQueue {
  /** Every request so far, in order, nothing folded. */
  readonly requests: readonly ReviewRequest[];
  /** Hands over the open requests, one for each issue as a real queue would, and forgets them. */
  take(): readonly ReviewRequest[];
  /** From now on every request is refused with this error; null mends it. */
  failWith(error: Error | null): void;
}

/** A queue that only remembers what it was asked for: the test decides when work is done. */
export function createFakeReviewQueue(): FakeReviewQueue {
  const requests: ReviewRequest[] = [];
  const open = new Map<string, ReviewRequest>();
  let failure: Error | null = null;
  return {
    requests,
    async request(more) {
      if (failure) throw failure;
      for (const request of more) {
        requests.push(request);
        open.set(`${request.ref.tracker}:${request.ref.id}`, request);
      }
    },
    take() {
      const taken = [...open.values()];
      open.clear();
      return taken;
    },
    failWith(error) {
      failure = error;
    },
  };
}
