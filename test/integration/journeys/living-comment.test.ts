import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TrackerName, trackerNames } from '../../../src/domain/issue.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { bindings, type TestPlace } from '../../helpers/databases.ts';
import { hypothesis } from '../../helpers/desk.ts';
import { editIssue, openIssue, projects } from '../../helpers/people.ts';
import { rightComment } from '../../helpers/right-comment.ts';
import { commentsOf, type Service, startSandbox, startService } from '../../helpers/service.ts';

const resolved = /no open questions/;

describe.each(bindings())('the living comment on $name', ({ create }) => {
  let place: TestPlace;
  let sandbox: Sandbox;
  let service: Service;

  beforeAll(async () => {
    place = await create();
    sandbox = await startSandbox();
    service = await startService(place, sandbox);
  });
  afterAll(async () => {
    await service?.stop();
    await sandbox?.close();
    await place?.drop();
  });

  test('a whole backlog gets its comments, at most one an issue and none where none belongs', async () => {
    await Promise.all(trackerNames.map((name) => sandbox[name].sendBacklog()));
    await service.quiet();

    const issues = trackerNames.flatMap((tracker) =>
      sandbox[tracker].issueKeys().map((key) => ({
        key,
        issue: sandbox[tracker].issue(key),
        comments: commentsOf(sandbox, tracker, key),
      })),
    );
    expect(issues.length).toBeGreaterThanOrEqual(60);
    expect(issues.filter(({ comments }) => comments.length > 1)).toEqual([]);
    expect(issues.filter(({ comments }) => comments.length === 1).length).toBeGreaterThan(10);
    const wantsNone = issues.filter(
      ({ issue }) =>
        issue.statusCategory === 'done' || issue.type === 'Sub-task' || issue.labels.includes('waymark-off'),
    );
    expect(wantsNone.length).toBeGreaterThan(8);
    expect(wantsNone.filter(({ comments }) => comments.length > 0)).toEqual([]);

    const commentOn = (key: string) => issues.find((one) => one.key === key)?.comments[0] ?? '';
    expect(commentOn('SHOP-1')).toContain('Expected outcome');
    expect(commentOn('SHOP-2'), 'a hypothesis needs no help').toBe('');

    const reviews = await service.app.reviews.counts();
    expect(reviews.reduce((sum, row) => sum + row.issues, 0)).toBe(issues.length);
  });

  describe.each(trackerNames)('in %s', (tracker: TrackerName) => {
    let key: string;
    const comments = () => sandbox[tracker].comments(key).filter(({ byWaymark }) => byWaymark);
    const edit = async (wording: Parameters<typeof editIssue>[3]) => {
      editIssue(sandbox, tracker, key, wording);
      await service.quiet();
    };
    const expectRight = async () => {
      const { id } = sandbox[tracker].issue(key);
      const review = await service.app.reviews.find({ tracker, id });
      expect(review?.issue.title).toBe(sandbox[tracker].issue(key).title);
      expect(comments().map(({ body }) => body)).toEqual([review && rightComment(review, tracker)]);
    };

    beforeEach(async () => {
      ({ key } = openIssue(sandbox, tracker));
      await service.quiet();
      expect(comments()).toHaveLength(1);
      await expectRight();
    });
    afterEach(() => {
      if (sandbox[tracker].hasIssue(key)) sandbox[tracker].deleteIssue(key);
    });

    test('follows the text in place, shrinks when all is answered, and grows again', async () => {
      const [first] = comments();
      await edit({
        title: 'Export button',
        description: 'Add an Export button to the report page.',
      });
      expect(comments().map(({ id }) => id)).toEqual([first?.id]);
      expect(comments()[0]?.text).not.toBe(first?.text);
      await expectRight();

      await edit({ title: 'Bookmark items in the cart', description: hypothesis });
      expect(comments().map(({ id }) => id)).toEqual([first?.id]);
      expect(comments()[0]?.text).toMatch(resolved);

      await edit({
        title: 'Blue button',
        description: 'Make the button in the header blue.',
      });
      expect(comments().map(({ id }) => id)).toEqual([first?.id]);
      expect(comments()[0]?.text).not.toMatch(resolved);
      await expectRight();
    });

    test('is not touched when an edit changes no finding', async () => {
      const [before] = comments();
      sandbox[tracker].calls.reset();
      await edit({ labels: ['cart'] });
      expect(comments()).toEqual([before]);
      expect(sandbox[tracker].calls.writes).toBe(0);
      expect(sandbox[tracker].calls.reads).toBeLessThanOrEqual(2);
    });

    test('goes with the off label and comes again without it', async () => {
      await edit({ labels: ['waymark-off'] });
      expect(comments()).toEqual([]);
      await edit({ labels: [] });
      expect(comments()).toHaveLength(1);
      await edit({ labels: ['waymark-off'] });
      await edit({ labels: [] });
      await expectRight();
    });

    test('stays as it is on an issue that is done', async () => {
      const [before] = comments();
      sandbox[tracker].transition(key, 'Done');
      await service.quiet();
      await edit({ title: 'Something else', description: 'As a PO, I want a yellow button' });
      expect(comments()).toEqual([before]);
    });

    test('stays one when the issue moves to another project', async () => {
      const [before] = comments();
      const { id } = sandbox[tracker].issue(key);
      const moved = sandbox[tracker].moveIssue(key, projects[tracker][1]);
      key = moved.key;
      expect(moved.id).toBe(id);
      await service.quiet();
      expect(comments().map((comment) => comment.id)).toEqual([before?.id]);
      expect((await service.app.reviews.find({ tracker, id }))?.issue).toMatchObject({
        key: moved.key,
        project: projects[tracker][1],
      });

      await edit({ title: 'Bookmark items in the cart', description: hypothesis });
      expect(comments().map((comment) => comment.id)).toEqual([before?.id]);
      expect(comments()[0]?.text).toMatch(resolved);
    });

    test('is forgotten with an issue that is deleted', async () => {
      const { id } = sandbox[tracker].issue(key);
      sandbox[tracker].deleteIssue(key);
      await service.quiet();
      expect(await service.app.reviews.find({ tracker, id })).toBeNull();
      const events = await service.app.events.read({ subject: `${tracker}:${id}`, limit: 100 });
      expect(events.map(({ topic }) => topic)).toContain('issue.gone');
    });

    test('is not written again once a person has deleted it', async () => {
      const [mine] = comments();
      sandbox[tracker].deleteComment(key, mine?.id ?? '');
      await edit({ title: 'Export button', description: 'As an admin, I want an Export button' });
      await edit({ title: 'Import button', description: 'As an admin, I want an Import button' });
      expect(comments()).toEqual([]);
    });
  });

  test('a sub-task gets none, and an issue made into one loses its own', async () => {
    const { key: parent } = openIssue(sandbox, 'jira', { title: 'Bookmarks', description: hypothesis });
    const { key } = openIssue(sandbox, 'jira');
    await service.quiet();
    expect(commentsOf(sandbox, 'jira', key)).toHaveLength(1);
    sandbox.jira.editIssue(key, { type: 'Sub-task', parent });
    await service.quiet();
    expect(commentsOf(sandbox, 'jira', key)).toEqual([]);
  });
});
