/** What goes wrong with a call. `apply-then-drop` carries the call out, then cuts the connection before the answer. */
export type FaultKind =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    }
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds?: number; readonly reason?: string }
  | { readonly kind: 'hang' }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'drop' }
  | { readonly kind: 'apply-then-drop' };

/** Which calls a fault is for; what is left out matches everything. */
export interface FaultMatch {
  readonly method?: string;
  /** Exact path, or a pattern for it. */
  readonly path?: string | RegExp;
  /** GraphQL: the operation's name, or one of its root fields (`commentCreate`). */
  readonly operation?: string;
  readonly field?: string;
  readonly kind?: 'read' | 'write';
}

export interface PlannedFault {
  readonly fault: FaultKind;
  readonly match?: FaultMatch;
  /** How many matching calls it hits; default 1. `Infinity` until cleared. */
  readonly times?: number;
  /** How many matching calls pass first; default 0. */
  readonly after?: number;
}

export interface FaultCall {
  readonly method: string;
  readonly path: string;
  readonly operation?: string;
  readonly fields?: readonly string[];
  readonly kind: 'read' | 'write';
}

export interface FaultPlan {
  /** Adds a fault; plans are tried in the order in which they were added, and one call meets one fault at most. */
  plan(planned: PlannedFault): void;
  /** How many hits are still to come (Infinity counts as it is). */
  pending(): number;
  clear(): void;
  /** Takes the fault for a call, if one is due; for the sandbox's own servers. */
  take(call: FaultCall): FaultKind | undefined;
}

export function createFaultPlan(): FaultPlan {
  let waiting: { planned: PlannedFault; skip: number; left: number }[] = [];
  return {
    plan(planned) {
      waiting.push({ planned, skip: planned.after ?? 0, left: planned.times ?? 1 });
    },
    pending: () => waiting.reduce((sum, entry) => sum + entry.left, 0),
    clear() {
      waiting = [];
    },
    take(call) {
      for (const entry of waiting) {
        if (!matches(call, entry.planned.match ?? {})) continue;
        if (entry.skip > 0) {
          entry.skip -= 1;
          continue;
        }
        entry.left -= 1;
        if (entry.left <= 0) waiting = waiting.filter((other) => other !== entry);
        return entry.planned.fault;
      }
      return undefined;
    },
  };
}

function matches(call: FaultCall, match: FaultMatch): boolean {
  if (match.method !== undefined && match.method !== call.method) return false;
  if (match.kind !== undefined && match.kind !== call.kind) return false;
  if (match.operation !== undefined && match.operation !== call.operation) return false;
  if (match.field !== undefined && !call.fields?.includes(match.field)) return false;
  if (typeof match.path === 'string') return match.path === call.path;
  return match.path?.test(call.path) ?? true;
}
