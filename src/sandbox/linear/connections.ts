import { invalidInput } from './errors.ts';

export interface PageArgs {
  readonly after?: string | null;
  readonly before?: string | null;
  readonly first?: number | null;
  readonly last?: number | null;
  readonly includeArchived?: boolean | null;
  readonly orderBy?: 'createdAt' | 'updatedAt' | null;
}

interface Listed {
  readonly id: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly archivedAt: Date | null;
}

export interface Connection<T> {
  readonly nodes: readonly T[];
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: {
    readonly startCursor: string | null;
    readonly endCursor: string | null;
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
  };
}

const DEFAULT_PAGE = 50;
const LARGEST_PAGE = 250;

/** Newest first by creation, or by `orderBy`; archived entities only when asked for. */
export function listed<T extends Listed>(entities: Iterable<T>, args: PageArgs): T[] {
  const by = args.orderBy ?? 'createdAt';
  const chosen = [...entities].filter(
    (entity) => args.includeArchived === true || entity.archivedAt === null,
  );
  // The reverse first, so that among equal times the later entry comes first too.
  return chosen.reverse().sort((one, other) => other[by].getTime() - one[by].getTime());
}

/** One page of a list that is in order. `positions` saves the search for the cursor in a long list. */
export function pageOf<T extends Listed>(
  all: readonly T[],
  args: PageArgs,
  positions?: ReadonlyMap<string, number>,
): Connection<T> {
  const size = args.first ?? args.last ?? DEFAULT_PAGE;
  if (size < 0 || size > LARGEST_PAGE) throw invalidInput(`first must not be greater than ${LARGEST_PAGE}.`);
  const at = (cursor: string) => {
    const position = positions ? positions.get(cursor) : all.findIndex((entity) => entity.id === cursor);
    if (position === undefined || position < 0)
      throw invalidInput('The cursor does not belong to this list.');
    return position;
  };
  let start = args.after ? at(args.after) + 1 : 0;
  let end = args.before ? at(args.before) : all.length;
  if (args.last != null && args.first == null) start = Math.max(start, end - size);
  else end = Math.min(end, start + size);
  const nodes = all.slice(start, end);
  return {
    nodes,
    edges: nodes.map((node) => ({ cursor: node.id, node })),
    pageInfo: {
      startCursor: nodes[0]?.id ?? null,
      endCursor: nodes.at(-1)?.id ?? null,
      hasNextPage: end < all.length,
      hasPreviousPage: start > 0,
    },
  };
}
