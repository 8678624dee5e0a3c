import type { Role } from '../access.ts';
import type { CheckId } from '../assessment/finding.ts';
import type { Framing } from '../assessment/reading.ts';
import type { WaymarkEvent } from '../event.ts';
import type { IssueRef, TrackerName } from '../issue.ts';
import type { MissionDue, MissionPriority, MissionSize, MissionValue, Stage } from '../mission/mission.ts';
import type { WriteStop } from './store.ts';

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
  /** ISO 8601. */
  readonly updatedAt: string;
}

/** Every part narrows; `search` is looked for in key and title, without regard to case. */
export interface BoardFilter {
  readonly tracker?: TrackerName;
  readonly project?: string;
  readonly size?: MissionSize;
  readonly value?: MissionValue;
  readonly persona?: string;
  readonly priority?: MissionPriority;
  readonly owner?: string;
  readonly framing?: Framing;
  readonly gap?: CheckId;
  readonly search?: string;
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
  counts(filter: BoardFilter): Promise<Readonly<Record<Stage, number>>>;
  /** The last changed first. */
  page(
    filter: BoardFilter,
    stage: Stage,
    of: { readonly after: BoardPosition | null; readonly limit: number },
  ): Promise<readonly MissionCard[]>;
  choices(limit: number): Promise<BoardChoices>;
  /** The keys under which rules of key results name each of these issues, by `jira:10001`; see `linkKey`. */
  linkKeys(refs: readonly IssueRef[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** What happened to an issue, newest first. */
  history(ref: IssueRef, limit: number): Promise<readonly WaymarkEvent[]>;
}

/** Somebody who is signed in. */
export interface Session {
  /** Who, for the events log: `admin-token`, or a person's account. */
  readonly who: string;
  readonly role: Role;
  /** ISO 8601. */
  readonly openedAt: string;
  readonly endsAt: string;
}

/** Sessions by the hash of their id: whoever reads the store can take none over. */
export interface Sessions {
  /** Those that are over go. */
  open(idHash: string, session: Session, events: readonly WaymarkEvent[]): Promise<void>;
  /** Null when there is none or it is over at `now`. */
  find(idHash: string, now: Date): Promise<Session | null>;
  close(idHash: string): Promise<void>;
}

/** What the control room asks for besides the logs. */
export interface ControlRoom {
  /** Stops that hold, the last one first. */
  stops(now: Date, limit: number): Promise<readonly WriteStop[]>;
}
