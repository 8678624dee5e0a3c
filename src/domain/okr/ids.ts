import { similarity } from './similarity.ts';

export const idPattern = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/** FNV-1a over UTF-16 code units: the same 32-bit number for the same text, everywhere. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** An id made of a text's words; texts in other scripts get a hash, so that every text has one. */
export function slug(text: string, kind: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (plain.length < 3) return `${kind}-${hash32(text).toString(36)}`;
  return plain.length <= 48 ? plain : plain.slice(0, 48).replace(/-[^-]*$/, '');
}

/** Hands out ids that nobody has yet: `base`, else `base-2`, `base-3` … */
export interface IdPool {
  free(base: string): string;
  take(id: string): void;
  has(id: string): boolean;
}

export function createIdPool(given: Iterable<string> = []): IdPool {
  const taken = new Set(given);
  // Where to go on counting, so that thousands of goals with the same words stay cheap.
  const counts = new Map<string, number>();
  return {
    has: (id) => taken.has(id),
    take(id) {
      taken.add(id);
    },
    free(base) {
      let id = base;
      let count = counts.get(base) ?? 2;
      while (taken.has(id)) {
        id = `${base}-${count}`;
        count += 1;
      }
      counts.set(base, count);
      taken.add(id);
      return id;
    },
  };
}

/** A goal by what it can be known again by. */
export interface Named {
  readonly id: string;
  readonly kind: string;
  readonly statement: string;
  readonly parent: string | null;
  /** Its own period; null when it inherits one. */
  readonly period?: string | null;
}

/** Above this, two statements at the same place are one goal in other words. */
const sameGoal = 0.55;

/** The same words in another period are another goal: teams carry objectives on from quarter to quarter. */
export const mayShareId = (a: Pick<Named, 'period'>, b: Pick<Named, 'period'>): boolean =>
  (a.period ?? null) === null || (b.period ?? null) === null || a.period === b.period;

/**
 * For goals that came without an id: which known goal each of them is, by its words and its place in the tree.
 * Answers old id by provisional id, so that a reworded goal keeps its id.
 */
export function settleIds(
  withoutId: readonly Named[],
  known: readonly Named[],
  taken: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const settled = new Map<string, string>();
  const used = new Set(taken);
  const byId = new Map(known.map((goal) => [goal.id, goal]));
  // Made of the same words as a known goal, and another goal all the same: what is below it is not below that one.
  const others = new Set(
    withoutId.flatMap((goal) => {
      const old = byId.get(goal.id);
      return old && (old.kind !== goal.kind || !mayShareId(old, goal)) ? [goal.id] : [];
    }),
  );
  const candidates = (goal: Named) => {
    const above = goal.parent === null ? null : settled.get(goal.parent);
    if (above === undefined && others.has(goal.parent ?? '')) return [];
    const parent = above ?? goal.parent;
    return known.filter(
      (old) => old.kind === goal.kind && old.parent === parent && mayShareId(old, goal) && !used.has(old.id),
    );
  };
  const settle = (goal: Named, old: Named) => {
    settled.set(goal.id, old.id);
    used.add(old.id);
  };
  for (const goal of withoutId) {
    const old = candidates(goal).find((other) => other.statement === goal.statement || other.id === goal.id);
    if (old !== undefined) settle(goal, old);
  }
  for (const goal of withoutId) {
    if (settled.has(goal.id)) continue;
    let best: { old: Named; likeness: number } | null = null;
    for (const old of candidates(goal)) {
      const likeness = similarity(old.statement, goal.statement);
      if (likeness >= sameGoal && (best === null || likeness > best.likeness)) best = { old, likeness };
    }
    if (best !== null) settle(goal, best.old);
  }
  return settled;
}
