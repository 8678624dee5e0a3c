import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldChange, FieldValue, SyncedField } from '../../src/domain/write-back/fields.ts';
import {
  defaultJiraFieldSettings,
  type JiraFieldSettings,
} from '../../src/domain/write-back/jira-field-settings.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { createJiraTracker, type JiraTracker } from '../../src/trackers/jira/index.ts';
import { addJiraFields, jiraConfig } from '../helpers/jira-bench.ts';
import { documentOf } from '../helpers/sandbox-calls.ts';
import { vendorSchemasAreThere, watchCalls } from '../helpers/vendor-schemas.ts';

let sandbox: Sandbox;
let jira: Sandbox['jira'];
let watch: ReturnType<typeof watchCalls> | null = null;
let clock = 0;

beforeEach(async () => {
  clock = Date.UTC(2026, 10, 20);
  sandbox = await createSandbox({ backlog: 'empty', now: () => new Date(clock) });
  jira = sandbox.jira;
  watch = vendorSchemasAreThere ? watchCalls(jira.calls) : null;
});
afterEach(async () => {
  await sandbox.close();
  expect(watch?.problems() ?? []).toEqual([]);
});

const change = (field: SyncedField, to: FieldValue, from: FieldValue = null): FieldChange => ({
  field,
  from,
  to,
});
const addIssue = (type = 'Story', project = 'SHOP') =>
  jira.createIssue({ project, summary: 'A title', type });
const edits = () =>
  jira.calls.all().filter(({ method, path }) => method === 'PUT' && /\/issue\/\d+$/.test(path));

function tracker(
  settings: { [K in keyof JiraFieldSettings]?: Partial<JiraFieldSettings[K]> } = {},
): JiraTracker {
  const merged: JiraFieldSettings = {
    fields: { ...defaultJiraFieldSettings.fields, ...settings.fields },
    options: { ...defaultJiraFieldSettings.options, ...settings.options },
  };
  return createJiraTracker(
    { ...jiraConfig(jira), fieldsFor: () => merged },
    {
      now: () => clock,
      async wait(ms) {
        clock += ms;
      },
    },
  );
}

async function lookAt(one: JiraTracker, id: string) {
  const fetched = await one.fetchIssue(id);
  if (!fetched) throw new Error(`no issue ${id}`);
  return fetched;
}

describe('a custom field of Jira', () => {
  it('is written as its type wants it, and read back as it was written', async () => {
    const types: Partial<Record<SyncedField, string>> = {
      problem: 'textarea',
      persona: 'textfield',
      okrProgress: 'float',
      keyResult: 'readonlyfield',
      framing: 'select',
      difficulty: 'radiobuttons',
    };
    const fields = Object.keys(types) as SyncedField[];
    addJiraFields(jira, fields, (field) => types[field] ?? '');
    const issue = addIssue();
    const one = tracker();
    const values = {
      problem: 'Carts are lost * on 2_of_3 phones\nand [nobody] sees it',
      persona: 'returning shopper',
      okrProgress: 62,
      keyResult: 'KR2: 30 % fewer lost carts',
      framing: 'need',
      difficulty: 'senior',
    };
    const changes = fields.map((field) => change(field, values[field as keyof typeof values]));
    expect(await one.writeFields(issue.id, changes)).toEqual([]);
    expect(edits()).toHaveLength(1);
    expect((await lookAt(one, issue.id)).fields).toMatchObject(values);
  });

  it('is not there where nobody has set it up, and that is no problem', async () => {
    const issue = addIssue();
    const { fields, fieldProblems } = await lookAt(tracker(), issue.id);
    expect(Object.keys(fields)).toEqual(['size']);
    expect(fieldProblems).toEqual([]);
  });

  it('is noticed at once when it is new, without asking about it on every look', async () => {
    const issue = addIssue();
    const one = tracker();
    await lookAt(one, issue.id);
    addJiraFields(jira, ['framing']);
    expect((await lookAt(one, issue.id)).fields.framing).toBeNull();
    const before = jira.calls.reads;
    await lookAt(one, issue.id);
    await lookAt(one, addIssue().id);
    expect(jira.calls.reads - before).toBe(2);
  });

  it('is found by its id', async () => {
    const id = jira.addField({ name: 'Wie gerahmt', type: 'select', options: ['recipe'] });
    const { fields } = await lookAt(tracker({ fields: { framing: [id] } }), addIssue().id);
    expect(fields.framing).toBeNull();
  });

  it('is found by the name it had before Jira translated it', async () => {
    addJiraFields(jira, ['framing']);
    jira.field('Story framing').translatedName = 'Rahmung';
    const { fields, fieldProblems } = await lookAt(tracker(), addIssue().id);
    expect(fields.framing).toBeNull();
    expect(fieldProblems).toEqual([]);
  });

  it('is the first of the names that the type of issue has', async () => {
    jira.addField({ name: 'Framing', type: 'textfield', projectKeys: ['OPS'] });
    addJiraFields(jira, ['framing']);
    const one = tracker({ fields: { framing: ['Framing', 'Story framing'] } });
    const [shop, ops] = [addIssue(), addIssue('Story', 'OPS')];
    for (const { id } of [shop, ops]) await one.writeFields(id, [change('framing', 'need')]);
    expect(jira.issue(shop.key).fields).toMatchObject({ 'Story framing': 'need' });
    expect(jira.issue(ops.key).fields).toMatchObject({ Framing: 'need' });
  });

  it('may have the site’s own words for its options', async () => {
    jira.addField({ name: 'Story framing', type: 'select', options: ['Rezept', 'Bedarf', 'Hypothese'] });
    const one = tracker({ options: { framing: { recipe: 'Rezept', need: 'Bedarf' } } });
    const issue = addIssue();
    expect(await one.writeFields(issue.id, [change('framing', 'need')])).toEqual([]);
    expect(jira.issue(issue.key).fields).toMatchObject({ 'Story framing': 'Bedarf' });
    expect((await lookAt(one, issue.id)).fields.framing).toBe('need');
  });
});

describe('a custom field that cannot be kept in sync', () => {
  const problemsOf = async (one: JiraTracker, id: string) => (await lookAt(one, id)).fieldProblems;

  it('shares its name with another', async () => {
    const first = jira.addField({ name: 'Story framing', type: 'select', options: ['need'] });
    const second = jira.addField({ name: 'story framing', type: 'textfield' });
    const issue = addIssue();
    expect(await problemsOf(tracker(), issue.id)).toEqual([
      {
        project: 'SHOP',
        field: 'framing',
        message: `In SHOP (Story) 2 fields are called "Story framing" (${first}, ${second}).`,
        remedy: expect.stringContaining(`writeBack.jira.fields.framing, e.g. [${first}]`),
      },
    ]);
    expect(await problemsOf(tracker({ fields: { framing: [second] } }), issue.id)).toEqual([]);
  });

  it('is not on the edit screen of the project', async () => {
    addJiraFields(jira, ['framing']);
    jira.field('Story framing').onScreen = false;
    const issue = addIssue();
    const one = tracker();
    const problem = {
      project: 'SHOP',
      field: 'framing',
      message: 'The field "Story framing" is not on the edit screen of SHOP (Story).',
      remedy: expect.stringContaining('waymark provision'),
    };
    expect(await problemsOf(one, issue.id)).toEqual([problem]);
    expect(await one.writeFields(issue.id, [change('framing', 'need')])).toEqual([problem]);
  });

  it('is in a project in which the account may not edit', async () => {
    jira.settings.denied.add('EDIT_ISSUES SHOP');
    expect(await problemsOf(tracker(), addIssue().id)).toEqual([
      {
        project: 'SHOP',
        field: 'size',
        message:
          'Waymark\'s account may not edit issues in SHOP (Story), so "Mission size" cannot be written.',
        remedy: 'Give the account the permission "Edit issues" in the project SHOP.',
      },
    ]);
    expect(await problemsOf(tracker(), addIssue('Story', 'OPS').id)).toEqual([]);
  });

  it('is called by a name that Jira does not know', async () => {
    const [problem] = await problemsOf(tracker({ fields: { size: ['Missionsgröße'] } }), addIssue().id);
    expect(problem).toMatchObject({
      field: 'size',
      message: 'Jira has no field called "Missionsgröße", which the settings of SHOP name.',
      remedy: expect.stringContaining('customfield_'),
    });
  });

  it('belongs to other projects', async () => {
    jira.addField({ name: 'How big', type: 'textfield', projectKeys: ['OPS'] });
    const [problem] = await problemsOf(tracker({ fields: { size: ['How big'] } }), addIssue().id);
    expect(problem?.message).toBe('The field "How big" does not apply to SHOP (Story).');
  });

  it('is of a type that Waymark does not write', async () => {
    jira.addField({ name: 'Story framing', type: 'multiselect', options: ['need'] });
    const [problem] = await problemsOf(tracker(), addIssue().id);
    expect(problem?.message).toContain('of a type that Waymark does not write');
  });

  it('is required, and so cannot be emptied', async () => {
    jira.addField({ name: 'Story framing', type: 'select', options: ['need'], required: true });
    const [problem] = await tracker().writeFields(addIssue().id, [change('framing', null, 'need')]);
    expect(problem?.message).toBe(
      'The field "Story framing" of SHOP (Story) is required and cannot be emptied.',
    );
  });

  it('lacks the option, and offers it a minute after it was added', async () => {
    jira.addField({ name: 'Story framing', type: 'select', options: ['recipe', 'need'] });
    const issue = addIssue();
    const one = tracker();
    const [problem] = await one.writeFields(issue.id, [change('framing', 'hypothesis')]);
    expect(problem).toMatchObject({
      message:
        'The field "Story framing" of SHOP (Story) has no option "hypothesis" (it offers "recipe", "need").',
      remedy: expect.stringContaining('writeBack.jira.options.framing'),
    });
    jira
      .field('Story framing')
      .contexts[0]?.options.push({ id: '777', value: 'Hypothesis', disabled: false });
    clock += 61_000;
    expect(await one.writeFields(issue.id, [change('framing', 'hypothesis')])).toEqual([]);
  });

  it.each([
    ['a number', 'float', 'okrProgress', 'on track'],
    ['one line', 'textfield', 'persona', 'x'.repeat(256)],
    ['one line', 'textfield', 'persona', 'two\nlines'],
  ] as const)('holds %s and no other value', async (_what, type, field, value) => {
    addJiraFields(jira, [field], () => type);
    const problems = await tracker().writeFields(addIssue().id, [change(field, value)]);
    expect(problems).toMatchObject([{ field, message: expect.stringContaining('does not hold') }]);
    expect(edits()).toEqual([]);
  });

  it('was taken off the screen since: it alone is left out of the write', async () => {
    addJiraFields(jira, ['framing']);
    const issue = addIssue();
    const one = tracker();
    await lookAt(one, issue.id);
    jira.field('Story framing').onScreen = false;
    const problems = await one.writeFields(issue.id, [change('framing', 'need'), change('size', 'meso')]);
    expect(problems).toMatchObject([
      {
        project: 'SHOP',
        field: 'framing',
        message: expect.stringContaining('Jira refused the field "Story framing" of SHOP (Story)'),
        remedy: expect.stringContaining('edit screen'),
      },
    ]);
    expect(jira.issue(issue.key).fields).toMatchObject({ 'Mission size': 'Meso' });
  });
});

describe('writing fields of Jira', () => {
  it('sends no e-mail where the account may', async () => {
    await tracker().writeFields(addIssue().id, [change('size', 'meso')]);
    expect(edits().map(({ query }) => query)).toEqual([{ notifyUsers: 'false' }]);
  });

  it('is loud where Jira insists, and remembers that for an hour', async () => {
    jira.settings.administrator = false;
    const issue = addIssue();
    const one = tracker();
    await one.writeFields(issue.id, [change('size', 'meso')]);
    await one.writeFields(issue.id, [change('size', 'micro', 'meso')]);
    expect(edits().map(({ query, status }) => [query.notifyUsers, status])).toEqual([
      ['false', 403],
      [undefined, 204],
      [undefined, 204],
    ]);
    clock += 3_700_000;
    await one.writeFields(issue.id, [change('size', 'macro', 'micro')]);
    expect(edits().at(-2)?.query).toEqual({ notifyUsers: 'false' });
  });

  it('says which permission is missing, and does not stop the others', async () => {
    const issue = addIssue();
    const one = tracker();
    await lookAt(one, issue.id);
    jira.settings.denied.add('EDIT_ISSUES SHOP');
    const problems = await one.writeFields(issue.id, [change('size', 'meso')]);
    expect(problems).toMatchObject([
      { field: 'size', remedy: 'Give Waymark\'s account the permission "Edit issues" in SHOP.' },
    ]);
    expect(await one.writeFields(addIssue('Story', 'OPS').id, [change('size', 'meso')])).toEqual([]);
  });

  it('leaves a limit on one issue to the queue', async () => {
    const issue = addIssue();
    const one = tracker();
    await lookAt(one, issue.id);
    jira.faults.plan({ fault: { kind: 'rate-limited', reason: 'jira-per-issue-on-write' } });
    await expect(one.writeFields(issue.id, [change('size', 'meso')])).rejects.toMatchObject({
      kind: 'rate-limited',
      scope: 'issue',
    });
  });

  it('puts words into fields as words, whatever is in them', async () => {
    addJiraFields(jira, ['problem'], () => 'textarea');
    const words = '<b>{{panic}}</b> [x](javascript:alert(1)) \u0000 *a*';
    const issue = addIssue();
    const one = tracker();
    await one.writeFields(issue.id, [change('problem', words)]);
    expect(jira.raw(issue.key).custom.get(jira.field('Mission problem').id)).toEqual(
      documentOf(words.replace('\u0000', '')),
    );
  });
});

describe('one value for many issues of Jira', () => {
  const value = change('size', 'macro');
  const written = () =>
    jira.issueKeys().filter((key) => jira.issue(key).fields['Mission size'] === 'Macro').length;
  const many = (count: number, project = 'SHOP') =>
    Array.from({ length: count }, () => addIssue('Story', project).id);

  it('goes out a thousand at a time', async () => {
    const ids = many(1001);
    const one = tracker();
    await lookAt(one, ids[0] ?? '');
    const before = jira.calls.total;
    expect(await one.writeFieldOfMany?.(ids, value)).toEqual([]);
    expect(written()).toBe(1001);
    expect(edits()).toEqual([]);
    // Ten looks at the projects of the thousand unknown issues, two edits and one search for what they left out.
    expect(jira.calls.total - before).toBe(10 + 2 + 1);
  });

  describe('in several edits', () => {
    const polls = () => jira.calls.all().filter(({ route }) => route.includes('/bulk/queue/')).length;
    const searches = () => jira.calls.all().filter(({ route }) => route.endsWith('/search/jql')).length;
    /** Two options are two edits. */
    const inTwoProjects = (count: number) => {
      jira.field('Mission size').contexts[0]?.options.pop();
      const field = jira.addField({
        name: 'Size "here"',
        type: 'select',
        options: ['macro'],
        projectKeys: ['OPS'],
      });
      const one = tracker({ fields: { size: [field, 'Mission size'] } });
      return { one, ids: [...many(count), ...many(count, 'OPS')] };
    };

    it('looks again as long as issues are added, and asks for no task', async () => {
      jira.settings.bulkMsPerIssue = 100;
      const { one, ids } = inTwoProjects(5);
      expect(await one.writeFieldOfMany?.(ids, value)).toEqual([]);
      expect(edits()).toEqual([]);
      expect(polls()).toBe(0);
      expect(searches()).toBeGreaterThan(1);
    });

    it('asks for the tasks where the search lags behind or is refused', async () => {
      const { one, ids } = inTwoProjects(4);
      jira.faults.plan({ match: { path: /\/search\/jql$/ }, fault: { kind: 'answer', status: 400 } });
      expect(await one.writeFieldOfMany?.(ids, value)).toEqual([]);
      expect([searches(), polls()]).toEqual([1, 2]);
      expect(edits()).toEqual([]);
      await one.writeFieldOfMany?.([...many(4), ...many(4, 'OPS')], value);
      expect([searches(), polls()]).toEqual([1, 4]);
    });

    it('makes no second edit when Jira is too busy to tell how it goes', async () => {
      const one = tracker();
      const fault = { kind: 'rate-limited', retryAfterSeconds: 7 } as const;
      jira.faults.plan({ match: { path: /\/bulk\/queue\// }, fault });
      expect(await one.writeFieldOfMany?.(many(5), value)).toEqual([]);
      expect(jira.calls.all().filter(({ route }) => route.endsWith('/bulk/issues/fields'))).toHaveLength(1);
    });

    it('writes by itself what the edit of many left out', async () => {
      const { one, ids } = inTwoProjects(4);
      const refused = await one.writeFieldOfMany?.([...ids, 'SHOP-99999'], value);
      expect(refused).toEqual(['SHOP-99999']);
    });
  });

  it('is one edit for each option where projects have options of their own', async () => {
    jira.field('Mission size').contexts[0]?.options.pop();
    const field = jira.addField({
      name: 'Size here',
      type: 'select',
      options: ['macro'],
      projectKeys: ['OPS'],
    });
    const one = tracker({ fields: { size: [field, 'Mission size'] } });
    const ids = [...many(4), ...many(4, 'OPS')];
    expect(await one.writeFieldOfMany?.(ids, value)).toEqual([]);
    expect(jira.calls.all().filter(({ route }) => route.endsWith('/bulk/issues/fields'))).toHaveLength(2);
  });

  it('is written one by one where the account may not change in bulk, which is remembered', async () => {
    jira.settings.bulkChange = false;
    const one = tracker();
    expect(await one.writeFieldOfMany?.(many(5), value)).toEqual([]);
    expect(await one.writeFieldOfMany?.(many(5), value)).toEqual([]);
    expect(written()).toBe(10);
    expect(jira.calls.all().filter(({ status }) => status === 403)).toHaveLength(1);
  });

  it('names the issues that would not take it', async () => {
    const ids = many(4);
    const [gone = '', ...there] = ids;
    const one = tracker();
    await lookAt(one, gone);
    jira.deleteIssue(gone);
    expect(await one.writeFieldOfMany?.(ids, value)).toEqual([gone]);
    expect(written()).toBe(there.length);
  });
});
