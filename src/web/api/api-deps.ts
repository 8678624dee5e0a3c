import type { LintSettings } from '../../domain/okr/lint/lint-rule.ts';
import type { OkrDesk } from '../../workflows/okr-desk.ts';
import type { ReadEvents } from '../../workflows/read-events.ts';
import type { RecordBounce } from '../../workflows/record-bounce.ts';
import type { StreamEvents } from '../../workflows/stream-events.ts';
import type { SubscriberDesk } from '../../workflows/subscriber-desk.ts';

/** What the routes of the API need. */
export interface ApiDeps {
  readonly okrs: OkrDesk;
  readonly lint: LintSettings;
  /** Left out: nobody is told what happens. */
  readonly events?: {
    readonly readEvents: ReadEvents;
    readonly streamEvents: StreamEvents;
    readonly subscribers: SubscriberDesk;
  };
  /** Left out: nothing is sent from here that could come back. */
  readonly recordBounce?: RecordBounce;
  /** The day, `YYYY-MM-DD`. */
  today(): string;
}
