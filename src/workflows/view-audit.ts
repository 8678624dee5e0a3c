import type { ProjectRef, Sight } from '../domain/access.ts';
import {
  type Audit,
  auditFigures,
  type Counted,
  framingShares,
  type TrendPoint,
} from '../domain/audit/audit.ts';
import { type AuditPeriod, auditPeriodOf, periodBefore, periodsUpTo } from '../domain/audit/period.ts';
import { type AuditSpeech, createSpeech } from '../domain/audit/privacy.ts';
import { groupByRole, type Roles } from '../domain/audit/roles.ts';
import { draftedRewrite } from '../domain/comment/drafted-rewrite.ts';
import { workOf } from '../domain/okr/goal.ts';
import { linkKey } from '../domain/okr/issue-links.ts';
import type { AuditSources, AuditStory, Reviews } from '../domain/ports.ts';
import type { FindGoals } from './find-goals.ts';

export interface AuditWish {
  /** Null: all teams in sight. */
  readonly team: ProjectRef | null;
  readonly period: AuditPeriod;
}

export type ViewAudit = (wish: AuditWish, sight: Sight) => Promise<Audit>;

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
    const trendOf = periodsUpTo(period, trendLength);
    // Whole quarters: what may be told of a month depends on its neighbours.
    const from = auditPeriodOf(trendOf[0]?.from ?? period.from, 'quarter').from;
    const to = auditPeriodOf(period.to, 'quarter').to;
    const [teams, authors, links] = await Promise.all([
      sources.teams(sight),
      sources.authorsByMonth({ from, to, sight }),
      linkKeys(),
    ]);
    const speech = createSpeech(authors);
    const spoken = speech.of(team, period);
    const common = { team, period, teams, roles: Object.keys(roles) };
    const trend = await Promise.all(trendOf.map((one) => pointOf(speech, team, one)));
    if ('silence' in spoken) return { ...common, trend, told: { silence: spoken.silence } };

    const earlier = periodBefore(period);
    const before = speech.of(team, earlier);
    const [now, then, rewrite] = await Promise.all([
      count(spoken.teams, period, links),
      'silence' in before ? null : count(before.teams, earlier, links),
      sources.worthRewriting(spoken.teams, links ?? [], mostRewrites),
    ]);
    return {
      ...{ ...common, trend },
      told: {
        ...{ silence: null, isPart: spoken.isPart, figures: auditFigures(now, then) },
        rewrite: await withDrafts(rewrite),
      },
    };
  };

  /** The keys of all rules of key results; null where nobody keeps goals. */
  async function linkKeys(): Promise<readonly string[] | null> {
    const { tree } = await findGoals();
    const keyResults = tree.keyResults();
    const keys = keyResults.flatMap((one) => {
      const rule = workOf(one);
      return rule === null ? [] : [linkKey(rule)];
    });
    return keyResults.length === 0 ? null : keys;
  }

  async function count(
    teams: readonly ProjectRef[],
    { from, to }: AuditPeriod,
    links: readonly string[] | null,
  ): Promise<Counted> {
    const of = { teams, from, to };
    const [counts, gaps, authors, unlinked] = await Promise.all([
      sources.counts(of),
      sources.gaps(of),
      sources.authors(of),
      links && sources.unlinked(of, links, mostUnlinked),
    ]);
    return { counts, gaps, unlinked, groups: groupByRole(authors, roles) };
  }

  async function pointOf(
    speech: AuditSpeech,
    team: ProjectRef | null,
    period: AuditPeriod,
  ): Promise<TrendPoint> {
    const spoken = speech.of(team, period);
    if ('silence' in spoken) return { period, silence: spoken.silence, stories: 0, framings: null };
    const counts = await sources.counts({ teams: spoken.teams, from: period.from, to: period.to });
    const stories = counts.reduce((sum, row) => sum + row.stories, 0);
    return { period, silence: null, stories, framings: framingShares(counts) };
  }

  async function withDrafts(stories: readonly AuditStory[]) {
    const found = await Promise.all(stories.map(({ ref }) => reviews.find(ref)));
    return stories.flatMap((story, index) => {
      const review = found[index];
      return review ? [{ ...story, draft: draftedRewrite(review.issue, review.assessment) }] : [];
    });
  }
}
