import type { Sight } from '../domain/access.ts';
import type { Digest } from '../domain/digest/digest.ts';
import { type Audience, audiencesOf } from '../domain/digest/digest-settings.ts';
import type { Day } from '../domain/okr/days.ts';
import type { Clock, Mailer, RenderDigest, RenderedMail } from '../domain/ports.ts';
import type { AllSettings } from '../domain/settings.ts';
import type { MailAddresses } from './mail-addresses.ts';
import type { MakeDigest } from './make-digest.ts';

export interface Preview {
  readonly audience: Audience;
  readonly digest: Digest;
  readonly mail: RenderedMail;
  /** As it would go to the first recipient, without a link that works. */
  eml(): Promise<Uint8Array>;
}

/**
 * Shows what an audience would get; null when there is no such audience. Issues are shown as they are now, and only those
 * that `sight` shows to whoever looks.
 */
export type PreviewDigest = (audience: string, day?: Day, sight?: Sight) => Promise<Preview | null>;

export function createPreviewDigest(deps: {
  readonly makeDigest: MakeDigest;
  readonly render: RenderDigest;
  readonly mailer: Pick<Mailer, 'compose'>;
  readonly addresses: MailAddresses;
  readonly settings: AllSettings;
  readonly clock: Clock;
}): PreviewDigest {
  const { makeDigest, render, mailer, addresses, settings, clock } = deps;
  return async (name, day, sight) => {
    const audience = audiencesOf(settings.everywhere.digest).find((one) => one.name === name);
    if (audience === undefined) return null;
    const now = clock.now();
    const on = day ?? addresses.today(audience.timeZone, now);
    const digest = await makeDigest(audience, on, now, sight);
    const links = { board: addresses.board, unsubscribe: null };
    const mail = render(digest, links);
    return {
      audience,
      digest,
      mail,
      eml: () =>
        mailer.compose({
          ...mail,
          to: audience.to[0] ?? 'nobody@waymark.invalid',
          messageId: addresses.messageId(name, on),
          date: now,
          list: name,
          unsubscribeUrl: null,
          mark: null,
        }),
    };
  };
}
