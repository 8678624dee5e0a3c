import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TrackerName, trackerNames } from '../../../src/domain/issue.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { bindings, type TestPlace } from '../../helpers/databases.ts';
import { hypothesis } from '../../helpers/desk.ts';
import { editIssue, openIssue } from '../../helpers/people.ts';
import { rightComment } from '../../helpers/right-comment.ts';
import { commentsOf, type Service, startSandbox, startService } from '../../helpers/service.ts';
import { recordedWebhooks, sharedDataIsThere } from '../../helpers/shared-data.ts';
import { postSigned } from '../../helpers/signed-call.ts';

describe.each(bindings())('deliveries on $name', ({ create }) => {
  let place: TestPlace;
  let sandbox: Sandbox;
  let service: Service;

  beforeAll(async () => {
    place = await create();
    sandbox = await startSandbox({ backlog: 'empty' });
    service = await startService(place, sandbox);
  });
  afterAll(async () => {
    await service?.stop();
    await sandbox?.close();
    await place?.drop();
  });

  const rows = () => service.app.deliveries.list({ limit: 10_000 });
  const rowsOf = async (key: string) => service.app.deliveries.list({ issueKey: key, limit: 1_000 });
  const expectRight = async (tracker: TrackerName, key: string) => {
    const { id, title } = sandbox[tracker].issue(key);
    const review = await service.app.reviews.find({ tracker, id });
    expect(review?.issue.title).toBe(title);
    const mine = sandbox[tracker].comments(key).filter(({ byWaymark }) => byWaymark);
    expect(mine.map(({ body }) => body)).toEqual([review && rightComment(review, tracker)]);
  };

  describe.each(trackerNames)('from %s', (tracker) => {
    test('the same one sent again leads to nothing', async () => {
      const { key } = openIssue(sandbox, tracker);
      await service.quiet();
      const before = await rows();
      sandbox[tracker].calls.reset();
      for (const { id } of sandbox[tracker].deliveries()) sandbox[tracker].webhooks.redeliver(id);
      await service.quiet();
      expect(await rows()).toEqual(before);
      expect(sandbox[tracker].calls.total).toBe(0);
      await expectRight(tracker, key);
    });

    test('those in the wrong order, late or several times end with the text as it is now', async () => {
      const { key } = openIssue(sandbox, tracker);
      await service.quiet();
      sandbox[tracker].webhooks.hold();
      editIssue(sandbox, tracker, key, {
        title: 'First button',
        description: 'Add a red button.',
      });
      editIssue(sandbox, tracker, key, { title: 'Second thought', description: hypothesis });
      editIssue(sandbox, tracker, key, {
        title: 'Third button',
        description: 'Add a blue button.',
      });
      let late: string | undefined;
      sandbox[tracker].webhooks.release((held) => {
        late = held[0]?.id;
        return [...held.slice(1).toReversed(), ...held.slice(1)];
      });
      await service.quiet();
      await expectRight(tracker, key);

      sandbox[tracker].calls.reset();
      sandbox[tracker].webhooks.redeliver(late ?? '');
      await service.quiet();
      await expectRight(tracker, key);
      expect(sandbox[tracker].calls.writes, 'an old delivery changes nothing').toBe(0);
    });

    test('one about a deleted issue, before or after the deletion, leaves no trace in the tracker', async () => {
      sandbox[tracker].webhooks.hold();
      const { id, key } = openIssue(sandbox, tracker);
      editIssue(sandbox, tracker, key, { title: 'Never mind' });
      sandbox[tracker].deleteIssue(key);
      sandbox[tracker].calls.reset();
      sandbox[tracker].webhooks.release((held) => held.toReversed());
      await service.quiet();
      expect(await service.app.reviews.find({ tracker, id })).toBeNull();
      expect(sandbox[tracker].calls.writes).toBe(0);
    });

    test('those of comments and of our own writes are kept as ignored and cause no call', async () => {
      const { key } = openIssue(sandbox, tracker);
      await service.quiet();
      const own = (await rowsOf(key)).filter(({ type }) => /comment/i.test(type));
      expect(own.length, 'the tracker tells of our comment').toBeGreaterThan(0);
      expect(own.map(({ status }) => status)).toEqual(own.map(() => 'ignored'));
      expect(own.map(({ reason }) => reason)).toContain('a comment without a command');

      sandbox[tracker].calls.reset();
      const { id } = sandbox[tracker].addComment(key, 'Is this still wanted?');
      sandbox[tracker].editComment(key, id, 'Is this still wanted by anybody?');
      sandbox[tracker].deleteComment(key, id);
      await service.quiet();
      expect(sandbox[tracker].calls.total).toBe(0);
      await expectRight(tracker, key);
    });

    test.each([
      '',
      'null',
      '[]',
      '"text"',
      '7',
      '{"webhookEvent"',
      '{}',
      '{"webhookEvent":null,"issue":null}',
      '{"webhookEvent":"jira:issue_updated"}',
      '{"webhookEvent":"jira:issue_updated","issue":{}}',
      '{"webhookEvent":"jira:issue_updated","issue":{"id":{},"key":7,"fields":"x"}}',
      '{"webhookEvent":"jira:issue_updated","issue":{"id":"999999","key":"SHOP-999999","fields":null}}',
      '{"webhookEvent":"jira:issue_created","issue":{"id":"../../user","key":"../.."}}',
      '{"webhookEvent":"sprint_started","sprint":{"id":1}}',
      '{"action":"update","type":"Issue"}',
      '{"action":"update","type":"Issue","data":null}',
      '{"action":"update","type":"Issue","data":{"id":"00000000-0000-4000-8000-000000000000"}}',
      '{"action":"explode","type":"Issue","data":{"id":"00000000-0000-4000-8000-000000000000"}}',
      '{"action":"update","type":"Nothing we know","data":{"id":1}}',
      `{"action":"update","type":"Issue","data":{"id":"${'x'.repeat(5_000)}","identifier":"\\u0000"}}`,
      `{"webhookEvent":"${'x'.repeat(5_000)}","issue":{"id":"1","key":"\\ud800"}}`,
      `{"webhookEvent":"jira:issue_updated","deep":${'['.repeat(3_000)}${']'.repeat(3_000)}}`,
    ])('a half-filled body is answered with 200 or 400: %.80s', async (body) => {
      const { status, deliveryKey } = await postSigned(service.address, tracker, body);
      expect([200, 400]).toContain(status);
      await service.quiet();
      const row = (await rows()).find((one) => one.deliveryKey === deliveryKey);
      expect(row !== undefined).toBe(status === 200);
      expect(['done', 'ignored', undefined]).toContain(row?.status);
      if (row?.status === 'ignored') expect(row.reason).not.toBe('');
    });

    describe.skipIf(!sharedDataIsThere)('as vendors sent them', () => {
      test.each(recordedWebhooks(tracker).map(({ name, body }) => [name, body] as const))(
        '%s',
        async (_, body) => {
          const answer = await postSigned(service.address, tracker, restamped(body));
          expect(answer.status).toBe(200);
          await service.quiet();
          const row = (await rows()).find((one) => one.deliveryKey === answer.deliveryKey);
          // What happened before may be told again under a new id, which the answer says.
          if (answer.text.includes('duplicate')) return;
          expect(row).toMatchObject({ tracker, type: expect.stringMatching(/\w/) });
          expect(row?.status).toBe(answer.text.includes('accepted') ? 'done' : 'ignored');
          if (row?.status === 'done') expect(row.issue?.id).toMatch(/\w/);
          else expect(row?.reason).toMatch(/\w/);
        },
      );
    });

    test('one that is not signed, or for something else, is turned away and not kept', async () => {
      const before = (await rows()).length;
      const { key } = openIssue(sandbox, tracker);
      await service.quiet();
      const [kept] = sandbox[tracker].deliveries().slice(-1);
      const { headers, body = '' } = kept?.call(new Date(), 0) ?? {};
      const post = (sent: string) =>
        fetch(`${service.address}/webhooks/${tracker}`, {
          method: 'POST',
          headers: { ...headers },
          body: sent,
        });
      const count = (await rows()).length;
      expect(count).toBeGreaterThan(before);
      expect((await post(`${body} `)).status).toBe(401);
      expect((await rows()).length).toBe(count);
      expect(commentsOf(sandbox, tracker, key)).toHaveLength(1);
    });
  });
});

/** A signed time of the past would make it a replay; all else stays as it was sent, byte for byte. */
function restamped(body: Buffer): Buffer {
  const text = body.toString('utf8');
  return Buffer.from(text.replace(/("webhookTimestamp"\s*:\s*)\d+/, `$1${Date.now()}`), 'utf8');
}
