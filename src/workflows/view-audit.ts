import type { ProjectRef, Sight } from '../domain/access.ts';
import {
  type Audit,
  auditFigures,
  type Counted,
  framingShares,
  type TrendPoint,
} from '../domain/audit/audit.ts';
import { type AuditPeriod, auditPeriodOf, periodBefore, periodsUpTo } from '../domain/audit/period.ts';
import { createSpeech, type Speech } from '../domain/audit/privacy.ts';
import { groupByRole, type Roles } from '../domain/audit/roles.ts';
import { draftedRewrite } from '../domain/comment/drafted-rewrite.ts';
import type { AuditSources, AuditStory, Reviews, StoryCount } from '../domain/ports.ts';
import type { FindGoals } from './find-goals.ts';

export interface AuditWish {
  /** Null: all teams in sight. */
  readonly team: ProjectRef | null;
  readonly period: AuditPeriod;
}

export type ViewAudit = (wish: AuditWish, sight: Sight) => Promise<Audit>;

/** One period of the trend: what may be told of it, and the stories that are counted. */
interface Look {
  readonly period: AuditPeriod;
  readonly spoken: Speech;
  readonly counts: readonly StoryCount[];
}

/** As many as a chart of a phone's width holds. */
const trendLength = 6;
const mostRewrites = 10;
const mostUnlinked = 20;

/** The coach's questions about the stories of a team and a period, as figures of the team. */
export function createViewAudit(deps: {
  sources: AuditSources;
  reviews: Pick<Reviews, 'find'>;
  findGoals: FindGoals;
  roles: Roles;
}): ViewAudit {
  const { sources, reviews, findGoals, roles } = deps;

  return async (wish, sight) => {
    const { team, period } = wish;
    const earlier = periodBefore(period);
    const older = periodsUpTo(periodBefore(earlier), trendLength - 2);
    // Whole quarters: what may be told of a month depends on its neighbours.
    const from = auditPeriodOf(older[0]?.from ?? earlier.from, 'quarter').from;
    const to = auditPeriodOf(period.to, 'quarter').to;
    const [teams, authors, links] = await Promise.all([
      sources.teams(sight),
      sources.authorsByMonth({ from, to, sight }),
      linkKeys(),
    ]);
    const speech = createSpeech(authors);
    const look = (one: AuditPeriod) => lookAt(one, speech.of(team, one));
    const [now, before, others] = await Promise.all([
      look(period),
      look(earlier),
      Promise.all(older.map(look)),
    ]);
    const trend = [...others, before, now].map(pointOf);
    const common = { team, period, teams, roles: Object.keys(roles), trend };
    if ('silence' in now.spoken) return { ...common, told: { silence: now.spoken.silence } };

    const [counted, countedBefore, rewrite] = await Promise.all([
      count(now, now.spoken.teams, links),
      'silence' in before.spoken ? null : count(before, before.spoken.teams, links),
      sources.worthRewriting(now.spoken.teams, links ?? [], mostRewrites),
    ]);
    return {
      ...common,
      told: {
        ...{ silence: null, isPart: now.spoken.isPart, figures: auditFigures(counted, countedBefore) },
        rewrite: await withDrafts(rewrite),
      },
    };
  };

  /** The keys of all rules of key results; null where nobody keeps goals. */
  async function linkKeys(): Promise<readonly string[] | null> {
    const { tree, links } = await findGoals();
    return tree.keyResults().length === 0 ? null : links.keys;
  }

  async function lookAt(period: AuditPeriod, spoken: Speech): Promise<Look> {
    if ('silence' in spoken) return { period, spoken, counts: [] };
    const { from, to } = period;
    return { period, spoken, counts: await sources.counts({ teams: spoken.teams, from, to }) };
  }

  async function count(
    { period: { from, to }, counts }: Look,
    teams: readonly ProjectRef[],
    links: readonly string[] | null,
  ): Promise<Counted> {
    const of = { teams, from, to };
    const [gaps, authors, unlinked] = await Promise.all([
      sources.gaps(of),
      sources.authors(of),
      links && sources.unlinked(of, links, mostUnlinked),
    ]);
    return { counts, gaps, unlinked, groups: groupByRole(authors, roles) };
  }

  async function withDrafts(stories: readonly AuditStory[]) {
    const found = await Promise.all(stories.map(({ ref }) => reviews.find(ref)));
    return stories.flatMap((story, index) => {
      const review = found[index];
      return review ? [{ ...story, draft: draftedRewrite(review.issue, review.assessment) }] : [];
    });
  }
}

function pointOf({ period, spoken, counts }: Look): TrendPoint {
  if ('silence' in spoken) return { period, silence: spoken.silence, stories: 0, framings: null };
  const stories = counts.reduce((sum, row) => sum + row.stories, 0);
  return { period, silence: null, stories, framings: framingShares(counts) };
}
