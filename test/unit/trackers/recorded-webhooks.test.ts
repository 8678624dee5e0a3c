import { describe, expect, it } from 'vitest';
import type { WebhookReading } from '../../../src/domain/ports.ts';
import { createJiraWebhookReader } from '../../../src/trackers/jira/webhook.ts';
import { createLinearWebhookReader } from '../../../src/trackers/linear/webhook.ts';
import { recordedWebhooks, sharedDataIsThere } from '../../helpers/shared-data.ts';
import { signedByJira, signedByLinear, webhookSecret } from '../../helpers/signed.ts';

const jira = createJiraWebhookReader(webhookSecret);
const linear = createLinearWebhookReader(webhookSecret);

/** What a row of the deliveries table would say. */
function rowOf(reading: WebhookReading): string {
  if (reading.outcome === 'rejected') return `rejected ${reading.reason}`;
  const { type, issue } = reading.event;
  const why = reading.outcome === 'ignored' ? ` (${reading.reason})` : '';
  return `${reading.outcome} ${type} ${issue?.id ?? '-'} ${issue?.key ?? '-'}${why}`;
}

if (!sharedDataIsThere) {
  describe('webhooks as vendors sent them', () => {
    it.skip('left out: the recorded bodies are not beside the project (../shared/data/webhooks)', () => {});
  });
} else {
  const noCommand = '(a comment without a command)';
  const gone = '(a comment that is gone says nothing)';
  const told = '(comments have events of their own)';
  const notContent = '(not an event of an issue’s content)';

  describe('webhooks as Jira sent them, over the years', () => {
    const expected: Record<string, string> = {
      'discord-jira-bot__sample.json': 'event jira:issue_created 10666 GBL-108',
      'discord-jira-bot__sample2.json': 'event jira:issue_updated 10705 GBL-142',
      'jira-slack-webhook__createdIssue.json': 'event jira:issue_created 86228 VRF-803',
      'jira-slack-webhook__updatedIssue1.json': 'event jira:issue_updated 86215 VRF-799',
      'jira-slack-webhook__updatedIssue2.json': 'event jira:issue_updated 86228 VRF-803',
      'jira-slack-webhook__updatedIssue3.json': 'event jira:issue_updated 86228 VRF-803',
      'zulip__change_status_v1.json': 'event workflow_transition 10200 TEST-1',
      'zulip__change_status_v2.json': 'event jira:issue_updated 10000 TEST-1',
      'zulip__comment_created.json': `ignored comment_created 10000 SP-1 ${noCommand}`,
      'zulip__comment_created_no_issue_details.json': `ignored comment_created 10000 - ${noCommand}`,
      'zulip__comment_deleted.json': `ignored comment_deleted 10000 SP-1 ${gone}`,
      'zulip__comment_deleted_v2.json': `ignored jira:issue_updated 10000 TOM-1 ${told}`,
      'zulip__comment_edited_v2.json': `ignored jira:issue_updated 10400 BUG-15 ${told}`,
      'zulip__comment_updated.json': `ignored comment_updated 10000 SP-1 ${noCommand}`,
      'zulip__commented_markup_v1.json': `ignored jira:issue_updated 10100 TEST-7 ${told}`,
      'zulip__commented_markup_v2.json': `ignored jira:issue_updated 10100 TEST-7 ${told}`,
      'zulip__commented_v1.json': `ignored jira:issue_updated 10400 BUG-15 ${told}`,
      'zulip__commented_v2.json': `ignored jira:issue_updated 10400 BUG-15 ${told}`,
      'zulip__commented_v2_with_two_full_links.json': `ignored jira:issue_updated 10400 BUG-15 ${told}`,
      'zulip__created_assignee_v1.json': 'event jira:issue_created 10003 TEST-4',
      'zulip__created_assignee_v2.json': 'event jira:issue_created 10003 TEST-4',
      'zulip__created_v1.json': 'event jira:issue_created 10400 BUG-15',
      'zulip__created_v2.json': 'event jira:issue_created 10400 BUG-15',
      'zulip__created_with_unicode_v1.json': 'event jira:issue_created 10400 BUG-15',
      'zulip__created_with_unicode_v2.json': 'event jira:issue_created 10400 BUG-15',
      'zulip__deleted_v1.json': 'event jira:issue_deleted 10400 BUG-15',
      'zulip__deleted_v2.json': 'event jira:issue_deleted 10400 BUG-15',
      'zulip__example_anomalous_payload.json': `ignored unknown - - ${notContent}`,
      'zulip__reassigned_v1.json': 'event jira:issue_updated 10400 BUG-15',
      'zulip__reassigned_v2.json': 'event jira:issue_updated 10400 BUG-15',
      'zulip__unknown_v1.json': `ignored jira:issue_unknown 10400 BUG-15 ${notContent}`,
      'zulip__unknown_v2.json': `ignored jira:issue_unknown 10400 BUG-15 ${notContent}`,
      'zulip__updated_priority_v1.json': 'event jira:issue_updated 10000 TEST-1',
      'zulip__updated_priority_v2.json': 'event jira:issue_updated 10000 TEST-1',
    };

    it('are all in the table', () => {
      expect(recordedWebhooks('jira').map(({ name }) => name)).toEqual(Object.keys(expected));
    });

    it.each(recordedWebhooks('jira'))('$name gives a sensible row', ({ name, body }) => {
      expect(rowOf(jira(signedByJira(body)))).toBe(expected[name]);
    });

    it.each(recordedWebhooks('jira'))('$name without a signature is rejected', ({ body }) => {
      expect(rowOf(jira(signedByJira(body, { 'x-hub-signature': undefined })))).toBe('rejected signature');
    });
  });

  describe('webhooks as Linear sent them, over the years', () => {
    const issues = new Map([
      ['createIssue', 'create'],
      ['removeIssue', 'remove'],
      ['updateIssueAssign', 'update'],
      ['updateIssueCycle', 'update'],
      ['updateIssueDueDate', 'update'],
      ['updateIssueEstimated', 'update'],
      ['updateIssueForLabel', 'update'],
      ['issue_create_complex', 'create'],
      ['issue_create_simple', 'create'],
      ['issue_create_simple_without_description', 'create'],
      ['issue_remove', 'remove'],
      ['issue_sub_issue_create', 'create'],
      ['issue_sub_issue_remove', 'remove'],
      ['issue_sub_issue_update', 'update'],
      ['issue_update', 'update'],
    ]);

    /** Sent at the moment it was recorded: by its own time, or, where it has none, by the header. */
    const asSent = (body: Buffer) => {
      const { webhookTimestamp, createdAt } = JSON.parse(body.toString());
      const sentAt = new Date(webhookTimestamp ?? createdAt);
      const headers = webhookTimestamp ? {} : { 'linear-timestamp': String(sentAt.getTime()) };
      return { sentAt, headers };
    };

    it.each(recordedWebhooks('linear'))('$name gives a sensible row', ({ name, body }) => {
      const { sentAt, headers } = asSent(body);
      const reading = linear(signedByLinear(body, headers, sentAt));
      const action = issues.get(name.replace(/^.*__|\.json$/g, ''));
      const { id } = JSON.parse(body.toString()).data;
      if (action) {
        expect(reading).toMatchObject({
          outcome: 'event',
          event: { type: `Issue.${action}`, issue: { id } },
        });
      } else {
        expect(reading).toMatchObject({ outcome: 'ignored', reason: expect.stringMatching(/\w/) });
      }
    });

    it.each(recordedWebhooks('linear'))('$name sent again today is stale', ({ body }) => {
      const headers = { 'linear-timestamp': undefined };
      expect(rowOf(linear(signedByLinear(body, headers)))).toBe('rejected stale');
    });

    it('hold the issues of the table', () => {
      const names = recordedWebhooks('linear').map(({ name }) => name.replace(/^.*__|\.json$/g, ''));
      expect(names).toEqual(expect.arrayContaining([...issues.keys()]));
    });
  });
}
