import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TrackerName } from '../../../src/domain/issue.ts';
import type { FaultMatch } from '../../../src/sandbox/faults.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { type Binding, bindings, type TestPlace } from '../../helpers/databases.ts';
import { hypothesis } from '../../helpers/desk.ts';
import { type KillPoint, type ServiceProcess, startProcess } from '../../helpers/dying.ts';
import { editIssue, openIssue } from '../../helpers/people.ts';
import { rightComment } from '../../helpers/right-comment.ts';
import { pointWebhooks, startSandbox } from '../../helpers/service.ts';

/** A step on the way of a delivery: one of the service's own, or a call that reaches the tracker. */
type Step =
  | { readonly name: string; readonly own: Omit<KillPoint, 'when'> }
  | { readonly name: string; readonly call: Readonly<Record<TrackerName, FaultMatch>> };

const comments = 'insert into "waymark"."comments"';

/** The way of the first delivery about an issue that needs a comment, in its order. */
const creating: readonly Step[] = [
  { name: 'storing the delivery', own: { at: 'statement', sql: 'insert into waymark.deliveries' } },
  { name: 'queueing the review', own: { at: 'queue-add' } },
  {
    name: 'reading the issue',
    call: { jira: { method: 'GET', path: /\/issue\/[^/]+$/ }, linear: { field: 'issue' } },
  },
  { name: 'saving the review', own: { at: 'statement', sql: 'insert into "waymark"."reviews"' } },
  { name: 'committing the review', own: { at: 'commit', sql: 'insert into "waymark"."reviews"' } },
  { name: 'committing the intent to comment', own: { at: 'commit', sql: comments } },
  {
    name: 'creating the comment',
    call: { jira: { method: 'POST', path: /\/comment$/ }, linear: { field: 'commentCreate' } },
  },
  { name: 'committing the comment', own: { at: 'commit', sql: comments, nth: 2 } },
  {
    name: 'calling the delivery done',
    own: { at: 'statement', sql: 'update "waymark"."deliveries" set "status"' },
  },
  { name: 'ending the job', own: { at: 'job-done' } },
];

/** What is different when a comment is edited, and when it is taken away. */
const updating: readonly Step[] = [
  {
    name: 'editing the comment',
    call: { jira: { method: 'PUT', path: /\/comment\/\d+$/ }, linear: { field: 'commentUpdate' } },
  },
  { name: 'committing the edit', own: { at: 'commit', sql: comments } },
];
const removing: readonly Step[] = [
  {
    name: 'deleting the comment',
    call: { jira: { method: 'DELETE', path: /\/comment\/\d+$/ }, linear: { field: 'commentDelete' } },
  },
  { name: 'committing the deletion', own: { at: 'commit', sql: comments } },
];

/**
 * The service is killed at a step, started again, and left alone until nothing is to be done any more. Whatever the
 * step: every delivery is done, and the issue has the one comment that belongs there.
 */
export function describeKilledService(
  name: Binding['name'],
  only: (step: string) => boolean = () => true,
): void {
  const binding = bindings().find((one) => one.name === name);
  describe.skipIf(!binding)(`killed on ${name}`, () => {
    let place: TestPlace;
    let sandbox: Sandbox;
    let service: ServiceProcess;

    beforeAll(async () => {
      if (!binding) return;
      place = await binding.create();
      sandbox = await startSandbox({ backlog: 'empty' });
      service = await startProcess(place, sandbox);
      pointWebhooks(sandbox, service.address);
    });
    afterAll(async () => {
      await service?.kill();
      await sandbox?.close();
      await place?.drop();
    });

    /** Sees to it that the service dies at the step, lets `act` bring it there, and starts it again. */
    async function dieAt(
      step: Step,
      when: KillPoint['when'],
      tracker: TrackerName,
      act: () => void,
    ): Promise<void> {
      const dying = service;
      if ('own' in step) {
        await dying.arm({ ...step.own, when });
        act();
        await dying.ended;
      } else {
        // The tracker holds the call back, or has carried it out and not answered yet: then the process is no more.
        const { faults, calls } = sandbox[tracker];
        faults.plan({
          fault: { kind: when === 'before' ? 'hang' : 'apply-then-drop' },
          match: step.call[tracker],
        });
        const forget = calls.onCall(({ fault }) => {
          if (fault !== undefined) process.kill(dying.pid, 'SIGKILL');
        });
        act();
        await dying.ended;
        forget();
        expect(faults.pending()).toBe(0);
      }
      const port = Number(new URL(dying.address).port);
      service = await startProcess(place, sandbox, { port });
      await service.quiet(sandbox);
    }

    async function expectDone(tracker: TrackerName, key: string): Promise<void> {
      const issue = sandbox[tracker].issue(key);
      const mine = sandbox[tracker].comments(key).filter(({ byWaymark }) => byWaymark);
      const review = await service.review({ tracker, id: issue.id });
      expect(review?.issue).toMatchObject({
        title: issue.title,
        labels: issue.labels.map((name) => ({ name })),
      });
      const right = review && rightComment(review, tracker);
      expect(mine.map(({ body }) => body)).toEqual(right === null ? [] : [right]);

      const deliveries = await service.deliveries();
      const sent = sandbox[tracker].deliveries();
      const known = new Map(deliveries.map(({ deliveryKey, status }) => [deliveryKey, status]));
      const fates = sent.map(({ id, event, state }) => ({ event, state, row: known.get(id) ?? 'lost' }));
      expect(
        fates.filter(({ state, row }) => state !== 'delivered' || row === 'waiting' || row === 'lost'),
      ).toEqual([]);
    }

    const cases = (steps: readonly Step[]) =>
      steps
        .filter((step) => only(step.name))
        .flatMap((step) =>
          (['before', 'after'] as const).flatMap((when) =>
            ('call' in step ? (['jira', 'linear'] as const) : (['jira'] as const)).map(
              (tracker) => [when, step.name, tracker, step] as const,
            ),
          ),
        );

    test.each(cases(creating))('%s %s, %s', async (when, _, tracker, step) => {
      let key = '';
      await dieAt(step, when, tracker, () => {
        ({ key } = openIssue(sandbox, tracker));
      });
      await expectDone(tracker, key);
      expect(sandbox[tracker].comments(key)).toHaveLength(1);
    });

    test.each(cases(updating))('%s %s, %s', async (when, _, tracker, step) => {
      const { key } = openIssue(sandbox, tracker);
      await service.quiet(sandbox);
      const before = sandbox[tracker].comments(key);
      expect(before).toHaveLength(1);
      await dieAt(step, when, tracker, () => {
        editIssue(sandbox, tracker, key, { title: 'Bookmark items', description: hypothesis });
      });
      await expectDone(tracker, key);
      expect(sandbox[tracker].comments(key).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
      expect(sandbox[tracker].comments(key)[0]?.text).not.toBe(before[0]?.text);
    });

    test.each(cases(removing))('%s %s, %s', async (when, _, tracker, step) => {
      const { key } = openIssue(sandbox, tracker);
      await service.quiet(sandbox);
      await dieAt(step, when, tracker, () => {
        editIssue(sandbox, tracker, key, { labels: ['waymark-off'] });
      });
      await expectDone(tracker, key);
      expect(sandbox[tracker].comments(key)).toEqual([]);

      editIssue(sandbox, tracker, key, { labels: [] });
      await service.quiet(sandbox);
      await expectDone(tracker, key);
      expect(sandbox[tracker].comments(key), 'it comes again').toHaveLength(1);
    });
  });
}
