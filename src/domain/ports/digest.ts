import type { Sight } from '../access.ts';
import type { Digest, Figures } from '../digest/digest.ts';
import type { DigestIssue, WriteMaterial } from '../digest/material.ts';
import type { WaymarkEvent } from '../event.ts';
import type { Day } from '../okr/days.ts';

/** A digest as people get it. */
export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Where a mail's links lead. Null leaves one out. */
export interface MailLinks {
  readonly board: string | null;
  readonly unsubscribe: string | null;
}

export type RenderDigest = (digest: Digest, links: MailLinks) => RenderedMail;

export interface OutgoingMail extends RenderedMail {
  readonly to: string;
  /** With angle brackets; the same for every try. */
  readonly messageId: string;
  readonly date: Date;
  /** The audience, for the `List-Id`. */
  readonly list: string;
  readonly unsubscribeUrl: string | null;
  /** Names the mail in a header of its own, signed, so that a bounce tells which one came back; null: it names none. */
  readonly mark: string | null;
}

export type HandOver =
  | { readonly outcome: 'sent'; readonly detail: string }
  /** Not taken this time: a 4xx answer, or no connection before a byte of the mail went out. */
  | { readonly outcome: 'later'; readonly detail: string }
  /** Not taken for good: a 5xx answer about this mail or its recipient. */
  | { readonly outcome: 'refused'; readonly detail: string }
  /** The connection was lost after the mail had begun to go out: it may have arrived. */
  | { readonly outcome: 'unknown'; readonly detail: string };

/** What a mail says that may be a bounce (RFC 3464). */
export type BounceReading =
  /** A mail of ours came back for good; `mark` is that mail's, not checked yet. */
  | { readonly kind: 'failed'; readonly mark: string; readonly detail: string }
  /** It is only late: whoever reports it goes on trying. */
  | { readonly kind: 'delayed' }
  /** No report, or none about a mail that bears a mark. */
  | { readonly kind: 'other' };

export type ReadBounce = (mail: Uint8Array) => Promise<BounceReading>;

/** Hands mails over: to an SMTP server, or into a folder where there is none. */
export interface Mailer {
  readonly kind: 'smtp' | 'outbox';
  send(mail: OutgoingMail): Promise<HandOver>;
  /** The mail as it would go out. */
  compose(mail: OutgoingMail): Promise<Uint8Array>;
  close(): void;
}

/** One audience's digest of one week. */
export interface DigestRecord {
  readonly audience: string;
  readonly period: Day;
  /** `open`: mails are on their way. `quiet`: there was nothing to say. `missed`: its day had passed. */
  readonly state: 'open' | 'finished' | 'quiet' | 'missed';
  /** Null once no mail needs it any more. */
  readonly digest: Digest | null;
  readonly subject: string;
  readonly figures: Figures;
  /** When it was due and until when its mails may be handed over, ISO 8601. */
  readonly dueAt: string;
  readonly until: string;
}

/**
 * `waiting` to be handed over, `sending` while it is; found there later, the process died in between and it is
 * `unknown` whether it arrived. `expired`: its day passed while it waited. `held`: the recipient wants none. `bounced`:
 * it was taken, and came back.
 */
export type MailState =
  | 'waiting'
  | 'sending'
  | 'sent'
  | 'refused'
  | 'unknown'
  | 'expired'
  | 'held'
  | 'bounced';

export interface MailRow {
  readonly id: number;
  readonly audience: string;
  readonly period: Day;
  readonly recipient: string;
  readonly state: MailState;
  readonly attempts: number;
  readonly detail: string | null;
  /** Of the last change, ISO 8601. */
  readonly at: string;
}

/** What a recipient wants of one audience: none until then, null for good. */
export interface Pause {
  readonly audience: string;
  readonly recipient: string;
  readonly until: string | null;
}

/** What was sent, is being sent and must not be sent. */
export interface Digests {
  /** Since when this audience is known; it is from now on when it was not. Earlier occasions are not its own. */
  knownSince(audience: string, now: Date): Promise<Date>;
  find(audience: string, period: Day): Promise<DigestRecord | null>;
  /** Of the last digest before this day; empty when there was none. */
  lastFigures(audience: string, before: Day): Promise<Figures>;
  /** The day of the last digest that was mailed; null when none was. */
  lastMailed(audience: string): Promise<Day | null>;
  /**
   * Puts a digest on record with a row for each recipient, in one transaction. `known`, and nothing written, when
   * there is one of this audience and period: somebody else was first.
   */
  open(
    record: DigestRecord,
    recipients: readonly string[],
    events: readonly WaymarkEvent[],
  ): Promise<'opened' | 'known'>;
  /**
   * Takes the next mail that waits, so that nobody else does: it is `sending` before this resolves. Null when none may
   * go now, also because `perHour` were taken in the last hour.
   */
  takeNext(now: Date, perHour: number): Promise<{ readonly mail: MailRow; readonly digest: Digest } | null>;
  /** What became of a mail; only one that is `sending` changes. `retryAt` goes with `waiting`. */
  settle(
    id: number,
    state: Exclude<MailState, 'sending' | 'bounced'>,
    detail: string,
    at: Date,
    retryAt: Date | null,
    events: readonly WaymarkEvent[],
  ): Promise<void>;
  /** A mail that was handed over came back; false, and nothing written, when that is known or it never went out. */
  bounce(id: number, detail: string, at: Date, events: readonly WaymarkEvent[]): Promise<boolean>;
  /** Mails that have been `sending` since before then become `unknown`; answers them. */
  giveUpOn(sendingSince: Date, now: Date): Promise<readonly MailRow[]>;
  /** Mails whose day has passed expire, and digests without a mail that waits are finished. */
  tidy(now: Date): Promise<void>;
  /** A mail whose outcome is unknown, or that was refused or bounced, waits again because a person says so. */
  sendAgain(id: number, now: Date, until: Date): Promise<MailRow | null>;
  mail(id: number): Promise<MailRow | null>;
  /** Newest first. */
  list(of: { readonly audience?: string; readonly limit: number }): Promise<readonly MailRow[]>;
  digests(of: { readonly audience?: string; readonly limit: number }): Promise<readonly DigestRecord[]>;
  pauses(): Promise<readonly Pause[]>;
  /** Null ends it. */
  setPause(
    of: Pick<Pause, 'audience' | 'recipient'>,
    until: Date | 'for good' | null,
    at: Date,
    events: readonly WaymarkEvent[],
  ): Promise<void>;
  /** The key that signs links, the same for every process; made when first asked for. */
  signingKey(): Promise<Uint8Array>;
}

/** What the sections are built from, besides the goals. */
export interface DigestSources {
  /** Every issue that is there and in sight, with its last review; `projects` as `jira:SHOP`, null for all. */
  issues(projects: readonly string[] | null, sight?: Sight): Promise<readonly DigestIssue[]>;
  writes(since: Date, until: Date, projects: readonly string[] | null, sight?: Sight): Promise<WriteMaterial>;
}
