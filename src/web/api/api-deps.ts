import type { LintSettings } from '../../domain/okr/lint/lint-rule.ts';
import type { OkrDesk } from '../../workflows/okr-desk.ts';

/** What the routes of the API need. */
export interface ApiDeps {
  readonly okrs: OkrDesk;
  /** Null lets nobody in. */
  readonly token: string | null;
  readonly lint: LintSettings;
  /** The day, `YYYY-MM-DD`. */
  today(): string;
}
