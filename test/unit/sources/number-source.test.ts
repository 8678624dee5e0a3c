import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { secretVariable } from '../../../src/domain/okr/source.ts';
import type { AskedSource } from '../../../src/domain/ports.ts';
import type { Resolve } from '../../../src/guard/call.ts';
import type { GuardSettings } from '../../../src/guard/guarded-get.ts';
import { createNumberSource } from '../../../src/sources/index.ts';
import { createSourceSecrets } from '../../../src/sources/source-secrets.ts';
import { answersJson, type LocalHttp, startLocalHttp } from '../../helpers/local-http.ts';

const servers: LocalHttp[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
const serve = async (...given: Parameters<typeof startLocalHttp>) => {
  const server = await startLocalHttp(...given);
  servers.push(server);
  return server;
};

interface Secrets {
  readonly bindings?: Readonly<Record<string, readonly string[]>>;
  /** By their variables. */
  readonly values?: Readonly<Record<string, string>>;
}
/** A secret that may be sent to this machine. */
const bound = (name: string, value: string): Secrets => ({
  bindings: { [name]: ['127.0.0.1'] },
  values: { [secretVariable(name)]: value },
});

function ask(
  source: AskedSource,
  over: Partial<GuardSettings> & { resolve?: Resolve; secrets?: Secrets } = {},
) {
  const { resolve, secrets: { values = {}, bindings = {} } = {}, ...settings } = over;
  return createNumberSource({
    settings: {
      hosts: [],
      privateHosts: ['127.0.0.1'],
      timeoutMs: 5_000,
      maxBytes: 64 * 1024,
      maxRedirects: 3,
      ...settings,
    },
    secrets: createSourceSecrets({ bindings, values: new Map(Object.entries(values)) }),
    ...(resolve && { resolve }),
  }).read(source);
}
const json = (url: string, pointer = '/value', headers?: Record<string, string>): AskedSource => ({
  kind: 'http-json',
  url,
  pointer,
  ...(headers && { headers }),
});
const at =
  (address: string): Resolve =>
  async () => [{ address, family: address.includes(':') ? 6 : 4 }];

describe('a number from JSON', () => {
  test('is read where the pointer leads', async () => {
    const { url } = await serve(answersJson({ data: [{ value: 72.5 }] }));
    expect(await ask(json(`${url}/stats`, '/data/0/value'))).toEqual({
      ok: true,
      value: 72.5,
      evidence: [`${url}/stats`],
    });
  });

  test('comes with evidence that shows neither query nor fragment', async () => {
    const { url } = await serve(answersJson({ value: 1 }));
    const reading = await ask(json(`${url}/stats?token=hush#x`));
    expect(reading).toMatchObject({ ok: true, evidence: [`${url}/stats`] });
  });

  test.each([
    ['a text', { value: '72' }, /a text and no number/],
    ['a list', { value: [72] }, /a list/],
    ['an object', { value: {} }, /an object/],
    ['a yes', { value: true }, /true or false/],
    ['nothing', { value: null }, /empty/],
    ['beyond all numbers', '{"value": 1e999}', /beyond all numbers/],
    ['not a number at all', '{"value": NaN}', /is no JSON/],
    ['somewhere else', { other: 1 }, /nothing at \/value/],
    ['half an answer', '{"value": 7', /is no JSON/],
  ])('is none when there is %s', async (_, body, message) => {
    const { url } = await serve(answersJson(body));
    const reading = await ask(json(url));
    expect(reading).toEqual({ ok: false, message: expect.stringMatching(message) });
  });

  test.each([204, 206, 401, 404, 500, 503])('is none when the answer is %d', async (status) => {
    const { url } = await serve((_, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end('{"value": 3}');
    });
    expect(await ask(json(url))).toEqual({
      ok: false,
      message: expect.stringContaining(`answers ${status}`),
    });
  });

  test('is none when a page comes in place of data', async () => {
    const { url } = await serve((_, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8').end('7');
    });
    expect(await ask(json(url, ''))).toMatchObject({
      ok: false,
      message: expect.stringContaining('text/html'),
    });
  });
});

describe('a source that keeps one waiting', () => {
  test('is given up, whether it says nothing or goes on for ever', async () => {
    const silent = await serve(() => {});
    const dripping = await serve((_, response) => {
      response.setHeader('content-type', 'application/json');
      const timer = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(timer));
    });
    for (const { url } of [silent, dripping]) {
      const reading = await ask(json(url), { timeoutMs: 150 });
      expect(reading).toMatchObject({ ok: false, message: expect.stringContaining('did not answer within') });
    }
  });

  test('is given up when its redirects together take too long', async () => {
    const slow = await serve((request, response) => {
      const hop = Number(request.url?.slice(1) || 0);
      setTimeout(() => response.writeHead(302, { location: `/${hop + 1}` }).end(), 100);
    });
    const reading = await ask(json(slow.url), { timeoutMs: 250, maxRedirects: 50 });
    expect(reading).toMatchObject({ ok: false, message: expect.stringContaining('did not answer within') });
  });
});

describe('a huge answer', () => {
  test('that says so is not taken at all', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '99999999' });
      response.write('{"value": 1');
    });
    expect(await ask(json(url))).toMatchObject({
      ok: false,
      message: expect.stringContaining('larger than 64 KB'),
    });
  });

  test('that does not say so is cut off', async () => {
    const { url } = await serve((_, response) => {
      response.setHeader('content-type', 'application/json');
      const pour = () => {
        while (!response.destroyed && response.write('9'.repeat(16 * 1024)));
        if (!response.destroyed) void once(response, 'drain').then(pour, () => {});
      };
      pour();
    });
    expect(await ask(json(url))).toMatchObject({
      ok: false,
      message: expect.stringContaining('larger than 64 KB'),
    });
  });

  test('is not inflated from a small one: compressed bytes are no JSON', async () => {
    const { url, asked } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(Buffer.from([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0]));
    });
    expect(await ask(json(url))).toMatchObject({ ok: false });
    expect(asked[0]?.headers['accept-encoding']).toBe('identity');
  });
});

describe('where a source may be', () => {
  test('a host that nobody allowed is not asked', async () => {
    const server = await serve(answersJson({ value: 1 }));
    const reading = await ask(json(server.url), { privateHosts: [], hosts: ['metrics.example.com'] });
    expect(reading).toMatchObject({ ok: false, message: expect.stringContaining('not among the hosts') });
    expect(server.asked).toEqual([]);
  });

  test.each([
    '127.0.0.1',
    '10.0.0.8',
    '169.254.169.254',
    '192.168.0.1',
    '::1',
    'fe80::1',
    '::ffff:127.0.0.1',
  ])('a host that is allowed and turns out to be at %s is not asked', async (address) => {
    const server = await serve(answersJson({ value: 1 }));
    const reading = await ask(json(`http://metrics.example.com:${server.port}/`), {
      hosts: ['metrics.example.com'],
      resolve: at(address),
    });
    expect(reading).toMatchObject({ ok: false, message: expect.stringContaining('private network') });
    expect(server.asked).toEqual([]);
  });

  test.each([
    'http://127.0.0.1',
    'http://[::1]',
    'http://2130706433',
    'http://0x7f.1',
    'http://[::ffff:7f00:1]',
  ])('the address %s is no way around it', async (origin) => {
    const server = await serve(answersJson({ value: 1 }));
    const url = new URL(`${origin}:${server.port}/`);
    const reading = await ask(json(url.href), { privateHosts: [], hosts: [url.hostname] });
    expect(reading).toMatchObject({ ok: false, message: expect.stringContaining('private network') });
    expect(server.asked).toEqual([]);
  });

  test('a name with one public and one private address is not asked', async () => {
    const reading = await ask(json('http://metrics.example.com/'), {
      hosts: ['metrics.example.com'],
      resolve: async () => [
        { address: '93.184.215.14', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ],
    });
    expect(reading).toMatchObject({ ok: false, message: expect.stringContaining('private network') });
  });

  test('what is judged is what is connected to: a name is looked up once a connection', async () => {
    const server = await serve(answersJson({ value: 1 }));
    const answers = ['127.0.0.1', '127.0.0.2'];
    let lookups = 0;
    const reading = await ask(json(`http://prometheus.internal:${server.port}/`), {
      privateHosts: ['prometheus.internal'],
      resolve: async () => {
        lookups += 1;
        return [{ address: answers.shift() ?? '', family: 4 }];
      },
    });
    expect(reading).toMatchObject({ ok: true });
    expect(lookups).toBe(1);
  });

  test('a name that is private at the second look, after a redirect to itself, is not asked again', async () => {
    const server = await serve((_, response) => response.writeHead(302, { location: '/again' }).end());
    let lookups = 0;
    const reading = await ask(json(`http://a.example.com:${server.port}/`), {
      // The first is allowed where it is; the redirect leads to a host that must be public.
      privateHosts: [`a.example.com:${server.port}`],
      resolve: async () => {
        lookups += 1;
        return [{ address: lookups === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
      },
      timeoutMs: 300,
    });
    expect(reading.ok).toBe(false);
    expect(lookups).toBe(2);
    expect(server.asked).toHaveLength(1);
  });

  test('another kind of address, or one with a password, is not asked', async () => {
    for (const url of ['http://u:p@127.0.0.1:1/', 'http://token@127.0.0.1:1/']) {
      const reading = await ask(json(url));
      expect(reading).toMatchObject({ ok: false, message: expect.stringContaining('user or a password') });
      expect(JSON.stringify(reading)).not.toMatch(/token@|u:p/);
    }
  });
});

describe('a redirect', () => {
  const redirectTo = (location: string) =>
    serve((_, response) => response.writeHead(302, { location }).end());

  test('within the allowed is followed', async () => {
    const target = await serve(answersJson({ value: 5 }));
    const { url } = await redirectTo(`${target.url}/there`);
    expect(await ask(json(url))).toMatchObject({ ok: true, value: 5 });
  });

  test.each([
    ['a private address', 'http://10.0.0.1/', /not among the hosts/],
    ['the cloud’s own address', 'http://169.254.169.254/latest/meta-data', /not among the hosts/],
    ['this machine by name', 'http://localhost:1/', /not among the hosts/],
    ['a file', 'file:///etc/passwd', /file: addresses are not asked/],
    ['an allowed name at a private address', 'http://metrics.example.com/', /private network/],
    ['with a password', 'http://a:b@127.0.0.1/', /user or a password/],
    ['nowhere', 'http://[', /no address/],
  ])('to %s is not followed', async (_, location, message) => {
    const { url } = await redirectTo(location);
    const reading = await ask(json(url), { hosts: ['metrics.example.com'], resolve: at('192.168.1.1') });
    expect(reading).toEqual({ ok: false, message: expect.stringMatching(message) });
  });

  test('that goes in circles ends', async () => {
    const server = await redirectTo('/round');
    expect(await ask(json(server.url))).toMatchObject({
      ok: false,
      message: expect.stringContaining('3 times'),
    });
    expect(server.asked).toHaveLength(4);
  });

  test('to another origin takes no secret along', async () => {
    const target = await serve(answersJson({ value: 5 }));
    const first = await redirectTo(`${target.url}/there`);
    const reading = await ask(json(first.url, '/value', { Authorization: 'METRICS' }), {
      secrets: bound('METRICS', 'Bearer hush'),
    });
    expect(reading).toMatchObject({ ok: true, value: 5 });
    expect(first.asked[0]?.headers.authorization).toBe('Bearer hush');
    expect(target.asked[0]?.headers.authorization).toBeUndefined();
  });
});

describe('a secret', () => {
  test('that is not set is told by name, and nothing is asked', async () => {
    const server = await serve(answersJson({ value: 1 }));
    const reading = await ask(json(server.url, '/value', { 'X-Key': 'metrics-key' }), {
      secrets: { bindings: { 'metrics-key': ['127.0.0.1'] } },
    });
    expect(reading).toMatchObject({
      ok: false,
      message: expect.stringContaining('WAYMARK_SECRET_METRICS_KEY'),
    });
    expect(server.asked).toEqual([]);
  });

  test.each([
    ['that is bound to no host', {}],
    ['that is bound to another host', { 'metrics-key': ['metrics.example.com', '127.0.0.2'] }],
    ['that is bound to another port', { 'metrics-key': ['127.0.0.1:1'] }],
    ['while another is bound to the host', { 'other-key': ['127.0.0.1'] }],
  ])('%s is not sent, the remedy is told, and nothing is asked', async (_, bindings) => {
    const server = await serve(answersJson({ value: 1 }));
    const values = { WAYMARK_SECRET_METRICS_KEY: 'hush', WAYMARK_SECRET_OTHER_KEY: 'hush' };
    const reading = await ask(json(server.url, '/value', { 'X-Key': 'metrics-key' }), {
      secrets: { bindings, values },
    });
    const { host } = new URL(server.url);
    const message = `the secret metrics-key may not be sent to ${host}: if it is meant to, list the host in the settings under okr.sources.secrets, as metrics-key: [${host}]`;
    expect(reading).toEqual({ ok: false, message });
    expect(server.asked).toEqual([]);
  });

  test('goes where its variable is bound, however its name is written', async () => {
    const server = await serve(answersJson({ value: 1 }));
    const secrets = { ...bound('metrics-key', 'hush'), bindings: { 'Metrics Key': ['127.0.0.1'] } };
    const reading = await ask(json(server.url, '/value', { 'X-Key': 'metrics_key' }), { secrets });
    expect(reading).toMatchObject({ ok: true });
    expect(server.asked[0]?.headers['x-key']).toBe('hush');
  });

  test('is told of before anything is asked', () => {
    const { unsent } = createSourceSecrets({
      bindings: { there: ['a.example'], here: ['a.example'] },
      values: new Map([['WAYMARK_SECRET_HERE', 'hush']]),
    });
    const headers = { A: 'here', B: 'there', C: 'nowhere' };
    expect(unsent({ ...json('https://a.example/', '/value', headers) })).toEqual([
      'there is no secret there: set WAYMARK_SECRET_THERE',
      expect.stringContaining('the secret nowhere may not be sent to a.example'),
    ]);
    expect(unsent({ kind: 'manual' })).toEqual([]);
  });

  test('that is bound and not set, or set and bound to nothing, is a problem with its remedy', () => {
    const { problems } = createSourceSecrets({
      bindings: { missing: ['a.example'], fine: ['a.example'] },
      values: new Map([
        ['WAYMARK_SECRET_FINE', 'hush'],
        ['WAYMARK_SECRET_LOOSE', 'hush'],
      ]),
    });
    expect(problems()).toEqual([
      {
        variable: 'WAYMARK_SECRET_MISSING',
        message: 'the settings name the secret missing, and WAYMARK_SECRET_MISSING is not set',
        remedy: 'Set WAYMARK_SECRET_MISSING, or take it out of okr.sources.secrets.',
      },
      {
        variable: 'WAYMARK_SECRET_LOOSE',
        message: 'WAYMARK_SECRET_LOOSE is set and may be sent to no host',
        remedy: 'List the hosts that may have it under okr.sources.secrets.',
      },
    ]);
  });

  test('is not sent without encryption to another machine', async () => {
    const reading = await ask(json('http://metrics.internal/', '/value', { 'X-Key': 'K' }), {
      privateHosts: ['metrics.internal'],
      secrets: { bindings: { K: ['metrics.internal'] }, values: { WAYMARK_SECRET_K: 'hush' } },
    });
    expect(reading).toMatchObject({ ok: false, message: expect.stringContaining('use https') });
  });

  test('is in no message, even when it breaks the request', async () => {
    const server = await serve(answersJson({ value: 1 }));
    const reading = await ask(json(server.url, '/value', { 'X-Key': 'K' }), {
      secrets: bound('K', 'hush\r\nx: y'),
    });
    expect(reading.ok).toBe(false);
    expect(JSON.stringify(reading)).not.toContain('hush');
  });

  test('cannot stand in for the headers of the connection', async () => {
    const server = await serve(answersJson({ value: 1 }));
    const reading = await ask(json(server.url, '/value', { Host: 'K' }), { secrets: bound('K', 'internal') });
    expect(reading).toMatchObject({ ok: false, message: 'the header Host cannot be set' });
  });
});

describe('a number from Prometheus', () => {
  const vector = (...values: string[]) => ({
    status: 'success',
    data: {
      resultType: 'vector',
      result: values.map((value) => ({ metric: {}, value: [1_790_000_000.1, value] })),
    },
  });
  const query = (url: string): AskedSource => ({ kind: 'prometheus', url, query: 'sum(rate(x[5m])) > 0' });

  test('is that of the one series, with the graph as evidence', async () => {
    const { url, asked } = await serve(answersJson(vector('0.0125')));
    const reading = await ask(query(`${url}/prom/`));
    expect(reading).toMatchObject({ ok: true, value: 0.0125 });
    expect(asked[0]?.url).toBe('/prom/api/v1/query?query=sum%28rate%28x%5B5m%5D%29%29+%3E+0');
    expect(reading).toMatchObject({ evidence: [expect.stringMatching(/\/prom\/graph\?g0\.expr=sum/)] });
  });

  test('may be a scalar', async () => {
    const data = { resultType: 'scalar', result: [1, '-3e2'] };
    const { url } = await serve(answersJson({ status: 'success', data }));
    expect(await ask(query(url))).toMatchObject({ ok: true, value: -300 });
  });

  test.each([
    ['NaN', vector('NaN'), /NaN/],
    ['without end', vector('+Inf'), /\+Inf/],
    ['hexadecimal', vector('0x10'), /0x10/],
    ['of two series', vector('1', '2'), /2 series/],
    ['of no series', vector(), /finds nothing/],
    ['a matrix', { status: 'success', data: { resultType: 'matrix', result: [] } }, /matrix/],
    ['an error', { status: 'error', errorType: 'bad_data', error: 'parse error' }, /parse error/],
    ['something else', { value: 3 }, /as Prometheus does/],
  ])('is none when it is %s', async (_, body, message) => {
    const { url } = await serve(answersJson(body));
    expect(await ask(query(url))).toEqual({ ok: false, message: expect.stringMatching(message) });
  });
});
