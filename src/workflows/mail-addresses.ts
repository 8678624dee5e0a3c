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
  /** What names this mail in its headers; it opens nothing. */
  mark(mail: Named): Promise<string>;
  /** The mail that a mark names; null when it was not signed here. */
  readMark(mark: string): Promise<MailRow | null>;
  today(timeZone: string, now: Date): Day;
}

/** What is signed for one is no good for the other. */
type Purpose = 'unsubscribe' | 'mark';

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
  async function sign(purpose: Purpose, { id, audience, recipient }: Named): Promise<string> {
    key ??= digests.signingKey();
    const payload = JSON.stringify([purpose, id, audience, recipient]);
    return `${id}.${createHmac('sha256', await key)
      .update(payload)
      .digest('base64url')}`;
  }

  async function read(purpose: Purpose, signed: string): Promise<MailRow | null> {
    const [, id] = /^(\d{1,15})\.[A-Za-z0-9_-]{43}$/.exec(signed) ?? [];
    const mail = id === undefined ? null : await digests.mail(Number(id));
    if (mail === null) return null;
    const [given, expected] = [Buffer.from(signed), Buffer.from(await sign(purpose, mail))];
    return given.length === expected.length && timingSafeEqual(given, expected) ? mail : null;
  }

  return {
    board: publicUrl,
    messageId: (audience, period) => `<digest.${period}.${sha256(audience).slice(0, 16)}@${domain}>`,
    async unsubscribe(mail) {
      if (publicUrl === null) return null;
      return `${publicUrl}${unsubscribePath}/${await sign('unsubscribe', mail)}`;
    },
    readToken: (token) => read('unsubscribe', token),
    mark: (mail) => sign('mark', mail),
    readMark: (mark) => read('mark', mark),
    today: localDay,
  };
}
