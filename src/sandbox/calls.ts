/** One request that a client made to a sandbox tracker, as it was answered. */
export interface Call {
  readonly tracker: 'jira' | 'linear';
  /** 1, 2, 3 … over the life of the log. */
  readonly seq: number;
  readonly at: Date;
  readonly method: string;
  /** Path without the query string, as it came (`/rest/api/3/issue/SHOP-1`). */
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  /** The route's template for Jira (`/rest/api/3/issue/:issueIdOrKey`), the root field for Linear (`commentCreate`). */
  readonly route: string;
  /** GraphQL only: the operation's name and its root fields. */
  readonly operation?: string;
  readonly fields?: readonly string[];
  /** A write is a call that may change the tracker; searches by POST are reads. */
  readonly kind: 'read' | 'write';
  /** The parsed request body, `undefined` when there was none. */
  readonly body: unknown;
  /** HTTP status; 0 when the connection was dropped or left hanging. */
  readonly status: number;
  /** The answer's body as text, '' when there was none or it never left. */
  readonly answer: string;
  /** The name of the fault that was played, when one was. */
  readonly fault?: string;
}

export type CallMatch = Partial<Pick<Call, 'method' | 'path' | 'route' | 'operation' | 'kind' | 'status'>>;

export interface CallLog {
  /** The calls kept, oldest first; the newest `keep` of them. */
  all(): readonly Call[];
  filter(match: CallMatch): Call[];
  /** How many calls came since the last reset, also those no longer kept. */
  readonly total: number;
  readonly reads: number;
  readonly writes: number;
  /** Calls since the last reset by `METHOD route`, e.g. `GET /rest/api/3/issue/:issueIdOrKey` or `POST commentCreate`. */
  counts(): Record<string, number>;
  reset(): void;
  /** Calls the listener after every answer. Returns the function that removes it. */
  onCall(listener: (call: Call) => void): () => void;
  /** Adds one call; for the sandbox's own servers. */
  record(call: Omit<Call, 'seq'>): void;
}

/** A log that keeps the newest `keep` calls and counts all of them. */
export function createCallLog(keep = 20_000): CallLog {
  let calls: Call[] = [];
  let seq = 0;
  let reads = 0;
  let writes = 0;
  let counters = new Map<string, number>();
  const listeners = new Set<(call: Call) => void>();

  return {
    all: () => calls,
    filter: (match) => calls.filter((call) => matches(call, match)),
    get total() {
      return reads + writes;
    },
    get reads() {
      return reads;
    },
    get writes() {
      return writes;
    },
    counts: () => Object.fromEntries(counters),
    reset() {
      calls = [];
      reads = 0;
      writes = 0;
      counters = new Map();
    },
    onCall(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    record(call) {
      seq += 1;
      const entry: Call = { ...call, seq };
      calls.push(entry);
      // Dropping in halves keeps the cost per call constant.
      if (calls.length > keep * 2) calls = calls.slice(-keep);
      if (call.kind === 'read') reads += 1;
      else writes += 1;
      const counter = `${call.method} ${call.route}`;
      counters.set(counter, (counters.get(counter) ?? 0) + 1);
      for (const listener of listeners) listener(entry);
    },
  };
}

function matches(call: Call, match: CallMatch): boolean {
  return Object.entries(match).every(([name, wanted]) => call[name as keyof CallMatch] === wanted);
}
