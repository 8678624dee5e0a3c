import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TrackerName, trackerNames } from '../../../src/domain/issue.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { bindings, type TestPlace } from '../../helpers/databases.ts';
import { hypothesis } from '../../helpers/desk.ts';
import { addJiraFields, jiraNameOf } from '../../helpers/jira-bench.ts';
import { setLinearLabel, setUpLinear } from '../../helpers/linear-bench.ts';
import { editIssue, openIssue, projects } from '../../helpers/people.ts';
import { commentsOf, type Service, startSandbox, startService } from '../../helpers/service.ts';

const framing = jiraNameOf('framing');

describe.each(bindings())('what no webhook told, on $name', ({ create }) => {
  let place: TestPlace;
  let sandbox: Sandbox;
  let service: Service;

  beforeAll(async () => {
    place = await create();
    sandbox = await startSandbox({ backlog: 'empty' });
    addJiraFields(sandbox.jira, ['framing']);
    await setUpLinear(sandbox.linear);
    service = await startService(place, sandbox);
  });
  afterAll(async () => {
    await service?.stop();
    await sandbox?.close();
    await place?.drop();
  });

  describe.each(trackerNames)('in %s', (tracker: TrackerName) => {
    let keys: string[];
    const ref = (key: string) => ({ tracker, id: sandbox[tracker].issue(key).id });
    const reconcile = async () => {
      const report = await service.app.reconcile({ tracker, patienceMs: 0 });
      await service.quiet();
      return report;
    };
    const shownFraming = (key: string) => {
      const { fields, labels } = sandbox[tracker].issue(key);
      return tracker === 'jira'
        ? fields[framing]
        : labels.find((label) => /recipe|need|hypothesis/.test(label));
    };

    beforeAll(async () => {
      keys = Array.from({ length: 4 }, () => openIssue(sandbox, tracker).key);
      await service.quiet();
      await service.app.reconcile({ tracker });
      // From here on nobody tells the service anything.
      sandbox[tracker].setWebhook(null);
    });

    test('is nothing, when nothing happened', async () => {
      expect(await reconcile()).toMatchObject({ outcome: 'done', missed: 0, gone: 0, drift: 0, checked: 4 });
    });

    test('is found, counted and reviewed: an edit', async () => {
      const [key = ''] = keys;
      editIssue(sandbox, tracker, key, { title: 'Bookmark items', description: hypothesis });
      expect(await reconcile()).toMatchObject({ missed: 1, asked: 1 });
      const review = await service.app.reviews.find(ref(key));
      expect(review?.issue.title).toBe('Bookmark items');
      expect(commentsOf(sandbox, tracker, key)[0]).toMatch(/no open questions/);
      expect(shownFraming(key)).toBe('hypothesis');
      expect((await service.get('/metrics')).text).toContain(
        `waymark_missed_webhooks_total{tracker="${tracker}"} 1`,
      );
      expect(await reconcile(), 'and what Waymark wrote is its own').toMatchObject({ missed: 0, asked: 0 });
    });

    test('is found: a new issue', async () => {
      const { key } = openIssue(sandbox, tracker);
      expect(await reconcile()).toMatchObject({ missed: 1 });
      expect(commentsOf(sandbox, tracker, key)).toHaveLength(1);
    });

    test('is put right: a value that somebody changed', async () => {
      const [key = ''] = keys;
      if (tracker === 'jira') sandbox.jira.editIssue(key, { fields: { [framing]: { value: 'need' } } });
      else setLinearLabel(sandbox.linear, key, 'framing', 'need');
      expect(shownFraming(key)).toBe('need');
      await reconcile();
      expect(shownFraming(key)).toBe('hypothesis');
    });

    test('is noticed: a deleted issue', async () => {
      const [, key = ''] = keys;
      const gone = ref(key);
      sandbox[tracker].deleteIssue(key);
      expect(await reconcile()).toMatchObject({ gone: 1 });
      expect(await service.app.reviews.find(gone)).toBeNull();
      expect(await reconcile()).toMatchObject({ gone: 0 });
    });

    test('is noticed: an issue that moved', async () => {
      const [, , key = ''] = keys;
      const moved = ref(key);
      const [, elsewhere] = projects[tracker];
      const now = sandbox[tracker].moveIssue(key, elsewhere).key;
      expect(await reconcile()).toMatchObject({ moved: 1, missed: 1 });
      expect((await service.app.reviews.find(moved))?.issue.key).toBe(now);
    });

    test('is asked for by one of two at a time', async () => {
      const reports = await Promise.all([reconcile(), reconcile()]);
      expect(reports.map(({ outcome }) => outcome).toSorted()).toEqual(['busy', 'done']);
    });
  });
});
