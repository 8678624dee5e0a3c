import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../src');

/** Which rooms a room may import besides itself. Single files at the top of `src` are rooms of their own. */
const arrows: Record<string, readonly string[]> = {
  'main.ts': ['cli', 'config.ts', 'log.ts'],
  cli: [
    'app.ts',
    'demo.ts',
    'playground.ts',
    'demo-okrs.ts',
    'config.ts',
    'log.ts',
    'workflows',
    'domain',
    'okr-files',
  ],
  'demo-okrs.ts': ['demo-settled.ts', 'app.ts', 'config.ts', 'sandbox', 'domain'],
  'demo-settled.ts': ['app.ts', 'sandbox', 'domain'],
  'demo.ts': ['demo-okrs.ts', 'demo-settled.ts', 'app.ts', 'config.ts', 'log.ts', 'sandbox', 'domain'],
  'playground.ts': ['sandbox'],
  'app.ts': ['app', 'config.ts', 'domain', 'queue', 'store', 'trackers', 'web', 'workflows'],
  app: [
    'config.ts',
    'log.ts',
    'web',
    'queue',
    'trackers',
    'store',
    'mail',
    'reader',
    'identity',
    'sources',
    'guard',
    'subscribers',
    'okr-files',
    'workflows',
    'domain',
  ],
  'config.ts': ['config', 'environment.ts', 'domain'],
  config: ['environment.ts', 'domain'],
  'environment.ts': [],
  'log.ts': ['config.ts', 'domain'],
  web: ['workflows', 'domain'],
  queue: ['domain'],
  store: ['domain'],
  trackers: ['domain'],
  mail: ['domain'],
  reader: ['domain'],
  // Addresses that people name are called by way of the guard, whoever calls them.
  guard: [],
  identity: ['domain'],
  sources: ['domain', 'guard'],
  subscribers: ['domain', 'guard'],
  'okr-files': ['domain'],
  sandbox: [],
  workflows: ['domain'],
  domain: [],
};

/** SDKs stay inside their adapter. */
const confined: Record<string, readonly string[]> = {
  '@linear/sdk': ['trackers/linear'],
  'jira.js': ['trackers/jira'],
  axios: ['trackers/jira'],
  bullmq: ['queue'],
  ioredis: ['queue'],
  pg: ['store'],
  kysely: ['store'],
  '@electric-sql/pglite': ['store'],
  fastify: ['web', 'sandbox'],
  nodemailer: ['mail'],
  'openid-client': ['identity'],
  standardwebhooks: ['subscribers'],
  commander: ['cli', 'main.ts'],
  pino: ['log.ts'],
  graphql: ['sandbox'],
  preact: ['web/pages'],
  'preact-render-to-string': ['web/pages'],
  'd3-scale': ['web/pages/parts'],
  'd3-shape': ['web/pages/parts'],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => file.split(sep).join('/'));

const importsOf = (file: string): Import[] => {
  const source = readFileSync(join(root, file), 'utf8');
  const statements = source.matchAll(
    /^(?:import|export)\s[^'";]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm,
  );
  return [...statements].map(([, from, bare, dynamic]) => {
    const target = from ?? bare ?? dynamic ?? '';
    const to = target.startsWith('.')
      ? relative(root, normalize(join(root, dirname(file), target)))
          .split(sep)
          .join('/')
      : target;
    return { from: file, to };
  });
};

const all = files.flatMap(importsOf);
const inside = all.filter(({ to }) => /\.(?:tsx?|json)$/.test(to));
const room = (file: string) => file.split('/')[0] ?? file;
const packageOf = (name: string) =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

describe('the arrows between the rooms', () => {
  test('the scan sees the imports at all', () => {
    expect(inside.length).toBeGreaterThan(files.length / 2);
  });

  test('every room imports only the rooms it may', () => {
    const wrong = inside
      .filter(({ from, to }) => room(from) !== room(to) && !arrows[room(from)]?.includes(room(to)))
      .map(({ from, to }) => `${from} → ${to}`);
    expect(wrong).toEqual([]);
  });

  test('the domain imports itself and zod only', () => {
    const wrong = all
      .filter(({ from, to }) => room(from) === 'domain' && !inside.some((i) => i.to === to) && to !== 'zod')
      .map(({ from, to }) => `${from} → ${to}`);
    expect(wrong).toEqual([]);
  });

  test('one tracker never imports another', () => {
    const wrong = inside
      .filter(
        ({ from, to }) => /^trackers\/(jira|linear)\//.test(from) && /^trackers\/(jira|linear)\//.test(to),
      )
      .filter(({ from, to }) => from.split('/')[1] !== to.split('/')[1])
      .map(({ from, to }) => `${from} → ${to}`);
    expect(wrong).toEqual([]);
  });

  test('SDK types stay inside their adapter', () => {
    const wrong = all
      .filter(({ from, to }) => {
        const homes = confined[packageOf(to)];
        return homes !== undefined && !homes.some((home) => from === home || from.startsWith(`${home}/`));
      })
      .map(({ from, to }) => `${from} → ${to}`);
    expect(wrong).toEqual([]);
  });

  test('only main.ts reads process.env', () => {
    const readers = files.filter((file) => readFileSync(join(root, file), 'utf8').includes('process.env'));
    expect(readers.filter((file) => file !== 'main.ts')).toEqual([]);
  });

  test('there are no cycles', () => {
    const next = new Map<string, string[]>();
    for (const { from, to } of inside) next.set(from, [...(next.get(from) ?? []), to]);
    const done = new Set<string>();
    const cycles: string[] = [];
    const walk = (file: string, path: readonly string[]) => {
      if (path.includes(file)) {
        cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
        return;
      }
      if (done.has(file)) return;
      for (const target of next.get(file) ?? []) walk(target, [...path, file]);
      done.add(file);
    };
    for (const file of files) walk(file, []);
    expect(cycles).toEqual([]);
  });
});
