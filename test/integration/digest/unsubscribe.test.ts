import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MailRow, OutgoingMail } from '../../../src/domain/ports.ts';
import type { Database } from '../../../src/store/database.ts';
import { createMetrics } from '../../../src/web/metrics.ts';
import { createServer, type Server } from '../../../src/web/server.ts';
import { openScratchDatabase } from '../../helpers/databases.ts';
import { createTestDesk } from '../../helpers/digest-desk.ts';
import { createTestGate } from '../../helpers/gate.ts';
import { silentLog } from '../../helpers/silent-log.ts';

let database: Database;
let server: Server;
let desk: ReturnType<typeof createTestDesk>;
let now = new Date('2026-11-16T10:00:00Z');
const clock = { now: () => now };
const sent: OutgoingMail[] = [];
const to = ['ada@example.com', 'bob@example.com', 'cem@example.com', 'dee@example.com'];

beforeAll(async () => {
  database = await openScratchDatabase();
  desk = createTestDesk(database, clock, {
    mailer: {
      kind: 'smtp',
      async send(mail) {
        sent.push(mail);
        return { outcome: 'sent', detail: 'ok' };
      },
      compose: async () => new Uint8Array(),
      close() {},
    },
    audiences: { team: { to } },
  });
  server = await createServer({
    receive: null,
    wishes: desk.wishes,
    parts: [],
    gate: createTestGate().gate,
    metrics: createMetrics(),
    clock,
    log: silentLog(),
  });
  await week();
});
afterAll(async () => {
  await server.close();
  await database.close();
});

/** Monday's nine o'clock passes; answers who got a mail. */
async function week(): Promise<readonly string[]> {
  sent.length = 0;
  await desk.send.run();
  now = new Date(now.getTime() + 7 * 86_400_000);
  await desk.send.run();
  return sent.map((mail) => mail.to);
}

async function linkOf(recipient: string): Promise<string> {
  const mails = await desk.digests.list({ limit: 100 });
  const mail = mails.find((one): one is MailRow => one.recipient === recipient);
  const url = sent.find((one) => one.to === recipient)?.unsubscribeUrl;
  if (!mail || !url) throw new Error(`no mail to ${recipient}`);
  return new URL(url).pathname;
}

const post = (url: string, payload: string) =>
  server.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });

describe('the link of a mail', () => {
  test('shows a page and changes nothing when it is opened', async () => {
    const url = await linkOf('ada@example.com');
    const page = await server.inject({ method: 'GET', url });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('It comes to your address.');
    expect(page.body).not.toContain('ada@example.com');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(await week()).toEqual(to);
  });

  test('stops the mails at one click, without login, for this recipient alone', async () => {
    const answer = await post(await linkOf('ada@example.com'), 'List-Unsubscribe=One-Click');
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('does not come to your address any more');
    expect(await week()).toEqual(to.slice(1));
  });

  test('pauses them for four weeks', async () => {
    const url = await linkOf('bob@example.com');
    expect((await post(url, 'do=pause')).body).toContain('It is paused for your address until');
    const got: (readonly string[])[] = [];
    for (let index = 0; index < 5; index += 1) got.push(await week());
    expect(got.map((one) => one.includes('bob@example.com'))).toEqual([false, false, false, true, true]);
  });

  test('brings them back, also an old one', async () => {
    const url = await linkOf('cem@example.com');
    await post(url, 'do=stop');
    expect(await week()).not.toContain('cem@example.com');
    expect((await post(url, 'do=resume')).body).toContain('It comes to your address.');
    expect(await week()).toContain('cem@example.com');
  });
});

describe('a forged link', () => {
  test.each([
    ['of another mail', (token: string) => token.replace(/^\d+/, (id) => String(Number(id) - 1))],
    [
      'with a letter changed',
      (token: string) => token.replace(/\.(.)/, (_, first) => `.${first === 'A' ? 'B' : 'A'}`),
    ],
    ['without a signature', (token: string) => token.replace(/\..*$/, '.')],
    ['that is cut', (token: string) => token.slice(0, -1)],
    ['of a mail that is not there', (token: string) => token.replace(/^\d+/, '999999')],
    ['with a number beyond all numbers', (token: string) => token.replace(/^\d+/, '9'.repeat(16))],
  ])('%s does nothing', async (_name, forge) => {
    const path = await linkOf('dee@example.com');
    const token = path.split('/').at(-1) ?? '';
    const url = path.replace(token, forge(token));
    expect((await server.inject({ method: 'GET', url })).statusCode).toBe(404);
    expect((await post(url, 'List-Unsubscribe=One-Click')).statusCode).toBe(404);
    expect((await desk.digests.pauses()).filter(({ recipient }) => recipient === 'dee@example.com')).toEqual(
      [],
    );
  });

  test('and a post that asks for nothing known are turned away', async () => {
    const url = await linkOf('dee@example.com');
    for (const payload of ['', 'do=delete', 'List-Unsubscribe=Yes'])
      expect((await post(url, payload)).statusCode).toBe(400);
  });
});
