import { stillHere } from '../domain/digest/build-digest.ts';
import type { Digest } from '../domain/digest/digest.ts';
import { type Audience, audiencesOf } from '../domain/digest/digest-settings.ts';
import { isMonthSince } from '../domain/digest/week.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import type {
  Clock,
  DigestRecord,
  Digests,
  HandOver,
  Log,
  Mailer,
  MailRow,
  RenderDigest,
} from '../domain/ports.ts';
import type { AllSettings } from '../domain/settings.ts';
import { lastOccasion, type Occasion } from './digest-times.ts';
import type { MailAddresses } from './mail-addresses.ts';
import type { MakeDigest } from './make-digest.ts';

export interface SendReport {
  readonly sent: number;
  readonly later: number;
  readonly refused: number;
  readonly unknown: number;
}

export interface SendDigests {
  /** Opens what is due and hands over what waits. Any number of processes may do it at once. */
  run(): Promise<SendReport>;
  /** Opens the digest of one audience now, whatever its schedule says; once a day. */
  openNow(audience: Audience): Promise<'opened' | 'known'>;
  /** Hands over what waits. */
  deliver(): Promise<SendReport>;
}

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** Longer than any hand-over takes: who has been at it since before then is gone. */
const givenUpAfterMs = 10 * minuteMs;
/** Waits after a mail was not taken, the last one again and again until its day has passed. */
const retryMinutes = [1, 5, 15, 60, 120];

/** Sends each audience its digest, once: a row for every mail is written before the mail is handed over. */
export function createSendDigests(deps: {
  readonly digests: Digests;
  readonly makeDigest: MakeDigest;
  readonly render: RenderDigest;
  readonly mailer: Mailer;
  readonly addresses: MailAddresses;
  readonly settings: AllSettings;
  readonly clock: Clock;
  readonly log: Log;
}): SendDigests {
  const { digests, makeDigest, render, mailer, addresses, clock, log } = deps;
  const { digest: settings } = deps.settings.everywhere;

  async function openDue(): Promise<void> {
    for (const audience of audiencesOf(settings)) {
      const now = clock.now();
      const occasion = lastOccasion(audience, now);
      const since = await digests.knownSince(audience.name, now);
      // An audience that was set up after its hour gets its first digest at the next one.
      if (occasion.dueAt < since || (await digests.find(audience.name, occasion.day))) continue;
      if (now.getTime() - occasion.dueAt.getTime() >= dayMs) await miss(audience, occasion);
      else await open(audience, occasion);
    }
  }

  async function miss(audience: Audience, occasion: Occasion): Promise<void> {
    const until = new Date(occasion.dueAt.getTime() + dayMs);
    const record = recordOf(audience, occasion, null, 'missed', until);
    if ((await digests.open(record, [], [])) === 'opened') {
      log.warn({ audience: audience.name, dueAt: record.dueAt }, 'a digest was missed by more than a day');
    }
  }

  async function open(audience: Audience, occasion: Occasion, always = false): Promise<'opened' | 'known'> {
    const now = clock.now();
    const made = await makeDigest(audience, occasion.day, now);
    const isWanted = always || made.isNews || audience.sendWhenQuiet;
    const lastMailed = isWanted ? null : await digests.lastMailed(audience.name);
    const isReminder =
      !isWanted && audience.stillHere && lastMailed !== null && isMonthSince(lastMailed, occasion.day);
    const state = isWanted || isReminder ? 'open' : 'quiet';
    const digest = isReminder ? stillHere(made) : made;
    const record = recordOf(audience, occasion, digest, state, new Date(now.getTime() + dayMs));
    const recipients = state === 'open' ? audience.to : [];
    const topic = state === 'open' ? 'digest.opened' : 'digest.quiet';
    const data = { period: occasion.day, recipients: recipients.length };
    const opened = await digests.open(record, recipients, [event(topic, audience.name, data)]);
    if (opened === 'opened') log.info({ audience: audience.name, ...data }, topic);
    return opened;
  }

  async function deliver(): Promise<SendReport> {
    const counts = { sent: 0, later: 0, refused: 0, unknown: 0 };
    for (const lost of await digests.giveUpOn(
      new Date(clock.now().getTime() - givenUpAfterMs),
      clock.now(),
    )) {
      log.warn(about(lost), 'nobody knows whether a digest arrived: see waymark digest status');
    }
    for (;;) {
      const next = await digests.takeNext(clock.now(), settings.perHour);
      if (next === null) break;
      const outcome = await handOver(next.mail, next.digest);
      if (outcome !== null) counts[outcome] += 1;
    }
    await digests.tidy(clock.now());
    return counts;
  }

  async function handOver(mail: MailRow, digest: Digest): Promise<HandOver['outcome'] | null> {
    const now = clock.now();
    const pauses = await digests.pauses();
    const isPaused = pauses.some(
      ({ audience, recipient, until }) =>
        audience === mail.audience &&
        recipient === mail.recipient &&
        (until === null || new Date(until) > now),
    );
    if (isPaused) {
      await digests.settle(mail.id, 'held', 'the recipient wants none', now, null, []);
      return null;
    }
    const links = { board: addresses.board, unsubscribe: await addresses.unsubscribe(mail) };
    const { outcome, detail } = await mailer.send({
      ...render(digest, links),
      to: mail.recipient,
      messageId: addresses.messageId(mail.audience, mail.period),
      date: now,
      list: mail.audience,
      unsubscribeUrl: links.unsubscribe,
    });
    await settle(mail, outcome, detail);
    return outcome;
  }

  async function settle(mail: MailRow, outcome: HandOver['outcome'], detail: string): Promise<void> {
    const now = clock.now();
    const data = { period: mail.period, mail: mail.id, via: mailer.kind };
    if (outcome === 'later') {
      const minutes = retryMinutes[Math.min(mail.attempts, retryMinutes.length) - 1] ?? 1;
      const retryAt = new Date(now.getTime() + minutes * minuteMs);
      await digests.settle(mail.id, 'waiting', detail, now, retryAt, []);
      log.warn(
        { ...about(mail), detail, retryAt: retryAt.toISOString() },
        'a digest was not taken, it waits',
      );
      return;
    }
    const topic = `digest.${outcome}` as const;
    await digests.settle(mail.id, outcome, detail, now, null, [event(topic, mail.audience, data)]);
    const tell = outcome === 'sent' ? log.info : log.warn;
    tell({ ...about(mail), via: mailer.kind, detail }, tellings[outcome]);
  }

  function event(topic: WaymarkEvent['topic'], audience: string, data: WaymarkEvent['data']): WaymarkEvent {
    return { topic, subject: `digest:${audience}`, data, actor: 'waymark', at: clock.now().toISOString() };
  }

  return {
    async run() {
      await openDue();
      return deliver();
    },
    deliver,
    openNow(audience) {
      const now = clock.now();
      return open(audience, { day: addresses.today(audience.timeZone, now), dueAt: now }, true);
    },
  };
}

const tellings = {
  sent: 'a digest was handed over',
  refused: 'a digest was refused for good',
  unknown: 'nobody knows whether a digest arrived: see waymark digest status',
} as const;

/** Who gets mail is nobody's business in a log. */
const about = ({ audience, period, id, attempts }: MailRow) => ({ audience, period, mail: id, attempts });

function recordOf(
  audience: Audience,
  { day, dueAt }: Occasion,
  digest: Digest | null,
  state: DigestRecord['state'],
  until: Date,
): DigestRecord {
  return {
    audience: audience.name,
    period: day,
    state,
    digest: state === 'open' ? digest : null,
    subject: digest?.subject ?? '',
    figures: digest?.figures ?? {},
    dueAt: dueAt.toISOString(),
    until: until.toISOString(),
  };
}
