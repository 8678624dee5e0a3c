import { type Audience, audiencesOf } from '../domain/digest/digest-settings.ts';
import type { Clock, Digests, Log, Mailer, ReadBounce, RenderDigest } from '../domain/ports.ts';
import type { AllSettings } from '../domain/settings.ts';
import { createMailAddresses } from './mail-addresses.ts';
import { createMakeDigest, type MakeDigestDeps } from './make-digest.ts';
import { createPreviewDigest, type PreviewDigest } from './preview-digest.ts';
import { createRecipientWishes, type RecipientWishes } from './recipient-wishes.ts';
import { createRecordBounce, type RecordBounce } from './record-bounce.ts';
import { createSendDigests, type SendDigests } from './send-digests.ts';

/** Everything about the digest: seeing, sending, looking over, and what recipients want. */
export interface DigestDesk {
  readonly audiences: readonly Audience[];
  /** `outbox`: mails are written as files, because there is no mail server. */
  readonly via: Mailer['kind'];
  readonly preview: PreviewDigest;
  readonly send: SendDigests;
  readonly wishes: RecipientWishes;
  readonly recordBounce: RecordBounce;
  readonly record: Pick<Digests, 'list' | 'digests' | 'pauses' | 'sendAgain'>;
  close(): void;
}

export function createDigestDesk(
  deps: Omit<MakeDigestDeps, 'digests'> & {
    readonly digests: Digests;
    readonly render: RenderDigest;
    readonly readBounce: ReadBounce;
    readonly mailer: Mailer;
    readonly publicUrl: string | null;
    readonly from: string;
    readonly settings: AllSettings;
    readonly clock: Clock;
    readonly log: Log;
  },
): DigestDesk {
  const { digests, mailer, clock } = deps;
  const makeDigest = createMakeDigest(deps);
  const addresses = createMailAddresses(deps);
  return {
    audiences: audiencesOf(deps.settings.everywhere.digest),
    via: mailer.kind,
    preview: createPreviewDigest({ ...deps, makeDigest, addresses }),
    send: createSendDigests({ ...deps, makeDigest, addresses }),
    wishes: createRecipientWishes({ digests, addresses, clock }),
    recordBounce: createRecordBounce({ ...deps, addresses }),
    record: digests,
    close: () => mailer.close(),
  };
}
