import { describe, expect, test } from 'vitest';
import { TrackerError } from '../../../src/domain/errors.ts';
import { call, createDesk, hypothesis, recipe } from '../../helpers/desk.ts';

const off = [{ name: 'waymark-off' }];

describe('attending to an issue', () => {
  test('a story that prescribes a solution gets one comment', async () => {
    const desk = createDesk();
    expect(await desk.attend()).toMatchObject({ review: 'reviewed', comment: 'created' });
    expect(desk.tracker.commentTexts('SHOP-1')).toEqual([expect.stringContaining('Save for Later')]);
    expect(await desk.topics()).toEqual(
      expect.arrayContaining(['issue.reviewed', 'finding.opened', 'comment.published']),
    );
  });

  test('looking again changes nothing: one read, no write, no event', async () => {
    const desk = createDesk();
    await desk.attend();
    const before = await desk.topics();
    desk.tracker.calls.length = 0;
    expect(await desk.attend()).toMatchObject({ comment: 'unchanged' });
    expect(desk.tracker.calls.filter(({ method }) => /create|update|delete/.test(method))).toEqual([]);
    expect(desk.tracker.callsOf('fetchIssue')).toBe(1);
    expect(await desk.topics()).toEqual(before);
  });

  test('a story that says why gets no comment', async () => {
    const desk = createDesk();
    desk.tracker.put({ id: 'SHOP-1', title: hypothesis });
    expect(await desk.attend()).toMatchObject({ comment: 'nothing-to-say' });
    expect(desk.tracker.commentTexts('SHOP-1')).toEqual([]);
  });

  test('the comment shrinks to one line when everything is answered, and comes back in place', async () => {
    const desk = createDesk();
    await desk.attend();
    desk.tracker.put({ id: 'SHOP-1', title: hypothesis, updatedAt: '2026-01-05T10:00:00.000Z' });
    expect(await desk.attend()).toMatchObject({ comment: 'resolved' });
    const [resolved] = desk.tracker.commentTexts('SHOP-1');
    expect(resolved?.split('\n')).toHaveLength(1);
    desk.tracker.put({ id: 'SHOP-1', title: recipe, updatedAt: '2026-01-05T11:00:00.000Z' });
    expect(await desk.attend()).toMatchObject({ comment: 'updated' });
    expect(desk.tracker.commentTexts('SHOP-1')).toHaveLength(1);
  });

  test('marked off, the comment goes; marked on again, there is a new one', async () => {
    const desk = createDesk('linear');
    await desk.attend();
    desk.tracker.put({ id: 'SHOP-1', title: recipe, labels: off });
    expect(await desk.attend()).toMatchObject({ comment: 'removed' });
    expect(desk.tracker.commentTexts('SHOP-1')).toEqual([]);
    desk.tracker.put({ id: 'SHOP-1', title: recipe });
    expect(await desk.attend()).toMatchObject({ comment: 'created' });
    expect(desk.tracker.commentTexts('SHOP-1')).toHaveLength(1);
  });

  test('taken away with the answer lost, and wanted again: it is not taken for deleted by a person', async () => {
    const desk = createDesk();
    await desk.attend();
    desk.tracker.put({ id: 'SHOP-1', title: recipe, labels: off });
    desk.tracker.failNext('deleteComment', new TrackerError('unavailable', 'no answer'), {
      afterApplying: true,
    });
    await expect(desk.attend()).rejects.toThrow('no answer');
    desk.tracker.put({ id: 'SHOP-1', title: recipe });
    expect(await desk.attend()).toMatchObject({ comment: 'created' });
    expect(desk.tracker.commentTexts('SHOP-1')).toHaveLength(1);
  });

  test('a comment that a person deleted is not written again', async () => {
    const desk = createDesk();
    await desk.attend();
    desk.tracker.comments.clear();
    desk.tracker.put({
      id: 'SHOP-1',
      title: 'Add a Wishlist button to the cart page',
      updatedAt: '2026-01-05T10:00:00.000Z',
    });
    expect(await desk.attend()).toMatchObject({ comment: 'respected' });
    expect(await desk.attend()).toMatchObject({ comment: 'respected' });
    expect(desk.tracker.commentTexts('SHOP-1')).toEqual([]);
  });

  test('an issue that is gone leaves the counts and gets no call', async () => {
    const desk = createDesk();
    await desk.attend();
    desk.tracker.issues.clear();
    desk.tracker.calls.length = 0;
    expect(await desk.attend()).toMatchObject({ review: 'gone', comment: null });
    expect(desk.tracker.calls).toEqual([{ method: 'fetchIssue', issueId: 'SHOP-1' }]);
    expect(await desk.reviews.counts()).toEqual([]);
    expect(await desk.topics()).toContain('issue.gone');
  });

  test('a look that came late brings nothing old back', async () => {
    const desk = createDesk();
    desk.tracker.put({ id: 'SHOP-1', title: hypothesis, updatedAt: '2026-01-05T12:00:00.000Z' });
    await desk.attend();
    desk.tracker.put({ id: 'SHOP-1', title: recipe, updatedAt: '2026-01-05T11:00:00.000Z' });
    expect(await desk.attend()).toMatchObject({ review: 'stale', comment: null });
    expect((await desk.reviews.find(desk.ref))?.issue.title).toBe(hypothesis);
    expect(desk.tracker.commentTexts('SHOP-1')).toEqual([]);
  });

  test('the record lost, the comment is found again and not doubled', async () => {
    const desk = createDesk();
    await desk.attend();
    const { comments } = createDesk();
    await desk.attendWith({ comments })(desk.ref, 'a new store');
    expect(desk.tracker.commentTexts('SHOP-1')).toHaveLength(1);
  });

  test('deliveries are done when the review is published, and only those that came before it began', async () => {
    const desk = createDesk();
    const send = (delivery: string) =>
      desk.receive('jira', call({ delivery, issue: { id: 'SHOP-1', key: 'SHOP-1' } }));
    await send('d-1');
    const fetchIssue = desk.tracker.fetchIssue.bind(desk.tracker);
    desk.tracker.fetchIssue = async (id) => {
      const fetched = await fetchIssue(id);
      await send('d-2');
      return fetched;
    };
    expect(await desk.attend()).toMatchObject({ secondsSinceReceived: 2 });
    const rows = await desk.deliveries.list({ limit: 10 });
    expect(rows.map(({ deliveryKey, status }) => [deliveryKey, status])).toEqual([
      ['d-2', 'waiting'],
      ['d-1', 'done'],
    ]);
  });

  test('while the tracker fails, the delivery stays waiting', async () => {
    const desk = createDesk();
    await desk.receive('jira', call({ delivery: 'd-1', issue: { id: 'SHOP-1', key: 'SHOP-1' } }));
    desk.tracker.failNext('createComment', new TrackerError('unavailable', 'no answer'));
    await expect(desk.attend()).rejects.toThrow('no answer');
    expect(await desk.deliveries.list({ limit: 1 })).toMatchObject([{ status: 'waiting' }]);
  });
});

describe.each(['jira', 'linear'] as const)('dying anywhere on the way (%s)', (name) => {
  class Death extends Error {}

  /** Every step of the path that leaves something behind, once before it takes effect and once after. */
  const steps = [
    ['reviews', 'save'],
    ['comments', 'put'],
    ['tracker', 'createComment'],
    ['deliveries', 'finish'],
  ] as const;
  const deaths = steps.flatMap(([part, method]) =>
    (['before', 'after'] as const).flatMap((when) =>
      // The ledger is written twice: the intent, then the outcome.
      (method === 'put' ? [1, 2] : [1]).map((nth) => ({ part, method, when, nth })),
    ),
  );

  test.each(deaths)(
    '$when call $nth of $part.$method: one comment, nothing lost',
    async ({ part, method, when, nth }) => {
      const desk = createDesk(name);
      await desk.receive(name, call({ delivery: 'd-1', issue: { id: 'SHOP-1', key: 'SHOP-1' } }));

      let calls = 0;
      const whole = desk[part] as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
      const dying = {
        ...whole,
        [method]: async (...args: unknown[]) => {
          calls += 1;
          if (calls === nth && when === 'before') throw new Death();
          const result = await whole[method]?.(...args);
          if (calls === nth) throw new Death();
          return result;
        },
      };
      await expect(desk.attendWith({ [part]: dying })(desk.ref, 'first life')).rejects.toThrow(Death);

      await desk.attend();
      expect(desk.tracker.commentTexts('SHOP-1')).toHaveLength(1);
      expect(await desk.deliveries.list({ limit: 10 })).toMatchObject([{ status: 'done' }]);
      expect(await desk.comments.find(desk.ref)).toMatchObject({ state: 'published' });
      const published = (await desk.topics()).filter((topic) => topic === 'comment.published');
      expect(published).toHaveLength(1);
    },
  );
});
