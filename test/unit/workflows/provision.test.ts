import { describe, expect, it } from 'vitest';
import { TrackerError } from '../../../src/domain/errors.ts';
import type { TrackerName } from '../../../src/domain/issue.ts';
import type { Tracker } from '../../../src/domain/ports.ts';
import { createProvision, type StepOutcome } from '../../../src/workflows/provision.ts';
import { createFakeSetup, type FakeSetup } from '../../helpers/fakes/fake-setup.ts';
import { createFakeTracker } from '../../helpers/fakes/fake-tracker.ts';

function world(publicUrl: string | null = 'https://waymark.example') {
  const setups: Record<TrackerName, FakeSetup> = { jira: createFakeSetup(), linear: createFakeSetup() };
  const trackers = new Map<TrackerName, Tracker>(
    (['jira', 'linear'] as const).map((name) => [
      name,
      Object.assign(createFakeTracker({ name }), setups[name]),
    ]),
  );
  return { provision: createProvision({ trackers, publicUrl }), setups, trackers };
}

async function run({ provision }: ReturnType<typeof world>, scope = {}): Promise<readonly StepOutcome[]> {
  return provision.apply(await provision.plan(scope), scope, () => {});
}

describe('provisioning', () => {
  it('does what is missing in every tracker, in order, and nothing the second time', async () => {
    const one = world();
    const outcomes = await run(one);
    expect(outcomes.map(({ tracker, step }) => `${tracker} ${step.id}`)).toEqual([
      'jira fake:field:Size',
      'jira fake:field:Framing',
      'jira fake:webhook',
      'linear fake:field:Size',
      'linear fake:field:Framing',
      'linear fake:webhook',
    ]);
    expect(outcomes.every(({ problem }) => problem === null)).toBe(true);
    expect(await run(one)).toEqual([]);
  });

  it('leads each tracker’s webhook to its own address', async () => {
    const one = world();
    await run(one);
    const target = { webhookUrl: 'https://waymark.example/webhooks/linear' };
    expect((await one.setups.linear.planSetup(target)).every(({ state }) => state === 'present')).toBe(true);
    expect((await one.setups.jira.planSetup(target)).at(-1)).toMatchObject({ state: 'missing' });
  });

  it('keeps to one tracker when asked to', async () => {
    const one = world();
    const outcomes = await run(one, { tracker: 'linear' });
    expect(new Set(outcomes.map(({ tracker }) => tracker))).toEqual(new Set(['linear']));
  });

  it('leaves what is for a person, and what has no address yet', async () => {
    const one = world(null);
    const [plan] = await one.provision.plan({});
    expect(plan?.steps.at(-1)).toMatchObject({ state: 'by-hand' });
    expect((await run(one)).some(({ step }) => step.id === 'fake:webhook')).toBe(false);
  });

  it('goes on after a step that failed, tells of each, and can be run again', async () => {
    const one = world();
    one.setups.jira.failing = 'fake:field:Size';
    const told: StepOutcome[] = [];
    const outcomes = await one.provision.apply(await one.provision.plan({}), {}, (outcome) =>
      told.push(outcome),
    );
    expect(told).toEqual(outcomes);
    expect(outcomes.map(({ problem }) => problem)).toEqual(['no answer', null, null, null, null, null]);
    one.setups.jira.failing = null;
    expect((await run(one)).map(({ step }) => step.id)).toEqual(['fake:field:Size']);
  });

  it('plans the others when one tracker cannot be looked at', async () => {
    const one = world();
    Object.assign(one.trackers.get('jira') ?? {}, {
      planSetup: () => Promise.reject(new TrackerError('auth', 'Jira planSetup: 401')),
    });
    const plans = await one.provision.plan({});
    expect(plans).toMatchObject([
      { tracker: 'jira', steps: [], problem: 'Jira planSetup: 401' },
      { tracker: 'linear', problem: null },
    ]);
  });
});
