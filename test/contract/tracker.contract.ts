import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TrackerError } from '../../src/domain/errors.ts';
import type { Tracker } from '../../src/domain/ports.ts';
import { code, list, paragraph, quote, type RichText, strong, text } from '../../src/domain/rich-text.ts';

export type TrackerFault =
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'silent' }
  /** The write is done, and the answer never comes. */
  | { readonly kind: 'applied-then-dropped' };

/** A tracker with one issue in it, and the hands of the people who work there. */
export interface TrackerBench {
  readonly tracker: Tracker;
  readonly issue: { readonly id: string; readonly key: string };
  /** Whether a repeated create is recognised by its id. */
  readonly choosesIds: boolean;
  editTitle(title: string): void;
  deleteIssue(): void;
  /** The texts of the comments on the issue, oldest first. */
  commentTexts(): string[];
  addCommentAsPerson(words: string): void;
  deleteCommentAsPerson(commentId: string): void;
  /** The next call goes wrong this way. */
  failNext(fault: TrackerFault): void;
  /** How many calls the tracker has had. */
  calls(): number;
  close(): Promise<void>;
}

const body = (words: string): RichText => [
  paragraph(strong('This story prescribes a solution.'), text(` ${words}`)),
  quote(text('Save for Later button')),
  list([text('how to turn it off: '), code('waymark-off')]),
];

/** What the workflows rely on, whichever tracker it is. */
export function trackerContract(name: string, setUp: () => Promise<TrackerBench>): void {
  describe(`${name}, as a tracker`, () => {
    let bench: TrackerBench;
    let tracker: Tracker;
    let id: string;

    beforeEach(async () => {
      bench = await setUp();
      tracker = bench.tracker;
      id = bench.issue.id;
    });
    afterEach(() => bench.close());

    it('gives an issue as it is now, in one call once it knows the project', async () => {
      await tracker.fetchIssue(id);
      const before = bench.calls();
      const { issue } = (await tracker.fetchIssue(id)) ?? {};
      expect(bench.calls() - before).toBe(1);
      expect(issue).toMatchObject({
        ref: { tracker: tracker.name, id },
        key: bench.issue.key,
        project: bench.issue.key.replace(/-\d+$/, ''),
        url: expect.stringMatching(/^https?:\/\//),
        type: 'story',
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        updatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      });
    });

    it('gives the newest text after an edit', async () => {
      bench.editTitle('As a shopper, I want to find it again');
      expect((await tracker.fetchIssue(id))?.issue.title).toBe('As a shopper, I want to find it again');
    });

    it('gives null for an issue that is deleted', async () => {
      bench.deleteIssue();
      expect(await tracker.fetchIssue(id)).toBeNull();
    });

    it('knows who it is, and that it stays the same', async () => {
      const account = await tracker.whoAmI();
      expect(account.id).not.toBe('');
      expect(await tracker.whoAmI()).toEqual(account);
    });

    describe('with the living comment', () => {
      it('has none at first', async () => {
        bench.addCommentAsPerson('I like it.');
        expect(await tracker.findComment(id)).toBeNull();
        expect((await tracker.fetchIssue(id))?.mayHoldOwnComment).toBe(false);
      });

      it('creates it, finds it among others, and tells that it may be there', async () => {
        bench.addCommentAsPerson('I like it.');
        const created = await tracker.createComment(id, body('First.'));
        bench.addCommentAsPerson('Me too.');
        expect(await tracker.findComment(id)).toEqual(created);
        expect((await tracker.fetchIssue(id))?.mayHoldOwnComment).toBe(true);
        expect(bench.commentTexts()).toHaveLength(3);
        for (const words of ['First.', 'Save for Later button', 'waymark-off']) {
          expect(bench.commentTexts()[1]).toContain(words);
        }
      });

      it('edits it in place', async () => {
        const { id: comment } = await tracker.createComment(id, body('First.'));
        expect(await tracker.updateComment(id, comment, body('Second.'))).toBe('updated');
        expect(await tracker.updateComment(id, comment, body('Second.'))).toBe('updated');
        expect(bench.commentTexts()).toEqual([expect.stringContaining('Second.')]);
        expect(await tracker.findComment(id)).toEqual({ id: comment });
      });

      it('finds it missing when a person has deleted it', async () => {
        const { id: comment } = await tracker.createComment(id, body('First.'));
        bench.deleteCommentAsPerson(comment);
        expect(await tracker.updateComment(id, comment, body('Second.'))).toBe('missing');
        expect(await tracker.findComment(id)).toBeNull();
        expect(bench.commentTexts()).toEqual([]);
      });

      it('takes it away, and a second time is no error', async () => {
        const { id: comment } = await tracker.createComment(id, body('First.'));
        await tracker.deleteComment(id, comment);
        await tracker.deleteComment(id, comment);
        expect(bench.commentTexts()).toEqual([]);
        expect(await tracker.findComment(id)).toBeNull();
        expect((await tracker.fetchIssue(id))?.mayHoldOwnComment).toBe(false);
      });

      it('creates a next one after it was taken away', async () => {
        const first = await tracker.createComment(id, body('First.'), 1);
        await tracker.deleteComment(id, first.id);
        const second = await tracker.createComment(id, body('Second.'), 2);
        expect(await tracker.findComment(id)).toEqual(second);
        expect(bench.commentTexts()).toEqual([expect.stringContaining('Second.')]);
      });

      it('is not doubled when it was written and the answer was lost', async () => {
        bench.failNext({ kind: 'applied-then-dropped' });
        await expect(tracker.createComment(id, body('First.'))).rejects.toMatchObject({
          kind: 'unavailable',
        });
        const found = await tracker.findComment(id);
        expect(found).not.toBeNull();
        if (bench.choosesIds) expect(await tracker.createComment(id, body('Again.'))).toEqual(found);
        expect(bench.commentTexts()).toEqual([
          expect.stringContaining(bench.choosesIds ? 'Again.' : 'First.'),
        ]);
      });

      it('cannot be created on an issue that is gone, nor found there', async () => {
        bench.deleteIssue();
        await expect(tracker.createComment(id, body('First.'))).rejects.toMatchObject({
          name: 'TrackerError',
          kind: 'not-found',
        });
        expect(await tracker.findComment(id)).toBeNull();
        expect(await tracker.updateComment(id, await anyCommentId(), body('x'))).toBe('missing');
        await expect(tracker.deleteComment(id, await anyCommentId())).resolves.toBeUndefined();
      });
    });

    describe('when it fails', () => {
      it('says how long a rate limit lasts', async () => {
        bench.failNext({ kind: 'rate-limited', retryAfterSeconds: 7 });
        const error = await tracker.fetchIssue(id).catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(TrackerError);
        expect(error).toMatchObject({ kind: 'rate-limited', retryAfterMs: expect.any(Number) });
        expect((error as TrackerError).retryAfterMs).toBeGreaterThan(5000);
        expect((error as TrackerError).retryAfterMs).toBeLessThanOrEqual(7000);
      });

      it.each(['unavailable', 'silent'] as const)(
        'is unavailable for the moment when it is %s',
        async (kind) => {
          bench.failNext({ kind });
          await expect(tracker.fetchIssue(id)).rejects.toMatchObject({
            name: 'TrackerError',
            kind: 'unavailable',
          });
          expect((await tracker.fetchIssue(id))?.issue.key).toBe(bench.issue.key);
        },
      );

      it('asks once and leaves trying again to the queue', async () => {
        const before = bench.calls();
        bench.failNext({ kind: 'unavailable' });
        await expect(tracker.fetchIssue(id)).rejects.toBeInstanceOf(TrackerError);
        expect(bench.calls() - before).toBe(1);
      });
    });

    /** An id in the tracker's own form that no comment has. */
    async function anyCommentId(): Promise<string> {
      return tracker.name === 'linear' ? '5f0f7a3e-0000-4000-8000-00000000ffff' : '9999999';
    }
  });
}
