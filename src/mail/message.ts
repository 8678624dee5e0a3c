import MailComposer from 'nodemailer/lib/mail-composer';
import type { OutgoingMail } from '../domain/ports.ts';
import { markHeader } from './bounce.ts';

/** A domain key, with which the mail is signed on its way out. */
export interface DkimKey {
  readonly domainName: string;
  readonly keySelector: string;
  readonly privateKey: string;
}

/**
 * A mail in nodemailer's words. The unsubscribe headers are given raw: nodemailer's own `list` option writes the second
 * one in a form that mail programs do not take.
 */
export function messageOf(mail: OutgoingMail, from: string) {
  // RFC 2919: below a name that is the sender's own.
  const listId = `${mail.list}.digest.${domainOf(from)}`;
  const headers = [
    { key: 'List-Id', value: { prepared: true, value: `<${listId}>` } },
    { key: 'Auto-Submitted', value: { prepared: true, value: 'auto-generated' } },
    ...(mail.mark === null ? [] : [{ key: markHeader, value: { prepared: true, value: mail.mark } }]),
    ...(mail.unsubscribeUrl === null
      ? []
      : [
          { key: 'List-Unsubscribe', value: { prepared: true, value: `<${mail.unsubscribeUrl}>` } },
          { key: 'List-Unsubscribe-Post', value: { prepared: true, value: 'List-Unsubscribe=One-Click' } },
        ]),
  ];
  return {
    from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    date: mail.date,
    headers,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function domainOf(from: string): string {
  return /@([A-Za-z0-9.-]+)>?\s*$/.exec(from)?.[1] ?? 'waymark.invalid';
}

/** The mail as it goes out, without a signature. */
export async function composeMail(mail: OutgoingMail, from: string): Promise<Uint8Array> {
  return new MailComposer(messageOf(mail, from)).compile().build();
}

/** What DKIM signs besides nodemailer's own choice: receivers want both unsubscribe headers signed (RFC 8058). */
export const signedHeaders =
  'From:Sender:Reply-To:Subject:Date:Message-ID:To:Cc:MIME-Version:Content-Type:Content-Transfer-Encoding:' +
  'List-Id:List-Unsubscribe:List-Unsubscribe-Post:Auto-Submitted';
