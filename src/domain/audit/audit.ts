import type { ProjectRef } from '../access.ts';
import { type Framing, framings } from '../assessment/reading.ts';
import type { DraftLine } from '../comment/drafted-rewrite.ts';
import { type MissionField, type MissionValue, missionFields, missionValues } from '../mission/mission.ts';
import type { AuditStory, GapCount, StoryCount } from '../ports.ts';
import type { AuditPeriod } from './period.ts';
import type { Silence } from './privacy.ts';
import type { RoleGroup } from './roles.ts';

/** A part of a whole; `before` is its share in the period before, null where nothing may be told of that. */
export interface Share<Name extends string = string> {
  readonly name: Name;
  readonly count: number;
  readonly of: number;
  /** 0 to 1. */
  readonly share: number;
  readonly before: number | null;
}

/** One period of the trend; null shares where nothing may be told. */
export interface TrendPoint {
  readonly period: AuditPeriod;
  readonly silence: Silence | null;
  readonly stories: number;
  readonly framings: Readonly<Record<Framing, number>> | null;
}

/** What is told of one period. */
export interface AuditFigures {
  readonly stories: number;
  /** Empty where no roles are known, or they are too few to be told apart. */
  readonly writers: readonly Share[];
  readonly framings: readonly Share<Framing>[];
  /** `none` for stories that name no value. */
  readonly values: readonly Share<MissionValue | 'none'>[];
  readonly withBenefit: Share;
  readonly withTarget: Share;
  /** The largest share first. */
  readonly gaps: readonly Share<MissionField>[];
  /** Null where nobody keeps goals. */
  readonly noGoal: (Share & { readonly stories: readonly AuditStory[] }) | null;
}

/** A story with the rewrite to start from. */
export interface WorthRewriting extends AuditStory {
  readonly draft: readonly DraftLine[];
}

/** The coach's questions, for a team and a period. */
export interface Audit {
  /** Null: all teams in sight. */
  readonly team: ProjectRef | null;
  readonly period: AuditPeriod;
  /** Teams that can be asked for. */
  readonly teams: readonly ProjectRef[];
  readonly roles: readonly string[];
  /** The periods up to this one, oldest first. */
  readonly trend: readonly TrendPoint[];
  /** What is told, or why nothing is. */
  readonly told:
    | {
        readonly silence: null;
        /** Stories of teams that are too small to be told of are left out. */
        readonly isPart: boolean;
        readonly figures: AuditFigures;
        /** Open stories, whenever they were written. */
        readonly rewrite: readonly WorthRewriting[];
      }
    | { readonly silence: Silence };
}

/** What was counted of one period. */
export interface Counted {
  readonly counts: readonly StoryCount[];
  readonly gaps: readonly GapCount[];
  readonly groups: readonly RoleGroup[];
  /** Null where nobody keeps goals. */
  readonly unlinked: { readonly count: number; readonly stories: readonly AuditStory[] } | null;
}

const sum = <T>(rows: readonly T[], of: (row: T) => number) =>
  rows.reduce((total, row) => total + of(row), 0);
const shareOf = (count: number, of: number) => (of === 0 ? 0 : count / of);

/** The figures of a period, beside those of the period before; null where nothing may be told of that. */
export function auditFigures(now: Counted, before: Counted | null): AuditFigures {
  const stories = sum(now.counts, (row) => row.stories);
  const share = <Name extends string>(
    name: Name,
    count: (counted: Counted) => number,
    whole: (counted: Counted) => number = ({ counts }) => sum(counts, (row) => row.stories),
  ): Share<Name> => {
    const [own, all] = [count(now), whole(now)];
    const isKnown = before !== null && whole(before) > 0;
    return {
      ...{ name, count: own, of: all, share: shareOf(own, all) },
      before: isKnown ? shareOf(count(before), whole(before)) : null,
    };
  };
  const counted = (is: (row: StoryCount) => boolean) => (one: Counted) =>
    sum(one.counts.filter(is), (row) => row.stories);
  const written = ({ groups }: Counted) => sum(groups, (group) => group.stories);
  const noGoal = now.unlinked;
  return {
    stories,
    writers:
      now.groups.length < 2
        ? []
        : now.groups.map(({ role }) =>
            share(role, ({ groups }) => groups.find((one) => one.role === role)?.stories ?? 0, written),
          ),
    framings: framings.map((framing) =>
      share(
        framing,
        counted((row) => row.framing === framing),
      ),
    ),
    values: ([...missionValues, 'none'] as const).map((value) =>
      share(
        value,
        counted((row) => (row.value ?? 'none') === value),
      ),
    ),
    withBenefit: share('an expected outcome', ({ counts }) => sum(counts, (row) => row.withBenefit)),
    withTarget: share('a target to check it by', ({ counts }) => sum(counts, (row) => row.withTarget)),
    gaps: missionFields
      .map((field) =>
        share(
          field,
          ({ gaps }) =>
            sum(
              gaps.filter((row) => row.field === field),
              (row) => row.stories,
            ),
          field === 'buildTestIterate' ? ({ counts }) => sum(counts, (row) => row.notMicro) : undefined,
        ),
      )
      .toSorted((a, b) => b.share - a.share),
    noGoal: noGoal && {
      ...share('no goal', (one) => one.unlinked?.count ?? 0),
      stories: noGoal.stories,
    },
  };
}

/** How the stories of a period are framed. */
export function framingShares(counts: readonly StoryCount[]): Readonly<Record<Framing, number>> {
  const all = sum(counts, (row) => row.stories);
  const of = (framing: Framing) =>
    shareOf(
      sum(
        counts.filter((row) => row.framing === framing),
        (row) => row.stories,
      ),
      all,
    );
  return { recipe: of('recipe'), need: of('need'), hypothesis: of('hypothesis') };
}
