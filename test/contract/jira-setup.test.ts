import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SetupStep } from '../../src/domain/ports.ts';
import { defaultJiraFieldSettings } from '../../src/domain/write-back/jira-field-settings.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { createJiraTracker } from '../../src/trackers/jira/index.ts';
import { jiraConfig } from '../helpers/jira-bench.ts';
import { callJira } from '../helpers/sandbox-calls.ts';
import { vendorSchemasAreThere, watchCalls } from '../helpers/vendor-schemas.ts';

let sandbox: Sandbox;
let jira: Sandbox['jira'];
let watch: ReturnType<typeof watchCalls> | null = null;
const target = { webhookUrl: 'https://waymark.example/webhooks/jira' };

beforeEach(async () => {
  sandbox = await createSandbox({ backlog: 'empty' });
  jira = sandbox.jira;
  watch = vendorSchemasAreThere ? watchCalls(jira.calls) : null;
});
afterEach(async () => {
  await sandbox.close();
  expect(watch?.problems() ?? []).toEqual([]);
});

const tracker = (settings = defaultJiraFieldSettings) =>
  createJiraTracker({ ...jiraConfig(jira), fieldsFor: () => settings });
const withField = (field: 'framing' | 'size', names: string[]) => ({
  ...defaultJiraFieldSettings,
  fields: { ...defaultJiraFieldSettings.fields, [field]: names },
});
const addIssue = (project = 'SHOP') => jira.createIssue({ project, summary: 'A title', type: 'Story' });

async function planned(id: string, one = tracker(), scope = {}): Promise<SetupStep | undefined> {
  return (await one.planSetup({ ...target, ...scope })).find((step) => step.id === id);
}
async function setUp(one = tracker(), scope = {}): Promise<void> {
  for (const step of await one.planSetup({ ...target, ...scope })) {
    if (step.state === 'missing') await one.applyStep(step, target);
  }
}

describe('a field of Jira that is to be set up', () => {
  it('is created with its options, and put where issues are edited', async () => {
    await setUp();
    const field = jira.field('Story framing');
    expect(field).toMatchObject({ type: 'select', onScreen: true });
    expect(field.contexts[0]?.options.map(({ value }) => value)).toEqual(['recipe', 'need', 'hypothesis']);
    expect(jira.field('OKR progress').type).toBe('float');
    expect(jira.field('Key result').type).toBe('textfield');
    const { fields, fieldProblems } = (await tracker().fetchIssue(addIssue().id)) ?? {};
    expect(Object.keys(fields ?? {})).toHaveLength(14);
    expect(fieldProblems).toEqual([]);
  });

  it('is finished when somebody stopped half-way', async () => {
    jira.addField({ name: 'Story framing', type: 'select', options: ['Need'], onScreen: false });
    expect(await planned('jira:field:Story framing')).toMatchObject({ state: 'present' });
    expect(await planned('jira:options:Story framing')).toEqual({
      id: 'jira:options:Story framing',
      title: 'add the options "recipe", "hypothesis" to the field "Story framing"',
      state: 'missing',
    });
    await setUp();
    const options = jira.field('Story framing').contexts[0]?.options.map(({ value }) => value);
    expect(options).toEqual(['Need', 'recipe', 'hypothesis']);
    expect(jira.field('Story framing').onScreen).toBe(true);
  });

  it('gets its options in each of its contexts', async () => {
    jira.addField({ name: 'Story framing', type: 'select', projectKeys: ['SHOP'] });
    const field = jira.field('Story framing');
    field.contexts.push({
      ...{ id: '900', name: 'Ops', description: '', issueTypeIds: [], options: [] },
      projectIds: [jira.project('OPS').id],
    });
    await setUp();
    expect(field.contexts.map(({ options }) => options.length)).toEqual([3, 3]);
  });

  it('gets the site’s own words as options', async () => {
    const options = { ...defaultJiraFieldSettings.options, framing: { recipe: 'Rezept', need: 'Bedarf' } };
    await setUp(tracker({ ...defaultJiraFieldSettings, options }));
    const values = jira.field('Story framing').contexts[0]?.options.map(({ value }) => value);
    expect(values).toEqual(['Rezept', 'Bedarf', 'hypothesis']);
  });

  it('is left alone where the settings turn it off', async () => {
    expect(await planned('jira:field:Story framing', tracker(withField('framing', [])))).toBeUndefined();
  });

  it.each([
    [
      'two fields share its name',
      () => {
        jira.addField({ name: 'Story framing', type: 'select' });
        jira.addField({ name: 'Story framing', type: 'textfield' });
      },
      'writeBack.jira.fields.framing',
    ],
    [
      'its type cannot be written',
      () => void jira.addField({ name: 'Story framing', type: 'multiselect' }),
      'a type that Waymark does not write',
    ],
  ])('is for a person to decide on when %s', async (_what, prepare, words) => {
    prepare();
    expect(await planned('jira:field:Story framing')).toMatchObject({
      state: 'by-hand',
      remedy: expect.stringContaining(words),
    });
  });

  it('is for a person to correct when the settings name an id that is not there', async () => {
    const one = tracker(withField('framing', ['customfield_99999']));
    expect(await planned('jira:field:customfield_99999', one)).toMatchObject({ state: 'by-hand' });
  });

  it('is for an administrator where the account is none, in words that can be followed', async () => {
    jira.settings.administrator = false;
    const step = await planned('jira:field:Story framing');
    expect(step?.remedy).toContain(
      'Custom fields → Create custom field → "Select list (single choice)", name "Story framing" with the options recipe, need, hypothesis',
    );
    expect((await tracker().planSetup(target)).filter(({ state }) => state === 'missing')).toEqual([]);
  });
});

describe('the screens of Jira', () => {
  it('of a project of its own are filled too', async () => {
    jira.project('OPS').ownScreen = true;
    await setUp();
    const field = jira.field('Story framing');
    expect(field.onScreen).toBe(true);
    expect([...field.projectScreens]).toEqual(['OPS']);
  });

  it('of other projects are left alone when projects are named', async () => {
    jira.project('OPS').ownScreen = true;
    await setUp(tracker(), { projects: ['OPS'] });
    expect(jira.field('Story framing')).toMatchObject({ onScreen: false });
    await expect(tracker().planSetup({ ...target, projects: ['NOPE'] })).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('NOPE'),
    });
  });

  it('of a team-managed project are for its administrator, once it has issues', async () => {
    Object.assign(jira.project('OPS'), { teamManaged: true, ownScreen: true });
    addIssue('OPS');
    await setUp();
    const step = await planned('jira:project:OPS');
    expect(step).toMatchObject({
      state: 'by-hand',
      title: expect.stringContaining('"Story framing"'),
      remedy: expect.stringContaining('Project settings → Work types'),
    });
  });
});

describe('the webhook of Jira', () => {
  const registered = async () => (await callJira(sandbox, 'GET', '/rest/webhooks/1.0/webhook')).body;

  it('is registered with the secret, for issues and comments', async () => {
    await setUp();
    expect(await registered()).toMatchObject([
      { name: 'Waymark', url: target.webhookUrl, enabled: true, isSigned: true, excludeBody: false },
    ]);
  });

  it('is mended where somebody made it otherwise, and keeps what is theirs', async () => {
    const filters = { 'issue-related-events-section': 'project = SHOP' };
    await callJira(sandbox, 'POST', '/rest/webhooks/1.0/webhook', {
      ...{ name: 'Ours', url: `${target.webhookUrl}/`, events: ['jira:issue_created', 'sprint_created'] },
      ...{ enabled: false, excludeBody: true, filters },
    });
    const step = await planned('jira:webhook');
    expect(step?.title).toContain('switch it on');
    expect(step?.title).toContain('give it Waymark’s secret');
    await setUp();
    expect(await registered()).toMatchObject([
      {
        name: 'Ours',
        enabled: true,
        excludeBody: false,
        isSigned: true,
        filters,
        events: expect.arrayContaining(['sprint_created', 'jira:issue_deleted', 'comment_created']),
      },
    ]);
    expect(await planned('jira:webhook')).toMatchObject({ state: 'present' });
  });
});

describe('the doctor of Jira', () => {
  const finding = async (id: string, options: { now?: () => number } = {}) => {
    const one = createJiraTracker(jiraConfig(jira), options);
    return (await one.diagnose(target)).find((found) => found.id === id);
  };

  it.each([
    ['BROWSE_PROJECTS', undefined],
    ['ADD_COMMENTS SHOP', 'failed'],
    ['EDIT_ISSUES SHOP', 'warning'],
    ['ADMINISTER_PROJECTS SHOP', 'warning'],
  ])('without %s finds the permissions of the project %s', async (denied, state) => {
    jira.settings.denied.add(denied);
    expect((await finding('jira:permissions:SHOP'))?.state).toBe(state);
    expect((await finding('jira:permissions:OPS'))?.state).toBe(state === undefined ? undefined : 'ok');
  });

  it('names the permission, what is lost without it, and where to give it', async () => {
    jira.settings.denied.add('EDIT_ISSUES SHOP');
    expect(await finding('jira:permissions:SHOP')).toMatchObject({
      detail: 'without "Edit issues", fields are not written',
      remedy: expect.stringContaining('Give the account "Edit issues" in the project SHOP'),
    });
  });

  it('finds nothing to do for an account that sees no project', async () => {
    jira.settings.denied.add('BROWSE_PROJECTS');
    expect(await finding('jira:projects')).toMatchObject({ state: 'failed' });
  });

  it('finds a field that is off the screen, and options that are lacking', async () => {
    addIssue();
    jira.addField({ name: 'Story framing', type: 'select', options: ['need'] });
    expect(await finding('jira:fields:SHOP')).toMatchObject({
      state: 'warning',
      detail: 'In SHOP the field "Story framing" does not offer "recipe", "hypothesis".',
    });
    jira.field('Story framing').onScreen = false;
    expect(await finding('jira:fields:SHOP')).toMatchObject({
      state: 'warning',
      detail: 'The field "Story framing" is not on the edit screen of SHOP (Story).',
    });
  });

  it('finds a project without any of the fields', async () => {
    jira.field('Mission size').name = 'Something else';
    addIssue();
    expect(await finding('jira:fields:SHOP')).toMatchObject({
      state: 'warning',
      remedy: expect.stringContaining('waymark provision'),
    });
  });

  it.each([
    [5_000, 'ok'],
    [90_000, 'warning'],
    [-90_000, 'warning'],
    [3_600_000, 'failed'],
  ])('finds a clock that is off by %i ms %s', async (off, state) => {
    expect(await finding('jira:clock', { now: () => Date.now() + off })).toMatchObject({ state });
  });

  it('tells an account that is no administrator what is out of its reach', async () => {
    jira.settings.administrator = false;
    jira.settings.bulkChange = false;
    expect(await finding('jira:rights')).toMatchObject({
      state: 'ok',
      detail: expect.stringContaining('in one call'),
    });
    expect(await finding('jira:webhook')).toMatchObject({
      state: 'warning',
      remedy: expect.stringContaining('System → WebHooks'),
    });
  });

  it('says what it could not look at, and looks at the rest', async () => {
    jira.faults.plan({ fault: { kind: 'answer', status: 503 }, match: { path: /webhooks/ } });
    expect(await finding('jira:webhook')).toMatchObject({ state: 'warning', remedy: 'Run this again.' });
    expect(await finding('jira:projects')).toMatchObject({ state: 'ok' });
  });
});
