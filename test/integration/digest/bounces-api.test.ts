import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../../src/domain/settings.ts';
import { readBounce } from '../../../src/mail/bounce.ts';
import type { RecordBounce } from '../../../src/workflows/record-bounce.ts';
import { aBounce } from '../../helpers/bounce.ts';
import { createTestGate } from '../../helpers/gate.ts';
import { createOkrWorld } from '../../helpers/okr-world.ts';
import { buildServer } from '../../helpers/web.ts';

const url = '/api/v1/digests/bounces';
const rfc822 = { 'content-type': 'message/rfc822' };
const report = Buffer.from(aBounce('Subject: Grüße\nX-Waymark-Mail: 7.signature'));

async function open() {
  const read: string[] = [];
  const recordBounce: RecordBounce = async (mail) => {
    const reading = await readBounce(mail);
    read.push(reading.kind === 'failed' ? reading.mark : reading.kind);
    return { outcome: reading.kind === 'delayed' ? 'delayed' : 'not-ours' };
  };
  const { desk } = await createOkrWorld({}, '2026-11-20');
  const { gate, bearer } = createTestGate();
  const api = { okrs: desk, lint: defaultSettings.okr.lint, today: () => '2026-11-20', recordBounce };
  const { server } = await buildServer({ api, gate });
  return { server, bearer, read };
}

describe('a bounce that a program posts', () => {
  test('is read as it came, and the answer says what became of it', async () => {
    const { server, bearer, read } = await open();
    const headers = { ...rfc822, ...(await bearer('write')) };
    const answer = await server.inject({ method: 'POST', url, headers, payload: report });
    expect([answer.statusCode, answer.json()]).toEqual([200, { outcome: 'not-ours' }]);
    expect(read).toEqual(['7.signature']);
  });

  test('is taken from nobody who may only look, or whom nobody knows', async () => {
    const { server, bearer, read } = await open();
    const asked = [rfc822, { ...rfc822, ...(await bearer('read')) }];
    const answers = await Promise.all(
      asked.map((headers) => server.inject({ method: 'POST', url, headers, payload: report })),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 403]);
    expect(read).toEqual([]);
  });

  test('is turned away when it is of another kind, empty or too long', async () => {
    const { server, bearer, read } = await open();
    const token = await bearer('write');
    const post = async (type: string, payload: string | Buffer) =>
      (await server.inject({ method: 'POST', url, headers: { 'content-type': type, ...token }, payload }))
        .statusCode;
    expect(await post('application/json', '{"mail":1}')).toBe(415);
    expect(await post('message/rfc822', '')).toBe(400);
    expect(await post('message/rfc822', Buffer.alloc(1024 * 1024 + 1, 'x'))).toBe(413);
    expect(read).toEqual([]);
  });

  test('is described', async () => {
    const { server, bearer } = await open();
    const { paths } = (await server.inject({ url: '/api/docs/json', headers: await bearer('read') })).json();
    expect(Object.keys(paths[url].post.requestBody.content)).toEqual(['message/rfc822']);
  });
});
