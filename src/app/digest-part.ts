import { join } from 'node:path';
import { readBounce } from '../mail/bounce.ts';
import { createMailer, outboxSender } from '../mail/mailer.ts';
import { renderDigest } from '../mail/render.ts';
import { createDigestDesk } from '../workflows/digest-desk.ts';
import type { Base } from './base.ts';

export type DigestPart = ReturnType<typeof createDigestPart>;

/** The weekly mail. `outbox`: the folder that takes the mails where no server does. */
export function createDigestPart({ config, stores, clock, log }: Base) {
  const { mail, settings, store, http } = config;
  const outbox = join(store.dataDir, 'outbox');
  const smtp = mail && {
    url: mail.smtpUrl.reveal(),
    from: mail.from,
    returnPath: mail.returnPath,
    dkim: mail.dkim && {
      domainName: mail.dkim.domain,
      keySelector: mail.dkim.selector,
      privateKey: mail.dkim.privateKey.reveal(),
    },
  };
  const { goals, checkIns, facts, digests, digestSources } = stores;
  const desk = createDigestDesk({
    ...{ goals, checkIns, facts, digests, settings, clock, log },
    sources: digestSources,
    render: renderDigest,
    readBounce,
    mailer: createMailer(smtp, outbox),
    publicUrl: http.publicUrl,
    from: mail?.from ?? outboxSender,
  });
  return { digests: desk, outbox };
}
