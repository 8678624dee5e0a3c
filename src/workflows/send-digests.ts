import { stillHere } from '../domain/digest/build-digest.ts';
import type { Digest } from '../domain/digest/digest.ts';
import { type Audience, audiencesOf } from '../domain/digest/digest-settings.ts';
import { isMonthSince } from '../domain/digest/week.ts';
import type { WaymarkEvent } from '../domain/event.ts';
import type { Day } from '../domain/okr/days.ts';
import type { Clock, DigestRecord, Digests, Log, Mailer, RenderDigest } from '../domain/ports.ts';
import type { AllSettings } from '../domain/settings.ts';
import { lastOccasion, type Occasion } from './digest-times.ts';
import { createHandOverMails, type HandOverMails, type SendReport } from './hand-over-mails.ts';
import type { MailAddresses } from './mail-addresses.ts';
import type { MakeDigest } from './make-digest.ts';

export interface SendDigests {
  /** Opens what is due and hands over what waits. Any number of processes may do it at once. */
  run(stopping?: AbortSignal): Promise<SendReport>;
  /** Opens the digest of one audience now, whatever its schedule says; once a day. */
  openNow(audience: Audience): Promise<'opened' | 'known'>;
  readonly deliver: HandOverMails;
}

const dayMs = 86_400_000;

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
  const { digests, makeDigest, addresses, clock, log } = deps;
  const { digest: settings } = deps.settings.everywhere;
  const deliver = createHandOverMails({ ...deps, perHour: settings.perHour });

  async function openDue(): Promise<void> {
    for (const audience of audiencesOf(settings)) {
      try {
        await openWhenDue(audience);
      } catch (error) {
        // The next round tries it again; the other audiences do not wait for it.
        log.error({ audience: audience.name, error }, 'a digest cannot be made');
      }
    }
  }

  async function openWhenDue(audience: Audience): Promise<void> {
    const now = clock.now();
    const occasion = lastOccasion(audience, now);
    const since = await digests.knownSince(audience.name, now);
    // An audience that was set up after its hour gets its first digest at the next one.
    if (occasion.dueAt < since || (await digests.find(audience.name, occasion.day))) return;
    if (now.getTime() - occasion.dueAt.getTime() >= dayMs) await miss(audience, occasion);
    else await open(audience, occasion);
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
    const isReminder =
      !isWanted && audience.stillHere && isMonthSince(await lastHeard(audience), occasion.day);
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

  /** The day of the last mail; before the first one, the day on which the audience was set up. */
  async function lastHeard({ name, timeZone }: Audience): Promise<Day> {
    const mailed = await digests.lastMailed(name);
    return mailed ?? addresses.today(timeZone, await digests.knownSince(name, clock.now()));
  }

  function event(topic: WaymarkEvent['topic'], audience: string, data: WaymarkEvent['data']): WaymarkEvent {
    return { topic, subject: `digest:${audience}`, data, actor: 'waymark', at: clock.now().toISOString() };
  }

  return {
    async run(stopping) {
      await openDue();
      return deliver(stopping);
    },
    deliver,
    openNow(audience) {
      const now = clock.now();
      return open(audience, { day: addresses.today(audience.timeZone, now), dueAt: now }, true);
    },
  };
}

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
