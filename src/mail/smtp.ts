import type { Readable } from 'node:stream';
import nodemailer from 'nodemailer';
import type { HandOver, Mailer } from '../domain/ports.ts';
import { composeMail, type DkimKey, messageOf, signedHeaders } from './message.ts';
import { serverWords } from './server-words.ts';

export interface SmtpSettings {
  /** `smtps://user:password@host:465`, or `smtp://` with STARTTLS where the server offers it. */
  readonly url: string;
  readonly from: string;
  /** Where mail servers send what they cannot deliver; null or left out: to the sender. */
  readonly returnPath?: string | null;
  readonly dkim?: DkimKey | null;
  /** How long a connection, a greeting and each answer may take. */
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 20_000;
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Sends through an SMTP server, over a few connections that are kept open between mails. */
export function createSmtpMailer(settings: SmtpSettings): Mailer {
  const { from, returnPath, timeoutMs = defaultTimeoutMs } = settings;
  const url = new URL(settings.url);
  const isSecure = url.protocol === 'smtps:';
  const user = decodeURIComponent(url.username);
  const transport = nodemailer.createTransport({
    pool: true,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
    secure: isSecure,
    // A password is never sent in the clear, except to this machine.
    requireTLS: !isSecure && user !== '' && !loopback.has(url.hostname),
    ...(user !== '' && { auth: { user, pass: decodeURIComponent(url.password) } }),
    maxConnections: 2,
    maxMessages: 100,
    // The pool repeats by itself only what has not begun to go out; once, because rows count the tries.
    maxRequeues: 1,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    allowInternalNetworkInterfaces: true,
    ...(settings.dkim && { dkim: { ...settings.dkim, headerFieldNames: signedHeaders } }),
  });
  /** The bytes of each mail on their way: whether any were read tells what a lost connection means. */
  const streams = new WeakMap<object, Readable>();
  transport.use('stream', (mail, done) => {
    const create = mail.message.createReadStream.bind(mail.message);
    mail.message.createReadStream = (...options) => {
      const stream = create(...options);
      streams.set(mail.data.headers as object, stream);
      return stream;
    };
    done();
  });

  return {
    kind: 'smtp',
    compose: (mail) => composeMail(mail, from),
    async send(mail) {
      const message = {
        ...messageOf(mail, from),
        ...(returnPath && { envelope: { from: returnPath, to: mail.to } }),
      };
      try {
        const { response } = await transport.sendMail(message);
        return { outcome: 'sent', detail: serverWords(response) };
      } catch (error) {
        return outcomeOf(error, streams.get(message.headers)?.readableDidRead === true);
      }
    },
    close: () => transport.close(),
  };
}

/** What an error of nodemailer means for the mail. `hasBegun`: bytes of it were on their way. */
export function outcomeOf(error: unknown, hasBegun: boolean): HandOver {
  const { code, responseCode, message } = error as {
    code?: string;
    responseCode?: number;
    message?: string;
  };
  const detail = serverWords(message ?? String(error));
  // Refused credentials say nothing about the mail.
  if (code === 'EAUTH' || code === 'ENOAUTH' || code === 'EOAUTH2') return { outcome: 'later', detail };
  if (responseCode !== undefined) {
    // At the greeting or at STARTTLS a 5xx speaks of the server, and the mail may do better later.
    const isAboutTheMail = code === 'EENVELOPE' || code === 'EMESSAGE';
    return { outcome: responseCode >= 500 && isAboutTheMail ? 'refused' : 'later', detail };
  }
  if (hasBegun) return { outcome: 'unknown', detail };
  // An address or a content that nodemailer itself will not send does not get better.
  return code === 'EENVELOPE' || code === 'EMESSAGE' || code === 'ECONFIG'
    ? { outcome: 'refused', detail }
    : { outcome: 'later', detail };
}
