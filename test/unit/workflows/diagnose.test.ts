import { describe, expect, it } from 'vitest';
import { SetupError, TrackerError } from '../../../src/domain/errors.ts';
import type { TrackerName } from '../../../src/domain/issue.ts';
import type { Diagnosis, FieldRefusal, Tracker } from '../../../src/domain/ports.ts';
import { createDiagnose, type DiagnoseDeps, type ServiceReport } from '../../../src/workflows/diagnose.ts';
import { createFakeSetup } from '../../helpers/fakes/fake-setup.ts';
import { createFakeTracker } from '../../helpers/fakes/fake-tracker.ts';

const now = new Date('2026-11-20T12:00:00Z');
const jira: Tracker = Object.assign(createFakeTracker(), createFakeSetup());
const report: ServiceReport = {
  store: 'PostgreSQL 15.8',
  queue: { version: 'Redis 7.2', problems: [] },
  lastDeliveries: new Map([['jira', '2026-11-20T11:20:00.000Z']]),
  refusals: [],
  unsent: [],
};

async function diagnosed(deps: Partial<DiagnoseDeps> = {}): Promise<ReadonlyMap<string, Diagnosis>> {
  const diagnose = createDiagnose({
    trackers: new Map([['jira', jira]]),
    publicUrl: 'https://waymark.example',
    settingsFile: '/etc/waymark.yaml',
    inspectService: async () => report,
    askRunning: async () => null,
    reachMail: null,
    audiences: 0,
    secretProblems: [],
    clock: { now: () => now },
    ...deps,
  });
  const found = await diagnose({});
  return new Map(found.map((one) => [one.id, one]));
}

describe('the doctor', () => {
  it('looks over settings, store, queue, deliveries, mail and trackers', async () => {
    const found = await diagnosed();
    expect([...found].map(([id, { state }]) => `${id} ${state}`)).toEqual([
      'settings ok',
      'store ok',
      'queue ok',
      'jira:deliveries ok',
      'mail ok',
      'fake:credentials ok',
      'fake:webhook failed',
    ]);
    expect(found.get('jira:deliveries')?.detail).toBe('40 min ago');
  });

  it('warns of a queue that may lose jobs, with what to set', async () => {
    const problems = ['maxmemory-policy is allkeys-lru, set it to noeviction.', 'set appendonly to yes.'];
    const inspectService = async () => ({ ...report, queue: { version: 'Redis 7.2', problems } });
    expect((await diagnosed({ inspectService })).get('queue')).toMatchObject({
      state: 'warning',
      remedy: problems.join(' '),
    });
  });

  it.each([
    [null, 'warning', 'none has come yet'],
    ['2026-11-20T11:59:50.000Z', 'ok', 'just now'],
    ['2026-11-19T12:00:00.000Z', 'ok', '24 h ago'],
    ['2026-11-01T12:00:00.000Z', 'warning', '19 days ago'],
  ])('judges a last delivery at %s: %s', async (at, state, detail) => {
    const lastDeliveries = new Map<TrackerName, string | null>([['jira', at]]);
    const found = await diagnosed({ inspectService: async () => ({ ...report, lastDeliveries }) });
    expect(found.get('jira:deliveries')).toMatchObject({ state, detail });
  });

  it('tells what trackers would not take', async () => {
    const refusal: FieldRefusal = {
      ...{
        tracker: 'jira',
        project: 'SHOP',
        typeName: 'Bug',
        field: 'size',
        option: 'macro',
        fingerprint: 'f',
      },
      ...{ message: 'It has no option "macro".', remedy: 'Add it.', at: '', retryAt: '' },
    };
    const found = await diagnosed({ inspectService: async () => ({ ...report, refusals: [refusal] }) });
    expect(found.get('jira:refused:SHOP:Bug:size:macro')).toMatchObject({
      state: 'warning',
      remedy: 'Add it.',
    });
  });

  describe('while the store is held by a service', () => {
    const inspectService = () => Promise.reject(new SetupError(['The data folder is in use.']));

    it('asks the service', async () => {
      const found = await diagnosed({
        inspectService,
        askRunning: async () => ({
          address: 'http://127.0.0.1:3000',
          parts: { store: { state: 'up' }, queue: { state: 'down', detail: 'ECONNREFUSED' } },
          lastDeliveries: new Map([['jira', '2026-11-20T11:00:00.000Z']]),
        }),
      });
      expect(found.get('store')).toMatchObject({
        state: 'ok',
        detail: 'up, as the running service at http://127.0.0.1:3000 says',
      });
      expect(found.get('queue')).toMatchObject({
        state: 'failed',
        detail: expect.stringContaining('ECONNREFUSED'),
      });
      expect(found.get('jira:deliveries')).toMatchObject({ state: 'ok', detail: '1 h ago' });
    });

    it('fails when none answers, and looks at the rest all the same', async () => {
      const found = await diagnosed({ inspectService });
      expect(found.get('store')).toMatchObject({ state: 'failed', detail: 'The data folder is in use.' });
      expect(found.has('fake:credentials')).toBe(true);
    });
  });

  it('tells whether the mail server is in reach', async () => {
    expect((await diagnosed({ reachMail: async () => {} })).get('mail')).toMatchObject({ state: 'ok' });
    expect((await diagnosed({ audiences: 2 })).get('mail')).toMatchObject({
      state: 'ok',
      detail: expect.stringContaining('outbox'),
    });
    expect((await diagnosed({ audiences: 2, publicUrl: null })).get('mail-links')).toMatchObject({
      state: 'warning',
      remedy: expect.stringContaining('PUBLIC_URL'),
    });
    expect((await diagnosed({ audiences: 0, publicUrl: null })).has('mail-links')).toBe(false);
    const reachMail = () =>
      Promise.reject(new Error('the mail server mail:25 does not answer (ECONNREFUSED)'));
    expect((await diagnosed({ reachMail })).get('mail')).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining('mail:25'),
      remedy: expect.stringContaining('SMTP_URL'),
    });
  });

  it('warns of secrets of sources that are not sent, with what to set', async () => {
    const problem = { variable: 'WAYMARK_SECRET_M', message: 'it is not set', remedy: 'Set it.' };
    const found = await diagnosed({ secretProblems: [problem] });
    expect(found.get('secret:WAYMARK_SECRET_M')).toMatchObject({
      ...{ state: 'warning', detail: 'it is not set', remedy: 'Set it.' },
    });
    const unsent = [{ keyResult: 'orders', message: 'the secret m may not be sent to a.example' }];
    const named = await diagnosed({ inspectService: async () => ({ ...report, unsent }) });
    expect(named.get('source:orders')).toMatchObject({
      ...{ state: 'warning', detail: unsent[0]?.message, remedy: expect.any(String) },
    });
  });

  it('has something to say when no tracker is connected', async () => {
    expect((await diagnosed({ trackers: new Map() })).get('trackers')).toMatchObject({ state: 'warning' });
  });

  it('counts a tracker that cannot be looked at as failed', async () => {
    const broken = Object.assign(createFakeTracker(), createFakeSetup(), {
      diagnose: () => Promise.reject(new TrackerError('unavailable', 'no answer')),
    });
    expect((await diagnosed({ trackers: new Map([['jira', broken]]) })).get('jira')).toMatchObject({
      state: 'failed',
      detail: 'no answer',
    });
  });
});
