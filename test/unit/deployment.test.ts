import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadConfig } from '../../src/config.ts';
import { variables } from '../../src/environment.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, '../..', name), 'utf8');

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: object;
  readonly ports?: readonly string[];
  readonly restart?: string;
  readonly volumes?: readonly string[];
}
const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};

describe('.env.example', () => {
  const named = [...read('.env.example').matchAll(/^#?([A-Z_]+)=(.*)$/gm)];

  test('names every variable that is read, once, and no other but those of the compose file', () => {
    const known = [...Object.keys(variables), 'POSTGRES_PASSWORD', 'PUBLISHED_PORT'];
    expect(named.map(([, name]) => name).sort()).toEqual(known.sort());
  });

  test('holds no value, so that a copy that is not filled in starts', () => {
    expect(named.filter(([, , value]) => value !== '')).toEqual([]);
  });
});

describe('docker-compose.yml', () => {
  const { services } = compose;

  test.each(['web', 'worker'])('%s starts after its parts are well', (name) => {
    expect(services[name]?.command).toEqual(['serve', '--role', name]);
    expect(services[name]?.depends_on).toEqual({
      postgres: { condition: 'service_healthy' },
      redis: { condition: 'service_healthy' },
    });
  });

  test('every service comes back by itself, and the foreign ones say how they are', () => {
    for (const service of Object.values(services)) expect(service.restart).toBe('unless-stopped');
    expect(services.redis?.healthcheck).toBeDefined();
    expect(services.postgres?.healthcheck).toBeDefined();
  });

  test('Redis keeps every job on disk and drops none', () => {
    const command = services.redis?.command?.join(' ');
    expect(command).toContain('--appendonly yes');
    expect(command).toContain('--maxmemory-policy noeviction');
  });

  test('what must last is on a named volume', () => {
    const mounted = Object.values(services).flatMap(({ volumes = [] }) =>
      volumes.map((v) => v.split(':')[0]),
    );
    expect(mounted.sort()).toEqual(Object.keys(compose.volumes).sort());
  });

  test('bakes no secret in and opens no port to the world', () => {
    const source = read('docker-compose.yml');
    for (const [, value] of source.matchAll(/PASSWORD: (.*)/g))
      expect(value).toMatch(/^\$\{POSTGRES_PASSWORD:\?/);
    const ports = Object.values(services).flatMap((service) => service.ports ?? []);
    expect(ports).toHaveLength(1);
    expect(ports[0]).toMatch(/^127\.0\.0\.1:/);
  });

  test('gives the service an environment that it accepts', () => {
    const environment = Object.fromEntries(
      Object.entries(services.web?.environment ?? {}).map(([name, value]) => [
        name,
        value.replace(/\$\{POSTGRES_PASSWORD[^}]*\}/, 'a-password').replace(/\$\{[A-Z_]+:-([^}]*)\}/, '$1'),
      ]),
    );
    const config = loadConfig(environment, () => '');
    expect(config.store.databaseUrl?.reveal()).toBe('postgresql://waymark:a-password@postgres:5432/waymark');
    expect(config.http).toMatchObject({ host: '0.0.0.0', port: 3000, trustProxy: ['uniquelocal'] });
  });
});

describe('Dockerfile', () => {
  const source = read('Dockerfile');

  test('copies only what .dockerignore lets through', () => {
    const sent = [...read('.dockerignore').matchAll(/^!(.+)$/gm)].map(([, path]) => path);
    const copied = [...source.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = '']) =>
      paths.split(' '),
    );
    expect([...new Set(copied.map((path) => path.replace('./', '')))].sort()).toEqual(sent.sort());
  });

  test('ends as a user who is not root, and says how to ask whether it is well', () => {
    const run = source.slice(source.indexOf(' AS run'));
    expect(run).toMatch(/^USER node$/m);
    expect(run).toMatch(/^HEALTHCHECK .*\\\n {2}CMD \[/m);
    expect(run).toMatch(/^STOPSIGNAL SIGTERM$/m);
    expect(run).toMatch(/^ENTRYPOINT \["node"/m);
  });
});

describe('package-lock.json', () => {
  test('names the packages of every platform, without which `npm ci` refuses it', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      readonly packages: Readonly<
        Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>
      >;
    };
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
      ),
    );
    expect(missing).toEqual([]);
  });
});
