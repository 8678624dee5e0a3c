import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSmtpMailer, outcomeOf } from '../../../src/mail/smtp.ts';
import { startMailServer } from '../../helpers/mail-server.ts';

const mail = {
  to: 'lead@example.com',
  subject: 'Überblick: „Checkout“ ist off track',
  html: '<p>Zwölf Boxkämpfer</p>',
  text: 'Zwölf Boxkämpfer',
  messageId: '<digest.2026-11-16.abc@example.com>',
  date: new Date('2026-11-16T09:00:00Z'),
  list: 'checkout',
  mark: null,
  unsubscribeUrl: `https://waymark.example/${'a-long-path-'.repeat(8)}/digests/unsubscribe/7.${'x'.repeat(43)}`,
};

describe('a mail on its way', () => {
  let server: Awaited<ReturnType<typeof startMailServer>>;
  beforeEach(async () => {
    server = await startMailServer();
  });
  afterEach(() => server.close());

  test('is signed with the key, both unsubscribe headers included', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const dkim = { domainName: 'example.com', keySelector: 'waymark', privateKey: pem };
    const mailer = createSmtpMailer({ url: server.url, from: 'Waymark <waymark@example.com>', dkim });
    expect(await mailer.send(mail)).toMatchObject({ outcome: 'sent' });
    mailer.close();
    const signature =
      server.received[0]?.email.headers.find(({ key }) => key === 'dkim-signature')?.value ?? '';
    const signed = /[;\s]h=([^;]+)/.exec(signature)?.[1]?.toLowerCase().replace(/\s/g, '').split(':');
    expect(signed).toEqual(
      expect.arrayContaining(['from', 'subject', 'message-id', 'list-unsubscribe', 'list-unsubscribe-post']),
    );
    expect(signature).toContain('d=example.com');
  });

  test('cannot be given another header by any text', async () => {
    const mailer = createSmtpMailer({ url: server.url, from: 'waymark@example.com' });
    const hostile = 'x\r\nBcc: everybody@example.com\r\n\r\nbody';
    await mailer.send({ ...mail, subject: hostile, text: hostile, html: `<p>${hostile}</p>` });
    mailer.close();
    const { to, email } = server.received[0] ?? {};
    expect(to).toEqual(['lead@example.com']);
    expect(email?.bcc ?? []).toEqual([]);
    expect(email?.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(email?.subject).toContain('Bcc: everybody');
  });

  test('comes back to the return path, if there is one, and not to the sender', async () => {
    const from = 'Waymark <waymark@example.com>';
    for (const returnPath of [null, 'bounces@example.com']) {
      const mailer = createSmtpMailer({ url: server.url, from, returnPath });
      await mailer.send(mail);
      mailer.close();
    }
    expect(server.received.map((one) => one.from)).toEqual(['waymark@example.com', 'bounces@example.com']);
    expect(server.received[1]?.email.from?.address).toBe('waymark@example.com');
    expect(server.received[1]?.to).toEqual(['lead@example.com']);
  });

  test('keeps a long link whole and a subject in any language', async () => {
    const mailer = createSmtpMailer({ url: server.url, from: 'waymark@example.com' });
    await mailer.send(mail);
    mailer.close();
    const { email } = server.received[0] ?? { email: null };
    expect(email?.subject).toBe(mail.subject);
    const link = email?.headers.find(({ key }) => key === 'list-unsubscribe')?.value;
    expect(link?.replace(/\s/g, '')).toBe(`<${mail.unsubscribeUrl}>`);
    expect(email?.text?.trim()).toBe(mail.text);
  });
});

describe('what went wrong', () => {
  test('is told without anything that a terminal would obey', () => {
    const error = Object.assign(new Error('550 go\u001b[2J\r\naway\u0007'), {
      code: 'EENVELOPE',
      responseCode: 550,
    });
    expect(outcomeOf(error, false).detail).toBe('550 go[2J away');
  });

  test.each([
    [{ code: 'EAUTH', responseCode: 535 }, false, 'later'],
    [{ code: 'EENVELOPE', responseCode: 550 }, false, 'refused'],
    [{ code: 'EENVELOPE', responseCode: 451 }, false, 'later'],
    [{ code: 'EMESSAGE', responseCode: 554 }, true, 'refused'],
    [{ code: 'EMESSAGE', responseCode: 452 }, true, 'later'],
    [{ code: 'EPROTOCOL', responseCode: 554 }, false, 'later'],
    [{ code: 'ETLS', responseCode: 502 }, false, 'later'],
    [{ code: 'ECONNECTION' }, false, 'later'],
    [{ code: 'ETIMEDOUT' }, true, 'unknown'],
    [{ code: 'ESOCKET' }, true, 'unknown'],
    [{ code: 'EENVELOPE' }, false, 'refused'],
  ])('%o with bytes on their way: %s, means %s', (error, hasBegun, outcome) => {
    expect(outcomeOf(Object.assign(new Error('x'), error), hasBegun).outcome).toBe(outcome);
  });
});
