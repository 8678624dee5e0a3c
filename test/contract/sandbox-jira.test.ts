import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { callJira, documentOf } from '../helpers/sandbox-calls.ts';

describe('the sandbox Jira', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await createSandbox();
  });
  afterEach(() => sandbox.close());

  const jira = (method: string, path: string, body?: unknown) =>
    callJira(sandbox, method, `/rest/api/3${path}`, body);

  it('lets nobody in without the token', async () => {
    const answer = await fetch(`${sandbox.jira.url}/rest/api/3/myself`, {
      headers: { authorization: 'Basic eDp5' },
    });
    expect(answer.status).toBe(401);
  });

  it('answers an unknown issue in the words of the vendor', async () => {
    expect(await jira('GET', '/issue/SHOP-999')).toMatchObject({
      status: 404,
      body: { errorMessages: ['Issue does not exist or you do not have permission to see it.'], errors: {} },
    });
  });

  it('gives the fields that are asked for, and no others', async () => {
    const { body } = await jira('GET', '/issue/SHOP-1?fields=summary,comment');
    expect(Object.keys((body as { fields: object }).fields).sort()).toEqual(['comment', 'summary']);
    const without = await jira('GET', '/issue/SHOP-1?fields=*all,-description');
    expect((without.body as { fields: object }).fields).not.toHaveProperty('description');
  });

  it('takes a document as description and refuses a text', async () => {
    expect(
      (await jira('PUT', '/issue/SHOP-6', { fields: { description: documentOf('Now I see') } })).status,
    ).toBe(204);
    expect(sandbox.jira.issue('SHOP-6').description).toBe('Now I see');
    expect(await jira('PUT', '/issue/SHOP-6', { fields: { description: 'a text' } })).toMatchObject({
      status: 400,
      body: { errors: { description: expect.stringContaining('Atlassian Document') } },
    });
  });

  it('changes nothing when one field of an edit is refused', async () => {
    const before = sandbox.jira.issue('SHOP-5');
    const answer = await jira('PUT', '/issue/SHOP-5', {
      fields: { summary: 'New', customfield_10050: { value: 'Gigantic' }, nonsense: 1 },
    });
    expect(answer).toMatchObject({
      status: 400,
      body: {
        errors: {
          customfield_10050: "Option value 'Gigantic' is not valid",
          nonsense: "Field 'nonsense' cannot be set. It is not on the appropriate screen, or unknown.",
        },
      },
    });
    expect(sandbox.jira.issue('SHOP-5').title).toBe(before.title);
  });

  it('refuses a field that is not on the edit screen', async () => {
    sandbox.jira.field('Mission size').onScreen = false;
    const answer = await jira('PUT', '/issue/SHOP-5', { fields: { customfield_10050: { value: 'Meso' } } });
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: { customfield_10050: expect.stringContaining('screen') } },
    });
  });

  it('silences notifications for administrators only', async () => {
    const edit = () => jira('PUT', '/issue/SHOP-5?notifyUsers=false', { fields: { summary: 'Quiet' } });
    sandbox.jira.settings.administrator = false;
    expect((await edit()).status).toBe(403);
    expect(sandbox.jira.issue('SHOP-5').title).not.toBe('Quiet');
    sandbox.jira.settings.administrator = true;
    expect((await edit()).status).toBe(204);
  });

  it('keeps a comment with its property, and finds it by it', async () => {
    const added = await jira('POST', '/issue/SHOP-1/comment', {
      body: documentOf('Hello'),
      properties: [{ key: 'waymark', value: { of: 'SHOP-1' } }],
    });
    expect(added.status).toBe(201);
    expect((await jira('GET', '/issue/SHOP-1/comment?expand=properties')).body).toMatchObject({
      total: 1,
      comments: [{ properties: [{ key: 'waymark', value: { of: 'SHOP-1' } }] }],
    });
    expect(sandbox.jira.comments('SHOP-1')).toMatchObject([
      { author: 'Waymark', byWaymark: true, text: 'Hello' },
    ]);
  });

  it('answers a comment that was deleted as unknown', async () => {
    const { body } = await jira('POST', '/issue/SHOP-1/comment', { body: documentOf('Hello') });
    const { id } = body as { id: string };
    expect((await jira('DELETE', `/issue/SHOP-1/comment/${id}`)).status).toBe(204);
    expect((await jira('PUT', `/issue/SHOP-1/comment/${id}`, { body: documentOf('Again') })).status).toBe(
      404,
    );
    expect(sandbox.jira.comments('SHOP-1')).toEqual([]);
  });

  it('keeps the id and both keys of an issue that moved', async () => {
    const before = sandbox.jira.issue('SHOP-5');
    const moved = sandbox.jira.moveIssue('SHOP-5', 'OPS');
    expect(moved).toMatchObject({ id: before.id, project: 'OPS' });
    expect((await jira('GET', '/issue/SHOP-5?fields=project')).body).toMatchObject({
      id: before.id,
      key: moved.key,
    });
  });

  it('pages through a search without losing or repeating an issue', async () => {
    const keys: string[] = [];
    let nextPageToken: string | undefined;
    do {
      const { body } = await jira('POST', '/search/jql', {
        jql: 'project = SHOP ORDER BY key ASC',
        fields: ['key', 'summary'],
        maxResults: 7,
        ...(nextPageToken && { nextPageToken }),
      });
      const page = body as { issues: { key: string }[]; nextPageToken?: string };
      keys.push(...page.issues.map((issue) => issue.key));
      nextPageToken = page.nextPageToken;
    } while (nextPageToken);
    expect(keys).toEqual(sandbox.jira.issueKeys().filter((key) => key.startsWith('SHOP-')));
  });

  it('has taken its old search away', async () => {
    expect((await jira('GET', '/search?jql=project=SHOP')).status).toBe(410);
  });

  it('sets a new field up in four steps, and only then lets it be set', async () => {
    const type = 'com.atlassian.jira.plugin.system.customfieldtypes:select';
    const { id } = (await jira('POST', '/field', { name: 'Story framing', type })).body as { id: string };
    const set = () => jira('PUT', '/issue/SHOP-1', { fields: { [id]: { value: 'Recipe' } } });
    expect((await set()).status).toBe(400);
    await jira('POST', `/screens/addToDefault/${id}`);
    expect((await set()).status).toBe(400);
    const contexts = (await jira('GET', `/field/${id}/context`)).body as { values: { id: string }[] };
    const path = `/field/${id}/context/${contexts.values[0]?.id}/option`;
    expect((await jira('POST', path, { options: [{ value: 'Recipe' }] })).status).toBe(200);
    expect((await set()).status).toBe(204);
    expect(sandbox.jira.issue('SHOP-1').fields).toMatchObject({ 'Story framing': 'Recipe' });
  });

  it('edits many issues at once and says which it could not', async () => {
    sandbox.jira.field('Persona').contexts.splice(0);
    const { id: other } = sandbox.jira.raw('SHOP-9');
    const { body } = await jira('POST', '/bulk/issues/fields', {
      selectedIssueIdsOrKeys: ['SHOP-9', 'SHOP-404'],
      selectedActions: ['customfield_10051'],
      editedFieldsInput: { singleLineTextFields: [{ fieldId: 'customfield_10051', text: 'Anybody' }] },
    });
    const { taskId } = body as { taskId: string };
    expect((await jira('GET', `/bulk/queue/${taskId}`)).body).toMatchObject({
      status: 'COMPLETE',
      processedAccessibleIssues: [],
      failedAccessibleIssues: { [other]: [expect.stringContaining('screen')] },
      invalidOrInaccessibleIssueCount: 1,
    });
  });

  it('limits the writes to one issue when it is told to', async () => {
    sandbox.jira.settings.enforceLimits = true;
    const edits = [];
    for (let count = 0; count < 21; count += 1) {
      edits.push(await jira('PUT', '/issue/SHOP-5', { fields: { summary: `Edit ${count}` } }));
    }
    expect(edits.slice(0, 20).every((answer) => answer.status === 204)).toBe(true);
    expect(edits[20]?.status).toBe(429);
    expect(edits[20]?.headers.get('ratelimit-reason')).toBe('jira-per-issue-on-write');
    expect((await jira('GET', '/issue/SHOP-5')).status).toBe(200);
  });
});
