import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { trackerNames } from '../../../src/domain/issue.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { bindings, type TestPlace } from '../../helpers/databases.ts';
import { editIssue, openIssue } from '../../helpers/people.ts';
import { rightComment } from '../../helpers/right-comment.ts';
import { commentsOf, type Service, startSandbox, startService } from '../../helpers/service.ts';

describe.each(bindings())('many edits on $name', ({ name, create }) => {
  /** The embedded database is for small teams, and takes its time; the bench gives it a thousand too. */
  const each = name === 'PGlite' ? 100 : 500;
  let place: TestPlace;
  let sandbox: Sandbox;
  let service: Service;

  beforeAll(async () => {
    place = await create();
    sandbox = await startSandbox({ backlog: 'empty' });
    service = await startService(place, sandbox, { settleSeconds: 2 });
  });
  afterAll(async () => {
    await service?.stop();
    await sandbox?.close();
    await place?.drop();
  });

  test.each(trackerNames)(
    'fifty of one issue in %s cost three reads and three writes at most',
    async (tracker) => {
      const { id, key } = openIssue(sandbox, tracker);
      await service.quiet();
      const { calls } = sandbox[tracker];
      calls.reset();
      for (let count = 1; count <= 50; count += 1) {
        editIssue(sandbox, tracker, key, {
          title: `Button ${count}`,
          description: `Add button number ${count} to the header.`,
        });
        // As people do, one after the other: some arrive while a review is under way.
        if (count % 10 === 0) await sandbox[tracker].idle();
      }
      await service.quiet();
      expect(calls.reads).toBeLessThanOrEqual(3);
      expect(calls.writes).toBeLessThanOrEqual(3);
      const review = await service.app.reviews.find({ tracker, id });
      expect(review?.issue.title).toBe('Button 50');
      expect(sandbox[tracker].comments(key).map(({ body }) => body)).toEqual([
        review && rightComment(review, tracker),
      ]);
    },
  );

  test(`${each * 2} issues are each read once and written once, and not at all when nothing has changed`, {
    timeout: 180_000,
  }, async () => {
    const keys = trackerNames.flatMap((tracker) =>
      Array.from({ length: each }, () => ({ tracker, key: openIssue(sandbox, tracker).key })),
    );
    for (const name of trackerNames) sandbox[name].calls.reset();
    await service.quiet();

    const counts = keys.map(({ tracker, key }) => commentsOf(sandbox, tracker, key).length);
    expect(counts.filter((count) => count !== 1)).toEqual([]);
    for (const tracker of trackerNames) {
      expect(sandbox[tracker].calls.reads, `reads of ${tracker}`).toBeLessThanOrEqual(each + 1);
      expect(sandbox[tracker].calls.writes, `writes of ${tracker}`).toBe(each);
      sandbox[tracker].calls.reset();
    }
    const stored = await service.app.deliveries.counts();
    expect(stored.filter(({ status }) => status === 'waiting')).toEqual([]);

    await Promise.all(trackerNames.map((name) => sandbox[name].sendBacklog()));
    await service.quiet();
    for (const tracker of trackerNames) {
      expect(sandbox[tracker].calls.writes, `writes of ${tracker}`).toBe(0);
      expect(sandbox[tracker].calls.reads, `reads of ${tracker}`).toBeLessThanOrEqual(each + 2);
    }
  });
});
