import { describe, expect, test } from 'vitest';
import type { HealthPart } from '../../src/web/health.ts';
import { buildServer } from '../helpers/web.ts';

const up = (name: string): HealthPart => ({ name, critical: true, check: async () => ({ state: 'up' }) });
const broken = (name: string, critical: boolean): HealthPart => ({
  name,
  critical,
  check: () =>
    Promise.reject(Object.assign(new Error('connect 10.0.0.7:5432 as admin'), { code: 'ECONNREFUSED' })),
});

describe('/healthz', () => {
  test('answers as long as the process does, whatever is down', async () => {
    const { server } = await buildServer({ parts: [broken('store', true)] });
    const response = await server.inject('/healthz');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ status: 'up' });
  });
});

describe('/readyz', () => {
  test('is 200 with every part up', async () => {
    const { server } = await buildServer({ parts: [up('store'), up('queue')] });
    const response = await server.inject('/readyz');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      status: 'ready',
      down: [],
      parts: { store: { state: 'up', critical: true }, queue: { state: 'up', critical: true } },
    });
  });

  test('is 503 and names the part that is down, but not where it lives', async () => {
    const { server, log } = await buildServer({ parts: [up('store'), broken('queue', true)] });
    const response = await server.inject('/readyz');
    expect(response.statusCode).toBe(503);
    expect(response.json()).toMatchObject({
      status: 'not-ready',
      down: ['queue'],
      parts: { store: { state: 'up' }, queue: { state: 'down', detail: 'ECONNREFUSED' } },
    });
    expect(response.body).not.toContain('10.0.0.7');
    expect(log.lines[0]).toMatchObject({ level: 'warn', fields: { part: 'queue' } });
  });

  test('stays ready when a tracker is down: deliveries still come in', async () => {
    const { server } = await buildServer({ parts: [up('store'), broken('jira', false)] });
    const response = await server.inject('/readyz');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ status: 'ready', down: ['jira'] });
  });

  test('a part that hangs counts as down', async () => {
    const hanging: HealthPart = { name: 'store', critical: true, check: () => new Promise(() => {}) };
    const { server } = await buildServer({ parts: [hanging], limits: { checkWithinMs: 20 } });
    const response = await server.inject('/readyz');
    expect(response.statusCode).toBe(503);
    expect(response.json()).toMatchObject({ parts: { store: { detail: 'timeout' } } });
  });

  test('looks once for many who ask at once, and again a second later', async () => {
    let looks = 0;
    let now = 0;
    const counted: HealthPart = {
      name: 'store',
      critical: true,
      check: async () => {
        looks += 1;
        return { state: 'up' };
      },
    };
    const { server } = await buildServer({ parts: [counted], clock: { now: () => new Date(now) } });
    await Promise.all(Array.from({ length: 20 }, () => server.inject('/readyz')));
    expect(looks).toBe(1);
    now = 1_000;
    await server.inject('/readyz');
    expect(looks).toBe(2);
  });
});
