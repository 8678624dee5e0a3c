import type { Digest } from '../domain/digest/digest.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import type {
  Clock,
  Digests,
  HandOver,
  Log,
  Mailer,
  MailRow,
  OutgoingMail,
  RenderDigest,
} from '../domain/ports.ts';
import type { MailAddresses } from './mail-addresses.ts';

/** How many mails met which end in one round. */
export type SendReport = Readonly<Record<HandOver['outcome'], number>>;

/** Hands over what waits, one mail after the other; ends early, between two mails, when `stopping` says so. */
export type HandOverMails = (stopping?: AbortSignal) => Promise<SendReport>;

const minuteMs = 60_000;
/** Longer than any hand-over takes: who has been at it since before then is gone. */
const givenUpAfterMs = 10 * minuteMs;
/** Waits after a mail was not taken, the last one again and again until its day has passed. */
const retryMinutes = [1, 5, 15, 60, 120];

export function createHandOverMails(deps: {
  readonly digests: Digests;
  readonly render: RenderDigest;
  readonly mailer: Mailer;
  readonly addresses: MailAddresses;
  readonly perHour: number;
  readonly clock: Clock;
  readonly log: Log;
}): HandOverMails {
  const { digests, render, mailer, addresses, perHour, clock, log } = deps;

  async function giveUp(): Promise<void> {
    const now = clock.now();
    for (const lost of await digests.giveUpOn(new Date(now.getTime() - givenUpAfterMs), now))
      log.warn(about(lost), tellings.unknown);
  }

  async function handOver(mail: MailRow, digest: Digest): Promise<HandOver['outcome'] | null> {
    let written: OutgoingMail;
    try {
      if (await isPaused(mail)) {
        await digests.settle(mail.id, 'held', 'the recipient wants none', clock.now(), null, []);
        return null;
      }
      written = await write(mail, digest);
    } catch (error) {
      // Not a byte has gone out yet, so that this one may be tried again, and the others need not wait for it.
      return settle(mail, { outcome: 'later', detail: `it cannot be written: ${wordsOf(error)}` });
    }
    return settle(mail, await mailer.send(written));
  }

  async function isPaused({ audience, recipient }: MailRow): Promise<boolean> {
    const now = clock.now();
    return (await digests.pauses()).some(
      (one) =>
        one.audience === audience &&
        one.recipient === recipient &&
        (one.until === null || new Date(one.until) > now),
    );
  }

  async function write(mail: MailRow, digest: Digest): Promise<OutgoingMail> {
    const links = { board: addresses.board, unsubscribe: await addresses.unsubscribe(mail) };
    return {
      ...render(digest, links),
      to: mail.recipient,
      messageId: addresses.messageId(mail.audience, mail.period),
      date: clock.now(),
      list: mail.audience,
      unsubscribeUrl: links.unsubscribe,
      mark: await addresses.mark(mail),
    };
  }

  async function settle(mail: MailRow, { outcome, detail }: HandOver): Promise<HandOver['outcome']> {
    const now = clock.now();
    if (outcome === 'later') {
      const minutes = retryMinutes[Math.min(mail.attempts, retryMinutes.length) - 1] ?? 1;
      const retryAt = new Date(now.getTime() + minutes * minuteMs);
      await digests.settle(mail.id, 'waiting', detail, now, retryAt, []);
      const known = { ...about(mail), detail, retryAt: retryAt.toISOString() };
      log.warn(known, 'a digest was not taken, it waits');
      return outcome;
    }
    const told: WaymarkEvent = {
      topic: `digest.${outcome}`,
      subject: `digest:${mail.audience}`,
      data: { period: mail.period, mail: mail.id, via: mailer.kind },
      actor: 'waymark',
      at: now.toISOString(),
    };
    await digests.settle(mail.id, outcome, detail, now, null, [told]);
    const tell = outcome === 'sent' ? log.info : log.warn;
    tell({ ...about(mail), via: mailer.kind, detail }, tellings[outcome]);
    return outcome;
  }

  return async (stopping) => {
    const counts = { sent: 0, later: 0, refused: 0, unknown: 0 };
    await giveUp();
    while (stopping?.aborted !== true) {
      const next = await digests.takeNext(clock.now(), perHour);
      if (next === null) break;
      const outcome = await handOver(next.mail, next.digest);
      if (outcome !== null) counts[outcome] += 1;
    }
    await digests.tidy(clock.now());
    return counts;
  };
}

const tellings = {
  sent: 'a digest was handed over',
  refused: 'a digest was refused for good',
  unknown: 'nobody knows whether a digest arrived: see waymark digest status',
} as const;

/** Who gets mail is nobody's business in a log. */
const about = ({ audience, period, id, attempts }: MailRow) => ({ audience, period, mail: id, attempts });

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 200);
