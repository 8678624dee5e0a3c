import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { createLinearTracker, type LinearTracker } from '../../src/trackers/linear/index.ts';
import { linearConfig } from '../helpers/linear-bench.ts';
import { vendorSchemasAreThere, WITHOUT_VENDOR_SCHEMAS, watchCalls } from '../helpers/vendor-schemas.ts';

const target = { webhookUrl: 'https://waymark.example/webhooks/linear' };
const problems: string[] = [];
let watched = 0;
let sandbox: Sandbox;
let tracker: LinearTracker;
let watch: ReturnType<typeof watchCalls> | null = null;

beforeEach(async () => {
  sandbox = await createSandbox({ backlog: 'empty' });
  if (vendorSchemasAreThere) watch = watchCalls(sandbox.linear.calls);
  sandbox.linear.addTeam('PAY', 'Payments');
  tracker = createLinearTracker(linearConfig(sandbox.linear));
});
afterEach(async () => {
  problems.push(...(watch?.problems() ?? []));
  watched += watch?.watched.length ?? 0;
  await sandbox.close();
});

const states = async () =>
  Object.fromEntries((await tracker.planSetup(target)).map(({ id, state }) => [id, state]));
const applyAll = async () => {
  for (const step of await tracker.planSetup(target)) {
    if (step.state === 'missing') await tracker.applyStep(step, target);
  }
};
const groups = () => {
  const labels = [...sandbox.linear.workspace.labels.values()];
  return Object.fromEntries(
    labels
      .filter(({ isGroup, teamId }) => isGroup && teamId === null)
      .map(({ id, name }) => [name, labels.filter((one) => one.parentId === id).map((one) => one.name)]),
  );
};
const webhooks = () => [...sandbox.linear.workspace.webhooks.values()];
const stepAt = async (id: string) => (await tracker.planSetup(target)).find((step) => step.id === id);

describe('setting Linear up', () => {
  it('plans the label groups and the webhook, and writes nothing', async () => {
    expect(await tracker.planSetup(target)).toMatchObject([
      {
        id: 'linear:labels:Mission size',
        title: 'create the label group "Mission size" (macro, meso, micro)',
        state: 'missing',
      },
      { id: 'linear:labels:Mission value', state: 'missing' },
      { id: 'linear:labels:Mission difficulty', state: 'missing' },
      { id: 'linear:labels:Story framing', state: 'missing' },
      { id: 'linear:webhook', title: expect.stringContaining(target.webhookUrl), state: 'missing' },
    ]);
    expect(sandbox.linear.calls.writes).toBe(0);
  });

  it('does what it planned, and has nothing to do after that', async () => {
    await applyAll();
    expect(groups()).toEqual({
      'Mission size': ['macro', 'meso', 'micro'],
      'Mission value': ['revenue', 'cost', 'risk', 'enabler'],
      'Mission difficulty': ['junior', 'intermediate', 'senior'],
      'Story framing': ['recipe', 'need', 'hypothesis'],
    });
    expect(webhooks()).toMatchObject([
      {
        url: target.webhookUrl,
        enabled: true,
        resourceTypes: ['Issue', 'Comment'],
        secret: linearConfig(sandbox.linear).webhookSecret,
        teamId: null,
      },
    ]);
    expect(new Set(Object.values(await states()))).toEqual(new Set(['present']));
  });

  it('changes nothing when a step is done twice', async () => {
    const plan = await tracker.planSetup(target);
    for (const step of plan) await tracker.applyStep(step, target);
    const before = [groups(), webhooks().length];
    sandbox.linear.calls.reset();
    for (const step of plan) await tracker.applyStep(step, target);
    expect([groups(), webhooks().length]).toEqual(before);
    expect(sandbox.linear.calls.writes).toBe(0);
  });

  it('goes on where it was interrupted', async () => {
    const [size] = await tracker.planSetup(target);
    if (!size) throw new Error('nothing planned');
    sandbox.linear.faults.plan({
      after: 2,
      match: { kind: 'write' },
      fault: { kind: 'answer', status: 503 },
    });
    await expect(tracker.applyStep(size, target)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(groups()).toEqual({ 'Mission size': ['macro'] });
    await tracker.applyStep(size, target);
    expect(groups()).toEqual({ 'Mission size': ['macro', 'meso', 'micro'] });
  });

  it('adds the labels that a group lacks', async () => {
    await applyAll();
    const micro = [...sandbox.linear.workspace.labels.values()].find(({ name }) => name === 'micro');
    sandbox.linear.workspace.labels.delete(micro?.id ?? '');
    expect(await stepAt('linear:labels:Mission size')).toMatchObject({
      title: 'add the label "micro" to the label group "Mission size"',
      state: 'missing',
    });
    await applyAll();
    expect(groups()['Mission size']).toEqual(['macro', 'meso', 'micro']);
  });

  it('gives a label a second word where every name is taken only once', async () => {
    sandbox.linear.settings.uniqueLabelNames = true;
    const { key, id } = sandbox.linear.createIssue({ team: 'PAY', title: 'One', labels: ['Risk'] });
    await applyAll();
    expect(groups()['Mission value']).toEqual(['revenue', 'cost', 'risk (value)', 'enabler']);
    expect(await states()).toMatchObject({ 'linear:labels:Mission value': 'present' });
    await tracker.writeFields(id, [{ field: 'value', from: null, to: 'risk' }]);
    expect(sandbox.linear.issue(key).labels).toEqual(['Risk', 'risk (value)']);
    expect((await tracker.fetchIssue(id))?.fields.value).toBe('risk');
  });

  it('leaves a label that is in the way to a person', async () => {
    sandbox.linear.createIssue({ team: 'PAY', title: 'One', labels: ['Mission size'] });
    const step = await stepAt('linear:labels:Mission size');
    expect(step).toMatchObject({ state: 'by-hand', remedy: expect.stringContaining('no group') });
    if (step) await expect(tracker.applyStep(step, target)).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('says what only administrators may do', async () => {
    sandbox.linear.settings.administrator = false;
    expect(await stepAt('linear:webhook')).toMatchObject({
      state: 'by-hand',
      remedy: expect.stringMatching(/administrator.*https:\/\/waymark\.example.*LINEAR_WEBHOOK_SECRET/),
    });
    expect(await states()).toMatchObject({ 'linear:labels:Mission size': 'missing' });
    sandbox.linear.settings.labelsByAdministrators = true;
    expect(await stepAt('linear:labels:Mission size')).toMatchObject({
      state: 'by-hand',
      remedy: expect.stringContaining('administrator'),
    });
  });

  it('asks for an address before it plans a webhook', async () => {
    const steps = await tracker.planSetup({ webhookUrl: null });
    expect(steps.at(-1)).toMatchObject({ state: 'by-hand', remedy: expect.stringContaining('PUBLIC_URL') });
  });

  it('covers each private team with a webhook of its own', async () => {
    sandbox.linear.addTeam('SEC', 'Security');
    sandbox.linear.changeTeam('SEC', { visibility: 'private' });
    await applyAll();
    expect(webhooks().map(({ teamId }) => teamId === null)).toEqual([true, false]);
    expect(await states()).toMatchObject({ 'linear:webhook': 'present', 'linear:webhook:SEC': 'present' });
  });

  it('mends a webhook that is switched off, hears too little, or signs with another secret', async () => {
    await applyAll();
    const [hook] = webhooks();
    Object.assign(hook ?? {}, { enabled: false, secret: 'another', resourceTypes: ['Issue', 'Project'] });
    const step = await stepAt('linear:webhook');
    expect(step).toMatchObject({
      state: 'missing',
      title: expect.stringMatching(
        /switch it on, subscribe it to Comment events, give it Waymark’s signing secret/,
      ),
    });
    expect(JSON.stringify(step)).not.toContain('another');
    await applyAll();
    expect(webhooks()).toMatchObject([
      {
        enabled: true,
        secret: linearConfig(sandbox.linear).webhookSecret,
        resourceTypes: ['Issue', 'Project', 'Comment'],
      },
    ]);
  });

  it('leaves webhooks that lead elsewhere alone', async () => {
    sandbox.linear.setWebhook({ url: 'https://elsewhere.example/hook', secret: 'theirs' });
    await applyAll();
    expect(webhooks().map(({ url, secret }) => [url, secret])).toContainEqual([
      'https://elsewhere.example/hook',
      'theirs',
    ]);
    expect(webhooks()).toHaveLength(2);
  });
});

describe('looking Linear over', () => {
  const diagnose = async () =>
    Object.fromEntries(
      (await tracker.diagnose(target)).map(({ id, ...rest }) => [id.replace('linear:', ''), rest]),
    );

  it('finds all well once it is set up', async () => {
    await applyAll();
    const found = await diagnose();
    expect(Object.keys(found)).toEqual(['credentials', 'rights', 'clock', 'labels', 'webhook', 'limits']);
    expect(Object.values(found).map(({ state, remedy }) => [state, remedy])).toEqual(
      Array.from({ length: 6 }, () => ['ok', null]),
    );
    expect(found.credentials?.detail).toContain('Waymark');
    expect(found.limits?.detail).toMatch(/requests: \d+ of 2500 left/);
  });

  it('names what is not set up, each with its remedy', async () => {
    expect(await diagnose()).toMatchObject({
      labels: { state: 'warning', remedy: expect.stringContaining('waymark provision') },
      webhook: { state: 'failed', remedy: expect.stringContaining('waymark provision') },
    });
    expect(await tracker.diagnose({ webhookUrl: null })).toContainEqual(
      expect.objectContaining({
        id: 'linear:webhook',
        state: 'warning',
        remedy: expect.stringContaining('PUBLIC_URL'),
      }),
    );
  });

  it('says that deliveries stay out when the webhook is off or its secret another', async () => {
    await applyAll();
    Object.assign(webhooks()[0] ?? {}, { enabled: false });
    expect((await diagnose()).webhook).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining('switch it on'),
    });
    Object.assign(webhooks()[0] ?? {}, { enabled: true, secret: 'another' });
    const { webhook } = await diagnose();
    expect(webhook).toMatchObject({ state: 'failed', detail: expect.stringContaining('signing secret') });
    expect(JSON.stringify(webhook)).not.toContain('another');
  });

  it('cannot look at webhooks without an administrator’s key, and says so', async () => {
    await applyAll();
    sandbox.linear.settings.administrator = false;
    expect((await diagnose()).webhook).toMatchObject({
      state: 'warning',
      remedy: expect.stringContaining('administrator'),
    });
  });

  it('stops at a key that is no good', async () => {
    const stranger = createLinearTracker({
      ...linearConfig(sandbox.linear),
      apiKey: 'lin_api_of_somebody_else',
    });
    const found = await stranger.diagnose(target);
    expect(found).toMatchObject([
      { id: 'linear:credentials', state: 'failed', remedy: expect.stringContaining('LINEAR_API_KEY') },
    ]);
    expect(JSON.stringify(found)).not.toContain('lin_api_of_somebody_else');
  });

  it('tells an outage from a bad key', async () => {
    sandbox.linear.faults.plan({ fault: { kind: 'answer', status: 503 } });
    expect((await diagnose()).credentials).toMatchObject({
      state: 'failed',
      remedy: expect.stringContaining('LINEAR_API_URL'),
    });
  });

  it('warns when little is left of an hour’s calls', async () => {
    Object.assign(sandbox.linear.settings, { requestsPerHour: 3 });
    await tracker.whoAmI();
    await tracker.planSetup({ webhookUrl: null });
    expect((await diagnose()).limits).toMatchObject({
      state: 'warning',
      detail: expect.stringContaining('requests: 0 of 3'),
    });
  });

  it('warns of an account that is a guest', async () => {
    sandbox.linear.changePerson('Waymark', { guest: true });
    expect((await diagnose()).rights).toMatchObject({
      state: 'warning',
      remedy: expect.stringContaining('member'),
    });
  });
});

describe('all calls that set Linear up', () => {
  const left = vendorSchemasAreThere ? '' : ` (left out: ${WITHOUT_VENDOR_SCHEMAS})`;
  it.runIf(vendorSchemasAreThere)(`are what the vendor’s definition allows${left}`, () => {
    expect(watched).toBeGreaterThan(30);
    expect(problems).toEqual([]);
  });
});
