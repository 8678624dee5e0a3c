import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { callLinear } from '../helpers/sandbox-calls.ts';

const ID = '6f1a52b0-91c3-4d5e-8a70-0123456789ab';
const CREATE =
  'mutation($input: CommentCreateInput!) { commentCreate(input: $input) { success comment { id } } }';
const UPDATE =
  'mutation($id: String!, $input: IssueUpdateInput!) { issueUpdate(id: $id, input: $input) { success } }';

describe('the sandbox Linear', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await createSandbox();
  });
  afterEach(() => sandbox.close());

  const linear = (query: string, variables?: object) => callLinear(sandbox, query, variables);
  const codes = (body: unknown) =>
    (body as { errors?: { extensions: { code: string } }[] }).errors?.map((error) => error.extensions.code);

  it('lets nobody in without the key', async () => {
    const answer = await fetch(sandbox.linear.apiUrl, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.linear.apiKey}`, 'content-type': 'application/json' },
      body: '{"query":"{ viewer { id } }"}',
    });
    expect(answer.status).toBe(401);
  });

  it('finds an issue by id, by identifier and by a former identifier', async () => {
    const moved = sandbox.linear.moveIssue('PAY-3', 'APP');
    for (const id of [moved.id, moved.key, 'PAY-3']) {
      const { body } = await linear(
        'query($id: String!) { issue(id: $id) { identifier previousIdentifiers } }',
        { id },
      );
      expect(body).toEqual({ data: { issue: { identifier: moved.key, previousIdentifiers: ['PAY-3'] } } });
    }
  });

  it('answers an unknown issue in the words of the vendor', async () => {
    const { body } = await linear('{ issue(id: "PAY-999") { id } }');
    expect(body).toMatchObject({ data: null, errors: [{ message: 'Entity not found: Issue' }] });
  });

  it('refuses a query that its vendor would refuse, before running it', async () => {
    const answer = await linear('{ issue(id: "PAY-1") { colour } }');
    expect(answer.status).toBe(400);
    expect(codes(answer.body)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  it('takes the client’s id for a comment once', async () => {
    const input = { id: ID, issueId: sandbox.linear.issue('PAY-3').id, body: 'Why?' };
    expect((await linear(CREATE, { input })).body).toMatchObject({
      data: { commentCreate: { comment: { id: ID } } },
    });
    expect(codes((await linear(CREATE, { input })).body)).toEqual(['INPUT_ERROR']);
    expect(sandbox.linear.comments('PAY-3')).toMatchObject([{ id: ID, byWaymark: true, text: 'Why?' }]);
  });

  it('keeps the id of a removed comment taken, and shows it among the archived only', async () => {
    const input = { id: ID, issueId: sandbox.linear.issue('PAY-3').id, body: 'Why?' };
    await linear(CREATE, { input });
    await linear('mutation($id: String!) { commentDelete(id: $id) { success } }', { id: ID });
    expect(codes((await linear(CREATE, { input })).body)).toEqual(['INPUT_ERROR']);
    const query =
      '{ issue(id: "PAY-3") { comments { nodes { id } } all: comments(includeArchived: true) { nodes { archivedAt } } } }';
    expect((await linear(query)).body).toEqual({
      data: { issue: { comments: { nodes: [] }, all: { nodes: [{ archivedAt: expect.any(String) }] } } },
    });
  });

  it('refuses an id that is no UUID of version 4', async () => {
    const input = { id: '6f1a52b0-91c3-1d5e-8a70-0123456789ab', issueId: 'PAY-3', body: 'Why?' };
    expect(codes((await linear(CREATE, { input })).body)).toEqual(['INVALID_INPUT']);
  });

  it('puts one label of a group on an issue, and never the group itself', async () => {
    const make = async (input: object) => {
      const { body } = await linear(
        'mutation($input: IssueLabelCreateInput!) { issueLabelCreate(input: $input) { issueLabel { id } } }',
        { input },
      );
      return (body as { data: { issueLabelCreate: { issueLabel: { id: string } } } }).data.issueLabelCreate
        .issueLabel.id;
    };
    const group = await make({ name: 'Mission size', isGroup: true });
    const [meso, macro] = [
      await make({ name: 'Meso', parentId: group }),
      await make({ name: 'Macro', parentId: group }),
    ];
    const add = (...addedLabelIds: string[]) => linear(UPDATE, { id: 'PAY-3', input: { addedLabelIds } });
    expect(codes((await add(group)).body)).toEqual(['INVALID_INPUT']);
    expect(codes((await add(meso, macro)).body)).toEqual(['INVALID_INPUT']);
    expect(codes((await add(meso)).body)).toBeUndefined();
    expect(sandbox.linear.issue('PAY-3').labels).toEqual(['Meso']);
  });

  it('keeps one attachment per issue and url', async () => {
    const upsert = (subtitle: string) =>
      linear(
        'mutation($input: AttachmentCreateInput!) { attachmentCreate(input: $input) { attachment { id } } }',
        {
          input: {
            issueId: 'PAY-3',
            url: 'https://waymark.example/1',
            title: 'Mission',
            subtitle,
            metadata: { size: 'meso' },
          },
        },
      );
    const [first, second] = [await upsert('one'), await upsert('two')];
    expect(first.body).toEqual(second.body);
    expect(sandbox.linear.issue('PAY-3').fields).toEqual({ 'Attachment: Mission': 'two' });
  });

  it('filters and pages issues by cursor, newest first', async () => {
    const keys: string[] = [];
    let after: string | null = null;
    do {
      const answer = await linear(
        `query($after: String) { issues(first: 4, after: $after, filter: { team: { key: { eq: "APP" } }, state: { type: { nin: ["completed"] } } }) {
          nodes { identifier } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      const { issues } = (
        answer.body as {
          data: {
            issues: {
              nodes: { identifier: string }[];
              pageInfo: { hasNextPage: boolean; endCursor: string };
            };
          };
        }
      ).data;
      keys.push(...issues.nodes.map((issue) => issue.identifier));
      after = issues.pageInfo.hasNextPage ? issues.pageInfo.endCursor : null;
    } while (after);
    const wanted = sandbox.linear.issueKeys().filter((key) => key.startsWith('APP-') && key !== 'APP-11');
    expect(keys).toEqual(wanted.reverse());
  });

  it('tells the price of a query by the vendor’s rule', async () => {
    const { headers } = await linear('{ issues(first: 10) { nodes { id title state { name } } } }');
    // Ten issues, each 1 + two properties + a state of 1 with one property: 10 × (1 + 0.2 + 1.1).
    expect(headers.get('x-complexity')).toBe('23');
    expect(headers.get('x-ratelimit-requests-remaining')).toBe('2499');
  });

  it('limits with a 400 whose error carries the code, when it is told to', async () => {
    sandbox.linear.settings.enforceLimits = true;
    sandbox.linear.settings.requestsPerHour = 1;
    expect((await linear('{ viewer { id } }')).status).toBe(200);
    const refused = await linear('{ viewer { id } }');
    expect(refused.status).toBe(400);
    expect(codes(refused.body)).toEqual(['RATELIMITED']);
  });

  it('posts a project’s health and edits it in place', async () => {
    const { body } = await linear('{ projects { nodes { id name } } }');
    const project = (body as { data: { projects: { nodes: { id: string }[] } } }).data.projects.nodes[0]?.id;
    const created = await linear(
      'mutation($input: ProjectUpdateCreateInput!) { projectUpdateCreate(input: $input) { projectUpdate { id } } }',
      { input: { projectId: project, body: 'Going well', health: 'onTrack' } },
    );
    const { id } = (created.body as { data: { projectUpdateCreate: { projectUpdate: { id: string } } } }).data
      .projectUpdateCreate.projectUpdate;
    await linear(
      'mutation($id: String!, $input: ProjectUpdateUpdateInput!) { projectUpdateUpdate(id: $id, input: $input) { success } }',
      { id, input: { health: 'atRisk' } },
    );
    const after = await linear(
      'query($id: String!) { project(id: $id) { health lastUpdate { body health } } }',
      {
        id: project,
      },
    );
    expect(after.body).toEqual({
      data: { project: { health: 'atRisk', lastUpdate: { body: 'Going well', health: 'atRisk' } } },
    });
  });
});
