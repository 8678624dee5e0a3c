import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HandOver, Mailer } from '../../../src/domain/ports.ts';
import { createOutbox } from '../../../src/mail/outbox.ts';
import { renderDigest } from '../../../src/mail/render.ts';
import { createSmtpMailer } from '../../../src/mail/smtp.ts';
import type { Database } from '../../../src/store/database.ts';
import { aBounce } from '../../helpers/bounce.ts';
import { storeBindings } from '../../helpers/databases.ts';
import { createTestDesk, type DeskOptions } from '../../helpers/digest-desk.ts';
import { closedPort, startMailServer } from '../../helpers/mail-server.ts';

let database: Database;
let server: Awaited<ReturnType<typeof startMailServer>>;
let now: Date;
let run = 0;
let name = '';
const open: Mailer[] = [];
const clock = { now: () => now };
const minute = 60_000;

beforeEach(async () => {
  server = await startMailServer();
  // Each test has an audience and a year of its own in the one store.
  run += 1;
  name = `team-${run}`;
  now = new Date(Date.UTC(2030 + run, 0, 1));
  while (now.getUTCDay() !== 1) now = new Date(now.getTime() + 1_440 * minute);
  now = new Date(now.getTime() + 8 * 60 * minute);
});
afterEach(async () => {
  for (const mailer of open.splice(0)) mailer.close();
  await server.close();
});

const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * minute);
};
const smtp = (over: { url?: string; timeoutMs?: number } = {}) => {
  const mailer = createSmtpMailer({
    url: server.url,
    from: 'Waymark <waymark@example.com>',
    timeoutMs: 5_000,
    ...over,
  });
  open.push(mailer);
  return mailer;
};

/** A process with one audience; its hour is nine, and it is eight now. */
async function startDesk(over: Partial<DeskOptions> & { to?: readonly string[] } = {}) {
  const { to = ['lead@example.com'], mailer = smtp(), audiences = { [name]: { to } }, ...rest } = over;
  const desk = createTestDesk(database, clock, { mailer, audiences, ...rest });
  await desk.send.run();
  return desk;
}
const statesOf = async (desk: Awaited<ReturnType<typeof startDesk>>) =>
  (await desk.digests.list({ audience: name, limit: 50 })).map(({ state }) => state);

describe.each(storeBindings())('on $name', ({ create }) => {
  let drop = async () => {};
  beforeAll(async () => {
    const created = await create();
    database = created.database;
    drop = created.drop;
  });
  afterAll(() => drop());

  describe('a digest over SMTP', () => {
    test('goes out at its hour, once, with what mail programs want of it', async () => {
      const desk = await startDesk();
      expect(server.received).toHaveLength(0);
      later(60);
      await desk.send.run();
      later(1);
      await desk.send.run();
      expect(server.received).toHaveLength(1);
      const [mail] = server.received;
      const header = (key: string) => mail?.email.headers.find((one) => one.key === key)?.value;
      expect(mail?.to).toEqual(['lead@example.com']);
      expect(mail?.email.subject).toBe(`${name}: 1 recipe to rewrite as a need`);
      expect(mail?.email.from).toMatchObject({ name: 'Waymark', address: 'waymark@example.com' });
      expect(mail?.email.text).toContain('Save for Later button');
      expect(mail?.email.html).toContain('Save for Later button');
      expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
      expect(header('list-unsubscribe')).toMatch(
        /^<https:\/\/waymark\.example\/digests\/unsubscribe\/\d+\.[\w-]{43}>$/,
      );
      expect(header('auto-submitted')).toBe('auto-generated');
      expect(header('list-id')).toBe(`<${name}.digest.example.com>`);
      expect(mail?.email.messageId).toMatch(/^<digest\.20\d\d-01-\d\d\.[0-9a-f]{16}@example\.com>$/);
      // Long header lines may be folded, the link may not be encoded.
      expect(mail?.raw).not.toMatch(/List-Unsubscribe: =\?/);
    });

    test('has the same Message-ID for every recipient and another in another week', async () => {
      const desk = await startDesk({ to: ['a@example.com', 'b@example.com'] });
      later(60);
      await desk.send.run();
      later(7 * 1_440);
      await desk.send.run();
      const ids = server.received.map(({ email }) => email.messageId);
      expect(ids).toHaveLength(4);
      expect(new Set(ids.slice(0, 2)).size).toBe(1);
      expect(new Set(ids).size).toBe(2);
      const links = server.received.map(
        ({ email }) => email.headers.find(({ key }) => key === 'list-unsubscribe')?.value,
      );
      expect(new Set(links).size).toBe(4);
    });

    test('is not taken with a 4xx: it is tried again, later, and arrives once', async () => {
      const desk = await startDesk();
      server.answers.push({ at: 'rcpt', code: 451 }, { at: 'data', code: 421 });
      later(60);
      expect(await desk.send.run()).toMatchObject({ later: 1, sent: 0 });
      expect(await desk.send.run()).toMatchObject({ later: 0, sent: 0 });
      later(2);
      expect(await desk.send.run()).toMatchObject({ later: 1 });
      later(6);
      expect(await desk.send.run()).toMatchObject({ sent: 1 });
      expect(server.received).toHaveLength(1);
      expect(await desk.digests.list({ audience: name, limit: 1 })).toMatchObject([
        { state: 'sent', attempts: 3 },
      ]);
    });

    test.each(['rcpt', 'data'] as const)(
      'is refused with a 5xx at %s: on record, and never tried again',
      async (at) => {
        const desk = await startDesk();
        server.answers.push({ at, code: 550 });
        later(60);
        expect(await desk.send.run()).toMatchObject({ refused: 1 });
        later(120);
        expect(await desk.send.run()).toMatchObject({ sent: 0, refused: 0 });
        expect(server.received).toHaveLength(0);
        const [mail] = await desk.digests.list({ audience: name, limit: 1 });
        expect(mail).toMatchObject({ state: 'refused', detail: expect.stringContaining('550') });
      },
    );

    test('waits while there is no server, and expires after a day', async () => {
      const desk = await startDesk({ mailer: smtp({ url: `smtp://127.0.0.1:${await closedPort()}` }) });
      later(60);
      expect(await desk.send.run()).toMatchObject({ later: 1 });
      expect(await statesOf(desk)).toEqual(['waiting']);
      later(25 * 60);
      await desk.send.run();
      expect(await statesOf(desk)).toEqual(['expired']);
    });

    test('is tried again when the connection was cut before the mail', async () => {
      const desk = await startDesk();
      server.answers.push({ at: 'rcpt', cut: true });
      later(60);
      expect(await desk.send.run()).toMatchObject({ later: 1, unknown: 0 });
      later(2);
      expect(await desk.send.run()).toMatchObject({ sent: 1 });
      expect(server.received).toHaveLength(1);
    });

    test.each([{ cut: true } as const, { silent: true } as const])(
      'is unknown when the server had all of it and gave no answer (%o), and is not sent twice',
      async (trouble) => {
        const desk = await startDesk({ mailer: smtp({ timeoutMs: 500 }) });
        server.answers.push({ at: 'data', ...trouble });
        later(60);
        expect(await desk.send.run()).toMatchObject({ unknown: 1, later: 0 });
        later(60);
        await desk.send.run();
        expect(server.received).toHaveLength(1);
        expect(await statesOf(desk)).toEqual(['unknown']);
      },
    );
  });

  describe('a mail that comes back', () => {
    const headersOf = (raw: string) => raw.slice(0, raw.indexOf('\r\n\r\n'));
    async function bounced() {
      const desk = await startDesk({ to: ['lead@example.com', 'other@example.com'] });
      later(60);
      await desk.send.run();
      const raw = server.received.find(({ to }) => to[0] === 'lead@example.com')?.raw ?? '';
      return { desk, headers: headersOf(raw) };
    }

    test('is on record, once, and no other mail is', async () => {
      const { desk, headers } = await bounced();
      expect(await desk.recordBounce(aBounce(headers))).toMatchObject({
        outcome: 'recorded',
        mail: { recipient: 'lead@example.com', state: 'bounced', detail: expect.stringContaining('5.1.1') },
      });
      expect(await desk.recordBounce(aBounce(headers))).toMatchObject({ outcome: 'known' });
      expect((await statesOf(desk)).toSorted()).toEqual(['bounced', 'sent']);
      const { id } = (await desk.digests.list({ audience: name, limit: 5 })).find(
        ({ state }) => state === 'bounced',
      ) ?? { id: 0 };
      await desk.record.sendAgain(id, now, new Date(now.getTime() + 60 * minute));
      await desk.send.run();
      expect(await statesOf(desk)).toEqual(['sent', 'sent']);
    });

    test('is none of ours with a mark that was not signed here', async () => {
      const { desk, headers } = await bounced();
      const mark = /X-Waymark-Mail: (\d+)\.(\S+)/i.exec(headers);
      const forged = [
        headers.replace(`${mark?.[1]}.`, `${Number(mark?.[1]) + 1}.`),
        headers.replace(`.${mark?.[2]}`, `.${'A'.repeat(43)}`),
        headers.replace(/X-Waymark-Mail: \S+/i, 'X-Waymark-Mail: nothing'),
      ];
      for (const one of forged)
        expect(await desk.recordBounce(aBounce(one))).toEqual({ outcome: 'not-ours' });
      expect(await statesOf(desk)).toEqual(['sent', 'sent']);
    });

    test('names itself by something that stops nothing', async () => {
      const { desk, headers } = await bounced();
      const mark = /X-Waymark-Mail: (\S+)/i.exec(headers)?.[1] ?? '';
      expect(mark).not.toBe('');
      expect(await desk.wishes.wish(mark, 'stop')).toBeNull();
    });
  });

  describe('one that cannot be made', () => {
    test('keeps no other audience waiting, and is tried again', async () => {
      const desk = await startDesk({
        audiences: { [`${name}-a`]: { to: ['a@example.com'] }, [name]: { to: ['lead@example.com'] } },
        breaksFor: (audience) => audience === `${name}-a` && now.getUTCMinutes() === 0,
      });
      later(60);
      await desk.send.run();
      expect(server.received.map(({ to }) => to[0])).toEqual(['lead@example.com']);
      expect(desk.log.lines.some(({ message }) => message === 'a digest cannot be made')).toBe(true);
      later(1);
      await desk.send.run();
      expect(server.received.map(({ to }) => to[0])).toEqual(['lead@example.com', 'a@example.com']);
    });

    test('or not be written waits, and is not said to be on its way', async () => {
      let breaks = true;
      const desk = await startDesk({
        render: (digest, links) => {
          if (breaks) throw new Error('a template is broken');
          return renderDigest(digest, links);
        },
      });
      later(60);
      expect(await desk.send.run()).toMatchObject({ later: 1 });
      expect(await statesOf(desk)).toEqual(['waiting']);
      breaks = false;
      later(2);
      expect(await desk.send.run()).toMatchObject({ sent: 1 });
    });
  });

  test('a process that is stopping begins no other mail, and the next one goes on', async () => {
    const stopping = new AbortController();
    const through = smtp();
    const mailer: Mailer = {
      ...through,
      async send(mail) {
        stopping.abort();
        return through.send(mail);
      },
    };
    const desk = await startDesk({ mailer, to: ['a@example.com', 'b@example.com'] });
    later(60);
    expect(await desk.send.run(stopping.signal)).toMatchObject({ sent: 1 });
    expect((await statesOf(desk)).toSorted()).toEqual(['sent', 'waiting']);
    await desk.send.run();
    expect(await statesOf(desk)).toEqual(['sent', 'sent']);
  });

  describe('processes', () => {
    test('that look in the same second send each recipient one mail', async () => {
      const to = Array.from({ length: 12 }, (_, index) => `person-${index}@example.com`);
      const desks = [await startDesk({ to }), await startDesk({ to }), await startDesk({ to })];
      later(60);
      await Promise.all(desks.map((desk) => desk.send.run()));
      const got = server.received.flatMap((mail) => mail.to);
      expect(got.toSorted()).toEqual(to.toSorted());
    });

    test('that die between row and hand-over leave an unknown, which only a person sends again', async () => {
      const dying: Mailer = {
        ...smtp(),
        send: () => new Promise<HandOver>(() => {}),
      };
      const dead = await startDesk({ mailer: dying });
      later(60);
      void dead.send.run();
      while ((await statesOf(dead))[0] !== 'sending') await new Promise((resolve) => setTimeout(resolve, 10));
      const next = await startDesk();
      expect(await statesOf(next)).toEqual(['sending']);
      later(11);
      await next.send.run();
      expect(await statesOf(next)).toEqual(['unknown']);
      expect(server.received).toHaveLength(0);
      const [mail] = await next.digests.list({ audience: name, limit: 1 });
      expect(
        await next.record.sendAgain(mail?.id ?? 0, now, new Date(now.getTime() + 60 * minute)),
      ).toMatchObject({
        state: 'waiting',
      });
      await next.send.run();
      expect(server.received).toHaveLength(1);
    });

    test('that were down catch up once, when it is less than a day late', async () => {
      await startDesk();
      later(60 + 23 * 60);
      const desk = await startDesk();
      await desk.send.run();
      expect(server.received).toHaveLength(1);
    });

    test('that were down for longer leave that week out', async () => {
      await startDesk();
      later(60 + 24 * 60);
      const desk = await startDesk();
      expect(server.received).toHaveLength(0);
      expect(await desk.digests.digests({ audience: name, limit: 5 })).toMatchObject([{ state: 'missed' }]);
      later(6 * 1_440);
      await desk.send.run();
      expect(server.received).toHaveLength(1);
    });

    test('that meet a new audience after its hour wait for the next one', async () => {
      later(120);
      const desk = await startDesk();
      expect(server.received).toHaveLength(0);
      later(7 * 1_440 - 60);
      await desk.send.run();
      expect(server.received).toHaveLength(1);
    });

    test('hand over no more in an hour than they may, all together', async () => {
      const to = Array.from({ length: 5 }, (_, index) => `person-${index}@example.com`);
      const [one, two] = [await startDesk({ to, perHour: 3 }), await startDesk({ to, perHour: 3 })];
      later(60);
      await Promise.all([one.send.run(), two.send.run()]);
      expect(server.received).toHaveLength(3);
      later(59);
      await one.send.run();
      expect(server.received).toHaveLength(3);
      later(2);
      await one.send.run();
      expect(server.received).toHaveLength(5);
    });
  });

  describe('a week without news', () => {
    test('brings no mail, and one line after four of them', async () => {
      const talkative = await startDesk();
      later(60);
      await talkative.send.run();
      const desk = await startDesk({ isQuiet: true });
      for (let week = 0; week < 3; week += 1) {
        later(7 * 1_440);
        await desk.send.run();
      }
      expect(server.received).toHaveLength(1);
      later(7 * 1_440);
      await desk.send.run();
      expect(server.received.map(({ email }) => email.subject)).toEqual([
        `${name}: 1 recipe to rewrite as a need`,
        `${name}: nothing new this month`,
      ]);
      later(7 * 1_440);
      await desk.send.run();
      expect(server.received).toHaveLength(2);
    });

    test('says so after four weeks also where there never was a mail', async () => {
      const desk = await startDesk({ isQuiet: true });
      const subjects: number[] = [];
      later(60);
      for (let week = 0; week < 9; week += 1) {
        await desk.send.run();
        subjects.push(server.received.length);
        later(7 * 1_440);
      }
      expect(subjects).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2]);
      expect(server.received[0]?.email.subject).toBe(`${name}: nothing new this month`);
    });

    test('brings one to those who want it, and none at all to those who want not even the line', async () => {
      const always = await startDesk({
        isQuiet: true,
        audiences: { [name]: { to: ['lead@example.com'], sendWhenQuiet: true } },
      });
      later(60);
      await always.send.run();
      expect(server.received).toHaveLength(1);
      const never = await startDesk({
        isQuiet: true,
        audiences: { [name]: { to: ['lead@example.com'], stillHere: false } },
      });
      for (let week = 0; week < 6; week += 1) {
        later(7 * 1_440);
        await never.send.run();
      }
      expect(server.received).toHaveLength(1);
    });
  });

  test('without a mail server the digest is a file that a mail program opens', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'waymark-outbox-'));
    const desk = await startDesk({ mailer: createOutbox({ folder, from: 'Waymark <waymark@localhost>' }) });
    later(60);
    await desk.send.run();
    const files = readdirSync(folder);
    expect(files).toHaveLength(1);
    expect(files[0]).toMatch(/\.eml$/);
    const email = await PostalMime.parse(readFileSync(join(folder, files[0] ?? '')));
    expect(email.html).toContain('Save for Later button');
    expect(email.text).toContain('Save for Later button');
    rmSync(folder, { recursive: true, force: true });
  });
});
