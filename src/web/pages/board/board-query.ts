import { z } from 'zod';
import { checkIds } from '../../../domain/assessment/finding.ts';
import { framings } from '../../../domain/assessment/reading.ts';
import { trackerNames } from '../../../domain/issue.ts';
import { type BoardGroup, boardGroups, NONE } from '../../../domain/mission/board-groups.ts';
import {
  missionPriorities,
  missionSizes,
  missionValues,
  type Stage,
  stages,
} from '../../../domain/mission/mission.ts';
import type { BoardFilter, BoardPosition } from '../../../domain/ports.ts';
import type { BoardWish } from '../../../workflows/view-board.ts';

const words = z.string().trim().min(1).max(200).optional().catch(undefined);
const oneOf = <const T extends readonly [string, ...string[]]>(choices: T) =>
  z.enum(choices).optional().catch(undefined);

const position = z.tuple([z.iso.datetime(), z.enum(trackerNames), z.string().max(300)]);

/** The board's address; what it does not know of is left out. */
const query = z.object({
  tracker: oneOf(trackerNames),
  project: words,
  size: oneOf([...missionSizes, NONE]),
  value: oneOf([...missionValues, NONE]),
  persona: words,
  priority: oneOf([...missionPriorities, NONE]),
  owner: words,
  framing: oneOf(framings),
  state: oneOf(['open']),
  gap: oneOf(checkIds),
  objective: words,
  search: words,
  group: oneOf(boardGroups),
  skip: z.coerce.number().int().min(0).max(100_000).optional().catch(undefined),
  only: oneOf(stages),
  after: words,
});

export const filterNames = [
  'tracker',
  'project',
  'size',
  'value',
  'persona',
  'priority',
  'owner',
  'framing',
  'state',
  'gap',
  'objective',
  'search',
] as const satisfies readonly (keyof BoardFilter)[];

export function readBoardQuery(from: unknown): BoardWish {
  const read = query.safeParse(from);
  if (!read.success) return { filter: {}, group: null, skip: 0, only: null };
  const { only, after, group = null, skip = 0, ...filter } = read.data;
  const set = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  return {
    filter: set as BoardFilter,
    ...{ group, skip },
    only:
      only === undefined ? null : { stage: only, after: after === undefined ? null : readPosition(after) },
  };
}

/** What an address of the board may hold besides the filter. */
export interface BoardPlace {
  readonly group?: BoardGroup | null;
  /** Lanes passed over. */
  readonly skip?: number;
  /** One column alone. */
  readonly only?: { readonly stage: Stage; readonly after: BoardPosition | null };
}

/** The address of the board with this filter at this place. */
export function boardPath(filter: BoardFilter, { group, skip = 0, only }: BoardPlace = {}): string {
  const params = new URLSearchParams(
    filterNames.flatMap((name): [string, string][] => {
      const value = filter[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  if (group) params.set('group', group);
  if (skip > 0) params.set('skip', String(skip));
  if (only) params.set('only', only.stage);
  if (only?.after) params.set('after', writePosition(only.after));
  const text = params.toString();
  return text === '' ? '/board' : `/board?${text}`;
}

function writePosition({ updatedAt, ref }: BoardPosition): string {
  return Buffer.from(JSON.stringify([updatedAt, ref.tracker, ref.id])).toString('base64url');
}

function readPosition(text: string): BoardPosition | null {
  try {
    const [updatedAt, tracker, id] = position.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return { updatedAt, ref: { tracker, id } };
  } catch {
    return null;
  }
}
