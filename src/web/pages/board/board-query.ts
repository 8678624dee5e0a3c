import { z } from 'zod';
import { checkIds } from '../../../domain/assessment/finding.ts';
import { trackerNames } from '../../../domain/issue.ts';
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
  size: oneOf(missionSizes),
  value: oneOf(missionValues),
  persona: words,
  priority: oneOf(missionPriorities),
  owner: words,
  framing: oneOf(['recipe', 'need', 'hypothesis']),
  gap: oneOf(checkIds),
  search: words,
  only: oneOf(stages),
  after: words,
});

export const framings = ['recipe', 'need', 'hypothesis'] as const;
export const filterNames = [
  'tracker',
  'project',
  'size',
  'value',
  'persona',
  'priority',
  'owner',
  'framing',
  'gap',
  'search',
] as const satisfies readonly (keyof BoardFilter)[];

export function readBoardQuery(from: unknown): BoardWish {
  const read = query.safeParse(from);
  if (!read.success) return { filter: {}, only: null };
  const { only, after, ...filter } = read.data;
  const set = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  return {
    filter: set as BoardFilter,
    only:
      only === undefined ? null : { stage: only, after: after === undefined ? null : readPosition(after) },
  };
}

/** The address of the board with this filter; with a stage, of that column alone. */
export function boardPath(filter: BoardFilter, only?: { stage: Stage; after: BoardPosition | null }): string {
  const params = new URLSearchParams(
    filterNames.flatMap((name): [string, string][] => {
      const value = filter[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
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
