import { LinearClient } from '@linear/sdk';
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { Version3Client } from 'jira.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linearSchema } from '../../src/sandbox/linear/documents.ts';
import { markdownToAdf } from '../../src/sandbox/markup/markdown-to-adf.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import {
  vendorSchemas,
  vendorSchemasAreThere,
  WITHOUT_VENDOR_SCHEMAS,
  watchCalls,
} from '../helpers/vendor-schemas.ts';

describe.runIf(vendorSchemasAreThere)('the sandbox Linear and the definition of its vendor', () => {
  it('knows no type, field, argument or value that the vendor does not know', () => {
    const vendor = vendorSchemas().linear;
    const odd: string[] = [];
    for (const [name, type] of Object.entries(linearSchema().getTypeMap())) {
      if (name.startsWith('__')) continue;
      const theirs = vendor.getType(name);
      if (!theirs) odd.push(name);
      if (isEnumType(type) && isEnumType(theirs)) {
        odd.push(
          ...type
            .getValues()
            .flatMap((value) => (theirs.getValue(value.name) ? [] : [`${name}.${value.name}`])),
        );
      }
      if (isInputObjectType(type) && isInputObjectType(theirs)) {
        for (const [field, { type: fieldType }] of Object.entries(type.getFields())) {
          if (String(theirs.getFields()[field]?.type) !== String(fieldType)) odd.push(`${name}.${field}`);
        }
        const required = Object.values(theirs.getFields()).filter((field) =>
          String(field.type).endsWith('!'),
        );
        odd.push(
          ...required.flatMap((field) =>
            type.getFields()[field.name] ? [] : [`${name} lacks ${field.name}`],
          ),
        );
      }
      if (
        (isObjectType(type) && isObjectType(theirs)) ||
        (isInterfaceType(type) && isInterfaceType(theirs))
      ) {
        for (const [field, definition] of Object.entries(type.getFields())) {
          const other = theirs.getFields()[field];
          if (String(other?.type) !== String(definition.type)) odd.push(`${name}.${field}`);
          for (const arg of definition.args) {
            const same = other?.args.find((one) => one.name === arg.name);
            if (String(same?.type) !== String(arg.type)) odd.push(`${name}.${field}(${arg.name})`);
          }
        }
      }
    }
    expect(odd).toEqual([]);
  });

  it('takes the vendor-valid requests of the SDK, and only such', async () => {
    const sandbox = await createSandbox();
    const { problems, watched } = watchCalls(sandbox.linear.calls);
    const client = new LinearClient({ apiKey: sandbox.linear.apiKey, apiUrl: sandbox.linear.apiUrl }).client;
    const issueId = sandbox.linear.issue('PAY-2').id;
    await client.rawRequest('query Me { viewer { id name } organization { id urlKey } }');
    await client.rawRequest(
      `query Changed($since: DateTimeOrDuration!, $after: String) {
        issues(first: 50, after: $after, orderBy: updatedAt, filter: { updatedAt: { gte: $since }, team: { key: { in: ["PAY"] } } }) {
          nodes { id identifier title description priority estimate dueDate updatedAt
            state { name type } team { key } labels(first: 20) { nodes { id name parent { name } } }
            assignee { id name } comments(first: 5) { nodes { id body user { id } } } attachments { nodes { url metadata } } }
          pageInfo { hasNextPage endCursor }
        }
      }`,
      { since: '2020-01-01T00:00:00.000Z' },
    );
    await client.rawRequest(
      'mutation C($input: CommentCreateInput!) { commentCreate(input: $input) { success comment { id } } }',
      {
        input: { issueId, body: 'A question' },
      },
    );
    await client.rawRequest(
      'mutation A($input: AttachmentCreateInput!) { attachmentCreate(input: $input) { success } }',
      {
        input: {
          issueId,
          url: 'https://waymark.example/i/1',
          title: 'Mission',
          metadata: { size: 'meso', score: 2 },
        },
      },
    );
    await sandbox.close();
    expect(watched.map((call) => call.status)).toEqual([200, 200, 200, 200]);
    expect(problems()).toEqual([]);
  });
});

describe.runIf(vendorSchemasAreThere)('the sandbox Jira and the definition of its vendor', () => {
  let sandbox: Sandbox;
  let watch: ReturnType<typeof watchCalls>;
  let client: Version3Client;

  beforeAll(async () => {
    sandbox = await createSandbox();
    watch = watchCalls(sandbox.jira.calls);
    client = new Version3Client({
      host: sandbox.jira.url,
      authentication: { basic: { email: sandbox.jira.email, apiToken: sandbox.jira.apiToken } },
    });
  });
  afterAll(() => sandbox.close());

  const doc = (text: string) => {
    const value = markdownToAdf(text);
    if (!value) throw new Error('a text is needed');
    return value as unknown as Parameters<typeof client.issueComments.addComment>[0] extends {
      comment?: infer C;
    }
      ? C
      : never;
  };

  it('keeps every description of the backlog as a valid document', () => {
    for (const key of sandbox.jira.issueKeys()) {
      const { description } = sandbox.jira.raw(key);
      if (description) expect([key, ...vendorSchemas().adfProblems(description)]).toEqual([key]);
    }
  });

  it('reads, searches and counts as the vendor defines it', async () => {
    await client.myself.getCurrentUser();
    await client.serverInfo.getServerInfo();
    for (const key of sandbox.jira.issueKeys())
      await client.issues.getIssue({ issueIdOrKey: key, fields: ['*all'] });
    await client.issues.getIssue({
      issueIdOrKey: 'SHOP-4',
      properties: ['waymark'],
      expand: 'names,schema,changelog',
    });
    await client.issueSearch.searchForIssuesUsingJqlEnhancedSearchPost({
      jql: 'project = SHOP AND updated >= -300d ORDER BY updated ASC',
      fields: ['summary', 'description', 'updated'],
      maxResults: 5,
    });
    await client.issueSearch.countIssues({ jql: 'project in (SHOP, OPS)' });
    await client.issues.bulkFetchIssues({
      issueIdsOrKeys: ['SHOP-1', 'OPS-2'],
      fields: ['*navigable', 'comment'],
    });
    await client.projects.searchProjects({ keys: ['SHOP'] });
    await client.permissions.getMyPermissions({ permissions: 'ADMINISTER,BULK_CHANGE' });
    await client.issues.getEditIssueMeta({ issueIdOrKey: 'SHOP-4' });
    await client.issues.getTransitions({ issueIdOrKey: 'SHOP-4' });
    expect(watch.problems()).toEqual([]);
  });

  it('takes comments, their properties and edits as the vendor defines them', async () => {
    const added = await client.issueComments.addComment({
      issueIdOrKey: 'SHOP-1',
      comment: doc('Who **needs** it?\n\n- a shopper\n- `you`\n\n> a quote'),
      properties: [{ key: 'waymark', value: { version: 1 } }],
    });
    const id = String(added.id);
    await client.issueComments.getComments({ issueIdOrKey: 'SHOP-1', expand: 'properties' });
    await client.issueComments.getCommentsByIds({ ids: [Number(id)], expand: 'properties' });
    await client.issueComments.updateComment({
      issueIdOrKey: 'SHOP-1',
      id,
      body: doc('Thanks!'),
      notifyUsers: false,
    });
    await client.issueCommentProperties.getCommentProperty({ commentId: id, propertyKey: 'waymark' });
    await client.issueProperties.setIssueProperty({
      issueIdOrKey: 'SHOP-1',
      propertyKey: 'waymark',
      propertyValue: { version: 1 },
    });
    await client.issueProperties.getIssueProperty({ issueIdOrKey: 'SHOP-1', propertyKey: 'waymark' });
    await client.issues.editIssue({
      issueIdOrKey: 'SHOP-1',
      notifyUsers: false,
      fields: {
        customfield_10050: { value: 'Meso' },
        customfield_10053: doc('**Half** of it'),
        customfield_10016: 3,
      },
    });
    await client.issueComments.deleteComment({ issueIdOrKey: 'SHOP-1', id });
    expect(watch.problems()).toEqual([]);
  });

  it('sets fields up and edits in bulk as the vendor defines it', async () => {
    const field = await client.issueFields.createCustomField({
      name: 'Story framing',
      type: 'com.atlassian.jira.plugin.system.customfieldtypes:select',
      searcherKey: 'com.atlassian.jira.plugin.system.customfieldtypes:multiselectsearcher',
    });
    const fieldId = String(field.id);
    await client.issueFields.getFields();
    const contexts = await client.issueCustomFieldContexts.getContextsForField({ fieldId });
    const contextId = Number(contexts.values?.[0]?.id);
    const created = await client.issueCustomFieldOptions.createCustomFieldOption({
      fieldId,
      contextId,
      options: [
        { value: 'Recipe', disabled: false },
        { value: 'Need', disabled: false },
      ],
    });
    await client.issueCustomFieldOptions.getOptionsForContext({ fieldId, contextId });
    await client.screens.addFieldToDefaultScreen({ fieldId });
    const task = await client.issueBulkOperations.submitBulkEdit({
      selectedIssueIdsOrKeys: ['SHOP-1', 'SHOP-5'],
      selectedActions: [fieldId],
      editedFieldsInput: {
        singleSelectFields: [{ fieldId, option: { optionId: Number(created.options?.[0]?.id) } }],
      },
      sendBulkNotification: false,
    });
    const progress = await client.issueBulkOperations.getBulkOperationProgress({
      taskId: String(task.taskId),
    });
    expect(progress.status).toBe('COMPLETE');
    expect(sandbox.jira.issue('SHOP-5').fields['Story framing']).toBe('Recipe');
    expect(watch.problems()).toEqual([]);
  });

  it('is caught by the check when a request is not the vendor’s', async () => {
    const { problems } = watchCalls(sandbox.jira.calls);
    const { url, email, apiToken } = sandbox.jira;
    const headers = {
      authorization: `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`,
      'content-type': 'application/json',
    };
    await fetch(`${url}/rest/api/3/issue/SHOP-1?colour=red`, { headers });
    await fetch(`${url}/rest/api/3/issues/SHOP-1`, { headers });
    await fetch(`${url}/rest/api/3/search/approximate-count`, {
      method: 'POST',
      headers,
      body: '{"query":"x"}',
    });
    expect(problems().map((problem) => problem.split(': ')[1])).toEqual([
      'query parameter colour is unknown',
      'the vendor has no GET /rest/api/3/issues/SHOP-1',
      'request',
    ]);
  });
});

if (!vendorSchemasAreThere) {
  describe('the sandbox and the definitions of its vendors', () => {
    it.skip(`left out: ${WITHOUT_VENDOR_SCHEMAS}`);
  });
}
