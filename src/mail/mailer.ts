import type { Mailer } from '../domain/ports.ts';
import { createOutbox } from './outbox.ts';
import { createSmtpMailer, type SmtpSettings } from './smtp.ts';

/** The sender of mails that only ever lie in a folder. */
export const outboxSender = 'Waymark <waymark@localhost>';

/** Over SMTP where there is a server, else into a folder. */
export function createMailer(smtp: SmtpSettings | null, outboxFolder: string): Mailer {
  return smtp === null ? createOutbox({ folder: outboxFolder, from: outboxSender }) : createSmtpMailer(smtp);
}
