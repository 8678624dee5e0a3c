import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Day } from '../domain/okr/days.ts';
import type { Digests, MailRow } from '../domain/ports.ts';
import { localDay } from './digest-times.ts';
import { sha256 } from './sha256.ts';

type Named = Pick<MailRow, 'id' | 'audience' | 'recipient'>;

/** The names and links of a mail. */
export interface MailAddresses {
  readonly board: string | null;
  /** The same for every try and every recipient, so that a mailbox that gets it twice shows it once. */
  messageId(audience: string, period: Day): string;
  /** A signed link for this recipient alone; null without a public address to lead to. */
  unsubscribe(mail: Named): Promise<string | null>;
  /** The mail that a link's token names; null when it was not signed here. */
  readToken(token: string): Promise<MailRow | null>;
  today(timeZone: string, now: Date): Day;
}

export const unsubscribePath = '/digests/unsubscribe';

export function createMailAddresses(deps: {
  readonly digests: Pick<Digests, 'signingKey' | 'mail'>;
  readonly publicUrl: string | null;
  /** `Name <address>` or an address. */
  readonly from: string;
}): MailAddresses {
  const { digests, publicUrl } = deps;
  const domain = /@([A-Za-z0-9.-]+)>?\s*$/.exec(deps.from)?.[1] ?? 'waymark.invalid';
  let key: Promise<Uint8Array> | null = null;

  // The address itself is signed and not shown: links end up in logs of proxies.
  async function sign({ id, audience, recipient }: Named): Promise<string> {
    key ??= digests.signingKey();
    const payload = JSON.stringify(['unsubscribe', id, audience, recipient]);
    return createHmac('sha256', await key)
      .update(payload)
      .digest('base64url');
  }

  return {
    board: publicUrl,
    messageId: (audience, period) => `<digest.${period}.${sha256(audience).slice(0, 16)}@${domain}>`,
    async unsubscribe(mail) {
      if (publicUrl === null) return null;
      return `${publicUrl}${unsubscribePath}/${mail.id}.${await sign(mail)}`;
    },
    async readToken(token) {
      const [, id, signature] = /^(\d{1,15})\.([A-Za-z0-9_-]{43})$/.exec(token) ?? [];
      if (id === undefined || signature === undefined) return null;
      const mail = await digests.mail(Number(id));
      if (mail === null) return null;
      const [given, expected] = [Buffer.from(signature), Buffer.from(await sign(mail))];
      return given.length === expected.length && timingSafeEqual(given, expected) ? mail : null;
    },
    today: localDay,
  };
}
