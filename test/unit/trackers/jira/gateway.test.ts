import { describe, expect, it } from 'vitest';
import { createJiraTracker } from '../../../../src/trackers/jira/index.ts';
import { useHttpMock } from '../../../helpers/http-mock.ts';
import { noJiraFields } from '../../../helpers/jira-fields.ts';

const nock = useHttpMock();
const config = {
  baseUrl: 'https://api.atlassian.com/ex/jira/11111111-2222-3333-4444-555555555555/',
  email: 'waymark@shop.example',
  apiToken: 'a scoped token of a service account',
  webhookSecret: 'secret',
  timeoutMs: 1000,
  fieldsFor: () => noJiraFields,
};

describe('Jira with a scoped token', () => {
  const gateway = () => nock('https://api.atlassian.com');
  const prefix = '/ex/jira/11111111-2222-3333-4444-555555555555/rest/api/3';
  const answersIssue = (id: string) =>
    gateway()
      .get(`${prefix}/issue/${id}`)
      .query(true)
      .reply(200, { id, key: `SHOP-${id}`, fields: { summary: 'A title' } });

  it('is called at the gateway, and links to the site, which it asks for once', async () => {
    const jira = createJiraTracker(config);
    gateway().get(`${prefix}/serverInfo`).once().reply(200, { baseUrl: 'https://shop.atlassian.net/' });
    answersIssue('1');
    expect((await jira.fetchIssue('1'))?.issue.url).toBe('https://shop.atlassian.net/browse/SHOP-1');
    answersIssue('2');
    expect((await jira.fetchIssue('2'))?.issue.url).toBe('https://shop.atlassian.net/browse/SHOP-2');
  });

  it('takes no link that is no address of a page', async () => {
    const jira = createJiraTracker(config);
    gateway().get(`${prefix}/serverInfo`).reply(200, { baseUrl: 'javascript:alert(1)' });
    answersIssue('1');
    await expect(jira.fetchIssue('1')).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
