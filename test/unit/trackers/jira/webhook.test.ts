import { describe, expect, it } from 'vitest';
import { createJiraWebhookReader } from '../../../../src/trackers/jira/webhook.ts';
import { signedByJira, webhookSecret } from '../../../helpers/signed.ts';

const read = createJiraWebhookReader(webhookSecret);
const issue = { id: '10001', key: 'SHOP-1', fields: { summary: 'A title' } };

describe('a webhook from Jira', () => {
  it('is an event when an issue is edited', () => {
    const body = {
      timestamp: Date.UTC(2026, 2, 2, 9, 59, 59),
      webhookEvent: 'jira:issue_updated',
      issue_event_type_name: 'issue_updated',
      issue,
      changelog: { id: '1', items: [{ field: 'description' }] },
    };
    expect(read(signedByJira(body))).toEqual({
      outcome: 'event',
      event: {
        deliveryKey: 'delivery-1',
        comment: null,
        contentKey: null,
        type: 'jira:issue_updated',
        issue: { id: '10001', key: 'SHOP-1' },
        occurredAt: '2026-03-02T09:59:59.000Z',
        bodyText: JSON.stringify(body),
      },
    });
  });

  it.each<[string, object]>([
    ['a new issue', { webhookEvent: 'jira:issue_created', issue }],
    ['a deleted issue, which the review finds gone', { webhookEvent: 'jira:issue_deleted', issue }],
    [
      'an issue moved to another project',
      {
        webhookEvent: 'jira:issue_updated',
        issue,
        changelog: {
          items: [{ field: 'Key', fromString: 'OLD-1', toString: 'SHOP-1' }, { field: 'project' }],
        },
      },
    ],
    ['an update that says nothing of what changed', { webhookEvent: 'jira:issue_updated', issue }],
    [
      'an edit made together with a comment',
      {
        webhookEvent: 'jira:issue_updated',
        issue_event_type_name: 'issue_commented',
        issue,
        comment: { id: '5' },
        changelog: { items: [{ field: 'status' }] },
      },
    ],
    ['a workflow’s own webhook, which has no event name', { transition: { transitionName: 'Done' }, issue }],
    ['an issue with a number for an id', { webhookEvent: 'jira:issue_created', issue: { id: 10001 } }],
  ])('is an event for %s', (_what, body) => {
    const reading = read(signedByJira(body));
    expect(reading.outcome).toBe('event');
    expect(reading).toMatchObject({ event: { issue: { id: '10001' } } });
  });

  it.each<[string, object, string]>([
    [
      'a comment',
      { webhookEvent: 'comment_created', issue, comment: { id: '5', body: 'Waymark is fine' } },
      'a comment without a command',
    ],
    [
      'a comment that was deleted',
      { webhookEvent: 'comment_deleted', issue, comment: { id: '5', body: '/waymark off' } },
      'a comment that is gone says nothing',
    ],
    [
      'a comment without its id',
      { webhookEvent: 'comment_created', issue, comment: { body: '/waymark off' } },
      'names no issue or no comment',
    ],
    [
      'a comment told as an update',
      {
        webhookEvent: 'jira:issue_updated',
        issue_event_type_name: 'issue_commented',
        issue,
        comment: { id: '5' },
      },
      'comments have events of their own',
    ],
    [
      'a comment told as an update by an old server',
      { webhookEvent: 'jira:issue_updated', issue, comment: { body: 'x' } },
      'comments have events of their own',
    ],
    ['a sprint', { webhookEvent: 'sprint_closed', sprint: { id: 1 } }, 'not an event of an issue’s content'],
    [
      'an event of the future',
      { webhookEvent: 'jira:issue_sung', issue },
      'not an event of an issue’s content',
    ],
    ['an update without an issue', { webhookEvent: 'jira:issue_updated' }, 'names no issue'],
    [
      'an issue whose id is a path',
      { webhookEvent: 'jira:issue_updated', issue: { id: '../../myself' } },
      'names no issue',
    ],
    ['an empty object', {}, 'not an event of an issue’s content'],
    [
      'a body in which every part is odd',
      {
        webhookEvent: ['x'],
        timestamp: 'soon',
        issue: 'SHOP-1',
        comment: 3,
        changelog: [],
        transition: 7,
        issue_event_type_name: {},
      },
      'not an event of an issue’s content',
    ],
  ])('is ignored, with the reason, for %s', (_what, body, reason) => {
    expect(read(signedByJira(body))).toMatchObject({ outcome: 'ignored', reason });
  });

  it.each([
    ['written', { webhookEvent: 'comment_created', comment: { id: '5', body: 'so:\n/Waymark off' } }],
    ['edited', { webhookEvent: 'comment_updated', comment: { id: '5', body: '/waymark off' } }],
    ['written, and its text left out', { webhookEvent: 'comment_created', comment: { id: '5' } }],
  ])('is an event with the comment for a command that was %s', (_what, body) => {
    expect(read(signedByJira({ ...body, issue }))).toMatchObject({
      outcome: 'event',
      event: { issue: { id: '10001' }, comment: { id: '5' } },
    });
  });

  it('says which issue a comment is on, also when only the comment’s address tells', () => {
    const self = 'https://shop.example/rest/api/2/issue/10001/comment/5';
    const reading = read(signedByJira({ webhookEvent: 'comment_created', comment: { self } }));
    expect(reading).toMatchObject({ event: { issue: { id: '10001', key: null } } });
  });

  it.each([
    ['is not there', undefined],
    ['is empty', ''],
    ['has no method', 'a'.repeat(64)],
    ['is of another method', `sha1=${'a'.repeat(40)}`],
    ['is of a method that could be mistaken', `sha256 =${'a'.repeat(64)}`],
    ['has no digits', 'sha256='],
    ['is of something else', `sha256=${'a'.repeat(64)}`],
  ])('is rejected when the signature %s', (_what, signature) => {
    const reading = read(
      signedByJira({ webhookEvent: 'jira:issue_created', issue }, { 'x-hub-signature': signature }),
    );
    expect(reading).toMatchObject({ outcome: 'rejected', reason: 'signature' });
  });

  it('is rejected when a byte of the body changed after signing', () => {
    const signed = signedByJira({ webhookEvent: 'jira:issue_created', issue });
    const rawBody = Buffer.concat([signed.rawBody, Buffer.from(' ')]);
    expect(read({ ...signed, rawBody })).toMatchObject({ outcome: 'rejected', reason: 'signature' });
  });

  it.each([['{"a":'], [''], ['[]'], ['"text"'], ['null'], ['42']])(
    'is unreadable, though signed, when the body is %j',
    (body) => {
      expect(read(signedByJira(body))).toMatchObject({ outcome: 'rejected', reason: 'unreadable' });
    },
  );

  it('is known again by its body where the header with its id is missing', () => {
    const body = { webhookEvent: 'jira:issue_created', issue };
    const without = () => read(signedByJira(body, { 'x-atlassian-webhook-identifier': undefined }));
    const other = read(signedByJira({ ...body, timestamp: 1 }, { 'x-atlassian-webhook-identifier': ' ' }));
    expect(without()).toEqual(without());
    expect(without()).toMatchObject({
      event: { deliveryKey: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
    });
    expect(other).not.toMatchObject({ event: { deliveryKey: keyOf(without()) } });
  });

  it('keeps a key of any length storable', () => {
    const long = 'k'.repeat(5000);
    const reading = read(signedByJira({}, { 'x-atlassian-webhook-identifier': long }));
    expect(keyOf(reading)).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('has no time when the body’s is none', () => {
    for (const timestamp of [1e300, -1, 'x', null, 0]) {
      const reading = read(signedByJira({ webhookEvent: 'jira:issue_created', issue, timestamp }));
      expect(reading).toMatchObject({ event: { occurredAt: null } });
    }
  });

  describe('tells whose edit of fields it was, and the new values', () => {
    const edited = { webhookEvent: 'jira:issue_updated', issue, user: { accountId: 'acc-1' } };
    const editOf = (body: object) => {
      const reading = read(signedByJira(body));
      return reading.outcome === 'rejected' ? reading : reading.event.edit;
    };

    it('as people see them', () => {
      const items = [
        { field: 'Story framing', to: '10001', toString: 'need' },
        { field: 'Due', toString: null },
      ];
      expect(editOf({ ...edited, changelog: { items } })).toEqual({ by: 'acc-1', values: ['need', null] });
    });

    it.each<[string, object]>([
      ['nobody is named', { ...edited, user: undefined, changelog: { items: [{ toString: 'x' }] } }],
      ['a value is missing', { ...edited, changelog: { items: [{ field: 'Due' }] } }],
      ['a value is odd', { ...edited, changelog: { items: [{ toString: { a: 1 } }] } }],
      ['nothing is in it', { ...edited, changelog: { items: [] } }],
      [
        'a comment came with it',
        { ...edited, comment: { id: '1' }, changelog: { items: [{ toString: 'x' }] } },
      ],
    ])('but not when %s', (_, body) => {
      expect(editOf(body)).toBeUndefined();
    });
  });
});

function keyOf(reading: ReturnType<typeof read>): string | undefined {
  return reading.outcome === 'rejected' ? undefined : reading.event.deliveryKey;
}
