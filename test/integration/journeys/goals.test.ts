import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TrackerName, trackerNames } from '../../../src/domain/issue.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { bindings, type TestPlace } from '../../helpers/databases.ts';
import { importGoals, settled } from '../../helpers/okr-service.ts';
import { editIssue, openIssue } from '../../helpers/people.ts';
import { commentsOf, type Service, startSandbox, startService } from '../../helpers/service.ts';

const year = new Date().getUTCFullYear();
const goals = `
objectives:
  - id: finish
    statement: Shoppers finish what they began
    period: ${year}
    keyResults:
      - id: order-completion
        statement: Filled baskets that become orders
        start: 58%
        target: 70%
        work: { by: label, value: okr-order-completion }
      - id: carts
        statement: Work on carts that is done
        start: 0%
        target: 100%
        source: { kind: issues, link: { by: label, value: okr-carts } }
`;
const underWay: Readonly<Record<TrackerName, string>> = { jira: 'In Progress', linear: 'In Progress' };

describe.each(bindings())('goals and the issues that move them, on $name', ({ create }) => {
  let place: TestPlace;
  let sandbox: Sandbox;
  let service: Service;

  beforeAll(async () => {
    place = await create();
    sandbox = await startSandbox();
    service = await startService(place, sandbox);
    await importGoals(service, goals);
  });
  afterAll(async () => {
    await service?.stop();
    await sandbox?.close();
    await place?.drop();
  });

  const checkIns = async (keyResult: string) =>
    (await service.app.okrs.checkIns.of([keyResult])).get(keyResult) ?? [];

  describe.each(trackerNames)('in %s', (tracker: TrackerName) => {
    const findings = async (id: string) =>
      (await service.app.reviews.find({ tracker, id }))?.assessment.findings.map(({ check }) => check);

    test('a check-in in a comment is taken down once and answered in the one comment', async () => {
      const { key, url } = openIssue(sandbox, tracker);
      await settled(service);
      const before = await checkIns('order-completion');
      sandbox[tracker].addComment(key, '/waymark kr order-completion 64% after the new form confidence:high');
      await settled(service);
      sandbox[tracker].addComment(key, 'Thank you.');
      await settled(service);
      expect((await checkIns('order-completion')).slice(before.length)).toMatchObject([
        { value: { text: '64%' }, note: 'after the new form', confidence: 'high', evidence: [url] },
      ]);
      expect(commentsOf(sandbox, tracker, key)).toHaveLength(1);
      expect(commentsOf(sandbox, tracker, key)[0]).toMatch(/order-completion is at 64%, 50% of the way/);
      sandbox[tracker].deleteIssue(key);
      await settled(service);
    });

    test('an issue without a goal is found, and is not once it has one', async () => {
      const { key, id } = openIssue(sandbox, tracker, { labels: ['backend'] });
      await settled(service);
      expect(await findings(id)).toContain('no-goal');
      editIssue(sandbox, tracker, key, { labels: ['okr-order-completion'] });
      await settled(service);
      expect(await findings(id)).not.toContain('no-goal');
      const traced = await service.app.okrs.traceIssue(tracker, key);
      expect(traced?.chains.map((chain) => chain.map((goal) => goal.id))).toEqual([
        ['order-completion', 'finish'],
      ]);
      sandbox[tracker].deleteIssue(key);
      await settled(service);
      expect(await service.app.okrs.traceIssue(tracker, key)).toBeNull();
    });

    test('a purpose that is replaced after work began is found, a reworded one is not', async () => {
      const problem = (words: string) => `## Problem\n\n${words}`;
      const { key, id } = openIssue(sandbox, tracker, {
        ...{ title: 'Come back to the cart', description: problem('Shoppers lose their cart on the phone.') },
      });
      await settled(service);
      editIssue(sandbox, tracker, key, { description: problem('Invoices show the wrong tax.') });
      await settled(service);
      expect(await findings(id), 'nobody works on it yet').not.toContain('purpose-changed');
      sandbox[tracker].transition(key, underWay[tracker]);
      await settled(service);
      editIssue(sandbox, tracker, key, { description: problem('The tax on invoices is shown wrong.') });
      await settled(service);
      expect(await findings(id)).not.toContain('purpose-changed');
      editIssue(sandbox, tracker, key, { description: problem('Passwords expire too soon.') });
      await settled(service);
      expect(await findings(id)).toContain('purpose-changed');
      sandbox[tracker].deleteIssue(key);
      await settled(service);
    });
  });

  test('an issue that is done in one tracker and one that is open in the other make a half', async () => {
    const jira = openIssue(sandbox, 'jira', { labels: ['okr-carts'] });
    openIssue(sandbox, 'linear', { labels: ['okr-carts'] });
    await settled(service);
    sandbox.jira.transition(jira.key, 'Done');
    await settled(service);
    expect((await checkIns('carts')).map(({ value }) => value.text).at(-1)).toBe('50%');
    expect((await checkIns('carts')).at(-1)?.evidence).toEqual([jira.url]);
    const { objectives } = await service.app.okrs.judge.scores();
    expect(objectives[0]?.keyResults.at(-1)).toMatchObject({ progress: 0.5 });
  });
});
