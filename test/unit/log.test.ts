import { describe, expect, test } from 'vitest';
import { type LogLevel, Secret } from '../../src/config.ts';
import { SetupError, TrackerError } from '../../src/domain/errors.ts';
import { createLog } from '../../src/log.ts';

const token = 'ATATT-3xFf"GF0\\T0k3n';

function capture(options: { level?: LogLevel; secrets?: readonly string[] } = {}) {
  const written: string[] = [];
  const log = createLog({
    level: options.level ?? 'debug',
    secrets: options.secrets ?? [token],
    destination: { write: (line) => written.push(line) },
  });
  const lines = () => written.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { log, lines, text: () => written.join('') };
}

describe('a known secret is blotted out wherever it occurs', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['in the message', {}, `called with ${token}`],
    ['in a field', { note: token }, 'x'],
    ['deep in a field', { a: [{ b: { c: `<${token}>` } }] }, 'x'],
    ['in the name of a field', { [token]: 1 }, 'x'],
    ['in an error', { error: new Error(`401 for ${token}`) }, 'x'],
    ['in the cause of an error', { error: new Error('x', { cause: new Error(token) }) }, 'x'],
    ['in what a tracker said', { error: new TrackerError('auth', `GET /x: ${token}`) }, 'x'],
    ['in an address', { url: new URL(`https://example.com/?q=${token}`) }, 'x'],
    ['in a query', { query: `a=${new URLSearchParams({ b: token })}` }, 'x'],
    ['in a path', {}, `/x/${encodeURIComponent(token)}/y`],
    ['in quoted JSON', {}, JSON.stringify({ a: token })],
    ['in a map', { headers: new Map([['x', token]]) }, 'x'],
    ['in a set', { seen: new Set([token]) }, 'x'],
    ['right at the cut of a long text', { text: `${'x'.repeat(8_185)}${token}` }, 'x'],
  ])('%s', (_name, fields, message) => {
    const { log, lines, text } = capture();
    log.info(fields, message);
    log.child(fields).info({}, message);
    expect(lines()).toHaveLength(2);
    expect(text()).not.toContain('3xFf');
    expect(text()).toContain('[redact');
  });

  test('and what is around it stays', () => {
    const { log, lines } = capture();
    log.warn({ url: `https://x.example/a?b=${token}&c=1` }, `it was ${token}, twice ${token}`);
    expect(lines()[0]).toMatchObject({
      url: 'https://x.example/a?b=[redacted]&c=1',
      msg: 'it was [redacted], twice [redacted]',
    });
  });

  test('also when one secret contains another', () => {
    const { log, text } = capture({ secrets: ['abcdefgh', 'abcdefgh-and-more'] });
    log.info({}, 'abcdefgh-and-more');
    expect(text()).not.toContain('and-more');
  });

  test('a value too short to be told from a word is left alone', () => {
    const { log, lines } = capture({ secrets: ['queue'] });
    log.info({}, 'the queue is up');
    expect(lines()[0]).toMatchObject({ msg: 'the queue is up' });
  });
});

describe('an unknown secret is told by its name or its shape', () => {
  test.each([
    'password',
    'PASSWORD',
    'dbPassword',
    'authorization',
    'apiKey',
    'api_key',
    'x-api-key',
    'webhookSecret',
    'accessToken',
    'set-cookie',
    'x-hub-signature',
  ])('a field named %s', (name) => {
    const { log, text } = capture();
    log.info({ request: { headers: { [name]: 'hush' } } }, 'x');
    expect(text()).not.toContain('hush');
  });

  test.each([
    'postgresql://waymark:hush-hush@db:5432/waymark',
    'redis://:hush-hush@cache',
    'Authorization: Bearer hush-hush-hush-hush',
    'Basic hush0hush0hush0hush0==',
    'https://x.example/?access_token=hush-hush&a=1',
    'secret=hush-hush',
  ])('%s', (said) => {
    const { log, text } = capture();
    log.info({ said }, said);
    expect(text()).not.toContain('hush');
  });

  test('a Secret', () => {
    const { log, lines } = capture();
    log.info({ value: new Secret('hush'), nested: [new Secret('hush')] }, 'x');
    expect(lines()[0]).toMatchObject({ value: '[redacted]', nested: ['[redacted]'] });
  });

  test('counts and keys of issues are no secrets', () => {
    const { log, lines } = capture();
    const fields = { tokens: 12, issueKey: 'SHOP-1', key: 'SHOP-1', deliveryKey: 'd-1', secret: null };
    log.info(fields, 'basic functionality: https://example.com:8080/a@b');
    expect(lines()[0]).toMatchObject({
      ...fields,
      msg: 'basic functionality: https://example.com:8080/a@b',
    });
  });
});

describe('a line', () => {
  test('carries time, level and the fields of its log and of the logs it came from', () => {
    const { log, lines } = capture();
    log.child({ delivery: 'd-1' }).child({ issue: 'SHOP-1' }).warn({ tries: 2 }, 'again');
    expect(lines()[0]).toEqual({
      level: 40,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      delivery: 'd-1',
      issue: 'SHOP-1',
      tries: 2,
      msg: 'again',
    });
  });

  test('below the level is not written', () => {
    const { log, lines } = capture({ level: 'warn' });
    log.debug({}, 'x');
    log.info({}, 'x');
    log.child({}).info({}, 'x');
    log.error({}, 'x');
    expect(lines()).toHaveLength(1);
  });

  test('tells an error by name, message, stack, kind and cause, wherever it stands', () => {
    const { log, lines } = capture();
    const cause = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET', config: { big: 1 } });
    const error = new TrackerError('unavailable', 'GET issue', { status: 502, cause });
    log.error({ anything: error }, 'x');
    expect(lines()[0]?.anything).toMatchObject({
      name: 'TrackerError',
      message: 'GET issue',
      kind: 'unavailable',
      status: 502,
      stack: expect.stringContaining('log.test.ts'),
      cause: { message: 'socket hang up', code: 'ECONNRESET' },
    });
    expect(JSON.stringify(lines())).not.toContain('"config"');
  });

  test('tells all problems of a set-up', () => {
    const { log, lines } = capture();
    log.error({ error: new SetupError(['one', 'two']) }, 'x');
    expect(lines()[0]?.error).toMatchObject({ problems: ['one', 'two'] });
  });

  test('can be made of anything', () => {
    const { log, lines } = capture();
    const round: Record<string, unknown> = { many: Array.from({ length: 500 }, (_, i) => i) };
    round.self = round;
    let deep: unknown = 'bottom';
    for (let level = 0; level < 50; level += 1) deep = { deep };
    const odd = {
      round,
      deep,
      bytes: Buffer.from('hello'),
      big: 10n,
      run: () => 1,
      date: new Date('2026-11-20T12:00:00Z'),
      never: new Date(Number.NaN),
      nothing: undefined,
      long: 'x'.repeat(100_000),
    };
    log.info(odd, 'line\nbreak \u001b[31mred');
    expect(lines()).toHaveLength(1);
    expect(lines()[0]).toMatchObject({
      round: { self: '[circular]' },
      bytes: '[5 bytes]',
      big: '10',
      date: '2026-11-20T12:00:00.000Z',
      never: null,
    });
    expect(JSON.stringify(lines()[0]).length).toBeLessThan(12_000);
  });
});
