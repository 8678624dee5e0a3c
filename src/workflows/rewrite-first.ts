import type { Sight } from '../domain/access.ts';
import type { AuditSources, MissionCard, MissionCards } from '../domain/ports.ts';
import type { FindGoals } from './find-goals.ts';

/** The stories that are worth rewriting first, in the audit's order. */
export type RewriteFirst = (sight: Sight, limit: number) => Promise<readonly MissionCard[]>;

export function createRewriteFirst(deps: {
  sources: Pick<AuditSources, 'teams' | 'worthRewriting'>;
  cards: Pick<MissionCards, 'find'>;
  findGoals: FindGoals;
}): RewriteFirst {
  const { sources, cards, findGoals } = deps;
  return async (sight, limit) => {
    const [teams, { links }] = await Promise.all([sources.teams(sight), findGoals()]);
    const stories = await sources.worthRewriting(teams, links.keys, limit);
    const found = await Promise.all(stories.map(({ ref }) => cards.find(ref, sight)));
    return found.flatMap((card) => card ?? []);
  };
}
