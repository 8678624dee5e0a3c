import { TrackerError } from '../../../src/domain/errors.ts';
import type { Diagnosis, SetupStep, TrackerSetup } from '../../../src/domain/ports.ts';

export interface FakeSetup extends TrackerSetup {
  /** The steps that were done, in order. */
  readonly applied: string[];
  isAdmin: boolean;
  isLetIn: boolean;
  /** A step that fails from now on. */
  failing: string | null;
}

/** The set-up of a tracker in memory: two fields and a webhook. */
export function createFakeSetup(): FakeSetup {
  const done = new Map<string, string | null>();
  const fields = ['fake:field:Size', 'fake:field:Framing'];
  const webhook = 'fake:webhook';

  const fake: FakeSetup = {
    applied: [],
    isAdmin: true,
    isLetIn: true,
    failing: null,

    async planSetup({ webhookUrl }) {
      const state = (id: string): SetupStep['state'] => (done.has(id) ? 'present' : 'missing');
      const steps = fields.map(
        (id): SetupStep => ({ id, title: `create the field ${id}`, state: state(id) }),
      );
      const title = 'register the webhook';
      if (webhookUrl === null) {
        return [...steps, { id: webhook, title, state: 'by-hand', remedy: 'Set PUBLIC_URL first.' }];
      }
      if (!fake.isAdmin && !done.has(webhook)) {
        const remedy = `Let an administrator add a webhook to ${webhookUrl}.`;
        return [...steps, { id: webhook, title, state: 'by-hand', remedy }];
      }
      return [
        ...steps,
        { id: webhook, title, state: done.get(webhook) === webhookUrl ? 'present' : 'missing' },
      ];
    },

    async applyStep({ id }, { webhookUrl }) {
      if (![...fields, webhook].includes(id)) throw new TrackerError('invalid', `there is no step ${id}`);
      if (fake.failing === id) throw new TrackerError('unavailable', 'no answer');
      if (done.has(id)) return;
      done.set(id, webhookUrl);
      fake.applied.push(id);
    },

    async diagnose({ webhookUrl }) {
      const line = (id: string, state: Diagnosis['state'], remedy: string | null): Diagnosis => ({
        ...{ id: `fake:${id}`, title: `Fake: ${id}`, state, remedy },
        detail: state === 'ok' ? 'is well' : 'is not well',
      });
      if (!fake.isLetIn) return [line('credentials', 'failed', 'Make a new key.')];
      const isRegistered = done.get(webhook) === webhookUrl;
      return [
        line('credentials', 'ok', null),
        isRegistered ? line('webhook', 'ok', null) : line('webhook', 'failed', 'Run `waymark provision`.'),
      ];
    },
  };
  return fake;
}
