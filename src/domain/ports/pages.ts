import type { Sight } from '../access.ts';
import type { CheckId } from '../assessment/finding.ts';
import type { Framing } from '../assessment/reading.ts';
import type { WaymarkEvent } from '../event.ts';
import type { IssueRef, TrackerName } from '../issue.ts';
import type { None } from '../mission/board-groups.ts';
import type {
  MissionDue,
  MissionField,
  MissionPriority,
  MissionSize,
  MissionValue,
  Stage,
} from '../mission/mission.ts';

/** What the board shows of a mission. Texts are cut to what fits a card. */
export interface MissionCard {
  readonly ref: IssueRef;
  readonly key: string;
  readonly url: string;
  readonly project: string;
  readonly title: string;
  readonly stage: Stage;
  readonly framing: Framing;
  readonly size: MissionSize | null;
  readonly persona: string | null;
  readonly value: MissionValue | null;
  readonly due: MissionDue | null;
  readonly priority: MissionPriority | null;
  /** The names of its owners. */
  readonly owners: readonly string[];
  /** The checks that found something, in the order in which findings are shown. */
  readonly gaps: readonly CheckId[];
  /** The fields of the mission that nobody has said. */
  readonly missing: readonly MissionField[];
  /** ISO 8601. */
  readonly updatedAt: string;
}

/** Every part narrows, `none` to those without; `search` is looked for in key and title, without regard to case. */
export interface BoardFilter {
  readonly tracker?: TrackerName;
  readonly project?: string;
  readonly size?: MissionSize | None;
  readonly value?: MissionValue | None;
  readonly persona?: string;
  readonly priority?: MissionPriority | None;
  readonly owner?: string;
  readonly framing?: Framing;
  /** Only those that are not celebrated yet. */
  readonly state?: 'open';
  readonly gap?: CheckId;
  /** The objective that they move, by its id. */
  readonly objective?: string;
  readonly search?: string;
}

/** What the store is asked for: the filter, who asks, and the keys of rules in the place of an objective. */
export interface CardFilter extends Omit<BoardFilter, 'objective'> {
  readonly sight: Sight;
  /** Only those that one of these rules links, or only those that none of them does. */
  readonly links?: { readonly are: 'any' | 'none'; readonly keys: readonly string[] };
}

export type StageCounts = Readonly<Record<Stage, number>>;

/** A column of the cards that lanes are made of. */
export type LaneColumn = 'value' | 'size' | 'persona' | 'project';

export interface LaneCounts {
  /** The value that its missions share; empty for those without. */
  readonly lane: string;
  readonly counts: StageCounts;
}

/** Where a page of a column ends; the next one begins after it. */
export interface BoardPosition {
  /** ISO 8601. */
  readonly updatedAt: string;
  readonly ref: IssueRef;
}

/** What filters can be set to, the most frequent first. */
export interface BoardChoices {
  readonly projects: readonly string[];
  readonly personas: readonly string[];
  readonly owners: readonly string[];
}

/** The missions as the board asks for them. Cancelled ones are on no board. */
export interface MissionCards {
  counts(filter: CardFilter): Promise<StageCounts>;
  /** The last changed first. */
  page(
    filter: CardFilter,
    stage: Stage,
    of: { readonly after: BoardPosition | null; readonly limit: number },
  ): Promise<readonly MissionCard[]>;
  /** The first of each stage, the last changed first. */
  firstOfEach(filter: CardFilter, limit: number): Promise<readonly MissionCard[]>;
  /** The lanes of a column, the fullest first and the one without last. */
  lanes(
    filter: CardFilter,
    column: LaneColumn,
    of: { readonly skip: number; readonly limit: number },
  ): Promise<readonly LaneCounts[]>;
  /** The missions by what links them: a lane holds those that one of its keys links. */
  linkLanes(
    filter: CardFilter,
    links: readonly { readonly lane: string; readonly key: string }[],
  ): Promise<readonly LaneCounts[]>;
  /** Null for one that is on no board, or not in sight. */
  find(ref: IssueRef, sight: Sight): Promise<MissionCard | null>;
  choices(limit: number, sight: Sight): Promise<BoardChoices>;
  /** The keys under which rules of key results name each of these issues, by `jira:10001`; see `linkKey`. */
  linkKeys(refs: readonly IssueRef[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** What happened to an issue, newest first. */
  history(ref: IssueRef, limit: number): Promise<readonly WaymarkEvent[]>;
}
