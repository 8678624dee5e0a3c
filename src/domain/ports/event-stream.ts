import type { Sight } from '../access.ts';
import type { WaymarkEvent } from '../event.ts';
import type { TrackerName } from '../issue.ts';

/** An event of the log with the issue it is about, as far as that was ever read. */
export interface LoggedEvent extends WaymarkEvent {
  readonly position: number;
  readonly issue: {
    readonly tracker: TrackerName;
    readonly id: string;
    readonly key: string;
    readonly project: string;
  } | null;
}

export interface EventPage {
  readonly events: readonly LoggedEvent[];
  /** Every event up to here was looked at: the next page begins after it. */
  readonly upTo: number;
}

/** The events log as those outside may read it. */
export interface EventStreamLog {
  /**
   * In order of position, those after `after`. For somebody from whom a project is hidden, also the events of issues
   * whose project is not known are left out.
   */
  page(query: {
    /** Null: all. */
    readonly topics: readonly string[] | null;
    readonly after: number;
    readonly limit: number;
    readonly sight: Sight;
  }): Promise<EventPage>;
  /** The last position; 0 while nothing happened. */
  head(): Promise<number>;
}
