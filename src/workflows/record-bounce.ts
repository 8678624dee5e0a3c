import type { Clock, Digests, Log, MailRow, ReadBounce } from '../domain/ports.ts';
import type { MailAddresses } from './mail-addresses.ts';

export type BounceOutcome =
  | { readonly outcome: 'recorded' | 'known'; readonly mail: MailRow }
  /** A report that the mail is only late. */
  | { readonly outcome: 'delayed' }
  /** No report about a mail that went out from here. */
  | { readonly outcome: 'not-ours' };

/** Takes in a mail that may be a bounce, and puts on record which digest did not arrive. Safe to repeat. */
export type RecordBounce = (mail: Uint8Array) => Promise<BounceOutcome>;

export function createRecordBounce(deps: {
  readonly digests: Pick<Digests, 'bounce' | 'mail'>;
  readonly addresses: Pick<MailAddresses, 'readMark'>;
  readonly readBounce: ReadBounce;
  readonly clock: Clock;
  readonly log: Log;
}): RecordBounce {
  const { digests, addresses, readBounce, clock, log } = deps;
  return async (bytes) => {
    const reading = await readBounce(bytes);
    if (reading.kind === 'delayed') return { outcome: 'delayed' };
    // Anybody may write to the mailbox that bounces go to: only the mark proves that the mail was one of ours.
    const mail = reading.kind === 'failed' ? await addresses.readMark(reading.mark) : null;
    if (mail === null || reading.kind !== 'failed') return { outcome: 'not-ours' };
    const now = clock.now();
    const { id, audience, period } = mail;
    const isNew = await digests.bounce(id, reading.detail, now, [
      {
        topic: 'digest.bounced',
        subject: `digest:${audience}`,
        data: { period, mail: id },
        actor: 'waymark',
        at: now.toISOString(),
      },
    ]);
    if (isNew) log.warn({ audience, period, mail: id }, 'a digest came back: see waymark digest status');
    return { outcome: isNew ? 'recorded' : 'known', mail: (await digests.mail(id)) ?? mail };
  };
}
