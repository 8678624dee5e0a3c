import type { Clock, Digests } from '../domain/ports.ts';
import type { MailAddresses } from './mail-addresses.ts';

export const wishKinds = ['stop', 'pause', 'resume'] as const;
export type WishKind = (typeof wishKinds)[number];

/** What a recipient may see and want of one audience, by the link of a mail; `from` is the address that they ask from. */
export interface RecipientWishes {
  /** Null for a link that was not signed here. */
  look(token: string): Promise<{ readonly audience: string; readonly state: RecipientState } | null>;
  wish(
    token: string,
    kind: WishKind,
    from?: string,
  ): Promise<{ readonly audience: string; readonly state: RecipientState } | null>;
}

export type RecipientState =
  | { readonly kind: 'on' | 'off' }
  | { readonly kind: 'paused'; readonly until: string };

const pauseMs = 28 * 86_400_000;

export function createRecipientWishes(deps: {
  readonly digests: Pick<Digests, 'pauses' | 'setPause'>;
  readonly addresses: Pick<MailAddresses, 'readToken'>;
  readonly clock: Clock;
}): RecipientWishes {
  const { digests, addresses, clock } = deps;

  async function stateOf(audience: string, recipient: string): Promise<RecipientState> {
    const pauses = await digests.pauses();
    const mine = pauses.find((one) => one.audience === audience && one.recipient === recipient);
    if (mine === undefined) return { kind: 'on' };
    if (mine.until === null) return { kind: 'off' };
    return new Date(mine.until) > clock.now() ? { kind: 'paused', until: mine.until } : { kind: 'on' };
  }

  return {
    async look(token) {
      const mail = await addresses.readToken(token);
      return mail && { audience: mail.audience, state: await stateOf(mail.audience, mail.recipient) };
    },
    async wish(token, kind, from) {
      const mail = await addresses.readToken(token);
      if (mail === null) return null;
      const { audience, recipient } = mail;
      const now = clock.now();
      const before = wordsOf(await stateOf(audience, recipient));
      const until =
        kind === 'resume' ? null : kind === 'stop' ? 'for good' : new Date(now.getTime() + pauseMs);
      await digests.setPause({ audience, recipient }, until, now, [
        {
          topic: kind === 'resume' ? 'digest.resumed' : 'digest.paused',
          subject: `digest:${audience}`,
          data: { mail: mail.id, kind, from: from ?? null, before, after: afterWish[kind] },
          actor: 'recipient',
          at: now.toISOString(),
        },
      ]);
      return { audience, state: await stateOf(audience, recipient) };
    },
  };
}

const wordsOf = (state: RecipientState) =>
  state.kind === 'paused' ? `paused until ${state.until}` : state.kind;
const afterWish: Readonly<Record<WishKind, string>> = {
  stop: 'off',
  pause: 'paused for 28 days',
  resume: 'on',
};
